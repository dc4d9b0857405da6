package org.symm.plotting;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One named series of a {@link Plot}: finite numbers of one length, with what surrounds them.
 *
 * @param lower the band's lower edge, or null; so is {@code upper}
 * @param errors the length of error bars to either side, or null
 */
record Series(
    String name, double[] x, double[] y, double[] lower, double[] upper, double[] errors) {

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
            String.format(
                "The band of '%s' has lower %s above upper %s at index %d.",
                name, low[i], high[i], i));
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
  private static double[] checked(String series, String which, double[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          String.format(
              "The series '%s' has %d points, but %d numbers for %s.",
              series, length, values.length, which));
    }
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(
                "The series '%s' has %s = %s at index %d; leave such points out.",
                series, which, values[i], i));
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
      checkPositive(errors == null ? "y" : "y - error", shownY());
    }
  }

  private void checkPositive(String which, double[] values) {
    double least = Arrays.stream(values).min().orElse(1);
    if (least <= 0) {
      throw new IllegalArgumentException(
          String.format(
              "The series '%s' has %s = %s, which a logarithmic axis cannot show.",
              name, which, least));
    }
  }

  /** Every y that is drawn: the points, the band's edges and the ends of the error bars. */
  double[] shownY() {
    double[] ends = errors == null ? new double[y.length] : errors;
    double[] low = hasBand() ? lower : y;
    double[] high = hasBand() ? upper : y;
    return IntStream.range(0, y.length)
        .boxed()
        .flatMapToDouble(i -> DoubleStream.of(y[i] - ends[i], y[i] + ends[i], low[i], high[i]))
        .toArray();
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
    return IntStream.range(0, 2 * n)
        .mapToDouble(i -> i < n ? there[i] : back[2 * n - 1 - i])
        .toArray();
  }
}
