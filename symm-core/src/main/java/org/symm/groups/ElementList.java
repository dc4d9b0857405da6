package org.symm.groups;

import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;

/** All elements of a finite group, one a row, the identity first. */
public final class ElementList {

  /** Groups with more elements are not enumerated. */
  private static final int LARGEST = 10_000;

  /** Products in a Cayley table that are worked out at once. */
  private static final int PAIRS = 1 << 18;

  /** Most numbers of a list of choices: 256 MiB. */
  private static final double LISTED = 1 << 25;

  private ElementList() {}

  /** The elements, one array for each part; empty if the group is infinite or too large. */
  public static Optional<List<Array>> of(Group g) {
    return rows(g).map(rows -> PointRows.arrays(g.parts(), rows));
  }

  /** The elements as one batch; empty if the group is infinite or too large. */
  public static Optional<Element> elements(Group g) {
    return of(g).map(a -> new Element(g, Array.tensors(a)));
  }

  /** The number of each row's element in the enumeration. */
  public static Tensor index(Element g) {
    if (g.group() instanceof IndexedGroup) {
      return g.only();
    }
    List<Tensor> all = elements(g.group()).orElseThrow().parts();
    Tensor off = null;
    for (int i = 0; i < all.size(); i++) {
      Tensor gap = g.parts().get(i).unsqueeze(1).sub(all.get(i).unsqueeze(0)).abs();
      Tensor sum = gap.reshape(gap.size(0), gap.size(1), -1).sum(2);
      off = off == null ? sum : off.add(sum);
    }
    return off.argmin(1);
  }

  /** The elements with the given numbers, (rows). */
  public static Element at(Group g, Tensor index) {
    var parts = elements(g).orElseThrow().parts();
    return new Element(g, parts.stream().map(p -> p.indexSelect(0, index)).toList());
  }

  /** The Cayley table: entry (i, j) is the number of gᵢ gⱼ. */
  static int[][] table(Group g) {
    List<double[]> rows = rows(g).orElseThrow(() -> new IllegalArgumentException(notListed(g)));
    int n = rows.size();
    int[][] out = new int[n][n];
    if (g.parts().isEmpty()) {
      return out;
    }
    Map<LongBuffer, Integer> at = new HashMap<>();
    rows.forEach(r -> at.put(PointRows.key(r), at.size()));
    Element all = elements(g).orElseThrow();
    int rowsAtOnce = Math.max(1, PAIRS / n);
    for (int from = 0; from < n; from += rowsAtOnce) {
      int some = Math.min(rowsAtOnce, n - from);
      long first = from;
      Element left =
          new Element(g, all.parts().stream().map(p -> p.slice(0, first, first + some)).toList());
      Element products = left(left, n).times(right(all, some));
      List<Array> values = Program.of("Cayley table", List.of(), products.parts()).run(0);
      List<double[]> found = PointRows.rows(values);
      for (int i = 0; i < some * n; i++) {
        out[from + i / n][i % n] = at.get(PointRows.key(found.get(i)));
      }
    }
    return out;
  }

  private static String notListed(Group g) {
    return g.finiteOrder().isPresent()
        ? String.format("%s has %.0f elements, too many to list", g, g.finiteOrder().getAsDouble())
        : g + " is not known to be finite";
  }

  /** Each element n times in turn. */
  private static Element left(Element g, int n) {
    return new Element(g.group(), g.parts().stream().map(p -> p.repeatInterleave(n, 0)).toList());
  }

  /** The elements in turn, n times. */
  private static Element right(Element g, int n) {
    return new Element(
        g.group(), g.parts().stream().map(p -> p.tile(Shape.perRow(p.rank(), n))).toList());
  }

  /** The first (or second) elements of all pairs of n elements. */
  static Element pairs(Element all, int n, boolean second) {
    return second ? right(all, n) : left(all, n);
  }

  private static Optional<List<double[]>> rows(Group g) {
    if (g instanceof IndexedGroup c && c.order() <= LARGEST) {
      return Optional.of(IntStream.range(0, c.order()).mapToObj(k -> new double[] {k}).toList());
    }
    if (g instanceof Symmetric s && s.n() <= 7) {
      List<double[]> all = tuples(s.n(), s.n());
      return Optional.of(s.even() ? all.stream().filter(p -> parity(p) == 0).toList() : all);
    }
    if (g instanceof Composite || g instanceof Trivial) {
      Optional<List<double[]>> out = Optional.of(List.of(new double[0]));
      for (Group f : g instanceof Composite c ? c.of() : List.<Group>of()) {
        out = out.flatMap(a -> rows(f).flatMap(b -> pairs(a, b)));
      }
      return out;
    }
    return Optional.empty();
  }

  private static Optional<List<double[]>> pairs(List<double[]> a, List<double[]> b) {
    if ((long) a.size() * b.size() > LARGEST) {
      return Optional.empty();
    }
    return Optional.of(
        a.stream().flatMap(x -> b.stream().map(y -> PointRows.joined(x, y))).toList());
  }

  private static int parity(double[] p) {
    int out = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < i; j++) {
        out += p[j] > p[i] ? 1 : 0;
      }
    }
    return out % 2;
  }

  /**
   * Stops where a list would be too long.
   *
   * @param what what lists them
   * @param count how many there are
   * @param each numbers for each
   * @param instead what to do
   */
  public static void demandListed(String what, double count, double each, String instead) {
    if (!(count * each <= LISTED)) {
      throw Refused.because(
          "%s goes through %.3g choices of %.0f numbers each, which would take %.3g GB; %s",
          what, count, each, count * each * Double.BYTES / 1e9, instead);
    }
  }

  /** n!/(n − k)!, how many ordered choices of k of n there are. */
  public static double choices(int n, int k) {
    return IntStream.range(0, k).mapToDouble(i -> n - i).reduce(1, (a, b) -> a * b);
  }

  /** All ordered choices of k of 0 … n − 1, in lexicographic order. */
  public static List<double[]> tuples(int n, int k) {
    List<double[]> out = List.of(new double[0]);
    for (int i = 0; i < k; i++) {
      out =
          out.stream()
              .flatMap(
                  p ->
                      IntStream.range(0, n)
                          .filter(j -> DoubleStream.of(p).noneMatch(v -> v == j))
                          .mapToObj(j -> PointRows.joined(p, j)))
              .toList();
    }
    return out;
  }
}
