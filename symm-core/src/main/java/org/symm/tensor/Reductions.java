package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Operations that run along axes: sums, extremes, running sums, the softmax family. No axes mean
 * all of them.
 */
sealed interface Reductions permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private int[] axes(int... axes) {
    if (axes.length == 0) {
      return IntStream.range(0, me().rank()).toArray();
    }
    return TorchScript.axes(me(), axes);
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

  /** Truth values are counted, so their sums and products are whole numbers. */
  private DType summed() {
    return me().dtype() == DType.BOOL ? DType.INT64 : me().dtype();
  }

  private Tensor reduce(String op, String more, DType out, boolean keep, int... axes) {
    int[] a = axes(axes);
    return Node.pure(call(op, "%0", a, more + TorchScript.bool(keep)), drop(a, keep), out, me());
  }

  private Tensor extreme(String op, boolean keep, int... axes) {
    TorchScript.needOrdered(me());
    for (int a : axes(axes)) {
      TorchScript.need(me().size(a) > 0, "axis " + a + " of " + me() + " is empty");
    }
    return reduce("a" + op, "", me().dtype(), keep, axes);
  }

  private Tensor length(boolean keep, int... axes) {
    TorchScript.needReal(me());
    int[] a = axes(axes);
    String text = call("linalg_vector_norm", "%0", 2.0, a, keep, "dtype=None");
    return Node.pure(text, drop(a, keep), TorchScript.realOf(me().dtype()), me())
        .backward(
            (i, y, g) -> {
              // At 0 it is 0, and so are the second derivatives.
              Tensor at0 = y.eq(0);
              Tensor rate = g.div(y.maskedFill(at0, 1)).maskedFill(at0, 0);
              return me().mul(spread(rate, keep, axes));
            });
  }

  private Tensor along(String op, int axis, DType out) {
    int a = TorchScript.axis(me(), axis);
    return Node.pure(call(op, "%0", a), me().shape(), out, me());
  }

  private Tensor softmaxFrom(String op, int axis, Tensor y, Tensor g) {
    int a = TorchScript.axis(me(), axis);
    String text = call(op + "_backward_data", "%0", "%1", a, y.dtype().code());
    return Node.pure(text, g.shape(), g.dtype(), g, y);
  }

  private Tensor without(String op, int axis, DType out) {
    int a = TorchScript.axis(me(), axis);
    return Node.pure(call(op, "%0", a, false), me().shape().without(a), out, me());
  }

  private Tensor where(String op, int axis) {
    TorchScript.needNumbers(me());
    TorchScript.needOrdered(me());
    TorchScript.need(me().size(axis) > 0, "axis " + axis + " of " + me() + " is empty");
    return without(op, axis, DType.INT64);
  }

  /** A reduced tensor with its axes back, as large as this one. */
  private Tensor spread(Tensor z, boolean keep, int... axes) {
    int[] a = axes(axes);
    long[] sizes = drop(a, true).toArray();
    return (keep ? z : z.reshape(sizes)).expand(me().shape().toArray());
  }

  private Tensor total(boolean keep, int... axes) {
    return reduce("sum", "", summed(), keep, axes).backward((i, y, g) -> spread(g, keep, axes));
  }

  private Tensor average(boolean keep, int... axes) {
    TorchScript.needReal(me());
    return reduce("mean", "", me().dtype(), keep, axes)
        .backward(
            (i, y, g) -> {
              double share = (double) y.shape().count() / Math.max(1, me().shape().count());
              return spread(g.mul(share), keep, axes);
            });
  }

  /** Sum over axes. */
  default Tensor sum(int... axes) {
    return total(false, axes);
  }

  /** Sum over axes, which stay with size 1. */
  default Tensor sumKeep(int... axes) {
    return total(true, axes);
  }

  /** Mean over axes; needs real or complex numbers. */
  default Tensor mean(int... axes) {
    return average(false, axes);
  }

  /** Mean over axes, which stay with size 1. */
  default Tensor meanKeep(int... axes) {
    return average(true, axes);
  }

  /** Largest element over axes; the gradient is shared among equals. */
  default Tensor max(int... axes) {
    return extreme("max", false, axes);
  }

  /** Largest element over axes, which stay with size 1. */
  default Tensor maxKeep(int... axes) {
    return extreme("max", true, axes);
  }

  /** Smallest element over axes; the gradient is shared among equals. */
  default Tensor min(int... axes) {
    return extreme("min", false, axes);
  }

  /** Smallest element over axes, which stay with size 1. */
  default Tensor minKeep(int... axes) {
    return extreme("min", true, axes);
  }

  private Tensor deviation(String op, boolean keep, int... axes) {
    TorchScript.needReal(me());
    return reduce(op, "True, ", TorchScript.realOf(me().dtype()), keep, axes);
  }

  /** Variance over axes, divided by the count less one. */
  default Tensor var(int... axes) {
    return deviation("var", false, axes);
  }

  /** Variance over axes, which stay with size 1, divided by the count less one. */
  default Tensor varKeep(int... axes) {
    return deviation("var", true, axes);
  }

  /** Standard deviation over axes, with the count less one. */
  default Tensor std(int... axes) {
    return deviation("std", false, axes);
  }

  /** Euclidean norm over axes; its gradient at 0 is taken as 0. */
  default Tensor norm(int... axes) {
    return length(false, axes);
  }

  /** Euclidean norm over axes, which stay with size 1. */
  default Tensor normKeep(int... axes) {
    return length(true, axes);
  }

  /** log Σ eˣ over axes. */
  default Tensor logSumExp(int... axes) {
    TorchScript.needFloating(me());
    return reduce("logsumexp", "", me().dtype(), false, axes)
        .backward((i, y, g) -> spread(g, false, axes).mul(me().sub(spread(y, false, axes)).exp()));
  }

  /** Product over one axis. */
  default Tensor prod(int axis) {
    return without("prod", axis, summed());
  }

  /** Index of the largest element along an axis. */
  default Tensor argmax(int axis) {
    return where("argmax", axis);
  }

  /** Index of the smallest element along an axis. */
  default Tensor argmin(int axis) {
    return where("argmin", axis);
  }

  /** Whether all are true along an axis. */
  default Tensor all(int axis) {
    return without("all", axis, DType.BOOL);
  }

  /** Whether any is true along an axis. */
  default Tensor any(int axis) {
    return without("any", axis, DType.BOOL);
  }

  /** Whether any is true at all, one truth value. */
  default Tensor any() {
    return Node.pure("torch.any(%0)", Shape.of(), DType.BOOL, me());
  }

  /** Running sum along an axis. */
  default Tensor cumSum(int axis) {
    return along("cumsum", axis, summed())
        .backward((i, y, g) -> g.flip(axis).cumSum(axis).flip(axis));
  }

  /** Running product along an axis. */
  default Tensor cumProd(int axis) {
    return along("cumprod", axis, summed());
  }

  /** eˣ / Σ eˣ along an axis. */
  default Tensor softmax(int axis) {
    TorchScript.needFloating(me());
    return along("softmax", axis, me().dtype())
        .backward((i, y, g) -> softmaxFrom("_softmax", axis, y, g));
  }

  /** log softmax along an axis. */
  default Tensor logSoftmax(int axis) {
    TorchScript.needFloating(me());
    return along("log_softmax", axis, me().dtype())
        .backward((i, y, g) -> softmaxFrom("_log_softmax", axis, y, g));
  }
}
