package org.symm.symmetrisation;

import java.util.Arrays;
import java.util.List;

/**
 * Several permutation tests as one, with the same relabellings in all (Westfall and Young 1993,
 * section 2.6): a row is rejected when its statistic is beyond what the largest of all rows reaches
 * under relabelling. The probability of any false rejection is then at most α, exactly, whichever
 * rows are true.
 */
final class MaxT {

  private MaxT() {}

  /**
   * The statistic of a row from the energies at its inputs, for every relabelling: with z the
   * energies, each centred and scaled over relabellings, the larger of max z and Σ z/√m; so one bad
   * input is seen as well as many slightly bad ones.
   */
  static double[] row(List<double[]> energies) {
    int count = energies.get(0).length;
    double[] largest = new double[count];
    double[] sum = new double[count];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (double[] e : energies) {
      double[] z = standard(e);
      for (int i = 0; i < count; i++) {
        largest[i] = Math.max(largest[i], z[i]);
        sum[i] += z[i] / Math.sqrt(energies.size());
      }
    }
    for (int i = 0; i < count; i++) {
      largest[i] = Math.max(largest[i], sum[i]);
    }
    return largest;
  }

  /** Centred and scaled by its own mean and standard deviation; zeros if all are equal. */
  static double[] standard(double[] e) {
    double mean = Arrays.stream(e).average().orElse(0);
    double variance = Arrays.stream(e).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    double deviation = variance > 0 ? Math.sqrt(variance) : 1;
    return Arrays.stream(e).map(x -> (x - mean) / deviation).toArray();
  }

  /** The p-value of each row, adjusted for all rows. */
  static double[] adjusted(List<double[]> rows) {
    double[] largest = rows.get(0).clone();
    for (double[] r : rows) {
      for (int i = 0; i < largest.length; i++) {
        largest[i] = Math.max(largest[i], r[i]);
      }
    }
    double[] out = new double[rows.size()];
    for (int r = 0; r < out.length; r++) {
      // In the true labelling each row stands for itself, so that a bad row spoils no other's p.
      double[] all = largest.clone();
      all[0] = rows.get(r)[0];
      out[r] = EnergyDistance.share(all, all[0]);
    }
    return out;
  }
}
