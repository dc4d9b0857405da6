package org.symm.tensor;

import java.util.Arrays;

/**
 * Operations that run along axes: sums, extremes, running sums, the softmax family. No axes mean
 * all of them.
 */
sealed interface Reductions permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private int[] axes(String op, int... axes) {
    int[] a = new int[axes.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = Text.axis(op, me(), axes[i]);
    }
    if (a.length == 0) {
      a = java.util.stream.IntStream.range(0, me().rank()).toArray();
    }
    if (Arrays.stream(a).distinct().count() != a.length) {
      throw TensorException.in(op, "the same axis twice in " + Arrays.toString(axes));
    }
    return a;
  }

  private Shape drop(int[] axes, boolean keep) {
    Shape s = me().shape();
    int[] sorted = axes.clone();
    Arrays.sort(sorted);
    for (int i = sorted.length - 1; i >= 0; i--) {
      s = keep ? s.with(sorted[i], 1) : s.without(sorted[i]);
    }
    return s;
  }

  private Tensor reduce(String op, String more, DType out, boolean keep, int... axes) {
    int[] a = axes(op, axes);
    return Node.pure(
        "torch." + op + "(%0, " + Text.list(a) + ", " + more + Text.bool(keep) + ")",
        drop(a, keep),
        out,
        me());
  }

  private Tensor along(String text, int axis) {
    return Node.pure(String.format(text, axis), me().shape(), me().dtype(), me());
  }

  /** Sum over axes. */
  default Tensor sum(int... axes) {
    return reduce("sum", "", me().dtype(), false, axes);
  }

  /** Sum over axes, which stay with size 1. */
  default Tensor sumKeep(int... axes) {
    return reduce("sum", "", me().dtype(), true, axes);
  }

  /** Mean over axes; needs real or complex numbers. */
  default Tensor mean(int... axes) {
    Text.needReal("mean", me());
    return reduce("mean", "", me().dtype(), false, axes);
  }

  /** Mean over axes, which stay with size 1. */
  default Tensor meanKeep(int... axes) {
    Text.needReal("mean", me());
    return reduce("mean", "", me().dtype(), true, axes);
  }

  /** Largest element over axes; the gradient is shared among equals. */
  default Tensor max(int... axes) {
    return reduce("amax", "", me().dtype(), false, axes);
  }

  /** Largest element over axes, which stay with size 1. */
  default Tensor maxKeep(int... axes) {
    return reduce("amax", "", me().dtype(), true, axes);
  }

  /** Smallest element over axes; the gradient is shared among equals. */
  default Tensor min(int... axes) {
    return reduce("amin", "", me().dtype(), false, axes);
  }

  /** Variance over axes, divided by the count less one. */
  default Tensor var(int... axes) {
    Text.needReal("var", me());
    return reduce("var", "True, ", Text.realOf(me().dtype()), false, axes);
  }

  /** Standard deviation over axes, with the count less one. */
  default Tensor std(int... axes) {
    Text.needReal("std", me());
    return reduce("std", "True, ", Text.realOf(me().dtype()), false, axes);
  }

  /** Euclidean norm over axes. */
  default Tensor norm(int... axes) {
    Text.needReal("norm", me());
    int[] a = axes("norm", axes);
    return Node.pure(
        "torch.linalg_vector_norm(%0, 2.0, " + Text.list(a) + ", False, dtype=None)",
        drop(a, false),
        Text.realOf(me().dtype()),
        me());
  }

  /** log Σ eˣ over axes. */
  default Tensor logSumExp(int... axes) {
    Text.needReal("logSumExp", me());
    return reduce("logsumexp", "", me().dtype(), false, axes);
  }

  /** Product over one axis. */
  default Tensor prod(int axis) {
    int a = Text.axis("prod", me(), axis);
    return Node.pure(
        "torch.prod(%0, " + a + ", False)", me().shape().without(a), me().dtype(), me());
  }

  /** Index of the largest element along an axis. */
  default Tensor argmax(int axis) {
    int a = Text.axis("argmax", me(), axis);
    return Node.pure(
        "torch.argmax(%0, " + a + ", False)", me().shape().without(a), DType.INT64, me());
  }

  /** Index of the smallest element along an axis. */
  default Tensor argmin(int axis) {
    int a = Text.axis("argmin", me(), axis);
    return Node.pure(
        "torch.argmin(%0, " + a + ", False)", me().shape().without(a), DType.INT64, me());
  }

  /** Whether all are true along an axis. */
  default Tensor all(int axis) {
    int a = Text.axis("all", me(), axis);
    return Node.pure("torch.all(%0, " + a + ", False)", me().shape().without(a), DType.BOOL, me());
  }

  /** Whether any is true along an axis. */
  default Tensor any(int axis) {
    int a = Text.axis("any", me(), axis);
    return Node.pure("torch.any(%0, " + a + ", False)", me().shape().without(a), DType.BOOL, me());
  }

  /** Running sum along an axis. */
  default Tensor cumSum(int axis) {
    return along("torch.cumsum(%%0, %d)", Text.axis("cumSum", me(), axis));
  }

  /** Running product along an axis. */
  default Tensor cumProd(int axis) {
    return along("torch.cumprod(%%0, %d)", Text.axis("cumProd", me(), axis));
  }

  /** eˣ / Σ eˣ along an axis. */
  default Tensor softmax(int axis) {
    Text.needReal("softmax", me());
    return along("torch.softmax(%%0, %d)", Text.axis("softmax", me(), axis));
  }

  /** log softmax along an axis. */
  default Tensor logSoftmax(int axis) {
    Text.needReal("logSoftmax", me());
    return along("torch.log_softmax(%%0, %d)", Text.axis("logSoftmax", me(), axis));
  }
}
