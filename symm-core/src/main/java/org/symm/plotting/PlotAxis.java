package org.symm.plotting;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * One axis of a {@link Plot}: the range that it shows, whether XChart draws it logarithmic, and
 * whether all its values are whole numbers.
 *
 * @param powers whether it is logarithmic over so many powers of ten that XChart draws the
 *     exponents on a linear axis: the range is then of exponents, and its low end where XChart has
 *     0
 */
record PlotAxis(double low, double high, boolean logarithmic, boolean whole, boolean powers) {
  /** Sizes of numbers that are drawn; on a linear axis what is smaller is 0. */
  static final double LEAST = 1e-300;

  static final double MOST = 1e305;

  /** XChart makes a tick for each of 1 … 9 times a power of ten. */
  private static final double DECADES = 30;

  private static final double MARGIN = 0.041;

  /**
   * An axis that shows all values, with a margin. Equal values get room on both sides. A
   * logarithmic axis with fewer than two numbers to name, from 1.1 to 1.9 say, becomes linear.
   */
  static PlotAxis of(boolean logarithmic, double... values) {
    double least = shown(Arrays.stream(values).min().orElseThrow());
    double most = shown(Arrays.stream(values).max().orElseThrow());
    double decades = logarithmic ? Math.log10(most) - Math.log10(least) : 0;
    if (decades > DECADES) {
      double step = decades > 100 ? 50 : 10;
      double from = Math.floor((Math.log10(least) - MARGIN * decades) / step) * step;
      return new PlotAxis(from, Math.log10(most) + MARGIN * decades, false, true, true);
    }
    if (logarithmic) {
      double margin = Math.pow(most / least, MARGIN);
      var axis = new PlotAxis(least / margin, most * margin, true, false, false);
      if (axis.ticks(7).size() > 1) {
        return axis;
      }
    }
    double size = Math.max(Math.abs(least), Math.abs(most));
    boolean whole = size < 1e6 && Arrays.stream(values).allMatch(v -> shown(v) == Math.rint(v));
    double room = whole ? 0.5 : size / 2;
    // Unlike margins, because XChart puts ticks on evenly spaced values, and counts the ends to
    // them.
    double margin = most - least <= 1e-8 * size ? room : MARGIN * (most - least);
    return new PlotAxis(least - margin, most + 1.01 * margin, false, whole, false);
  }

  private static double shown(double value) {
    return Math.abs(value) < LEAST ? 0 : value;
  }

  /** A linear axis that shows all values and ends at 0 where they are all on one side of it. */
  static PlotAxis fromZero(double... values) {
    double[] zeroToo = Arrays.copyOf(values, values.length + 1);
    PlotAxis a = of(false, zeroToo);
    boolean below = Arrays.stream(values).anyMatch(v -> v < 0);
    boolean above = !below || Arrays.stream(values).anyMatch(v -> v > 0);
    return new PlotAxis(below ? a.low : 0, above ? a.high : 0, false, a.whole, false);
  }

  /** This linear axis about the same middle, so much wider. */
  PlotAxis wider(double factor) {
    double more = (factor - 1) * (high - low) / 2;
    return new PlotAxis(low - more, high + more, false, whole, false);
  }

  /**
   * What XChart is told to be 1 on a linear axis: a power of ten near its length, because XChart's
   * steps have ten decimals at most.
   */
  double unit() {
    return logarithmic ? 1 : Math.pow(10, Math.floor(Math.log10(high - low)));
  }

  /** The values in units of the axis. */
  double[] scaled(double... values) {
    double unit = unit();
    return Arrays.stream(values)
        .map(v -> (powers ? Math.log10(v) - low : logarithmic ? v : shown(v)) / unit)
        .toArray();
  }

  /** The low and the high end, in units of the axis. */
  double[] ends() {
    return powers ? new double[] {0, (high - low) / unit()} : scaled(low, high);
  }

  /** How far along the axis values are, from 0 at the low end to 1 at the high end. */
  double[] along(double... values) {
    double[] ends = ends();
    DoubleUnaryOperator place = logarithmic ? Math::log : v -> v;
    double from = place.applyAsDouble(ends[0]);
    double length = place.applyAsDouble(ends[1]) - from;
    return Arrays.stream(scaled(values))
        .map(v -> (place.applyAsDouble(v) - from) / length)
        .toArray();
  }

  /** The label at a place, given in units of the axis; a space where XChart's tick has none. */
  String label(double place, int most) {
    if (powers) {
      double exponent = low + place * unit();
      boolean one = Math.abs(exponent - Math.rint(exponent)) < 1e-6;
      return one ? Ticks.power((int) Math.rint(exponent)) : " ";
    }
    if (!logarithmic) {
      return Ticks.plain(place * unit());
    }
    boolean named = ticks(most).stream().anyMatch(t -> Math.abs(t - place) < 1e-9 * t);
    return named ? Ticks.text(place) : " ";
  }

  /** The labelled numbers of a logarithmic axis, at most so many; XChart chooses the others. */
  List<Double> ticks(int most) {
    return logarithmic ? Ticks.logarithmic(low, high, most) : List.of();
  }
}
