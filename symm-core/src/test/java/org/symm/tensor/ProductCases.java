package org.symm.tensor;

import java.util.Arrays;
import java.util.List;

/** Products and joining against loops. */
final class ProductCases {

  private final Case.Table table = new Case.Table();

  private ProductCases() {}

  static Case.Table cases() {
    var c = new ProductCases();
    c.matMul();
    c.einsum();
    c.rest();
    return c.table;
  }

  /** Matrix products of the last two axes; axes before them broadcast. */
  static Dense product(Dense a, Dense b) {
    int r = Math.max(a.shape().length, b.shape().length);
    int[] s = Dense.broadcast(lead(a), lead(b));
    int[] out = Arrays.copyOf(s, s.length + 2);
    out[s.length] = a.size(-2);
    out[s.length + 1] = b.size(-1);
    return Dense.build(
        out,
        i -> {
          double sum = 0;
          for (int k = 0; k < a.size(-1); k++) {
            int[] ia = i.clone();
            int[] ib = i.clone();
            ia[r - 1] = k;
            ib[r - 2] = k;
            sum += a.at(ia) * b.at(ib);
          }
          return sum;
        });
  }

  static int[] lead(Dense a) {
    return Arrays.copyOf(a.shape(), a.shape().length - 2);
  }

  private void matMul() {
    int[][][] shapes = {
      {{2, 3}, {3, 4}},
      {{5, 1, 2, 3}, {4, 3, 2}},
      {{2, 3}, {4, 3, 1}},
      {{0, 3}, {3, 2}},
      {{2, 0}, {0, 3}}
    };
    for (int[][] s : shapes) {
      table.smooth(
          "matMul(Tensor)  " + Arrays.deepToString(s),
          (t, d) -> t[0].matMul(t[1]),
          t -> product(t[0], t[1]),
          Dense.random(41, -1, 1, s[0]),
          Dense.random(42, -1, 1, s[1]));
    }
    Dense v = Dense.random(43, -1, 1, 3);
    Dense m = Dense.random(44, -1, 1, 2, 3, 4);
    table.smooth(
        "matMul(Tensor)  vector, matrices",
        (t, d) -> t[0].matMul(t[1]),
        t -> product(v.reshape(1, 3), m).reshape(2, 4),
        v,
        m);
    Dense w = Dense.random(45, -1, 1, 4);
    table.smooth(
        "matMul(Tensor)  matrices, vector",
        (t, d) -> t[1].matMul(t[0]),
        t -> product(m, w.reshape(4, 1)).reshape(2, 3),
        w,
        m);
    table.smooth(
        "matMul(Tensor)  vectors",
        (t, d) -> t[0].matMul(t[1]),
        t -> product(t[0].reshape(1, 3), t[1].reshape(3, 1)).reshape(),
        v,
        Dense.random(46, -1, 1, 3));
    table.rough(
        "matMul(Tensor)  whole",
        (t, d) -> t[0].matMul(t[1]),
        t -> product(t[0], t[1]).as('i'),
        Dense.ints(new double[] {1, 2, 3, 4}, 2, 2),
        Dense.ints(new double[] {5, 6}, 2, 1));
    Dense weight = Dense.random(47, -1, 1, 5, 4);
    Dense bias = Dense.random(48, -1, 1, 5);
    table.smooth(
        "linear(Tensor, Tensor)",
        (t, d) -> t[0].linear(t[1], t[2]),
        t -> product(m, transposed(weight)).zip(bias, Double::sum),
        m,
        weight,
        bias);
    table.smooth(
        "linear(Tensor, Tensor)  of one row",
        (t, d) -> t[0].linear(t[1], t[2]),
        t -> product(w.reshape(1, 4), transposed(weight)).zip(bias, Double::sum).reshape(5),
        w,
        weight,
        bias);
  }

  static Dense transposed(Dense a) {
    return Dense.build(new int[] {a.size(1), a.size(0)}, i -> a.at(i[1], i[0]));
  }

  private void einsum() {
    Dense a = Dense.random(51, -1, 1, 2, 3, 4);
    Dense b = Dense.random(52, -1, 1, 2, 4, 3);
    String op = "einsum(String, Tensor[])  ";
    table.smooth(
        op + "bij,bjk->bik", (t, d) -> t[0].einsum("bij,bjk->bik", t[1]), t -> product(a, b), a, b);
    table.smooth(
        op + "bij,bji->b",
        (t, d) -> t[0].einsum("bij, bji -> b", t[1]),
        t ->
            Dense.build(
                new int[] {2},
                i -> {
                  double s = 0;
                  for (int j = 0; j < 3; j++) {
                    for (int k = 0; k < 4; k++) {
                      s += a.at(i[0], j, k) * b.at(i[0], k, j);
                    }
                  }
                  return s;
                }),
        a,
        b);
    Dense u = Dense.random(53, -1, 1, 3);
    Dense v = Dense.random(54, -1, 1, 4);
    table.smooth(
        op + "i,j->ij",
        (t, d) -> t[0].einsum("i,j->ij", t[1]),
        t -> Dense.build(new int[] {3, 4}, i -> u.at(i[0]) * v.at(i[1])),
        u,
        v);
    table.smooth(
        op + "bij,i,j->b",
        (t, d) -> t[0].einsum("bij,i,j->b", t[1], t[2]),
        t -> product(product(u.reshape(1, 3), a), v.reshape(4, 1)).reshape(2),
        a,
        u,
        v);
    table.smooth(
        op + "ij->ji",
        (t, d) -> t[0].einsum("ij->ji"),
        t -> transposed(t[0]),
        Dense.random(55, -1, 1, 2, 3));
    table.smooth(
        op + "ii->",
        (t, d) -> t[0].einsum("ii->"),
        t -> Dense.number(t[0].at(0, 0) + t[0].at(1, 1)),
        Dense.random(56, -1, 1, 2, 2));
    table.smooth(
        op + "bij,bjk->bik with a broadcast axis",
        (t, d) -> t[0].einsum("bij,bjk->bik", t[1]),
        t -> product(t[0], b),
        Dense.random(57, -1, 1, 1, 3, 4),
        b);
  }

