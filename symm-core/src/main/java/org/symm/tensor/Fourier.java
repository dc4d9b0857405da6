package org.symm.tensor;

/**
 * Discrete Fourier transforms along one axis: X_k = Σ_n x_n e^(−2πi k n / N); the inverse divides
 * by N.
 */
public final class Fourier {

  private Fourier() {}

  private static int axis(String op, Tensor x, int axis) {
    int a = Text.axis(op, x, axis);
    Text.need(op, x.size(a) > 0, "axis " + axis + " of " + x + " is empty");
    return a;
  }

  /** The transform of complex (or real) numbers; complex. */
  public static Tensor fft(Tensor x, int axis) {
    Text.needPrecise("fft", x);
    int a = axis("fft", x, axis);
    return Node.pure(
        "torch.fft_fft(%0, None, " + a + ", norm=None)", x.shape(), Text.complexOf(x.dtype()), x);
  }

  /** The inverse transform; complex. */
  public static Tensor ifft(Tensor x, int axis) {
    Text.needPrecise("ifft", x);
    int a = axis("ifft", x, axis);
    return Node.pure(
        "torch.fft_ifft(%0, None, " + a + ", norm=None)", x.shape(), Text.complexOf(x.dtype()), x);
  }

  /** The first N/2 + 1 coefficients of the transform of real numbers. */
  public static Tensor rfft(Tensor x, int axis) {
    Text.needPrecise("rfft", x);
    Text.need("rfft", !x.dtype().isComplex(), "needs real numbers, not " + x + "; take fft");
    int a = axis("rfft", x, axis);
    return Node.pure(
        "torch.fft_rfft(%0, None, " + a + ", norm=None)",
        x.shape().with(a, x.size(a) / 2 + 1),
        Text.complexOf(x.dtype()),
        x);
  }

  /** The real numbers, n of them, whose first coefficients are given. */
  public static Tensor irfft(Tensor x, long n, int axis) {
    Text.needPrecise("irfft", x);
    int a = axis("irfft", x, axis);
    Text.need(
        "irfft",
        n >= 1 && n / 2 + 1 == x.size(a),
        n + " real numbers have " + (n / 2 + 1) + " coefficients, not those of " + x);
    return Node.pure(
        "torch.fft_irfft(%0, " + n + ", " + a + ", norm=None)",
        x.shape().with(a, n),
        Text.realOf(x.dtype()),
        x);
  }
}
