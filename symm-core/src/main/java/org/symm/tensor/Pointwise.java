package org.symm.tensor;

import static org.symm.tensor.Text.number;

/**
 * Operations on each element. Two tensors broadcast as in NumPy and must have the same element
 * type; a plain number takes the tensor's.
 */
sealed interface Pointwise permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private Tensor map(String op) {
    return Node.pure("torch." + op + "(%0)", me().shape(), me().dtype(), me());
  }

  private Tensor real(String op) {
    if (!me().dtype().isFloating() && !me().dtype().isComplex()) {
      throw TensorException.in(
          op, "needs real or complex numbers, not " + me() + "; convert with to(FLOAT32)");
    }
    return map(op);
  }

  private Tensor with(String op, Tensor y, DType out) {
    Text.sameType(op, me(), y);
    return Node.pure("torch." + op + "(%0, %1)", Text.broadcast(op, me(), y), out, me(), y);
  }

  private Tensor with(String op, Tensor y) {
    return with(op, y, me().dtype());
  }

  private Tensor with(String op, double y, DType out) {
    return Node.pure(
        "torch." + op + "(%0, " + number(op, y, me().dtype()) + ")", me().shape(), out, me());
  }

  private Tensor with(String op, double y) {
    return with(op, y, me().dtype());
  }

  /** x + y. */
  default Tensor add(Tensor y) {
    return with("add", y);
  }

  /** x + y. */
  default Tensor add(double y) {
    return with("add", y);
  }

  /** x − y. */
  default Tensor sub(Tensor y) {
    return with("sub", y);
  }

  /** x − y. */
  default Tensor sub(double y) {
    return with("sub", y);
  }

  /** x · y, element by element. */
  default Tensor mul(Tensor y) {
    return with("mul", y);
  }

  /** x · y. */
  default Tensor mul(double y) {
    return with("mul", y);
  }

  /** x / y; needs real or complex numbers. */
  default Tensor div(Tensor y) {
    Text.needReal("div", me());
    return with("div", y);
  }

  /** x / y; needs real or complex numbers. */
  default Tensor div(double y) {
    Text.needReal("div", me());
    return with("div", y);
  }

  /** The remainder with the sign of y. */
  default Tensor mod(double y) {
    return with("remainder", y);
  }

  /** xʸ. */
  default Tensor pow(Tensor y) {
    return with("pow", y);
  }

  /** xʸ. */
  default Tensor pow(double y) {
    return with("pow", y);
  }

  /** The larger of x and y. */
  default Tensor maximum(Tensor y) {
    return with("maximum", y);
  }

  /** The smaller of x and y. */
  default Tensor minimum(Tensor y) {
    return with("minimum", y);
  }

  /** The angle of the point (y, x) where this is y. */
  default Tensor atan2(Tensor x) {
    return with("atan2", x);
  }

  /** x limited to low … high. */
  default Tensor clamp(double low, double high) {
    DType d = me().dtype();
    return Node.pure(
        "torch.clamp(%0, " + number("clamp", low, d) + ", " + number("clamp", high, d) + ")",
        me().shape(),
        d,
        me());
  }

  /** −x. */
  default Tensor neg() {
    return map("neg");
  }

  /** |x|; real also for complex x. */
  default Tensor abs() {
    return Node.pure("torch.abs(%0)", me().shape(), Text.realOf(me().dtype()), me());
  }

  /** −1, 0 or 1. */
  default Tensor sign() {
    return map("sign");
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

  /** x². */
  default Tensor square() {
    return map("square");
  }

  /** 1 / x. */
  default Tensor reciprocal() {
    return real("reciprocal");
  }

  /** Sine; x in radians, as for all of these. */
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

  /** 1 / (1 + e⁻ˣ). */
  default Tensor sigmoid() {
    return real("sigmoid");
  }

  /** max(x, 0). */
  default Tensor relu() {
    return map("relu");
  }

  /** x Φ(x), Φ the normal distribution function. */
  default Tensor gelu() {
    Text.needReal("gelu", me());
    return Node.pure("torch.gelu(%0, approximate=\"none\")", me().shape(), me().dtype(), me());
  }

  /** x · sigmoid(x). */
  default Tensor silu() {
    return real("silu");
  }

  /** log(1 + eˣ). */
  default Tensor softplus() {
    return real("softplus");
  }

  /** The error function. */
  default Tensor erf() {
    return real("erf");
  }

  /** The inverse of the error function on (−1, 1). */
  default Tensor erfinv() {
    return real("erfinv");
  }

  /** log |Γ(x)|. */
  default Tensor lgamma() {
    return real("lgamma");
  }

  /** The largest whole number not above x. */
  default Tensor floor() {
    return real("floor");
  }

  /** The smallest whole number not below x. */
  default Tensor ceil() {
    return real("ceil");
  }

  /** The nearest whole number, halves to even. */
  default Tensor round() {
    return real("round");
  }

  /** x = y. */
  default Tensor eq(Tensor y) {
    return with("eq", y, DType.BOOL);
  }

  /** x = y. */
  default Tensor eq(double y) {
    return with("eq", y, DType.BOOL);
  }

  /** x ≠ y. */
  default Tensor ne(Tensor y) {
    return with("ne", y, DType.BOOL);
  }

  /** x &lt; y. */
  default Tensor lt(Tensor y) {
    return with("lt", y, DType.BOOL);
  }

  /** x &lt; y. */
  default Tensor lt(double y) {
    return with("lt", y, DType.BOOL);
  }

  /** x ≤ y. */
  default Tensor le(Tensor y) {
    return with("le", y, DType.BOOL);
  }

  /** x ≤ y. */
  default Tensor le(double y) {
    return with("le", y, DType.BOOL);
  }

  /** x &gt; y. */
  default Tensor gt(Tensor y) {
    return with("gt", y, DType.BOOL);
  }

  /** x &gt; y. */
  default Tensor gt(double y) {
    return with("gt", y, DType.BOOL);
  }

  /** x ≥ y. */
  default Tensor ge(Tensor y) {
    return with("ge", y, DType.BOOL);
  }

  /** x ≥ y. */
  default Tensor ge(double y) {
    return with("ge", y, DType.BOOL);
  }

  /** Both true. */
  default Tensor and(Tensor y) {
    return with("logical_and", y, DType.BOOL);
  }

  /** Either true. */
  default Tensor or(Tensor y) {
    return with("logical_or", y, DType.BOOL);
  }

  /** Not true. */
  default Tensor not() {
    return Node.pure("torch.logical_not(%0)", me().shape(), DType.BOOL, me());
  }

  /** Neither infinite nor NaN. */
  default Tensor isFinite() {
    return Node.pure("torch.isfinite(%0)", me().shape(), DType.BOOL, me());
  }

  /**
   * The element of {@code yes} where this condition is true, else the one of {@code no}; all three
   * broadcast.
   */
  default Tensor where(Tensor yes, Tensor no) {
    if (me().dtype() != DType.BOOL) {
      throw TensorException.in("where", "the condition must be bool, not " + me());
    }
    Text.sameType("where", yes, no);
    Shape s = Text.broadcast("where", yes, no).broadcast(me().shape());
    if (s == null) {
      throw TensorException.in(
          "where", "condition " + me() + " does not broadcast with " + yes + " and " + no);
    }
    return Node.pure("torch.where(%0, %1, %2)", s, yes.dtype(), me(), yes, no);
  }

  /**
   * The same numbers as another element type; gradients pass through between floating-point types.
   */
  default Tensor to(DType type) {
    if (type == me().dtype()) {
      return me();
    }
    return Node.pure(
        "torch.to(%0, " + type.code() + ", False, False, None)", me().shape(), type, me());
  }

  /** The same numbers, seen as constant by the gradient. */
  default Tensor stopGradient() {
    return map("detach");
  }

  /** The real part of complex numbers. */
  default Tensor re() {
    return Node.pure("torch.real(%0)", me().shape(), Text.realOf(me().dtype()), me());
  }

  /** The imaginary part of complex numbers. */
  default Tensor im() {
    return Node.pure("torch.imag(%0)", me().shape(), Text.realOf(me().dtype()), me());
  }

  /** The complex conjugate. */
  default Tensor conj() {
    return Node.pure("torch.conj_physical(%0)", me().shape(), me().dtype(), me());
  }

  /** The complex number with this real part and the given imaginary part. */
  default Tensor complex(Tensor imaginary) {
    Text.sameType("complex", me(), imaginary);
    DType c = me().dtype() == DType.FLOAT64 ? DType.COMPLEX128 : DType.COMPLEX64;
    return Node.pure(
        "torch.complex(%0, %1)", Text.broadcast("complex", me(), imaginary), c, me(), imaginary);
  }
}