  private void rest() {
    Dense a = Dense.random(61, -1, 1, 2, 3);
    Dense b = Dense.random(62, -1, 1, 2, 3);
    table.smooth(
        "dot(Tensor)",
        (t, d) -> t[0].dot(t[1]),
        t -> a.zip(b, (x, y) -> x * y).reduce(r -> Arrays.stream(r).sum(), false, -1),
        a,
        b);
    table.smooth(
        "cross(Tensor, int)",
        (t, d) -> t[0].cross(t[1], -1),
        t -> Dense.build(new int[] {2, 3}, i -> cross(a, b, i[0], i[1])),
        a,
        b);
    table.smooth(
        "cross(Tensor, int)  first axis",
        (t, d) -> t[0].t().cross(t[1].t(), 0),
        t -> Dense.build(new int[] {3, 2}, i -> cross(a, b, i[1], i[0])),
        a,
        b);
    Dense c = Dense.random(63, -1, 1, 4, 1, 3);
    table.smooth(
        "cross(Tensor, int)  broadcast",
        (t, d) -> t[0].unsqueeze(0).cross(t[1], 2),
        t ->
            Dense.build(
                new int[] {4, 2, 3},
                i -> {
                  int p = (i[2] + 1) % 3;
                  int q = (i[2] + 2) % 3;
                  return a.at(i[1], p) * c.at(i[0], 0, q) - a.at(i[1], q) * c.at(i[0], 0, p);
                }),
        a,
        c);
    Dense x = Dense.random(64, -1, 1, 2, 4, 3);
    Dense y = Dense.random(65, -1, 1, 5, 3);
    table.smooth(
        "distances(Tensor)",
        (t, d) -> t[0].distances(t[1]),
        t ->
            Dense.build(
                new int[] {2, 4, 5},
                i -> {
                  double s = 0;
                  for (int k = 0; k < 3; k++) {
                    s += Math.pow(x.at(i[0], i[1], k) - y.at(i[2], k), 2);
                  }
                  return Math.sqrt(s);
                }),
        x,
        y);
    table.smooth(
        "trace()",
        (t, d) -> t[0].trace(),
        t ->
            Dense.build(new int[] {2}, i -> x.at(i[0], 0, 0) + x.at(i[0], 1, 1) + x.at(i[0], 2, 2)),
        x);
    table.smooth(
        "Tensors.cat(int, Tensor[])",
        (t, d) -> Tensors.cat(-1, t[0], t[1].slice(1, 0, 1)),
        t -> Dense.build(new int[] {2, 4}, i -> i[1] < 3 ? a.at(i) : b.at(i[0], 0)),
        a,
        b);
    table.smooth(
        "Tensors.cat(int, List)",
        (t, d) -> Tensors.cat(0, List.of(t)),
        t -> Dense.build(new int[] {4, 3}, i -> i[0] < 2 ? a.at(i) : b.at(i[0] - 2, i[1])),
        a,
        b);
    for (int axis : new int[] {0, 1, 2, -1}) {
      int p = axis < 0 ? 2 : axis;
      int[] s = p == 0 ? new int[] {2, 2, 3} : p == 1 ? new int[] {2, 2, 3} : new int[] {2, 3, 2};
      table.smooth(
          "Tensors.stack(int, Tensor[])  " + axis,
          (t, d) -> Tensors.stack(axis, t[0], t[1]),
          t ->
              Dense.build(
                  s,
                  i -> {
                    Dense from = i[p] == 0 ? a : b;
                    return p == 0
                        ? from.at(i[1], i[2])
                        : p == 1 ? from.at(i[0], i[2]) : from.at(i[0], i[1]);
                  }),
          a,
          b);
    }
    table.smooth(
        "Tensors.stack(int, List)",
        (t, d) -> Tensors.stack(0, List.of(t)),
        t -> Dense.of(new double[] {t[0].at(), t[1].at()}),
        Dense.number(1),
        Dense.number(2));
  }

  private static double cross(Dense a, Dense b, int row, int k) {
    int p = (k + 1) % 3;
    int q = (k + 2) % 3;
    return a.at(row, p) * b.at(row, q) - a.at(row, q) * b.at(row, p);
  }
}
