package org.symm.plotting;

import java.util.Arrays;
import java.util.List;

/**
 * One axis of a {@link Plot}: the range that it shows, whether it is logarithmic, and whether all
 * its values are whole numbers.
 */
record Axis(double low, double high, boolean logarithmic, boolean whole) {
  private static final double MARGIN = 0.041;

  /**
   * An axis that shows all values, with a margin. Equal values get room on both sides. A
   * logarithmic axis with fewer than two numbers to name, from 1.1 to 1.9 say, becomes linear.
   */
  static Axis of(boolean logarithmic, double... values) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    if (logarithmic) {
      double margin = Math.pow(most / least, MARGIN);
      var axis = new Axis(least / margin, most * margin, true, false);
      if (axis.ticks(7).size() > 1) {
        return axis;
      }
    }
    double size = Math.max(Math.abs(least), Math.abs(most));
    boolean whole = size < 1e6 && Arrays.stream(values).allMatch(v -> v == Math.rint(v));
    double room = whole ? 0.5 : size / 2;
    // Unlike margins, because XChart puts ticks on evenly spaced values, and counts the ends to
    // them.
    double margin = most - least <= 1e-8 * size ? room : MARGIN * (most - least);
    return new Axis(least - margin, most + 1.01 * margin, false, whole);
  }

  /** A linear axis that shows all values and ends at 0 where they are all on one side of it. */
  static Axis fromZero(double... values) {
    double[] zeroToo = Arrays.copyOf(values, values.length + 1);
    Axis a = of(false, zeroToo);
    boolean below = Arrays.stream(values).anyMatch(v -> v < 0);
    boolean above = !below || Arrays.stream(values).anyMatch(v -> v > 0);
    return new Axis(below ? a.low : 0, above ? a.high : 0, false, a.whole);
  }

  /** This linear axis about the same middle, so much wider. */
  Axis wider(double factor) {
    double more = (factor - 1) * (high - low) / 2;
    return new Axis(low - more, high + more, false, whole);
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
    return Arrays.stream(values).map(v -> v / unit).toArray();
  }

  /** The label at a place, given in units of the axis; a space where XChart's tick has none. */
  String label(double place, int most) {
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
