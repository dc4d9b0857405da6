package org.symm.experiments.graphs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;

/**
 * Pairs of rows that no model so far has told apart: their outputs were never farther from each
 * other than a distance, Σ|aᵢ − bᵢ| ≤ ε. The protocol of Balcilar et al. 2021, with ε = 10⁻³ and
 * one untrained model for each of 100 seeds.
 *
 * @param pairs two row numbers each, the smaller first; null before the first outputs, where all
 *     pairs are meant
 */
public record Unseparated(double distance, int[][] pairs) {

  /** All pairs of rows. */
  public static Unseparated all(double distance) {
    return new Unseparated(distance, null);
  }

  /** Some pairs of rows. */
  public static Unseparated of(double distance, int[][] pairs) {
    return new Unseparated(distance, pairs);
  }

  /** How many pairs are left, once there are outputs. */
  public int count() {
    Refused.unless(pairs != null, "no outputs have been compared yet");
    return pairs.length;
  }

  /**
   * Those of the pairs that these outputs do not tell apart either.
   *
   * @param outputs (rows, numbers)
   */
  public Unseparated after(Array outputs) {
    double[] flat = outputs.doubles();
    int rows = (int) outputs.shape().size(0);
    int width = flat.length / rows;
    double[][] y = new double[rows][];
    for (int i = 0; i < rows; i++) {
      y[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
      Refused.unless(
          Arrays.stream(y[i]).allMatch(Double::isFinite),
          "the output of row %s is not finite, so it cannot be compared",
          i);
    }
    int[][] left =
        pairs == null
            ? near(y)
            : Arrays.stream(pairs).filter(p -> isNear(y[p[0]], y[p[1]])).toArray(int[][]::new);
    return new Unseparated(distance, left);
  }

  private boolean isNear(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length && sum <= distance; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum <= distance;
  }

  /**
   * All near pairs of m rows, without m² distances: |Σ aᵢ − Σ bᵢ| ≤ Σ |aᵢ − bᵢ|, so that of rows in
   * the order of their sums only those within ε of each other are compared.
   */
  private int[][] near(double[][] y) {
    double[] sums = Arrays.stream(y).mapToDouble(r -> Arrays.stream(r).sum()).toArray();
    List<Integer> order =
        IntStream.range(0, y.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> sums[i]))
            .toList();
    var out = new ArrayList<int[]>();
    for (int i = 0; i < y.length; i++) {
      int a = order.get(i);
      for (int j = i + 1; j < y.length && reach(sums, a, order.get(j)); j++) {
        int b = order.get(j);
        if (isNear(y[a], y[b])) {
          out.add(new int[] {Math.min(a, b), Math.max(a, b)});
        }
      }
    }
    return out.toArray(int[][]::new);
  }

  /** Whether two rows may be near: their sums are, up to rounding of the sums. */
  private boolean reach(double[] sums, int a, int b) {
    double rounding = 1e-12 * (Math.abs(sums[a]) + Math.abs(sums[b]));
    return sums[b] - sums[a] <= distance + rounding;
  }
}
