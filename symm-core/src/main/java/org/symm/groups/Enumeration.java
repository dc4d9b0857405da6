package org.symm.groups;

import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.symm.tensor.Array;
import org.symm.tensor.Program;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** All elements of a finite group, one a row, the identity first. */
public final class Enumeration {

  /** Groups with more elements are not enumerated. */
  private static final int LARGEST = 10_000;

  private Enumeration() {}

  /** The elements, one array for each part; empty if the group is infinite or too large. */
  public static Optional<List<Array>> of(Group g) {
    return rows(g).map(rows -> Listing.arrays(g.parts(), rows));
  }

  /** The elements as one batch; empty if the group is infinite or too large. */
  public static Optional<Element> elements(Group g) {
    return of(g).map(a -> new Element(g, a.stream().map(Tensors::constant).toList()));
  }

  /** The number of each row's element in the enumeration. */
  public static Tensor index(Element g) {
    if (g.group() instanceof Numbered) {
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
    List<double[]> rows =
        rows(g).orElseThrow(() -> new IllegalArgumentException(g + " is not known to be finite"));
    int n = rows.size();
    int[][] out = new int[n][n];
    if (g.parts().isEmpty()) {
      return out;
    }
    Map<LongBuffer, Integer> at = new HashMap<>();
    rows.forEach(r -> at.put(Listing.key(r), at.size()));
    Element all = elements(g).orElseThrow();
    Element products = pairs(all, n, false).times(pairs(all, n, true));
    List<Array> values = Program.of("Cayley table", List.of(), products.parts()).run(0);
    List<double[]> found = Listing.rows(values);
    for (int i = 0; i < n * n; i++) {
      out[i / n][i % n] = at.get(Listing.key(found.get(i)));
    }
    return out;
  }

  /** The first (or second) elements of all pairs of n elements. */
  static Element pairs(Element all, int n, boolean second) {
    return new Element(
        all.group(),
        all.parts().stream()
            .map(p -> second ? p.tile(Linear.wide(p.rank(), n)) : p.repeatInterleave(n, 0))
            .toList());
  }

  private static Optional<List<double[]>> rows(Group g) {
    if (g instanceof Numbered c && c.order() <= LARGEST) {
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
    return Optional.of(a.stream().flatMap(x -> b.stream().map(y -> Listing.joined(x, y))).toList());
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
                          .mapToObj(j -> Listing.joined(p, j)))
              .toList();
    }
    return out;
  }
}
