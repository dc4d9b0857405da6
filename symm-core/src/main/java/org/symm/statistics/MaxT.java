package org.symm.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Several permutation tests as one, with the same relabellings in all (Westfall and Young 1993,
 * section 2.6): a row is rejected when its statistic is beyond what the largest of all rows reaches
 * under relabelling. The probability of any false rejection is then at most α, exactly, whichever
 * rows are true.
 *
 * <p>Holm's correction promises the same, but knows the rows by their p-values only, which are
 * never below 1/labellings: to reject one of r rows it needs r/α labellings, and it pays for rows
 * that go together as if they did not. Here the size of a statistic counts and its dependence on
 * the others is seen, so 1/α labellings do for any number of rows.
 */
public final class MaxT {

  private MaxT() {}

  /**
   * The statistic of a row from its values at several inputs, for every labelling: on the scale of
   * {@link #standard}, the larger of max z and Σ z/√m; so one bad input is seen as well as many
   * slightly bad ones.
   */
  static double[] row(List<double[]> values) {
    var z = values.stream().map(MaxT::standard).toList();
    double[] sum = new double[z.get(0).length];
    for (double[] input : z) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += input[i] / Math.sqrt(z.size());
      }
    }
    double[] most = largest(z);
    return largest(List.of(most, sum));
  }

  /** For every labelling, the largest of all rows. */
  static double[] largest(List<double[]> rows) {
    double[] out = rows.get(0).clone();
    for (double[] r : rows) {
      for (int i = 0; i < out.length; i++) {
        out[i] = Math.max(out[i], r[i]);
      }
    }
    return out;
  }

  /**
   * Cube roots, which make sums of few squares and of many nearly normal alike (Wilson and Hilferty
   * 1931), centred and scaled by their own mean and standard deviation; zeros if all are equal up
   * to rounding. No labelling is special in this, so the test stays exact.
   */
  static double[] standard(double[] values) {
    double most = Arrays.stream(values).max().orElse(0);
    double[] root = Arrays.stream(values).map(x -> x > 1e-5 * most ? Math.cbrt(x) : 0).toArray();
    double mean = Arrays.stream(root).average().orElse(0);
    double variance = Arrays.stream(root).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    double deviation = Math.sqrt(variance);
    boolean equal = deviation <= 1e-6 * Math.cbrt(most);
    return Arrays.stream(root).map(x -> equal ? 0 : (x - mean) / deviation).toArray();
  }

  /** The p-value of each row, adjusted for all rows. */
  public static double[] adjusted(List<double[]> rows) {
    double[] all = largest(rows);
    return rows.stream()
        .mapToDouble(
            r -> {
              // In the true labelling each row stands for itself, so that a bad row spoils no
              // other's p.
              all[0] = r[0];
              return p(all);
            })
        .toArray();
  }

  /**
   * The share of numbers that are at least as large as the first, itself included. Equal to five
   * digits counts as equal, as relabellings of discrete samples often are up to rounding.
   */
  static double p(double[] all) {
    double largest = Arrays.stream(all).map(Math::abs).max().orElse(0);
    double bound = all[0] - 1e-5 * Math.max(largest, Math.abs(all[0]));
    return (double) Arrays.stream(all).filter(s -> s >= bound).count() / all.length;
  }
}
