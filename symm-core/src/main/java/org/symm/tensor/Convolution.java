package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.Collections;

/**
 * Convolutions in the sense of networks (the kernel is not mirrored) and pooling. Arrays are (rows,
 * channels, …) with one to three further axes, kernels (out, in/groups, …); stride and padding hold
 * for each of these axes, and padding is with zeros. Along an axis of size n a kernel of size k
 * gives ⌊(n + 2 padding − k)/stride⌋ + 1.
 */
public final class Convolution {

  private Convolution() {}

  /** y[b, o, i] = Σ x[b, c, stride·i + j − padding] w[o, c, j], in groups of channels. */
  public static Tensor conv1d(Tensor x, Tensor weight, long stride, long padding, long groups) {
    return conv(1, x, weight, stride, padding, groups);
  }

  /** As {@link #conv1d} over two axes. */
  public static Tensor conv2d(Tensor x, Tensor weight, long stride, long padding, long groups) {
    return conv(2, x, weight, stride, padding, groups);
  }

  /** As {@link #conv1d} over three axes. */
  public static Tensor conv3d(Tensor x, Tensor weight, long stride, long padding, long groups) {
    return conv(3, x, weight, stride, padding, groups);
  }

  private static Tensor conv(
      int axes, Tensor x, Tensor weight, long stride, long padding, long groups) {
    fits(axes, x, weight, stride, padding, groups);
    TorchScript.need(
        x.size(1) == weight.size(1) * groups && weight.size(0) % groups == 0,
        x + " does not fit weight " + weight + " in " + groups + " groups");
    Shape s = x.shape().with(1, weight.size(0));
    for (int a = 2; a < axes + 2; a++) {
      s = s.with(a, steps(x, a, weight.size(a), stride, padding));
    }
    String steps = all(axes, stride) + ", " + all(axes, padding) + ", " + all(axes, 1);
    String text = call("conv" + axes + "d", "%0, %1, None", steps, groups);
    return Node.pure(text, s, x.dtype(), x, weight);
  }

  /**
   * The adjoint of {@link #conv2d} with the same weight (in, out/groups, h, w): an axis of size n
   * becomes (n − 1)·stride − 2 padding + k.
   */
  public static Tensor convTranspose2d(
      Tensor x, Tensor weight, long stride, long padding, long groups) {
    fits(2, x, weight, stride, padding, groups);
    TorchScript.need(
        x.size(1) == weight.size(0) && x.size(1) % groups == 0,
        x + " does not fit weight " + weight + " in " + groups + " groups");
    Shape s = x.shape().with(1, weight.size(1) * groups);
    for (int a = 2; a < 4; a++) {
      long n = (x.size(a) - 1) * stride - 2 * padding + weight.size(a);
      TorchScript.need(
          n >= 1, "nothing is left of axis " + a + " of " + x + " by weight " + weight);
      s = s.with(a, n);
    }
    String steps = all(2, stride) + ", " + all(2, padding) + ", " + all(2, 0);
    String text = call("conv_transpose2d", "%0, %1, None", steps, groups, all(2, 1));
    return Node.pure(text, s, x.dtype(), x, weight);
  }

  /** The largest element of each window; padding counts as −∞. */
  public static Tensor maxPool2d(Tensor x, long window, long stride, long padding) {
    return pool("max_pool2d", x, window, stride, padding, all(2, 1) + ", False");
  }

  /** The mean of each window; padding counts as zeros. */
  public static Tensor averagePool2d(Tensor x, long window, long stride, long padding) {
    return pool("avg_pool2d", x, window, stride, padding, "False, True, None");
  }

  private static Tensor pool(
      String op, Tensor x, long window, long stride, long padding, String more) {
    TorchScript.needFloating(x);
    TorchScript.need(x.rank() == 4, "needs (rows, channels, height, width), not " + x);
    TorchScript.need(
        window >= 1 && stride >= 1 && padding >= 0 && 2 * padding <= window,
        "window %s, stride %s, padding %s: window and stride must be 1 or more, padding at most half a window"
            .formatted(window, stride, padding));
    Shape s =
        x.shape()
            .with(2, steps(x, 2, window, stride, padding))
            .with(3, steps(x, 3, window, stride, padding));
    String text = call(op, "%0", all(2, window), all(2, stride), all(2, padding), more);
    return Node.pure(text, s, x.dtype(), x);
  }

  private static void fits(
      int axes, Tensor x, Tensor weight, long stride, long padding, long groups) {
    TorchScript.needReal(x);
    TorchScript.sameType(x, weight);
    TorchScript.need(
        x.rank() == axes + 2 && weight.rank() == axes + 2,
        "needs " + (axes + 2) + " axes each, not " + x + " and weight " + weight);
    TorchScript.need(
        stride >= 1 && padding >= 0 && groups >= 1,
        "stride " + stride + ", padding " + padding + ", groups " + groups + " make no sense");
  }

  private static long steps(Tensor x, int axis, long window, long stride, long padding) {
    long room = x.size(axis) + 2 * padding - window;
    TorchScript.need(
        room >= 0, "a window of " + window + " does not fit axis " + axis + " of " + x);
    return room / stride + 1;
  }

  private static String all(int axes, long value) {
    return Collections.nCopies(axes, value).toString();
  }
}
