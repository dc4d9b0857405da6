package org.symm.plotting;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One named series of a {@link Plot}: finite numbers of one length, with what surrounds them. */
final class Series {
  private final String name;
  private final double[] x;
  private final double[] y;
  private final double[] lower;
  private final double[] upper;
  private final double[] errors;

  private Series(
      String name, double[] x, double[] y, double[] lower, double[] upper, double[] errors) {
    this.name = name;
    this.x = x;
    this.y = y;
    this.lower = lower;
    this.upper = upper;
    this.errors = errors;
  }

  static Series of(String name, double[] x, double[] y) {
    if (x.length == 0) {
      throw new IllegalArgumentException("The series '" + name + "' has no points.");
    }
    return new Series(
        name, checked(name, "x", x, x.length), checked(name, "y", y, x.length), null, null, null);
  }

  Series band(double[] low, double[] high) {
    double[] checkedLow = checked(name, "lower", low, x.length);
    double[] checkedHigh = checked(name, "upper", high, x.length);
    for (int i = 0; i < x.length; i++) {
      if (low[i] > high[i]) {
        throw new IllegalArgumentException(
            "The band of '"
                + name
                + "' has lower "
                + low[i]
                + " above upper "
                + high[i]
                + " at index "
                + i
                + ".");
      }
    }
    return new Series(name, x, y, checkedLow, checkedHigh, errors);
  }

  Series errors(double[] sizes) {
    double[] checkedSizes = checked(name, "errors", sizes, x.length);
    for (int i = 0; i < x.length; i++) {
      if (sizes[i] < 0) {
        throw new IllegalArgumentException(
            "The error bar of '" + name + "' at index " + i + " is negative: " + sizes[i] + ".");
      }
    }
    return new Series(name, x, y, lower, upper, checkedSizes);
  }

  /** A copy of {@code values}, refused unless finite and of the length. */
  static double[] checked(String series, String which, double[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "The series '"
              + series
              + "' has "
              + length
              + " points, but "
              + values.length
              + " numbers for "
              + which
              + ".");
    }
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "The series '"
                + series
                + "' has "
                + which
                + " = "
                + values[i]
                + " at index "
                + i
                + "; leave such points out.");
      }
    }
    return values.clone();
  }

  /** Refuses what a logarithmic axis cannot show. */
  void checkPositive(boolean alongX, boolean alongY) {
    if (alongX) {
      checkPositive("x", x);
    }
    if (alongY) {
      checkPositive("y", y);
      if (lower != null) {
        checkPositive("lower", lower);
      }
      if (errors != null) {
        for (int i = 0; i < x.length; i++) {
          checkPositive("y - error", new double[] {y[i] - errors[i]});
        }
      }
    }
  }

  private void checkPositive(String which, double[] values) {
    double least = Arrays.stream(values).min().orElse(1);
    if (least <= 0) {
      throw new IllegalArgumentException(
          "The series '"
              + name
              + "' has "
              + which
              + " = "
              + least
              + ", which a logarithmic axis cannot show.");
    }
  }

  String name() {
    return name;
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }

  /** Every y that is drawn: the points, the band's edges and the ends of the error bars. */
  double[] shownY() {
    DoubleStream shown = Arrays.stream(y);
    if (lower != null) {
      shown = DoubleStream.concat(shown, Arrays.stream(bandY()));
    }
    if (errors != null) {
      IntStream index = IntStream.range(0, y.length);
      DoubleStream ends =
          index
              .mapToObj(i -> new double[] {y[i] - errors[i], y[i] + errors[i]})
              .flatMapToDouble(Arrays::stream);
      shown = DoubleStream.concat(shown, ends);
    }
    return shown.toArray();
  }

  double[] errors() {
    return errors;
  }

  boolean hasBand() {
    return lower != null;
  }

  /** x of the band's outline: along the lower edge and back along the upper. */
  double[] bandX() {
    return thereAndBack(x, x);
  }

  /** y of the band's outline. */
  double[] bandY() {
    return thereAndBack(lower, upper);
  }

  private static double[] thereAndBack(double[] there, double[] back) {
    int n = there.length;
    double[] out = Arrays.copyOf(there, 2 * n);
    for (int i = 0; i < n; i++) {
      out[n + i] = back[n - 1 - i];
    }
    return out;
  }
}
