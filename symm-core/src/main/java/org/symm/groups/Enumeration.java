package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symm.tensor.Array;

/** All elements of a finite group, one a row, the identity first. */
public final class Enumeration {

  /** Groups with more elements are not enumerated. */
  private static final int LARGEST = 10_000;

  private Enumeration() {}

  /** The elements, one array for each part; empty if the group is infinite or too large. */
  public static Optional<List<Array>> of(Group g) {
    return rows(g).map(rows -> arrays(g, rows));
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
    if (g instanceof Cyclic c && c.n() <= LARGEST) {
      var out = new ArrayList<long[]>();
      for (int k = 0; k < c.n(); k++) {
        out.add(new long[] {k});
      }
      return Optional.of(out);
    }
    if (g instanceof Symmetric s && s.n() <= 7) {
      return Optional.of(permutations(s.n()));
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
    var out = new ArrayList<long[]>();
    for (long[] x : a) {
      for (long[] y : b) {
        long[] both = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, both, x.length, y.length);
        out.add(both);
      }
    }
    return out.size() > LARGEST ? Optional.empty() : Optional.of(out);
  }

  /** In lexicographic order. */
  private static List<long[]> permutations(int n) {
    List<long[]> out = List.of(new long[0]);
    for (int i = 0; i < n; i++) {
      var longer = new ArrayList<long[]>();
      for (long[] p : out) {
        for (long k = 0; k < n; k++) {
          long next = k;
          if (Arrays.stream(p).noneMatch(v -> v == next)) {
            long[] more = Arrays.copyOf(p, i + 1);
            more[i] = k;
            longer.add(more);
          }
        }
      }
      out = longer;
    }
    return out;
  }
}
