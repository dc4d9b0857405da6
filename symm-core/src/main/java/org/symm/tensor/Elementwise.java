package org.symm.tensor;

import java.util.function.UnaryOperator;

/** What the operations on each element share: the text of a call, and its shape and type. */
final class Elementwise {

  private Elementwise() {}

  /** The libtorch function {@code op} of one tensor, which keeps shape and type. */
  static Tensor map(String op, Tensor x) {
    return Node.pure("torch." + op + "(%0)", x.shape(), x.dtype(), x);
  }

  /** A function of each element that needs real or complex numbers. */
  static Tensor real(String op, Tensor x) {
    TorchScript.needReal(x);
    return map(op, x);
  }

  /** A function of each element that needs real floating-point numbers. */
  static Tensor floating(String op, Tensor x) {
    TorchScript.needFloating(x);
    return map(op, x);
  }

  /**
   * libtorch's own gradient of an operation, g f'(x), from the one by its result.
   *
   * @param second f'' of x, for the gradient of this gradient; null where it is zero
   */
  static Tensor from(
      String op, Tensor g, Tensor x, String arguments, UnaryOperator<Tensor> second) {
    return Node.pure(
            "torch." + op + "_backward(%0, %1" + arguments + ")", g.shape(), g.dtype(), g, x)
        .backward(
            (i, y, h) ->
                i == 0
                    ? from(op, h, x, arguments, second)
                    : second == null ? null : h.mul(g).mul(second.apply(x)));
  }

  /** A function of each element and another operand: a tensor that broadcasts, or a number. */
  static Tensor with(String op, Tensor x, Object operand, DType out) {
    if (operand instanceof Tensor y) {
      TorchScript.sameType(x, y);
      return Node.pure("torch." + op + "(%0, %1)", TorchScript.broadcast(x, y), out, x, y);
    }
    String number = TorchScript.number((double) operand, x.dtype());
    return Node.pure(TorchScript.call(op, "%0", number), x.shape(), out, x);
  }
}
