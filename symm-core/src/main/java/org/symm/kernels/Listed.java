package org.symm.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symm.groups.Cyclic;
import org.symm.groups.Group;
import org.symm.groups.Product;
import org.symm.groups.Symmetric;
import org.symm.groups.Trivial;
import org.symm.tensor.Array;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The elements of a finite group, each once.
 *
 * @param group the group
 * @param elements one list of whole numbers for each element, its parts one after the other
 */
record Listed(Group group, List<long[]> elements) {

  private static final int MOST = 10_000;

  /** All elements; empty if there are too many. */
  static Optional<Listed> of(Group g) {
    return elements(g).map(all -> new Listed(g, all));
  }

  private static Optional<List<long[]>> elements(Group g) {
    var all = new ArrayList<long[]>();
    if (g instanceof Trivial) {
      all.add(new long[0]);
    } else if (g instanceof Cyclic c && c.n() <= MOST) {
      for (long k = 0; k < c.n(); k++) {
        all.add(new long[] {k});
      }
    } else if (g instanceof Symmetric s && s.n() <= 7) {
      permute(new long[0], s.n(), all);
    } else if (g instanceof Product p) {
      List<long[]> some = List.of(new long[0]);
      for (Group f : p.of()) {
        var own = elements(f);
        if (own.isEmpty() || (long) own.get().size() * some.size() > MOST) {
          return Optional.empty();
        }
        var left = some;
        some = left.stream().flatMap(a -> own.get().stream().map(b -> joined(a, b))).toList();
      }
      all.addAll(some);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static void permute(long[] some, int n, List<long[]> all) {
    if (some.length == n) {
      all.add(some);
      return;
    }
    for (long i = 0; i < n; i++) {
      long next = i;
      if (Arrays.stream(some).noneMatch(j -> j == next)) {
        permute(joined(some, new long[] {i}), n, all);
      }
    }
  }

  private static long[] joined(long[] a, long[] b) {
    long[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  /** The uniform probability on them. */
  Diagram.Finite uniform(Diagram.Body draw) {
    int m = elements.size();
    int width = elements.get(0).length;
    long[] flat = elements.stream().flatMapToLong(Arrays::stream).toArray();
    return new Diagram.Finite(
        m,
        false,
        draw,
        (x, u) -> {
          var out = new ArrayList<Tensor>();
          if (width > 0) {
            Tensor table = Tensors.constant(Array.of(flat, 1, m, width));
            int at = 0;
            for (var part : group.parts()) {
              long n = part.shape().count();
              Shape s = Shape.of(u.rows(), m).then(part.shape());
              long[] own = Shape.of(1, m).then(part.shape()).toArray();
              out.add(table.slice(2, at, at + n).reshape(own).expand(s.toArray()));
              at += (int) n;
            }
          }
          out.add(Tensors.ones(Shape.of(u.rows(), m), u.real()));
          return out;
        });
  }
}
