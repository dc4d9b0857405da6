package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.function.LongUnaryOperator;

/**
 * Discrete Fourier transforms along one axis: X_k = Σ_n x_n e^(−2πi k n / N); the inverse divides
 * by N.
 */
public final class Fourier {

  private Fourier() {}

  private static Tensor transform(
      String op, Tensor x, String length, int axis, LongUnaryOperator size, DType out) {
    TorchScript.needPrecise(x);
    int a = TorchScript.axis(x, axis);
    TorchScript.need(x.size(a) > 0, "axis " + axis + " of " + x + " is empty");
    Shape s = x.shape().with(a, size.applyAsLong(x.size(a)));
    return Node.pure(call("fft_" + op, "%0", length, a, "norm=None"), s, out, x);
  }

  /** The transform of complex (or real) numbers; complex. */
  public static Tensor fft(Tensor x, int axis) {
    return transform("fft", x, "None", axis, n -> n, TorchScript.complexOf(x.dtype()));
  }

  /** The inverse transform; complex. */
  public static Tensor ifft(Tensor x, int axis) {
    return transform("ifft", x, "None", axis, n -> n, TorchScript.complexOf(x.dtype()));
  }

  /** The first N/2 + 1 coefficients of the transform of real numbers. */
  public static Tensor rfft(Tensor x, int axis) {
    TorchScript.need(!x.dtype().isComplex(), "needs real numbers, not " + x + "; take fft");
    return transform("rfft", x, "None", axis, n -> n / 2 + 1, TorchScript.complexOf(x.dtype()));
  }

  /** The real numbers, n of them, whose first coefficients are given. */
  public static Tensor irfft(Tensor x, long n, int axis) {
    TorchScript.need(
        n >= 1 && n / 2 + 1 == x.size(axis),
        n + " real numbers have " + (n / 2 + 1) + " coefficients, not those of " + x);
    return transform("irfft", x, Long.toString(n), axis, any -> n, TorchScript.realOf(x.dtype()));
  }
}
