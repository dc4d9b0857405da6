package org.symm.plotting;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The axis-parallel box around points in space, widened to round numbers, with its ticks. */
record Box(double[] low, double[] high, double step) {

  static Box around(List<double[]> points) {
    double[] low = points.get(0).clone();
    double[] high = points.get(0).clone();
    for (double[] p : points) {
      Arrays.setAll(low, c -> Math.min(low[c], p[c]));
      Arrays.setAll(high, c -> Math.max(high[c], p[c]));
    }
    double widest = IntStream.range(0, 3).mapToDouble(c -> high[c] - low[c]).max().orElse(0);
    double step = roundStep(widest > 0 ? widest / 4 : 1);
    for (int c = 0; c < 3; c++) {
      double from = Math.floor(low[c] / step);
      low[c] = from * step;
      high[c] = Math.max(Math.ceil(high[c] / step), from + 1) * step;
    }
    return new Box(low, high, step);
  }

  /** 1, 2 or 5 times a power of ten, the least that is not below {@code atLeast}. */
  static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    return DoubleStream.of(1, 2, 5)
        .map(factor -> factor * power)
        .filter(step -> step >= atLeast * (1 - 1e-9))
        .findFirst()
        .orElse(10 * power);
  }

  /** The ticks of an axis, from its low to its high end. */
  double[] ticks(int axis) {
    return IntStream.rangeClosed(0, (int) Math.round((high[axis] - low[axis]) / step))
        .mapToDouble(i -> (Math.rint(low[axis] / step) + i) * step)
        .toArray();
  }

  /** The least and the largest coordinate of the box's points along a vector. */
  double[] ends(double[] vector) {
    double[] ends = new double[2];
    for (int c = 0; c < 3; c++) {
      boolean rises = vector[c] > 0;
      ends[0] += vector[c] * (rises ? low[c] : high[c]);
      ends[1] += vector[c] * (rises ? high[c] : low[c]);
    }
    return ends;
  }

  /** The point with another coordinate. */
  static double[] with(double[] point, int axis, double value) {
    double[] changed = point.clone();
    changed[axis] = value;
    return changed;
  }
}
