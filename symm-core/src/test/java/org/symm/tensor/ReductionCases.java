package org.symm.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Operations along axes against loops in plain Java. */
final class ReductionCases {

  private final Case.Table table = new Case.Table();

  private ReductionCases() {}

  static Case.Table cases() {
    var c = new ReductionCases();
    c.sums();
    c.extremes();
    c.alongOneAxis();
    return c.table;
  }

  private interface Reduce {
    Tensor of(Tensor x, int... axes);
  }

  private void reduce(
      String name, Reduce f, boolean keep, boolean empty, ToDoubleFunction<double[]> g) {
    String op = name + "(int[])";
    Dense x = Dense.random(11, 0.2, 2, 2, 3, 4);
    for (int[] axes : new int[][] {{}, {0}, {-1}, {2, 0}, {0, 1, 2}}) {
      table.smooth(
          op + "  " + Arrays.toString(axes),
          (t, d) -> f.of(t[0], axes),
          t -> t[0].reduce(g, keep, axes),
          x);
    }
    if (empty) {
      table.rough(
          op + "  over an empty axis",
          (t, d) -> f.of(t[0], 1),
          t -> t[0].reduce(g, keep, 1),
          Dense.of(new double[0], 2, 0));
      table.smooth(
          op + "  of a number",
          (t, d) -> f.of(t[0]),
          t -> t[0].reduce(g, keep),
          Dense.number(0.75));
    }
    table.rough(
        op + "  along an axis beside an empty one",
        (t, d) -> f.of(t[0], 1),
        t -> t[0].reduce(g, keep, 1),
        Dense.of(new double[0], 0, 3));
  }

  static double mean(double[] x) {
    return Arrays.stream(x).sum() / x.length;
  }

  static double variance(double[] x) {
    double m = mean(x);
    return Arrays.stream(x).map(a -> (a - m) * (a - m)).sum() / (x.length - 1);
  }

