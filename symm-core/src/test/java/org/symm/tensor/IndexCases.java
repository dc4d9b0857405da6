package org.symm.tensor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Sorting and index tensors against loops. */
final class IndexCases {

  private final Case.Table table = new Case.Table();
  private final Dense x = Dense.random(31, -1, 1, 3, 4);

  private IndexCases() {}

  static Case.Table cases() {
    var c = new IndexCases();
    c.reading();
    c.writing();
    c.sorting();
    return c.table;
  }

  private static int at(Dense index, int... i) {
    return (int) index.at(i);
  }

  private void reading() {
    Dense i = Dense.ints(new double[] {2, 0, 1, 1, 0, 0}, 2, 3);
    table.smooth(
        "gather(int, Tensor)",
        (t, d) -> t[0].gather(0, t[1]),
        t -> Dense.build(new int[] {2, 3}, k -> x.at(at(i, k), k[1])),
        x,
        i);
    Dense j = Dense.ints(new double[] {3, 3, 0, 1, 2, 2}, 3, 2);
    table.smooth(
        "gather(int, Tensor)  last axis",
        (t, d) -> t[0].gather(-1, t[1]),
        t -> Dense.build(new int[] {3, 2}, k -> x.at(k[0], at(j, k))),
        x,
        j);
    Dense narrow = Dense.ints(new double[] {1, 0}, 1, 2);
    table.smooth(
        "takeAlong(int, Tensor)",
        (t, d) -> t[0].takeAlong(1, t[1]),
        t -> Dense.build(new int[] {3, 2}, k -> x.at(k[0], at(narrow, k))),
        x,
        narrow);
    Dense rows = Dense.ints(new double[] {2, 2, 0});
    table.smooth(
        "indexSelect(int, Tensor)",
        (t, d) -> t[0].indexSelect(0, t[1]),
        t -> Dense.build(new int[] {3, 4}, k -> x.at(at(rows, k[0]), k[1])),
        x,
        rows);
    table.smooth(
        "indexSelect(int, Tensor)  last axis",
        (t, d) -> t[0].indexSelect(-1, t[1]),
        t -> Dense.build(new int[] {3, 3}, k -> x.at(k[0], at(rows, k[1]))),
        x,
        rows);
    table.rough(
        "indexSelect(int, Tensor)  nothing",
        (t, d) -> t[0].indexSelect(0, t[1]),
        t -> Dense.of(new double[0], 0, 4),
        x,
        Dense.ints(new double[0]));
    table.smooth(
        "embedding(Tensor)",
        (t, d) -> t[0].embedding(t[1]),
        t -> Dense.build(new int[] {2, 3, 4}, k -> x.at(at(i, k[0], k[1]), k[2])),
        x,
        i);
    table.smooth(
        "embedding(Tensor)  of one index",
        (t, d) -> t[0].embedding(t[1]),
        t -> Dense.build(new int[] {4}, k -> x.at(2, k[0])),
        x,
        new Dense('i', new double[] {2}));
    table.rough(
        "oneHot(long, DType)",
        (t, d) -> t[0].oneHot(3, d),
        t -> Dense.build(new int[] {2, 3, 3}, k -> at(i, k[0], k[1]) == k[2] ? 1 : 0),
        i);
    table.rough(
        "oneHot(long, DType)  whole",
        (t, d) -> t[0].oneHot(4, DType.INT64),
        t -> Dense.build(new int[] {3, 4}, k -> at(rows, k[0]) == k[1] ? 1 : 0).as('i'),
        rows);
  }

