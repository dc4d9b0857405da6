package org.symm.symmetrisation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Program;
import org.symm.tensor.Recent;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The energy distance between two laws, seen through samples of them:
 *
 * <pre>{@code
 * E = 2 E|X − Y| − E|X − X′| − E|Y − Y′|
 * }</pre>
 *
 * It is zero if and only if the laws are equal (Székely and Rizzo 2004). The means run over all
 * pairs, a row with itself included. With weights a = 1/n on the rows of X and −1/m on those of Y,
 * and D the distances between all rows, E = −aᵀ D a; so many relabellings of the rows cost one
 * matrix product.
 *
 * @param statistic E of the two samples
 * @param p the share of relabellings, the true one included, with an E at least as large: if the
 *     laws are equal, P(p ≤ t) ≤ t for every t, exactly
 */
public record EnergyDistance(double statistic, double p) {

  private static final Map<List<Object>, Program> PROGRAMS = Recent.map(8);

  /**
   * The permutation test.
   *
   * @param x samples (n, d)
   * @param y samples (m, d)
   * @param permutations random relabellings besides the true labels
   */
  public static EnergyDistance test(Array x, Array y, int permutations, long seed) {
    double[] all = program(x, y, permutations).run(seed, x, y).get(0).doubles();
    return new EnergyDistance(all[0], p(all));
  }

  private static Program program(Array x, Array y, int permutations) {
    synchronized (PROGRAMS) {
      return PROGRAMS.computeIfAbsent(
          List.of(x.shape(), x.dtype(), y.shape(), y.dtype(), permutations),
          key -> {
            Tensor a = Tensors.input(x.shape(), x.dtype());
            Tensor b = Tensors.input(y.shape(), y.dtype());
            Tensor labels = labels(a.size(0), b.size(0), permutations);
            Tensor e = statistics(a.to(DType.FLOAT64), b.to(DType.FLOAT64), labels);
            return Program.of("energy distance", List.of(a, b), List.of(e));
          });
    }
  }

  /**
   * The share of numbers that are at least as large as the first, itself included. Equal to five
   * digits counts as equal, as relabellings of discrete samples often are up to rounding.
   */
  static double p(double[] all) {
    return share(all, all[0]);
  }

  static double share(double[] all, double observed) {
    double largest = Arrays.stream(all).map(Math::abs).max().orElse(0);
    double bound = observed - 1e-5 * Math.max(largest, Math.abs(observed));
    return (double) Arrays.stream(all).filter(s -> s >= bound).count() / all.length;
  }

  /** Weights (permutations + 1, n + m): the true labels first, then random ones. */
  static Tensor labels(long n, long m, int permutations) {
    Tensor place = Tensors.range(n + m, DType.INT64).unsqueeze(0);
    Tensor order = Draws.permutations("labels", Shape.of(permutations), n + m);
    Tensor first = Tensors.cat(0, place, order).lt(n).to(DType.FLOAT64);
    return first.mul(1.0 / n + 1.0 / m).sub(1.0 / m);
  }

  /**
   * E for each row of labels, (labels). The distances are centred first, which changes no E and
   * keeps the products small, so that float32 labels do for a test.
   */
  static Tensor statistics(Tensor x, Tensor y, Tensor labels) {
    Tensor z = Tensors.cat(0, x, y);
    Tensor d = z.distances(z);
    Tensor centred = d.sub(d.meanKeep(0)).sub(d.meanKeep(1)).add(d.mean()).to(labels.dtype());
    return labels.matMul(centred).mul(labels).sum(1).neg();
  }
}
