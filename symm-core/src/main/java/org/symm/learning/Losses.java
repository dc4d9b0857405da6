package org.symm.learning;

import java.util.Arrays;
import java.util.Locale;
import org.symm.kernels.Kernel;

/**
 * The losses of single rows, and what they come to.
 *
 * @param rows one number for each row, in the order of the data
 */
public record Losses(double[] rows) {

  /**
   * The losses of a model on data.
   *
   * @param seed fixes the model's noise
   */
  public static Losses of(Kernel model, Loss loss, Data data, long seed) {
    return new Losses(new Evaluation(model, loss, data).losses(data, seed));
  }

  /** The mean. */
  public double mean() {
    return Arrays.stream(rows).average().orElse(Double.NaN);
  }

  /**
   * The standard error of the mean, s/√n with s² = Σ(lᵢ − mean)²/(n − 1): how far the mean of other
   * rows of the same law, as many, would be from this one; NaN for one row.
   */
  public double standardError() {
    double mean = mean();
    double squares = Arrays.stream(rows).map(l -> (l - mean) * (l - mean)).sum();
    return Math.sqrt(squares / (rows.length - 1.0) / rows.length);
  }

  /** The median: the middle value, or the mean of the two middle values; NaN counts as large. */
  public double median() {
    double[] sorted = Arrays.stream(rows).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** As in {@code mean 0.00714, median 0.00411, 400 rows}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "mean %.4g, median %.4g, %d rows", mean(), median(), rows.length);
  }
}
