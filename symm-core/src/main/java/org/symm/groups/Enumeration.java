package org.symm.groups;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
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
    return rows(g).map(rows -> arrays(g, rows));
  }

  /** How many elements there are in the arrays of an enumeration. */
  static long size(List<Array> elements) {
    return elements.isEmpty() ? 1 : elements.get(0).shape().size(0);
  }

  /** The elements as one batch; empty if the group is infinite or too large. */
  public static Optional<Element> elements(Group g) {
    return of(g).map(a -> new Element(g, a.stream().map(Tensors::constant).toList()));
  }

  /** The number of each row's element in the enumeration. */
  public static Tensor index(Element g) {
    if (g.group() instanceof FiniteGroup || g.group() instanceof Cyclic) {
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
    List<long[]> rows =
        rows(g).orElseThrow(() -> new IllegalArgumentException(g + " is not known to be finite"));
    int n = rows.size();
    Element all = elements(g).orElseThrow();
    Element products = pairs(all, n, false).times(pairs(all, n, true));
    Map<LongBuffer, Integer> at = new HashMap<>();
    for (int i = 0; i < n; i++) {
      at.put(LongBuffer.wrap(rows.get(i)), i);
    }
    int[][] out = new int[n][n];
    if (g.parts().isEmpty()) {
      return out;
    }
    List<Array> values = Program.of("Cayley table", List.of(), products.parts()).run(0);
    List<long[]> found = join(values);
    for (int i = 0; i < n * n; i++) {
      out[i / n][i % n] = at.get(LongBuffer.wrap(found.get(i)));
    }
    return out;
  }

  /** The first (or second) elements of all pairs of n elements. */
  static Element pairs(Element all, int n, boolean second) {
    return new Element(
        all.group(),
        all.parts().stream()
            .map(
                p -> {
                  long[] times = new long[p.rank()];
                  Arrays.fill(times, 1);
                  times[0] = n;
                  return second ? p.tile(times) : p.repeatInterleave(n, 0);
                })
            .toList());
  }

  /** Row by row, the numbers of arrays one after the other. */
  private static List<long[]> join(List<Array> parts) {
    int n = (int) parts.get(0).shape().size(0);
    var values = parts.stream().map(Array::longs).toList();
    var out = new ArrayList<long[]>();
    for (int i = 0; i < n; i++) {
      int row = i;
      out.add(
          values.stream()
              .flatMapToLong(
                  v -> Arrays.stream(v, row * (v.length / n), (row + 1) * (v.length / n)))
              .toArray());
    }
    return out;
  }

  private static List<Array> arrays(Group g, List<long[]> rows) {
    var out = new ArrayList<Array>();
    int at = 0;
    for (Part p : g.parts()) {
      int n = (int) p.shape().count();
      int from = at;
      long[] all = rows.stream().flatMapToLong(r -> Arrays.stream(r, from, from + n)).toArray();
      out.add(Array.of(all, p.rows(rows.size()).toArray()));
      at += n;
    }
    return out;
  }

  private static Optional<List<long[]>> rows(Group g) {
    int numbers = g instanceof Cyclic c ? c.n() : g instanceof FiniteGroup f ? f.order() : 0;
    if (numbers > 0 && numbers <= LARGEST) {
      return Optional.of(LongStream.range(0, numbers).mapToObj(k -> new long[] {k}).toList());
    }
    if (g instanceof Symmetric s && s.n() <= 7) {
      List<long[]> all = permutations(s.n());
      return Optional.of(s.even() ? all.stream().filter(p -> parity(p) == 0).toList() : all);
    }
    if (g instanceof Semidirect s) {
      return rows(s.normal()).flatMap(a -> rows(s.quotient()).flatMap(b -> pairs(a, b)));
    }
    if (g instanceof Product || g instanceof Trivial) {
      Optional<List<long[]>> out = Optional.of(List.of(new long[0]));
      for (Group f : g instanceof Product p ? p.of() : List.<Group>of()) {
        Optional<List<long[]>> left = out;
        out = rows(f).flatMap(b -> left.flatMap(a -> pairs(a, b)));
      }
      return out;
    }
    return Optional.empty();
  }

  private static Optional<List<long[]>> pairs(List<long[]> a, List<long[]> b) {
    if ((long) a.size() * b.size() > LARGEST) {
      return Optional.empty();
    }
    return Optional.of(
        a.stream()
            .flatMap(
                x ->
                    b.stream()
                        .map(y -> LongStream.concat(LongStream.of(x), LongStream.of(y)).toArray()))
            .toList());
  }

  private static int parity(long[] p) {
    int out = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < i; j++) {
        out += p[j] > p[i] ? 1 : 0;
      }
    }
    return out % 2;
  }

  /** In lexicographic order. */
  private static List<long[]> permutations(int n) {
    List<long[]> out = List.of(new long[0]);
    for (int i = 0; i < n; i++) {
      out =
          out.stream()
              .flatMap(
                  p ->
                      LongStream.range(0, n)
                          .filter(k -> LongStream.of(p).noneMatch(v -> v == k))
                          .mapToObj(
                              k -> LongStream.concat(LongStream.of(p), LongStream.of(k)).toArray()))
              .toList();
    }
    return out;
  }
}
