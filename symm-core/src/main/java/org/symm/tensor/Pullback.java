package org.symm.tensor;

/**
 * The derivative of an operation, backwards: from the gradient g of a loss by the operation's
 * result y to the gradient by one of its inputs. The result may be larger than the input by
 * broadcast axes, over which it is then summed.
 */
interface Pullback {

  /** Of an operation that passes no gradient. */
  Pullback NONE = (input, y, g) -> null;

  /**
   * The gradient by an input; null where it is zero everywhere.
   *
   * @param input which input, from 0
   * @param y the result of the operation
   * @param g the gradient by y, of its shape and element type
   */
  Tensor of(int input, Tensor y, Tensor g);
}
