package org.symm.symmetrisation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Program;
import org.symm.tensor.Recent;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A permutation test of whether two samples have one law, by three statistics at once: energy
 * distance, maximum mean discrepancy and moments, each the strongest against something.
 *
 * <p>Each statistic is compared with its values under random relabellings of the rows, on a scale
 * where its relabellings have mean 0 and variance 1; the largest of the three is the test. If the
 * laws are equal, P(p ≤ t) ≤ t for every t, exactly.
 *
 * @param p of the test: the share of labellings, the true one included, with a value at least as
 *     large; never below 1/labellings; NaN where a sample is not finite
 * @param energy the p-value of the energy distance alone
 * @param mmd the p-value of the maximum mean discrepancy alone
 * @param moments the p-value of the moments alone
 * @param z the largest |z| among differences of first and second moments of coordinates, each
 *     nearly a standard normal number if the laws agree
 * @param labellings the random relabellings and the true labels
 */
public record TwoSample(
    double p, double energy, double mmd, double moments, double z, int labellings) {

  private static final Recent<List<Object>, Program> PROGRAMS = new Recent<>(8);

  /**
   * The test of two samples.
   *
   * @param x samples (n, d)
   * @param y samples (m, d)
   * @param permutations random relabellings besides the true labels
   */
  public static TwoSample test(Array x, Array y, int permutations, long seed) {
    return of(split(program(x, y, permutations).run(seed, x, y).get(0), 1));
  }

  private static Program program(Array x, Array y, int permutations) {
    return PROGRAMS.get(
        List.of(x.shape(), x.dtype(), y.shape(), y.dtype(), permutations),
        () -> {
          Tensor a = Tensors.input(x.shape(), x.dtype());
          Tensor b = Tensors.input(y.shape(), y.dtype());
          Tensor labels = Statistics.labels(a.size(0), b.size(0), permutations, "labels");
          Tensor z = Tensors.cat(0, a.to(DType.FLOAT64), b.to(DType.FLOAT64));
          Tensor all = Statistics.all(Statistics.standard(z), labels);
          return Program.of("two-sample test", List.of(a, b), List.of(all));
        });
  }

  /** Statistics (3, comparisons, labellings) as one array (3)(labellings) for each comparison. */
  static List<double[][]> split(Array statistics, int comparisons) {
    double[] all = statistics.doubles();
    int labellings = all.length / 3 / comparisons;
    return IntStream.range(0, comparisons)
        .mapToObj(
            c ->
                IntStream.range(0, 3)
                    .mapToObj(
                        s -> {
                          int from = (s * comparisons + c) * labellings;
                          return Arrays.copyOfRange(all, from, from + labellings);
                        })
                    .toArray(double[][]::new))
        .toList();
  }

  /** The test of several comparisons with the same relabellings in all, as one. */
  static TwoSample of(List<double[][]> comparisons) {
    double z2 = comparisons.stream().mapToDouble(c -> c[2][0]).max().orElse(0);
    return new TwoSample(
        MaxT.p(row(comparisons)),
        MaxT.p(row(comparisons, 0)),
        MaxT.p(row(comparisons, 1)),
        MaxT.p(row(comparisons, 2)),
        Math.sqrt(z2),
        comparisons.get(0)[0].length);
  }

  /** What is known of samples that are not finite. */
  static TwoSample notFinite(int labellings) {
    double none = Double.NaN;
    return new TwoSample(none, none, none, none, none, labellings);
  }

  /** The value of the test for every labelling. */
  static double[] row(List<double[][]> comparisons) {
    return MaxT.largest(
        IntStream.range(0, 3).mapToObj(statistic -> row(comparisons, statistic)).toList());
  }

  private static double[] row(List<double[][]> comparisons, int statistic) {
    return MaxT.row(comparisons.stream().map(c -> c[statistic]).toList());
  }

  /** A p-value of this test: the smallest possible one as the bound that it is. */
  String text(double value) {
    if (Double.isNaN(value)) {
      return "not finite";
    }
    boolean least = value * labellings < 1.5;
    String format = value < 1e-4 ? "%.0e" : value < 1e-3 ? "%.4f" : "%.3f";
    return "p " + (least ? "≤ " : "= ") + String.format(Locale.ROOT, format, value);
  }

  /** The p-value, as {@code p = 0.410} or {@code p ≤ 0.0005}. */
  @Override
  public String toString() {
    return text(p);
  }
}
