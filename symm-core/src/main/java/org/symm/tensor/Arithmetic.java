package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;
import static org.symm.tensor.TorchScript.number;

/**
 * Arithmetic on each element. Two tensors broadcast as in NumPy and must have the same element
 * type; a plain number takes the tensor's.
 */
sealed interface Arithmetic permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private Tensor zero(Tensor g, Tensor where) {
    return g.maskedFill(where, 0);
  }

  /** With a tensor or a number. */
  private Tensor with(String op, Object y) {
    TorchScript.needNumbers(me());
    return Elementwise.with(op, me(), y, me().dtype());
  }

  private Tensor ordered(String op, Object y) {
    TorchScript.needNumbers(me());
    TorchScript.needOrdered(me());
    return Elementwise.with(op, me(), y, me().dtype());
  }

  /** x + y. */
  default Tensor add(Tensor y) {
    return with("add", y).backward((i, z, g) -> g);
  }

  /** x + y. */
  default Tensor add(double y) {
    return with("add", y).backward((i, z, g) -> g);
  }

  /** x − y. */
  default Tensor sub(Tensor y) {
    return with("sub", y).backward((i, z, g) -> i == 0 ? g : g.neg());
  }

  /** x − y. */
  default Tensor sub(double y) {
    return with("sub", y).backward((i, z, g) -> g);
  }

  /** x · y, element by element. */
  default Tensor mul(Tensor y) {
    if (fills(y, me())) {
      return mul(y.node.fill);
    }
    if (fills(me(), y)) {
      return y.mul(me().node.fill);
    }
    return with("mul", y).backward((i, z, g) -> g.mul(i == 0 ? y : me()));
  }

  /** Whether a product by x is one by a number. */
  private static boolean fills(Tensor x, Tensor y) {
    return x.isFilled()
        && x.dtype() == y.dtype()
        && y.shape().equals(y.shape().broadcast(x.shape()));
  }

  /** x · y. */
  default Tensor mul(double y) {
    if (y == 1 && me().dtype() != DType.BOOL) {
      return me();
    }
    if (me().isFilled()) {
      return Tensors.full(me().shape(), me().node.fill * y, me().dtype());
    }
    return with("mul", y).backward((i, z, g) -> g.mul(y));
  }

  /** x / y; needs real or complex numbers. */
  default Tensor div(Tensor y) {
    TorchScript.needReal(me());
    return with("div", y).backward((i, z, g) -> i == 0 ? g.div(y) : g.neg().mul(z.div(y)));
  }

  /** x / y; needs real or complex numbers. */
  default Tensor div(double y) {
    TorchScript.needReal(me());
    return with("div", y).backward((i, z, g) -> g.div(y));
  }

  /** The remainder x − y⌊x/y⌋, which has the sign of y. */
  default Tensor mod(Tensor y) {
    return ordered("remainder", y);
  }

  /** The remainder x − y⌊x/y⌋, which has the sign of y. */
  default Tensor mod(double y) {
    return ordered("remainder", y);
  }

  /** xʸ. */
  default Tensor pow(Tensor y) {
    return with("pow", y);
  }

  /** xʸ. */
  default Tensor pow(double y) {
    TorchScript.need(
        y >= 0 || me().dtype() != DType.INT64,
        "whole numbers have no power " + y + "; convert " + me() + " with to(FLOAT32)");
    return with("pow", y).backward((i, z, g) -> y == 0 ? null : g.mul(me().pow(y - 1).mul(y)));
  }

  /** x − y z, element by element, in one pass. */
  default Tensor subProduct(Tensor y, Tensor z) {
    TorchScript.needNumbers(me());
    TorchScript.sameType(me(), y);
    TorchScript.sameType(me(), z);
    TorchScript.broadcast(y, z);
    TorchScript.broadcast(me(), z);
    Shape s = TorchScript.broadcast(me(), y).broadcast(z.shape());
    String text = "torch.addcmul(%0, %1, %2, value=-1)";
    return Node.pure(text, s, me().dtype(), me(), y, z)
        .backward((i, w, g) -> i == 0 ? g : g.mul(i == 1 ? z : y).neg());
  }

  /** x + weight · (y − x): x at weight 0, y at weight 1. */
  default Tensor lerp(Tensor y, double weight) {
    TorchScript.needReal(me());
    TorchScript.sameType(me(), y);
    Shape s = TorchScript.broadcast(me(), y);
    return Node.pure(call("lerp", "%0", "%1", weight), s, me().dtype(), me(), y);
  }

  /** The larger of x and y; the gradient is shared between equals. */
  default Tensor maximum(Tensor y) {
    return ordered("maximum", y);
  }

  /** The smaller of x and y; the gradient is shared between equals. */
  default Tensor minimum(Tensor y) {
    return ordered("minimum", y);
  }

  /** The larger of x and a number. */
  default Tensor maximum(double y) {
    return ordered("clamp_min", y).backward((i, z, g) -> zero(g, me().lt(y)));
  }

  /** The smaller of x and a number. */
  default Tensor minimum(double y) {
    return ordered("clamp_max", y).backward((i, z, g) -> zero(g, me().gt(y)));
  }

  /** x limited to low … high. */
  default Tensor clamp(double low, double high) {
    TorchScript.needNumbers(me());
    TorchScript.needOrdered(me());
    TorchScript.need(low <= high, low + " … " + high + " is no range");
    DType d = me().dtype();
    String range = number(low, d) + ", " + number(high, d);
    return Node.pure(call("clamp", "%0", range), me().shape(), d, me())
        .backward((i, z, g) -> zero(zero(g, me().lt(low)), me().gt(high)));
  }

  /** The angle in (−π, π] of the point (x, y), where this is y. */
  default Tensor atan2(Tensor x) {
    TorchScript.needFloating(me());
    return with("atan2", x);
  }

  /** −x. */
  default Tensor neg() {
    TorchScript.needNumbers(me());
    return me().isFilled() ? mul(-1) : Elementwise.map("neg", me()).backward((i, z, g) -> g.neg());
  }

  /** |x|; real also for complex x. */
  default Tensor abs() {
    TorchScript.needNumbers(me());
    return Node.pure("torch.abs(%0)", me().shape(), TorchScript.realOf(me().dtype()), me())
        .backward((i, z, g) -> g.mul(me().sign()));
  }

  /** −1, 0 or 1. */
  default Tensor sign() {
    TorchScript.needNumbers(me());
    TorchScript.needOrdered(me());
    return Elementwise.map("sign", me()).backward(Pullback.NONE);
  }

  /** x². */
  default Tensor square() {
    TorchScript.needNumbers(me());
    return Node.pure("torch.mul(%0, %0)", me().shape(), me().dtype(), me())
        .backward((i, z, g) -> g.mul(me().mul(2)));
  }

  /** 1 / x. */
  default Tensor reciprocal() {
    return Elementwise.real("reciprocal", me()).backward((i, z, g) -> g.mul(z.square()).neg());
  }

  /** The largest whole number not above x. */
  default Tensor floor() {
    return Elementwise.floating("floor", me()).backward(Pullback.NONE);
  }

  /** The smallest whole number not below x. */
  default Tensor ceil() {
    return Elementwise.floating("ceil", me()).backward(Pullback.NONE);
  }

  /** The nearest whole number, halves to even. */
  default Tensor round() {
    return Elementwise.floating("round", me()).backward(Pullback.NONE);
  }
}