  private void writing() {
    Dense rows = Dense.ints(new double[] {2, 0, 2});
    Dense source = Dense.random(32, -1, 1, 3, 4);
    table.smooth(
        "indexAdd(int, Tensor, Tensor)",
        (t, d) -> t[0].indexAdd(0, t[1], t[2]),
        t -> {
          double[] y = x.data().clone();
          for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 4; c++) {
              y[at(rows, r) * 4 + c] += source.at(r, c);
            }
          }
          return Dense.of(y, 3, 4);
        },
        x,
        rows,
        source);
    Dense i = Dense.ints(new double[] {0, 2, 1, 0, 2, 2, 0, 1}, 2, 4);
    Dense once = Dense.ints(new double[] {0, 2, 1, 0, 2, 1, 0, 1}, 2, 4);
    Dense from = Dense.random(33, -1, 1, 2, 4);
    table.smooth(
        "scatter(int, Tensor, Tensor)",
        (t, d) -> t[0].scatter(0, t[1], t[2]),
        t -> scattered(once, from, false),
        x,
        once,
        from);
    table.smooth(
        "scatterAdd(int, Tensor, Tensor)",
        (t, d) -> t[0].scatterAdd(-2, t[1], t[2]),
        t -> scattered(i, from, true),
        x,
        i,
        from);
  }

  private Dense scattered(Dense index, Dense from, boolean add) {
    double[] y = x.data().clone();
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < 4; c++) {
        int k = at(index, r, c) * 4 + c;
        y[k] = (add ? y[k] : 0) + from.at(r, c);
      }
    }
    return Dense.of(y, 3, 4);
  }

  private static int[] order(double[] row, boolean descending) {
    Comparator<Integer> by = Comparator.comparingDouble(i -> descending ? -row[i] : row[i]);
    return IntStream.range(0, row.length).boxed().sorted(by).mapToInt(i -> i).toArray();
  }

  private static double[] positions(double[] row, boolean descending) {
    return Arrays.stream(order(row, descending)).asDoubleStream().toArray();
  }

  private static double[] sorted(double[] row, boolean descending) {
    return Arrays.stream(order(row, descending)).mapToDouble(i -> row[i]).toArray();
  }

  private void sorting() {
    Dense ties = Dense.of(new double[] {1, 0.5, 1, 0.5, 2, 0.5}, 6);
    for (boolean down : new boolean[] {false, true}) {
      for (int axis : new int[] {0, -1}) {
        table.add(
            Case.Table.several(
                "sort(int, boolean)  " + axis + down,
                (t, d) -> Arrays.asList(t[0].sort(axis, down)),
                t ->
                    List.of(
                        t[0].along(axis, r -> sorted(r, down)),
                        t[0].along(axis, r -> positions(r, down)).as('i')),
                x));
      }
      table.rough(
          "sort(int, boolean)  equals keep their order " + down,
          (t, d) -> t[0].sort(0, down)[1],
          t -> t[0].along(0, r -> positions(r, down)).as('i'),
          ties);
    }
    table.rough(
        "argsort(int)",
        (t, d) -> t[0].argsort(0),
        t -> t[0].along(0, r -> positions(r, false)).as('i'),
        x);
    table.rough(
        "argsort(int)  equals keep their order",
        (t, d) -> t[0].argsort(-1),
        t -> t[0].along(0, r -> positions(r, false)).as('i'),
        ties);
    table.rough(
        "argsort(int)  of nothing",
        (t, d) -> t[0].argsort(1),
        t -> t[0].as('i'),
        Dense.of(new double[0], 2, 0));
    table.add(
        Case.Table.several(
            "topK(long, int)",
            (t, d) -> Arrays.asList(t[0].topK(2, -1)),
            t ->
                List.of(
                    t[0].along(1, r -> Arrays.copyOf(sorted(r, true), 2)),
                    t[0].along(1, r -> Arrays.copyOf(positions(r, true), 2)).as('i')),
            x));
    Dense p = Dense.ints(new double[] {2, 0, 3, 1, 0, 1, 2, 3}, 2, 4);
    table.rough(
        "inversePermutation(int)",
        (t, d) -> t[0].inversePermutation(-1),
        t ->
            t[0].along(
                1,
                r -> {
                  double[] q = new double[r.length];
                  for (int i = 0; i < r.length; i++) {
                    q[(int) r[i]] = i;
                  }
                  return q;
                }),
        p);
    Dense row = Dense.of(new double[] {-1, 0, 0, 2});
    Dense values = Dense.of(new double[] {-2, 0, 1, 2, 3, -1}, 2, 3);
    table.rough(
        "searchSorted(Tensor, boolean)",
        (t, d) -> t[0].searchSorted(t[1], false),
        t -> values.map(v -> Arrays.stream(row.data()).filter(a -> a < v).count()).as('i'),
        row,
        values);
    table.rough(
        "searchSorted(Tensor, boolean)  right",
        (t, d) -> t[0].searchSorted(t[1], true),
        t -> values.map(v -> Arrays.stream(row.data()).filter(a -> a <= v).count()).as('i'),
        row,
        values);
  }
}
