package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Operations that move or repeat elements and compute nothing. */
sealed interface Reshaping permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private Tensor shaped(String text, Shape s, UnaryOperator<Tensor> back) {
    if (me().isFilled() && s.count() == me().shape().count()) {
      return Tensors.full(s, me().node.fill, me().dtype());
    }
    return Node.pure(text, s, me().dtype(), me()).backward((i, y, g) -> back.apply(g));
  }

  private Tensor shaped(String text, Shape s) {
    return Node.pure(text, s, me().dtype(), me());
  }

  /** The same elements in the same order with other axes; one size may be -1 and is worked out. */
  default Tensor reshape(long... sizes) {
    long known = 1;
    int open = -1;
    long[] s = sizes.clone();
    for (int i = 0; i < s.length; i++) {
      if (s[i] == -1) {
        TorchScript.need(open < 0, "only one size may be -1, not " + Arrays.toString(sizes));
        open = i;
      } else {
        known *= s[i];
      }
    }
    long n = me().shape().count();
    if (open >= 0) {
      TorchScript.need(
          known > 0 && n % known == 0, me() + " does not divide into " + Arrays.toString(sizes));
      s[open] = n / known;
    }
    Shape out = TorchScript.shape(s);
    TorchScript.need(
        out.count() == n, me() + " has " + n + " elements and " + out + " has " + out.count());
    return out.equals(me().shape())
        ? me()
        : shaped(call("reshape", "%0", out), out, g -> g.reshape(me().shape().toArray()));
  }

  /** All axes from the given one on made into one. */
  default Tensor flatten(int from) {
    int a = TorchScript.axis(me(), from);
    Shape s = me().shape();
    return me().reshape(s.slice(0, a).then(Shape.of(s.slice(a, s.rank()).count())).toArray());
  }

  /** A new axis of size 1 before the given one; -1 appends. */
  default Tensor unsqueeze(int axis) {
    int a = TorchScript.place(me(), axis);
    return shaped(call("unsqueeze", "%0", "@" + a), me().shape().insert(a, 1), g -> g.squeeze(a));
  }

  /** Without an axis of size 1. */
  default Tensor squeeze(int axis) {
    int a = TorchScript.axis(me(), axis);
    TorchScript.need(
        me().size(a) == 1,
        "axis " + axis + " of " + me() + " has size " + me().size(a) + ", not 1");
    return shaped(call("squeeze", "%0", "@" + a), me().shape().without(a), g -> g.unsqueeze(a));
  }

  /** Axes in the given order. */
  default Tensor permute(int... order) {
    int[] a = Arrays.stream(order).map(i -> TorchScript.axis(me(), i)).toArray();
    TorchScript.need(
        a.length == me().rank() && Arrays.stream(a).distinct().count() == a.length,
        Arrays.toString(order) + " is not an order of the axes of " + me());
    Shape s = Shape.of(Arrays.stream(a).mapToLong(me()::size).toArray());
    int[] back = new int[a.length];
    for (int i = 0; i < a.length; i++) {
      back[a[i]] = i;
    }
    return shaped(call("permute", "%0", a), s, g -> g.permute(back));
  }

  /** Two axes exchanged. */
  default Tensor transpose(int axis, int other) {
    int a = TorchScript.axis(me(), axis);
    int b = TorchScript.axis(me(), other);
    return shaped(
        call("transpose", "%0", "@" + a, "@" + b), exchanged(a, b), g -> g.transpose(a, b));
  }

  private Shape exchanged(int a, int b) {
    return me().shape().with(a, me().size(b)).with(b, me().size(a));
  }

  /** The transposed matrices in the last two axes. */
  default Tensor t() {
    return me().transpose(-1, -2);
  }

  /** Axes of size 1, or new leading ones, repeated without a copy. */
  default Tensor expand(long... sizes) {
    Shape out = TorchScript.shape(sizes);
    TorchScript.need(
        out.equals(me().shape().broadcast(out)) && out.rank() >= me().rank(),
        me().shape() + " does not expand to " + out);
    return out.equals(me().shape())
        ? me()
        : me().isFilled()
            ? Tensors.full(out, me().node.fill, me().dtype())
            : shaped(call("expand", "%0", out), out, g -> g);
  }

  /** Each element along an axis repeated in place: a, a, b, b, … */
  default Tensor repeatInterleave(long times, int axis) {
    int a = TorchScript.axis(me(), axis);
    TorchScript.need(times >= 0, times + " times is less than none");
    if (times == 1) {
      return me();
    }
    Shape s = me().shape();
    long[] wide = s.insert(a + 1, times).toArray();
    return me().unsqueeze(a + 1).expand(wide).reshape(s.with(a, s.size(a) * times).toArray());
  }

  /** The whole repeated along each axis: a, b, a, b, … */
  default Tensor tile(long... times) {
    TorchScript.need(
        times.length == me().rank() && Arrays.stream(times).allMatch(n -> n >= 0),
        "needs one count for each axis of " + me() + ", not " + Arrays.toString(times));
    Shape s = me().shape();
    for (int i = 0; i < times.length; i++) {
      s = s.with(i, s.size(i) * times[i]);
    }
    return shaped(call("repeat", "%0", TorchScript.list(times)), s);
  }

  /** The order along axes reversed. */
  default Tensor flip(int... axes) {
    int[] a = TorchScript.axes(me(), axes);
    return shaped(call("flip", "%0", a), me().shape(), g -> g.flip(a));
  }

  /** Elements moved along an axis, those that fall off the end coming back at the start. */
  default Tensor roll(long shift, int axis) {
    return shaped(
        "torch.roll(%0, [" + shift + "], [" + TorchScript.axis(me(), axis) + "])",
        me().shape(),
        g -> g.roll(-shift, axis));
  }

  /** A quarter turn, {@code times} times, from axis {@code from} towards axis {@code to}. */
  default Tensor rot90(int times, int from, int to) {
    int a = TorchScript.axis(me(), from);
    int b = TorchScript.axis(me(), to);
    TorchScript.need(a != b, "a turn needs two different axes of " + me());
    Shape out = Math.floorMod(times, 2) == 0 ? me().shape() : exchanged(a, b);
    return shaped(
        call("rot90", "%0", times, TorchScript.list(a, b)), out, g -> g.rot90(-times, a, b));
  }

  private Tensor triangle(String op, int diagonal, UnaryOperator<Tensor> back) {
    TorchScript.need(me().rank() >= 2, "needs matrices, not " + me());
    return shaped(call(op, "%0", diagonal), me().shape()).backward((i, y, g) -> back.apply(g));
  }

  /** The upper triangles of the matrices in the last two axes, from the given diagonal on. */
  default Tensor triu(int diagonal) {
    return triangle("triu", diagonal, g -> g.triu(diagonal));
  }

  /** The lower triangles of the matrices in the last two axes, up to the given diagonal. */
  default Tensor tril(int diagonal) {
    return triangle("tril", diagonal, g -> g.tril(diagonal));
  }

  /** The main diagonals of the matrices in the last two axes. */
  default Tensor diagonal() {
    TorchScript.need(me().rank() >= 2, "needs matrices, not " + me());
    Shape s = me().shape();
    long n = Math.min(s.size(-1), s.size(-2));
    String text = "torch.diagonal(%0, 0, -2, -1)";
    Shape out = s.slice(0, s.rank() - 2).then(Shape.of(n));
    return s.size(-1) == s.size(-2) ? shaped(text, out, Tensor::diagonalMatrix) : shaped(text, out);
  }

  /** Matrices with the last axis on their diagonals. */
  default Tensor diagonalMatrix() {
    TorchScript.need(me().rank() >= 1, "needs an axis, not " + me());
    return shaped(
        "torch.diag_embed(%0, 0, -2, -1)",
        me().shape().insert(-1, me().size(-1)), Tensor::diagonal);
  }

  /** The same elements laid out one after another in memory; small matrix products want it. */
  default Tensor contiguous() {
    return shaped("torch.contiguous(%0)", me().shape(), g -> g);
  }
}
