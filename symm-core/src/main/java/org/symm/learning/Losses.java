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

  /** The median: the middle value, or the mean of the two middle values. */
  public double median() {
    double[] s = sorted();
    int n = s.length;
    return n == 0 ? Double.NaN : 0.5 * (s[(n - 1) / 2] + s[n / 2]);
  }

  /**
   * The mean without the smallest and the largest values: of n rows, ⌊n·fraction⌋ at each end.
   *
   * @param fraction from 0 to less than 0.5
   */
  public double trimmed(double fraction) {
    if (!(fraction >= 0 && fraction < 0.5)) {
      throw new IllegalArgumentException(
          "a trimmed mean leaves out 0 to 0.5 at each end, not " + fraction + ".");
    }
    double[] s = sorted();
    int cut = (int) (s.length * fraction);
    return Arrays.stream(s, cut, s.length - cut).average().orElse(Double.NaN);
  }

  private double[] sorted() {
    return Arrays.stream(rows).sorted().toArray();
  }

  /** As in {@code mean 0.00714, median 0.00411, 400 rows}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "mean %.4g, median %.4g, %d rows", mean(), median(), rows.length);
  }
}
