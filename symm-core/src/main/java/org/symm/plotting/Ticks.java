package org.symm.plotting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The numbers that a logarithmic axis names, and the labels of numbers on all axes. */
final class Ticks {
  private static final int[][] FACTORS = {
    {1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 5, 7}, {1, 2, 4, 6, 8}, {1, 2, 5}, {1, 3}, {1}
  };

  private Ticks() {}

  /**
   * Ticks of a logarithmic axis, at most {@code most} from low to high (both positive): 1 … 9 times
   * the powers of ten, or only some of these; or every power, every second, every third and so on:
   * the first that are few enough, but two at least where there are two.
   */
  static List<Double> logarithmic(double low, double high, int most) {
    for (int[] factors : FACTORS) {
      List<Double> ticks = multiples(low, high, 1, factors);
      if (ticks.size() <= most && (ticks.size() > 1 || factors.length == 9)) {
        return ticks;
      }
    }
    int every = 2;
    while (multiples(low, high, every, 1).size() > most) {
      every++;
    }
    return multiples(low, high, every, 1);
  }

  private static List<Double> multiples(double low, double high, int every, int... factors) {
    List<Double> ticks = new ArrayList<>();
    int first = Math.floorDiv((int) Math.floor(Math.log10(low)), every) * every;
    for (int power = first; power <= Math.log10(high) + 1e-9; power += every) {
      for (int factor : factors) {
        double tick = new BigDecimal(factor).scaleByPowerOfTen(power).doubleValue();
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** A tick of a logarithmic axis: 0.001, 1, 5000, and 1e-4, 1.5e-12, 1e5 beyond. */
  static String text(double value) {
    return label(value, 1e-3, 1e5);
  }

  /** A power of ten as a tick of a logarithmic axis: 0.001, 1, 100, 1e-30, 1e5. */
  static String power(int exponent) {
    return exponent < -3 || exponent > 4 ? "1e" + exponent : text(Math.pow(10, exponent));
  }

  /** A tick of a linear axis: 0.05, −2, 100, and 2e-6, 3e6 beyond. */
  static String plain(double value) {
    return label(value, 1e-4, 1e6);
  }

  /** The value to nine digits, with an exponent below {@code least} and from {@code large} on. */
  private static String label(double value, double least, double large) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros();
    double size = rounded.abs().doubleValue();
    int exponent = size < least || size >= large ? rounded.precision() - rounded.scale() - 1 : 0;
    String digits = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return digits.replace('-', '−') + (exponent == 0 ? "" : "e" + exponent);
  }
}
