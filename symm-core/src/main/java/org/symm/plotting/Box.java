package org.symm.plotting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The axis-parallel box around points in space, widened to round numbers, with its ticks. */
record Box(double[] low, double[] high, double step) {

  static Box around(List<double[]> points) {
    double[] low = points.get(0).clone();
    double[] high = points.get(0).clone();
    for (double[] p : points) {
      for (int c = 0; c < 3; c++) {
        low[c] = Math.min(low[c], p[c]);
        high[c] = Math.max(high[c], p[c]);
      }
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
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= atLeast * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** The ticks of an axis, from its low to its high end. */
  List<Double> ticks(int axis) {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((high[axis] - low[axis]) / step);
    for (int i = 0; i <= count; i++) {
      ticks.add((Math.rint(low[axis] / step) + i) * step);
    }
    return ticks;
  }

  /** The middle of the box. */
  double[] centre() {
    double[] centre = new double[3];
    for (int c = 0; c < 3; c++) {
      centre[c] = (low[c] + high[c]) / 2;
    }
    return centre;
  }

  /** Corner number 0 … 7: bit c of the number chooses the high end of axis c. */
  double[] corner(int number) {
    double[] corner = new double[3];
    for (int c = 0; c < 3; c++) {
      corner[c] = (number >> c & 1) == 0 ? low[c] : high[c];
    }
    return corner;
  }
}
