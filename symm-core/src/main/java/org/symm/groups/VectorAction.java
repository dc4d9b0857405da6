package org.symm.groups;

import java.util.stream.IntStream;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** How groups act on vectors by matrices: matrix groups, ℝ₊, and what acts through them. */
public final class VectorAction {

  private VectorAction() {}

  /** Whether the group acts on ℝᵈ by matrices. */
  static boolean actsOn(Group g, int d) {
    if (g instanceof Product p) {
      return p.of().stream().allMatch(f -> actsOn(f, d))
          && p.of().stream().filter(f -> !isScale(f)).count() <= 1;
    }
    return g instanceof MatrixGroup m
        ? m.isScale() || m.d() == d
        : g.natural().map(rho -> actsOn(rho.target(), d)).orElse(false);
  }

  /** Whether this is ℝ₊, whose elements commute with all matrices. */
  public static boolean isScale(Group g) {
    return g instanceof MatrixGroup m && m.isScale();
  }

  /** g v for vectors (rows, d). */
  static Tensor apply(Element g, Tensor v) {
    if (g.isIdentity()) {
      return v;
    }
    if (g.group() instanceof Product p) {
      for (Element e : p.split(g)) {
        v = apply(e, v);
      }
      return v;
    }
    if (isScale(g.group())) {
      return v.mul(g.only().squeeze(2));
    }
    return g.group() instanceof MatrixGroup
        ? g.only().matMul(v.unsqueeze(2)).squeeze(2)
        : apply(g.group().natural().orElseThrow().apply(g, v.dtype()), v);
  }

  /** One part of each of the equal factors of an element of Gⁿ, beside each other: (rows, n, …). */
  public static Tensor copies(Element power, int n, int part) {
    int each = power.parts().size() / n;
    return Tensors.stack(
        1,
        IntStream.range(0, n)
            .mapToObj(i -> power.parts().get(i * each + part))
            .toArray(Tensor[]::new));
  }

  /** x[index] along an axis, for an index (rows, k), the same for all other axes. */
  public static Tensor along(Tensor x, int axis, Tensor index) {
    long[] sizes = Shape.perRow(x.rank(), index.size(0));
    sizes[axis] = index.size(1);
    Tensor y = x.gather(axis, index.reshape(sizes).expand(x.shape().toArray()));
    return Surrogate.along(x, axis, index, y);
  }

  /** g x along an axis, for matrices g of shape (rows, d, d). */
  public static Tensor turn(Tensor x, int axis, Tensor g) {
    if (axis == 1 && x.rank() == 3) {
      return g.matMul(x);
    }
    if (axis == x.rank() - 1) {
      Tensor flat = x.rank() == 3 ? x : x.reshape(x.size(0), -1, x.size(-1));
      return flat.matMul(g.t()).reshape(x.shape().toArray());
    }
    Tensor last = x.transpose(axis, -1);
    return turn(last, x.rank() - 1, g).transpose(axis, -1).contiguous();
  }

  /** Turns of the plane by 2πk/n: (rows, 2, 2). */
  static Tensor plane(Tensor k, int n, DType real) {
    Tensor angle = k.to(real).mul(2 * Math.PI / n);
    Tensor cos = angle.cos();
    Tensor sin = angle.sin();
    return Tensors.stack(1, cos, sin.neg(), sin, cos).reshape(k.size(0), 2, 2);
  }
}