  static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(a -> a * a).sum());
  }

  static double logSumExp(double[] x) {
    return Math.log(Arrays.stream(x).map(Math::exp).sum());
  }

  private static double max(double[] x) {
    return Arrays.stream(x).max().getAsDouble();
  }

  private static double min(double[] x) {
    return Arrays.stream(x).min().getAsDouble();
  }

  private void sums() {
    reduce("sum", Tensor::sum, false, true, x -> Arrays.stream(x).sum());
    reduce("sumKeep", Tensor::sumKeep, true, true, x -> Arrays.stream(x).sum());
    reduce("mean", Tensor::mean, false, false, ReductionCases::mean);
    reduce("meanKeep", Tensor::meanKeep, true, false, ReductionCases::mean);
    reduce("var", Tensor::var, false, false, ReductionCases::variance);
    reduce("varKeep", Tensor::varKeep, true, false, ReductionCases::variance);
    reduce("std", Tensor::std, false, false, x -> Math.sqrt(variance(x)));
    reduce("norm", Tensor::norm, false, true, ReductionCases::norm);
    reduce("normKeep", Tensor::normKeep, true, true, ReductionCases::norm);
    reduce("logSumExp", Tensor::logSumExp, false, true, ReductionCases::logSumExp);
    table.rough(
        "sum(int[])  counts truths",
        (x, d) -> x[0].sum(1),
        x -> Dense.ints(new double[] {2, 0}),
        Dense.bools(new double[] {1, 0, 1, 0, 0, 0}, 2, 3));
    table.rough(
        "sum(int[])  whole",
        (x, d) -> x[0].sum(),
        x -> new Dense('i', new double[] {6}),
        Dense.ints(new double[] {1, 2, 3}));
    table.rough(
        "logSumExp(int[])  of large numbers",
        (x, d) -> x[0].logSumExp(),
        x -> Dense.number(1000 + Math.log(2)),
        Dense.of(new double[] {1000, 1000}));
  }

  private void extremes() {
    reduce("max", Tensor::max, false, false, ReductionCases::max);
    reduce("maxKeep", Tensor::maxKeep, true, false, ReductionCases::max);
    reduce("min", Tensor::min, false, false, ReductionCases::min);
    reduce("minKeep", Tensor::minKeep, true, false, ReductionCases::min);
    table.rough(
        "max(int[])  whole",
        (x, d) -> x[0].max(),
        x -> new Dense('i', new double[] {3}),
        Dense.ints(new double[] {1, 3, 2}));
    table.rough(
        "max(int[])  truths",
        (x, d) -> x[0].max(0),
        x -> Dense.bools(new double[] {1, 0}),
        Dense.bools(new double[] {1, 0, 0, 0}, 2, 2));
    table.rough("max(int[])  of a number", (x, d) -> x[0].max(), x -> x[0], Dense.number(2));
    Dense x = Dense.random(12, -1, 1, 3, 4, 2);
    for (int axis : new int[] {0, 1, -1}) {
      table.rough(
          "argmax(int)  " + axis,
          (t, d) -> t[0].argmax(axis),
          t -> t[0].reduce(r -> position(r, max(r)), false, axis).as('i'),
          x);
      table.rough(
          "argmin(int)  " + axis,
          (t, d) -> t[0].argmin(axis),
          t -> t[0].reduce(r -> position(r, min(r)), false, axis).as('i'),
          x);
    }
    Dense p = Dense.bools(new double[] {1, 1, 0, 1, 0, 0}, 3, 2);
    for (int axis : new int[] {0, -1}) {
      table.rough(
          "all(int)  " + axis,
          (t, d) -> t[0].all(axis),
          t -> t[0].reduce(ReductionCases::min, false, axis),
          p);
      table.rough(
          "any(int)  " + axis,
          (t, d) -> t[0].any(axis),
          t -> t[0].reduce(ReductionCases::max, false, axis),
          p);
    }
    for (Dense truths : List.of(p, Dense.bools(new double[6], 3, 2))) {
      table.rough(
          "any()  of " + Arrays.toString(truths.data()),
          (t, d) -> t[0].any(),
          t -> t[0].reduce(ReductionCases::max, false, 0, 1),
          truths);
    }
    table.rough(
        "all(int)  of nothing",
        (t, d) -> t[0].all(0),
        t -> Dense.bools(new double[] {1, 1}),
        Dense.bools(new double[0], 0, 2));
    table.rough(
        "any(int)  of nothing",
        (t, d) -> t[0].any(0),
        t -> Dense.bools(new double[] {0, 0}),
        Dense.bools(new double[0], 0, 2));
  }

  private static double position(double[] row, double value) {
    int i = 0;
    while (row[i] != value) {
      i++;
    }
    return i;
  }

  private void along(String name, Along f, UnaryOperator<double[]> g) {
    Dense x = Dense.random(13, -1.5, 1.5, 2, 3, 2);
    for (int axis : new int[] {0, 1, -1}) {
      table.smooth(
          name + "(int)  " + axis, (t, d) -> f.of(t[0], axis), t -> t[0].along(axis, g), x);
    }
    table.smooth(
        name + "(int)  along one element",
        (t, d) -> f.of(t[0], 0),
        t -> t[0].along(0, g),
        Dense.random(14, -1, 1, 1));
    table.rough(
        name + "(int)  of nothing",
        (t, d) -> f.of(t[0], 1),
        t -> t[0],
        Dense.of(new double[0], 2, 0));
  }

  private interface Along {
    Tensor of(Tensor x, int axis);
  }

  static double[] normalised(double[] x) {
    double s = Arrays.stream(x).sum();
    return Arrays.stream(x).map(a -> a / s).toArray();
  }

  static double[] softmax(double[] x) {
    return normalised(Arrays.stream(x).map(Math::exp).toArray());
  }

  private void alongOneAxis() {
    along("cumSum", Tensor::cumSum, ReductionCases::running);
    along(
        "cumProd",
        Tensor::cumProd,
        r -> {
          double[] p = r.clone();
          for (int i = 1; i < p.length; i++) {
            p[i] *= p[i - 1];
          }
          return p;
        });
    along("softmax", Tensor::softmax, ReductionCases::softmax);
    along(
        "logSoftmax",
        Tensor::logSoftmax,
        r -> Arrays.stream(r).map(a -> a - logSumExp(r)).toArray());
    Dense x = Dense.random(15, -1.5, 1.5, 2, 3);
    for (int axis : new int[] {0, -1}) {
      table.smooth(
          "prod(int)  " + axis,
          (t, d) -> t[0].prod(axis),
          t -> t[0].reduce(r -> Arrays.stream(r).reduce(1, (a, b) -> a * b), false, axis),
          x);
    }
    table.rough(
        "prod(int)  of nothing",
        (t, d) -> t[0].prod(1),
        t -> Dense.of(new double[] {1, 1}),
        Dense.of(new double[0], 2, 0));
    table.rough(
        "cumSum(int)  of truths",
        (t, d) -> t[0].cumSum(0),
        t -> Dense.ints(new double[] {1, 1, 2}),
        Dense.bools(new double[] {1, 0, 1}));
    table.rough(
        "prod(int)  of truths",
        (t, d) -> t[0].prod(0),
        t -> new Dense('i', new double[] {0}),
        Dense.bools(new double[] {1, 0, 1}));
    table.rough(
        "softmax(int)  of large numbers",
        (t, d) -> t[0].softmax(0),
        t -> Dense.of(new double[] {0.5, 0.5}),
        Dense.of(new double[] {1000, 1000}));
  }

  private static double[] running(double[] r) {
    double[] s = r.clone();
    for (int i = 1; i < s.length; i++) {
      s[i] += s[i - 1];
    }
    return s;
  }
}
