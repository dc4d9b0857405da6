package org.symm.tensor;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Operations that move elements: each result is stated index by index. */
final class ShapeCases {

  private final Case.Table table = new Case.Table();
  private final Dense x = Dense.random(21, -1, 1, 2, 3, 4);
  private final Dense empty = Dense.of(new double[0], 0, 3);
  private final Dense one = Dense.number(0.5);

  private ShapeCases() {}

  static Case.Table cases() {
    var c = new ShapeCases();
    c.reshaping();
    c.repeating();
    c.slicing();
    c.matrices();
    return c.table;
  }

  private interface Op {
    Tensor of(Tensor x);
  }

  /** The result of this shape, whose element at i is the input's at g(i). */
  private void move(String op, Op f, Dense in, int[] shape, ToDoubleFunction<int[]> g) {
    table.smooth(op, (t, d) -> f.of(t[0]), t -> Dense.build(shape, g), in);
  }

  private void same(String op, Op f, Dense in, int... shape) {
    table.smooth(op, (t, d) -> f.of(t[0]), t -> t[0].reshape(shape), in);
  }

  private static int[] s(int... sizes) {
    return sizes;
  }

  private void reshaping() {
    same("reshape(long[])", t -> t.reshape(4, 6), x, 4, 6);
    same("reshape(long[])  with an open size", t -> t.reshape(3, -1, 2), x, 3, 4, 2);
    same("reshape(long[])  to a number", t -> t.reshape(), Dense.of(new double[] {2}, 1, 1));
    same("reshape(long[])  of a number", t -> t.reshape(1, 1), one, 1, 1);
    same("reshape(long[])  of nothing", t -> t.reshape(3, 0, 2), empty, 3, 0, 2);
    move(
        "reshape(long[])  of a transposed",
        t -> t.transpose(0, 2).reshape(-1),
        x,
        s(24),
        i -> x.at(i[0] % 2, i[0] / 2 % 3, i[0] / 6));
    same("flatten(int)", t -> t.flatten(1), x, 2, 12);
    same("flatten(int)  negative", t -> t.flatten(-1), x, 2, 3, 4);
    same("unsqueeze(int)", t -> t.unsqueeze(1), x, 2, 1, 3, 4);
    same("unsqueeze(int)  last", t -> t.unsqueeze(-1), x, 2, 3, 4, 1);
    same("unsqueeze(int)  before last", t -> t.unsqueeze(-2), x, 2, 3, 1, 4);
    same("unsqueeze(int)  at the rank", t -> t.unsqueeze(3), x, 2, 3, 4, 1);
    same("unsqueeze(int)  of a number", t -> t.unsqueeze(0), one, 1);
    same("squeeze(int)", t -> t.squeeze(1), Dense.random(1, -1, 1, 2, 1, 3), 2, 3);
    same("squeeze(int)  negative", t -> t.squeeze(-1), Dense.random(1, -1, 1, 1), s());
    move("permute(int[])", t -> t.permute(2, 0, -2), x, s(4, 2, 3), i -> x.at(i[1], i[2], i[0]));
    move("permute(int[])  of a number", t -> t.permute(), one, s(), i -> 0.5);
    move(
        "transpose(int, int)", t -> t.transpose(0, -1), x, s(4, 3, 2), i -> x.at(i[2], i[1], i[0]));
    move("t()", Tensor::t, x, s(2, 4, 3), i -> x.at(i[0], i[2], i[1]));
    Dense thin = Dense.random(2, -1, 1, 3, 1);
    move("expand(long[])", t -> t.expand(2, 3, 4), thin, s(2, 3, 4), i -> thin.at(i[1], 0));
    move("expand(long[])  of a number", t -> t.expand(2), one, s(2), i -> 0.5);
    table.rough(
        "expand(long[])  to nothing",
        (t, d) -> t[0].expand(3, 0),
        t -> Dense.of(new double[0], 3, 0),
        thin);
    move("contiguous()", t -> t.t().contiguous(), x, s(2, 4, 3), i -> x.at(i[0], i[2], i[1]));
  }

