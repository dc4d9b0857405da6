package org.symm.plotting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;

/** Tick labels: on logarithmic axes 0.01, 1, 100, and 1e-6 beyond; elsewhere no idle zeros. */
final class Ticks {
  private Ticks() {}

  /** Ticks of numbers on both axes. Vertical grid lines would be too many on a logarithmic axis. */
  static void apply(AxesChartStyler style, boolean logX, boolean logY) {
    style.setXAxisLogarithmic(logX);
    style.setYAxisLogarithmic(logY);
    style.setXAxisTickLabelsFormattingFunction(logX ? Ticks::text : Ticks::plain);
    style.setYAxisTickLabelsFormattingFunction(logY ? Ticks::text : Ticks::plain);
    style.setPlotGridVerticalLinesVisible(!logX);
  }

  static String text(double value) {
    if (value == 0) {
      return "0";
    }
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    if (exponent < -3 || exponent > 4) {
      double mantissa = value / Math.pow(10, exponent);
      return String.format(Locale.ROOT, "%.0fe%d", mantissa, exponent);
    }
    return exponent >= 0
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%." + -exponent + "f", value);
  }

  /** A tick of a linear axis, rounded to six digits: 0.05, −2, 100, and 2e-6 beyond. */
  static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    boolean extreme = value != 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6);
    if (extreme) {
      int exponent = rounded.precision() - rounded.scale() - 1;
      return plain(rounded.movePointLeft(exponent).doubleValue()) + "e" + exponent;
    }
    return rounded.toPlainString().replace('-', '−');
  }
}
