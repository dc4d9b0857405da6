package org.symm.tensor;

/**
 * Discrete Fourier transforms along one axis: X_k = Σ_n x_n e^(−2πi k n / N); the inverse divides
 * by N.
 */
public final class Fourier {

  private Fourier() {}

  /** The transform of complex (or real) numbers; complex. */
  public static Tensor fft(Tensor x, int axis) {
    int a = Text.axis("fft", x, axis);
    return Node.pure(
        "torch.fft_fft(%0, None, " + a + ", norm=None)", x.shape(), Text.complexOf(x.dtype()), x);
  }

  /** The inverse transform; complex. */
  public static Tensor ifft(Tensor x, int axis) {
    int a = Text.axis("ifft", x, axis);
    return Node.pure(
        "torch.fft_ifft(%0, None, " + a + ", norm=None)", x.shape(), Text.complexOf(x.dtype()), x);
  }

  /** The first N/2 + 1 coefficients of the transform of real numbers. */
  public static Tensor rfft(Tensor x, int axis) {
    int a = Text.axis("rfft", x, axis);
    return Node.pure(
        "torch.fft_rfft(%0, None, " + a + ", norm=None)",
        x.shape().with(a, x.size(a) / 2 + 1),
        Text.complexOf(x.dtype()),
        x);
  }

  /** The real numbers, n of them, whose first coefficients are given. */
  public static Tensor irfft(Tensor x, long n, int axis) {
    int a = Text.axis("irfft", x, axis);
    return Node.pure(
        "torch.fft_irfft(%0, " + n + ", " + a + ", norm=None)",
        x.shape().with(a, n),
        Text.realOf(x.dtype()),
        x);
  }
}
