package org.symm.plotting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The numbers that an axis names, and their labels. */
final class Ticks {
  private static final int[] FINE = {1, 2, 3, 5, 7};
  private static final int[] COARSE = {1, 2, 5};

  private Ticks() {}

  /**
   * Multiples of the least round step (1, 2 or 5 times a power of ten, and not below {@code
   * leastStep}) that puts at most {@code most} of them from low to high.
   */
  static List<Double> linear(double low, double high, double leastStep, int most) {
    double step = Box.roundStep(Math.max(leastStep, (high - low) / (most + 1)));
    List<Double> ticks = multiples(low, high, step);
    while (ticks.size() > most) {
      step = Box.roundStep(1.5 * step);
      ticks = multiples(low, high, step);
    }
    return ticks;
  }

  /**
   * Ticks of a logarithmic axis, at most {@code most} from low to high (both positive): 1, 2, 3, 5
   * and 7 times the powers of ten; or 1, 2 and 5 times them; or, within two decades, 1 and 3 times
   * them; or every power, every second, every third and so on: the first that are few enough. If
   * these are fewer than three within one decade, the ticks of a linear axis.
   */
  static List<Double> logarithmic(double low, double high, int most) {
    List<Double> ticks = powers(low, high, 1, FINE);
    if (ticks.size() > most) {
      ticks = powers(low, high, 1, COARSE);
    }
    if (ticks.size() > most && high < 100 * low) {
      ticks = powers(low, high, 1, 1, 3);
    }
    for (int every = 1; ticks.size() > most; every++) {
      ticks = powers(low, high, every, 1);
    }
    return ticks.size() < 3 && high < 10 * low ? linear(low, high, 0, most) : ticks;
  }

  private static List<Double> multiples(double low, double high, double step) {
    List<Double> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step - 1e-9); k <= high / step + 1e-9; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  private static List<Double> powers(double low, double high, int every, int... factors) {
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