  private void repeating() {
    for (int axis : s(0, 1, -1)) {
      int a = Math.floorMod(axis, 3);
      int[] wide = x.shape().clone();
      wide[a] *= 3;
      move(
          "repeatInterleave(long, int)  " + axis,
          t -> t.repeatInterleave(3, axis),
          x,
          wide,
          i -> x.at(with(i, a, i[a] / 3)));
      move(
          "roll(long, int)  " + axis,
          t -> t.roll(1, axis),
          x,
          x.shape(),
          i -> x.at(with(i, a, Math.floorMod(i[a] - 1, x.size(a)))));
      move(
          "roll(long, int)  back " + axis,
          t -> t.roll(-5, axis),
          x,
          x.shape(),
          i -> x.at(with(i, a, Math.floorMod(i[a] + 5, x.size(a)))));
      move(
          "flip(int[])  " + axis,
          t -> t.flip(axis),
          x,
          x.shape(),
          i -> x.at(with(i, a, x.size(a) - 1 - i[a])));
      move(
          "padCircular(int, long, long)  " + axis,
          t -> t.padCircular(axis, 2, 1),
          x,
          with(x.shape(), a, x.size(a) + 3),
          i -> x.at(with(i, a, Math.floorMod(i[a] - 2, x.size(a)))));
    }
    same("repeatInterleave(long, int)  once", t -> t.repeatInterleave(1, 0), x, 2, 3, 4);
    move("tile(long[])", t -> t.tile(2, 1, 3), x, s(4, 3, 12), i -> x.at(i[0] % 2, i[1], i[2] % 4));
    move("flip(int[])  two", t -> t.flip(0, 2), x, s(2, 3, 4), i -> x.at(1 - i[0], i[1], 3 - i[2]));
    same("flip(int[])  of nothing", t -> t.flip(0), empty, 0, 3);
    move(
        "rot90(int, int, int)",
        t -> t.rot90(1, 0, 1),
        x,
        s(3, 2, 4),
        i -> x.at(i[1], 2 - i[0], i[2]));
    move(
        "rot90(int, int, int)  half",
        t -> t.rot90(2, 0, 1),
        x,
        s(2, 3, 4),
        i -> x.at(1 - i[0], 2 - i[1], i[2]));
    move(
        "rot90(int, int, int)  back",
        t -> t.rot90(-1, 1, 2),
        x,
        s(2, 4, 3),
        i -> x.at(i[0], 2 - i[2], i[1]));
  }

  private static int[] with(int[] i, int axis, int value) {
    int[] j = i.clone();
    j[axis] = value;
    return j;
  }

  private void slicing() {
    move(
        "slice(int, long, long)",
        t -> t.slice(1, 1, 3),
        x,
        s(2, 2, 4),
        i -> x.at(i[0], i[1] + 1, i[2]));
    move(
        "slice(int, long, long)  from the end",
        t -> t.slice(-1, 1, -1),
        x,
        s(2, 3, 2),
        i -> x.at(i[0], i[1], i[2] + 1));
    same("slice(int, long, long)  all", t -> t.slice(0, 0, 2), x, 2, 3, 4);
    table.rough(
        "slice(int, long, long)  nothing",
        (t, d) -> t[0].slice(0, 1, 1),
        t -> Dense.of(new double[0], 0, 3, 4),
        x);
    move("every(int, long)", t -> t.every(2, 3), x, s(2, 3, 2), i -> x.at(i[0], i[1], 3 * i[2]));
    move(
        "every(int, long)  negative axis",
        t -> t.every(-2, 2),
        x,
        s(2, 2, 4),
        i -> x.at(i[0], 2 * i[1], i[2]));
    move("select(int, long)", t -> t.select(1, 2), x, s(2, 4), i -> x.at(i[0], 2, i[1]));
    move(
        "select(int, long)  from the end",
        t -> t.select(-1, -1),
        x,
        s(2, 3),
        i -> x.at(i[0], i[1], 3));
    table.add(
        Case.Table.several(
            "split(int, long[])",
            (t, d) -> Arrays.asList(t[0].split(-1, 1, 0, 3)),
            t ->
                Arrays.asList(
                    Dense.build(s(2, 3, 1), i -> x.at(i)),
                    Dense.of(new double[0], 2, 3, 0),
                    Dense.build(s(2, 3, 3), i -> x.at(i[0], i[1], i[2] + 1))),
            x));
    Dense m = Dense.random(3, -1, 1, 2, 3);
    move(
        "pad(double, long[])",
        t -> t.pad(0.25, 1, 2),
        m,
        s(2, 6),
        i -> i[1] >= 1 && i[1] < 4 ? m.at(i[0], i[1] - 1) : 0.25);
    move(
        "pad(double, long[])  two axes",
        t -> t.pad(0, 0, 1, 2, 0),
        m,
        s(4, 4),
        i -> i[0] >= 2 && i[1] < 3 ? m.at(i[0] - 2, i[1]) : 0);
    move(
        "pad(double, long[])  cutting",
        t -> t.pad(0, -1, 1),
        m,
        s(2, 3),
        i -> i[1] < 2 ? m.at(i[0], i[1] + 1) : 0);
    table.rough(
        "pad(double, long[])  whole",
        (t, d) -> t[0].pad(7, 1, 0),
        t -> Dense.ints(new double[] {7, 1, 2}),
        Dense.ints(new double[] {1, 2}));
  }

  private void matrices() {
    for (int k : s(-1, 0, 1)) {
      move("triu(int)  " + k, t -> t.triu(k), x, s(2, 3, 4), i -> i[2] - i[1] >= k ? x.at(i) : 0);
      move("tril(int)  " + k, t -> t.tril(k), x, s(2, 3, 4), i -> i[2] - i[1] <= k ? x.at(i) : 0);
    }
    table.rough(
        "tril(int)  of ones",
        (t, d) -> Tensors.ones(Shape.of(2, 2), d).tril(0),
        t -> Dense.of(new double[] {1, 0, 1, 1}, 2, 2));
    move("diagonal()", Tensor::diagonal, x, s(2, 3), i -> x.at(i[0], i[1], i[1]));
    Dense v = Dense.random(4, -1, 1, 2, 3);
    move(
        "diagonalMatrix()",
        Tensor::diagonalMatrix,
        v,
        s(2, 3, 3),
        i -> i[1] == i[2] ? v.at(i[0], i[1]) : 0);
  }
}
