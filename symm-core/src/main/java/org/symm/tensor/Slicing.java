package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Parts of axes, and room added to them. */
sealed interface Slicing permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private Tensor shaped(String text, Shape s) {
    return Node.pure(text, s, me().dtype(), me());
  }

  /**
   * Elements {@code from} (included) to {@code to} (excluded) along an axis; {@code to} may count
   * from the end.
   */
  default Tensor slice(int axis, long from, long to) {
    int a = TorchScript.axis(me(), axis);
    long n = me().size(a);
    long end = to < 0 ? to + n : to;
    TorchScript.need(
        from >= 0 && from <= end && end <= n,
        from + " … " + to + " is not a range of axis " + axis + " of " + me());
    return from == 0 && end == n
        ? me()
        : shaped(call("slice", "%0", "@" + a, from, end, 1), me().shape().with(a, end - from))
            .backward((k, y, g) -> GradientSum.slice(g, a, from));
  }

  /** Every {@code step}-th element along an axis, beginning with the first. */
  default Tensor every(int axis, long step) {
    int a = TorchScript.axis(me(), axis);
    TorchScript.need(step >= 1, "the step must be 1 or more, not " + step);
    long n = me().size(a);
    return shaped(
        call("slice", "%0", "@" + a, 0, n, step), me().shape().with(a, (n + step - 1) / step));
  }

  /** The element at an index along an axis, which goes away. */
  default Tensor select(int axis, long index) {
    int a = TorchScript.axis(me(), axis);
    long i = index < 0 ? index + me().size(a) : index;
    TorchScript.need(
        i >= 0 && i < me().size(a), index + " is not an index of axis " + axis + " of " + me());
    return shaped(call("select", "%0", "@" + a, i), me().shape().without(a))
        .backward((k, y, g) -> GradientSum.slice(g.unsqueeze(a), a, i));
  }

  /** Cut along an axis into parts of the given sizes. */
  default Tensor[] split(int axis, long... sizes) {
    int a = TorchScript.axis(me(), axis);
    TorchScript.need(
        Arrays.stream(sizes).sum() == me().size(a) && Arrays.stream(sizes).allMatch(n -> n >= 0),
        Arrays.toString(sizes) + " do not add up to axis " + axis + " of " + me());
    var out = new Tensor[sizes.length];
    long at = 0;
    for (int i = 0; i < out.length; i++) {
      out[i] = me().slice(a, at, at + sizes[i]);
      at += sizes[i];
    }
    return out;
  }

  /**
   * Room with a value before and after the last axes: last axis first, as (before, after) pairs;
   * negative room cuts off.
   */
  default Tensor pad(double value, long... pairs) {
    TorchScript.need(
        pairs.length % 2 == 0 && pairs.length / 2 <= me().rank(),
        "needs pairs for axes of " + me());
    Shape s = me().shape();
    for (int i = 0; i < pairs.length / 2; i++) {
      int a = me().rank() - 1 - i;
      long size = s.size(a) + pairs[2 * i] + pairs[2 * i + 1];
      TorchScript.need(size >= 0, Arrays.toString(pairs) + " cuts off more than " + me() + " has");
      s = s.with(a, size);
    }
    String number = TorchScript.number(value, me().dtype());
    return shaped(call("constant_pad_nd", "%0", TorchScript.list(pairs), number), s)
        .backward((i, y, g) -> g.pad(0, LongStream.of(pairs).map(n -> -n).toArray()));
  }

  /**
   * The axis as a circle: its last {@code before} elements also in front and its first {@code
   * after} elements also behind. A convolution of the result commutes with {@link Reshaping#roll}.
   */
  default Tensor padCircular(int axis, long before, long after) {
    int a = TorchScript.axis(me(), axis);
    long n = me().size(a);
    TorchScript.need(
        0 <= before && before <= n && 0 <= after && after <= n,
        before + " and " + after + " are not within axis " + axis + " of " + me());
    return Tensors.cat(a, List.of(me().slice(a, n - before, n), me(), me().slice(a, 0, after)));
  }
}
