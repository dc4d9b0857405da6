package org.symm.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.engine.Array;
import org.symm.engine.Cache;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A permutation test of whether two samples have one law, by three statistics at once: energy
 * distance, maximum mean discrepancy and moments, each the strongest against something; and by sums
 * over coordinates of squared differences of second and of fourth moments.
 *
 * <p>Each statistic is compared with its values under random relabellings of the rows, on a scale
 * where its relabellings have mean 0 and variance 1; the largest of all is the test. If the laws
 * are equal, P(p ≤ t) ≤ t for every t, exactly.
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

  private static final Cache<List<Object>, Program> PROGRAMS = new Cache<>(8);

  /**
   * The test of two samples.
   *
   * @param x samples (n, d)
   * @param y samples (m, d)
   * @param permutations random relabellings besides the true labels
   */
  public static TwoSample test(Array x, Array y, int permutations, long seed) {
    long n = x.shape().size(0);
    long m = y.shape().size(0);
    int most = Statistics.fitting(1, n + m, x.shape().size(1));
    var groups = new ArrayList<List<Array>>();
    for (Array w : Statistics.labels(n, m, permutations + 1, most, seed)) {
      groups.add(program(x, y, w).run(seed, x, y, w));
    }
    return of(split(joined(groups, 0), 1), rows(joined(groups, 1)));
  }

  private static Program program(Array x, Array y, Array labels) {
    return PROGRAMS.get(
        List.of(x.shape(), x.dtype(), y.shape(), y.dtype(), labels.shape()),
        () -> {
          Tensor a = Tensors.input(x.shape(), x.dtype());
          Tensor b = Tensors.input(y.shape(), y.dtype());
          Tensor w = Tensors.input(labels.shape(), labels.dtype());
          Tensor both = Tensors.cat(0, a.to(DType.FLOAT64), b.to(DType.FLOAT64));
          Tensor z = Statistics.standard(both).unsqueeze(0);
          var all = List.of(Statistics.all(z, w), Statistics.together(z, w));
          return Program.of("two-sample test", List.of(a, b, w), all);
        });
  }

  /** One output of runs on several groups of labellings, as the one of all labellings. */
  public static Array joined(List<List<Array>> groups, int output) {
    var parts = groups.stream().map(g -> g.get(output)).toList();
    if (parts.size() == 1) {
      return parts.get(0);
    }
    var last = parts.stream().map(Array::tensor).toArray(Tensor[]::new);
    return Program.evaluate("labellings", 0, List.of(Tensors.cat(-1, last))).get(0);
  }

  /** The rows of a matrix. */
  public static List<double[]> rows(Array a) {
    int n = (int) a.shape().size(0);
    double[] all = a.doubles();
    int width = all.length / n;
    return IntStream.range(0, n)
        .mapToObj(i -> Arrays.copyOfRange(all, i * width, (i + 1) * width))
        .toList();
  }

  /** Statistics (3, comparisons, labellings) as one array (3)(labellings) for each comparison. */
  public static List<double[][]> split(Array statistics, int comparisons) {
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

  /**
   * The test of several comparisons with the same relabellings in all, as one.
   *
   * @param others statistics of all comparisons together, each for every labelling
   */
  public static TwoSample of(List<double[][]> comparisons, List<double[]> others) {
    double z2 = comparisons.stream().mapToDouble(c -> c[2][0]).max().orElse(0);
    return new TwoSample(
        MaxT.p(row(comparisons, others)),
        MaxT.p(row(comparisons, 0)),
        MaxT.p(row(comparisons, 1)),
        MaxT.p(row(comparisons, 2)),
        Math.sqrt(z2),
        comparisons.get(0)[0].length);
  }

  /** What is known of samples that are not finite. */
  public static TwoSample notFinite(int labellings) {
    double none = Double.NaN;
    return new TwoSample(none, none, none, none, none, labellings);
  }

  /** The value of the test for every labelling. */
  public static double[] row(List<double[][]> comparisons) {
    return row(comparisons, List.of());
  }

  /** The same, with other statistics. */
  public static double[] row(List<double[][]> comparisons, List<double[]> others) {
    var each = IntStream.range(0, 3).mapToObj(s -> row(comparisons, s));
    return MaxT.largest(Stream.concat(each, others.stream().map(MaxT::standard)).toList());
  }

  private static double[] row(List<double[][]> comparisons, int statistic) {
    return MaxT.row(comparisons.stream().map(c -> c[statistic]).toList());
  }

  /** A p-value of this test: the smallest possible one as the bound that it is. */
  public String text(double value) {
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
