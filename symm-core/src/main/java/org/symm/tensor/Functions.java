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
    return real("exp").backward((i, y, g) -> g.mul(y));
  }

  /** eˣ − 1, exact near 0. */
  default Tensor expm1() {
    return real("expm1").backward((i, y, g) -> g.mul(y.add(1)));
  }

  /** Natural logarithm. */
  default Tensor log() {
    return real("log").backward((i, y, g) -> g.div((Tensor) this));
  }

  /** log(1 + x), exact near 0. */
  default Tensor log1p() {
    return real("log1p").backward((i, y, g) -> g.div(((Tensor) this).add(1)));
  }

  /** √x. */
  default Tensor sqrt() {
    return real("sqrt").backward((i, y, g) -> g.div(y.mul(2)));
  }

  /** 1 / √x. */
  default Tensor rsqrt() {
    return real("rsqrt").backward((i, y, g) -> g.mul(y.mul(y.square())).mul(-0.5));
  }

  /** Sine. */
  default Tensor sin() {
    return real("sin").backward((i, y, g) -> g.mul(cos()));
  }

  /** Cosine. */
  default Tensor cos() {
    return real("cos").backward((i, y, g) -> g.mul(sin()).neg());
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
    return real("sinh").backward((i, y, g) -> g.mul(cosh()));
  }

  /** Hyperbolic cosine. */
  default Tensor cosh() {
    return real("cosh").backward((i, y, g) -> g.mul(sinh()));
  }

  /** Hyperbolic tangent. */
  default Tensor tanh() {
    return real("tanh").backward((i, y, g) -> Elementwise.from("tanh", g, y, "", z -> z.mul(-2)));
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
