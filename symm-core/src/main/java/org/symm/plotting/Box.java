package org.symm.plotting;

import java.util.ArrayList;
import java.util.List;

/** The axis-parallel box around points in space, widened to round numbers, with its ticks. */
record Box(List<Double> low, List<Double> high, double step) {

  static Box around(List<double[]> points) {
    double[] low = points.get(0).clone();
    double[] high = points.get(0).clone();
    for (double[] p : points) {
      for (int c = 0; c < 3; c++) {
        low[c] = Math.min(low[c], p[c]);
        high[c] = Math.max(high[c], p[c]);
      }
    }
    double widest = 0;
    for (int c = 0; c < 3; c++) {
      widest = Math.max(widest, high[c] - low[c]);
    }
    double step = roundStep(widest > 0 ? widest / 4 : 1);
    List<Double> lows = new ArrayList<>();
    List<Double> highs = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      double from = Math.floor(low[c] / step);
      double to = Math.max(Math.ceil(high[c] / step), from + 1);
      lows.add(from * step);
      highs.add(to * step);
    }
    return new Box(List.copyOf(lows), List.copyOf(highs), step);
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
    long count = Math.round((high.get(axis) - low.get(axis)) / step);
    for (int i = 0; i <= count; i++) {
      ticks.add((Math.rint(low.get(axis) / step) + i) * step);
    }
    return ticks;
  }

  /** The middle of the box. */
  double[] centre() {
    double[] centre = new double[3];
    for (int c = 0; c < 3; c++) {
      centre[c] = (low.get(c) + high.get(c)) / 2;
    }
    return centre;
  }

  /** Corner number 0 … 7: bit c of the number chooses the high end of axis c. */
  double[] corner(int number) {
    double[] corner = new double[3];
    for (int c = 0; c < 3; c++) {
      corner[c] = (number >> c & 1) == 0 ? low.get(c) : high.get(c);
    }
    return corner;
  }
}
