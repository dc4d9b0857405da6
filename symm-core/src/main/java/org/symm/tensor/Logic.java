package org.symm.tensor;

import static org.symm.tensor.TorchScript.number;

/** Comparisons of each element, truth values, and choosing by them. */
sealed interface Logic permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  /** With a tensor or a number. */
  private Tensor ordered(String op, Object y) {
    TorchScript.needOrdered(me());
    return Elementwise.with(op, me(), y, DType.BOOL);
  }

  private Tensor truths(String op, Tensor y) {
    TorchScript.needTruths(me());
    return Elementwise.with("logical_" + op, me(), y, DType.BOOL);
  }

  /** x = y. */
  default Tensor eq(Tensor y) {
    return Elementwise.with("eq", me(), y, DType.BOOL);
  }

  /** x = y. */
  default Tensor eq(double y) {
    return Elementwise.with("eq", me(), y, DType.BOOL);
  }

  /** x ≠ y. */
  default Tensor ne(Tensor y) {
    return Elementwise.with("ne", me(), y, DType.BOOL);
  }

  /** x ≠ y. */
  default Tensor ne(double y) {
    return Elementwise.with("ne", me(), y, DType.BOOL);
  }

  /** x &lt; y. */
  default Tensor lt(Tensor y) {
    return ordered("lt", y);
  }

  /** x &lt; y. */
  default Tensor lt(double y) {
    return ordered("lt", y);
  }

  /** x ≤ y. */
  default Tensor le(Tensor y) {
    return ordered("le", y);
  }

  /** x ≤ y. */
  default Tensor le(double y) {
    return ordered("le", y);
  }

  /** x &gt; y. */
  default Tensor gt(Tensor y) {
    return ordered("gt", y);
  }

  /** x &gt; y. */
  default Tensor gt(double y) {
    return ordered("gt", y);
  }

  /** x ≥ y. */
  default Tensor ge(Tensor y) {
    return ordered("ge", y);
  }

  /** x ≥ y. */
  default Tensor ge(double y) {
    return ordered("ge", y);
  }

  /** Both true. */
  default Tensor and(Tensor y) {
    return truths("and", y);
  }

  /** Either true. */
  default Tensor or(Tensor y) {
    return truths("or", y);
  }

  /** Not true. */
  default Tensor not() {
    TorchScript.needTruths(me());
    return Elementwise.map("logical_not", me());
  }

  /** Neither infinite nor NaN. */
  default Tensor isFinite() {
    return Node.pure("torch.isfinite(%0)", me().shape(), DType.BOOL, me());
  }

  /**
   * The element of {@code yes} where this condition is true, else the one of {@code no}; all three
   * broadcast. No gradient passes through the side not taken.
   */
  default Tensor where(Tensor yes, Tensor no) {
    TorchScript.needTruths(me());
    TorchScript.sameType(yes, no);
    Shape s = TorchScript.broadcast(yes, no).broadcast(me().shape());
    TorchScript.need(
        s != null, "condition " + me() + " does not broadcast with " + yes + " and " + no);
    return Node.pure("torch.where(%0, %1, %2)", s, yes.dtype(), me(), yes, no)
        .backward((i, y, g) -> g.maskedFill(i == 1 ? not() : me(), 0));
  }

  /** This tensor with a number wherever the mask is true; the mask broadcasts to this shape. */
  default Tensor maskedFill(Tensor mask, double value) {
    TorchScript.needTruths(mask);
    TorchScript.need(
        me().shape().equals(mask.shape().broadcast(me().shape())),
        "mask " + mask + " does not broadcast to " + me());
    String number = TorchScript.number(value, me().dtype());
    String text = TorchScript.call("masked_fill", "%0", "%1", number);
    return Node.pure(text, me().shape(), me().dtype(), me(), mask)
        .backward((i, y, g) -> g.maskedFill(mask, 0));
  }

  /**
   * As {@link #maskedFill}, and this tensor itself, without a copy, where {@code any}, one truth of
   * the program, says that the mask is true nowhere.
   */
  default Tensor maskedFillIf(Tensor any, Tensor mask, double value) {
    TorchScript.needTruths(mask);
    TorchScript.needTruths(any);
    TorchScript.need(
        any.rank() == 0 && me().shape().equals(mask.shape().broadcast(me().shape())),
        "mask " + mask + " does not broadcast to " + me() + ", or " + any + " is not one truth");
    String number = TorchScript.number(value, me().dtype());
    String text = TorchScript.call("masked_fill", "%0", "%1", number) + " if bool(%2) else %0";
    return Node.pure(text, me().shape(), me().dtype(), me(), mask, any)
        .backward((i, y, g) -> i == 0 ? g.maskedFillIf(any, mask, 0) : null);
  }
}
