package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.frames.Rounding;
import org.symm.kernels.Noise;
import org.symm.spaces.Present;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Orders of items by keys, where keys that differ by rounding alone are equal. */
public final class Sorting {

  private Sorting() {}

  /** The order of whole numbers (rows, n), the first key deciding first; ties in random order. */
  public static Tensor sort(List<Tensor> keys, Noise u) {
    Tensor first = keys.get(0);
    Tensor order = u.permutations("ties", first.size(1));
    for (int k = keys.size() - 1; k >= 0; k--) {
      order = order.gather(1, keys.get(k).gather(1, order).argsort(1));
    }
    return order;
  }

  /** The same with absent items last, in an order of their own that is random. */
  public static Tensor sort(List<Tensor> keys, Noise u, Present present) {
    return presentFirst(sort(keys, u), present);
  }

  /** An order of items with those that are absent moved behind the others, in their order. */
  public static Tensor presentFirst(Tensor order, Present present) {
    return present
        .mask()
        .map(m -> order.gather(1, m.not().to(DType.INT64).gather(1, order).argsort(1)))
        .orElse(order);
  }

  /** The columns of the present items as keys; all absent ones are equal. */
  public static List<Tensor> keys(Tensor z, Tensor tolerance, Present present) {
    return keys(present.where(z, Double.POSITIVE_INFINITY), tolerance);
  }

  /**
   * The columns of a network's scores (rows, n, k) of the present items as keys, where numbers
   * within the rounding of the largest finite one of their column are equal.
   */
  public static List<Tensor> scores(Tensor z, Present present) {
    Tensor some = present.where(z);
    Tensor size = Rounding.largest(some, 1).squeeze(1);
    return keys(known(some), Rounding.ofNetwork(z, size), present);
  }

  private static Tensor known(Tensor z) {
    Tensor known = z.stopGradient().eq(z.stopGradient());
    return Tensors.requireRows(z, known, "scores must be numbers, not NaN");
  }

  /** The columns as keys, equal up to a tolerance (rows, k). */
  public static List<Tensor> keys(Tensor z, Tensor tolerance) {
    var keys = new ArrayList<Tensor>();
    for (int k = 0; k < z.size(2); k++) {
      Tensor v = z.select(2, k).stopGradient();
      Tensor order = v.argsort(1);
      keys.add(
          Rounding.groups(v.gather(1, order), tolerance.select(1, k))
              .gather(1, order.inversePermutation(1)));
    }
    return keys;
  }
}
