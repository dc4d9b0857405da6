package org.symm.tensor;

/** Element types, complex numbers and their parts, and what the gradient sees. */
sealed interface Conversions permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private Tensor part(String op) {
    TorchScript.need(me().dtype().isComplex(), "needs complex numbers, not " + me());
    return Node.pure("torch." + op + "(%0)", me().shape(), TorchScript.realOf(me().dtype()), me());
  }

  /**
   * The same numbers as another element type; gradients pass through between floating-point types.
   * Bfloat16 stays inside a program: convert back before it is an output.
   */
  default Tensor to(DType type) {
    if (type == me().dtype()) {
      return me();
    }
    TorchScript.need(
        !me().dtype().isComplex() || type.isComplex(),
        me() + " does not convert to " + type + "; take re(), im() or abs() first");
    return Node.pure(
            "torch.to(%0, " + type.code() + ", False, False, None)", me().shape(), type, me())
        .backward((i, y, g) -> g.to(me().dtype()));
  }

  /** Real numbers as another type of them; whole numbers as they are. */
  default Tensor toReal(DType real) {
    return me().dtype().isFloating() ? to(real) : me();
  }

  /** The same numbers, seen as constant by the gradient. */
  default Tensor stopGradient() {
    return Node.pure("%0", me().shape(), me().dtype(), me()).backward(Pullback.NONE);
  }

  /** The real part of complex numbers. */
  default Tensor re() {
    return part("real");
  }

  /** The imaginary part of complex numbers. */
  default Tensor im() {
    return part("imag");
  }

  /** The angle in (−π, π] of complex numbers. */
  default Tensor angle() {
    return part("angle");
  }

  /** The complex conjugate. */
  default Tensor conj() {
    return Elementwise.map("conj_physical", me());
  }

  /** The complex number with this real part and the given imaginary part. */
  default Tensor complex(Tensor imaginary) {
    TorchScript.sameType(me(), imaginary);
    TorchScript.need(
        me().dtype() == DType.FLOAT32 || me().dtype() == DType.FLOAT64,
        "needs float32 or float64 parts, not " + me());
    return Node.pure(
        "torch.complex(%0, %1)",
        TorchScript.broadcast(me(), imaginary),
        TorchScript.complexOf(me().dtype()),
        me(),
        imaginary);
  }
}
