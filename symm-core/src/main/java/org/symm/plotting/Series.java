package org.symm.plotting;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.symm.display.Refused;

/**
 * One named series of a {@link Plot}: finite numbers of one length.
 *
 * @param errors the length of error bars to either side, or null
 */
record Series(String name, double[] x, double[] y, double[] errors) {

  static Series of(String name, double[] x, double[] y) {
    Refused.unless(x.length != 0, "The series '%s' has no points.", name);
    return new Series(name, checked(name, "x", x, x.length), checked(name, "y", y, x.length), null);
  }

  Series errors(double[] sizes) {
    double[] checkedSizes = checked(name, "errors", sizes, x.length);
    for (int i = 0; i < x.length; i++) {
      if (sizes[i] < 0) {
        throw new IllegalArgumentException(
            "The error bar of '" + name + "' at index " + i + " is negative: " + sizes[i] + ".");
      }
    }
    return new Series(name, x, y, checkedSizes);
  }

  /** A copy of {@code values}, refused unless finite and of the length. */
  private static double[] checked(String series, String which, double[] values, int length) {
    Refused.unless(
        values.length == length,
        "The series '%s' has %d points, but %d numbers for %s.",
        series,
        length,
        values.length,
        which);
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(
                "The series '%s' has %s = %s at index %d; leave such points out.",
                series, which, values[i], i));
      }
      if (Math.abs(values[i]) > PlotAxis.MOST) {
        throw new IllegalArgumentException(
            String.format(
                "The series '%s' has %s = %s at index %d; numbers up to %s in size are drawn.",
                series, which, values[i], i, PlotAxis.MOST));
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
    if (least > 0 && least < PlotAxis.LEAST) {
      throw new IllegalArgumentException(
          String.format(
              "The series '%s' has %s = %s; a logarithmic axis shows numbers from %s on.",
              name, which, least, PlotAxis.LEAST));
    }
    Refused.unless(
        least > 0,
        "The series '%s' has %s = %s, which a logarithmic axis cannot show.",
        name,
        which,
        least);
  }

  /** Every y that is drawn: the points and the ends of their error bars. */
  double[] shownY() {
    return errors == null
        ? y
        : IntStream.range(0, y.length)
            .boxed()
            .flatMapToDouble(i -> DoubleStream.of(y[i] - errors[i], y[i], y[i] + errors[i]))
            .toArray();
  }
}
