package org.symm.tensor;

/** Elementary and special functions of each element; angles in radians. */
sealed interface Functions permits Tensor {

  private Tensor real(String op) {
    return Elementwise.real(op, (Tensor) this);
  }

  private Tensor floating(String op) {
    return Elementwise.floating(op, (Tensor) this);
  }

  /** eˣ. */
  default Tensor exp() {
    return real("exp");
  }

  /** eˣ − 1, exact near 0. */
  default Tensor expm1() {
    return real("expm1");
  }

  /** Natural logarithm. */
  default Tensor log() {
    return real("log");
  }

  /** log(1 + x), exact near 0. */
  default Tensor log1p() {
    return real("log1p");
  }

  /** √x. */
  default Tensor sqrt() {
    return real("sqrt");
  }

  /** 1 / √x. */
  default Tensor rsqrt() {
    return real("rsqrt");
  }

  /** Sine. */
  default Tensor sin() {
    return real("sin");
  }

  /** Cosine. */
  default Tensor cos() {
    return real("cos");
  }

  /** Tangent. */
  default Tensor tan() {
    return real("tan");
  }

  /** Inverse sine. */
  default Tensor asin() {
    return real("asin");
  }

  /** Inverse cosine. */
  default Tensor acos() {
    return real("acos");
  }

  /** Inverse tangent. */
  default Tensor atan() {
    return real("atan");
  }

  /** Hyperbolic sine. */
  default Tensor sinh() {
    return real("sinh");
  }

  /** Hyperbolic cosine. */
  default Tensor cosh() {
    return real("cosh");
  }

  /** Hyperbolic tangent. */
  default Tensor tanh() {
    return real("tanh");
  }

  /** Inverse hyperbolic sine. */
  default Tensor asinh() {
    return real("asinh");
  }

  /** Inverse hyperbolic cosine. */
  default Tensor acosh() {
    return real("acosh");
  }

  /** Inverse hyperbolic tangent. */
  default Tensor atanh() {
    return real("atanh");
  }

  /** The error function (2/√π) ∫₀ˣ e^(−t²) dt. */
  default Tensor erf() {
    return floating("erf");
  }

  /** The inverse of the error function on (−1, 1). */
  default Tensor erfinv() {
    return floating("erfinv");
  }

  /** log |Γ(x)|. */
  default Tensor lgamma() {
    return floating("lgamma");
  }
}
