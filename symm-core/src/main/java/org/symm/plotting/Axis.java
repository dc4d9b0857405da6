package org.symm.plotting;

import java.util.Arrays;
import java.util.List;

/** One axis of a {@link Plot}: the range that it shows and whether it is logarithmic. */
record Axis(double low, double high, boolean logarithmic, boolean whole) {
  private static final double MARGIN = 0.04;

  /**
   * An axis that shows all values, with a margin. Equal values get room on both sides. Its ticks
   * are whole numbers if {@code values} all are and it is linear.
   */
  static Axis of(boolean logarithmic, double... values) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    boolean whole = !logarithmic && Arrays.stream(values).allMatch(v -> v == Math.rint(v));
    if (logarithmic) {
      double from = Math.log10(least);
      double to = Math.log10(most);
      double margin = to - from < 1e-8 ? 0.3 : MARGIN * (to - from);
      double low = Math.max(Double.MIN_VALUE, Math.pow(10, from - margin));
      return new Axis(low, Math.min(Double.MAX_VALUE, Math.pow(10, to + margin)), true, false);
    }
    double size = Math.max(Math.abs(least), Math.abs(most));
    double room = whole && size < 1e6 ? 0.5 : size / 2;
    double margin = most - least <= 1e-8 * size ? room : MARGIN * (most - least);
    return new Axis(least - margin, most + margin, false, whole);
  }

  /** A linear axis that shows all values and ends at 0 where they are all on one side of it. */
  static Axis fromZero(double... values) {
    double[] zeroToo = Arrays.copyOf(values, values.length + 1);
    Axis a = of(false, zeroToo);
    boolean below = Arrays.stream(values).anyMatch(v -> v < 0);
    boolean above = !below || Arrays.stream(values).anyMatch(v -> v > 0);
    return new Axis(below ? a.low : 0, above ? a.high : 0, false, a.whole);
  }

  /** Where the value lies: 0 at the low end of the axis, 1 at its high end. */
  double at(double value) {
    return logarithmic
        ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
        : (value - low) / (high - low);
  }

  /** At most so many round numbers on the axis. */
  List<Double> ticks(int most) {
    return logarithmic
        ? Ticks.logarithmic(low, high, most)
        : Ticks.linear(low, high, whole ? 1 : 0, most);
  }

  String label(double tick) {
    return logarithmic ? Ticks.text(tick) : Ticks.plain(tick);
  }
}
