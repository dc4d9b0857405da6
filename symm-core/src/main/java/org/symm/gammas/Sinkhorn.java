package org.symm.gammas;

import org.symm.display.Refused;
import org.symm.spaces.Present;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * How sorting passes a gradient: see {@link Gammas#sorting(org.symm.kernels.Kernel, Sinkhorn)}.
 *
 * @param tau the temperature τ of the soft permutation
 * @param rounds how often rows and columns are normalised
 * @param uniform η of noise U(0, η) on each score, 0 for none
 * @param gaussian η of noise N(0, η²) on each score, 0 for none
 * @param entropy the weight of the term {@code entropy} in the loss
 */
public record Sinkhorn(double tau, int rounds, double uniform, double gaussian, double entropy) {

  /** A logarithm of 0, as far as exp can tell, that is finite. */
  private static final double NEVER = 1e9;

  /** Temperature and rounds are positive, the others not negative. */
  public Sinkhorn {
    Refused.unless(
        tau > 0 && Double.isFinite(tau) && rounds >= 1,
        "a soft permutation needs a positive finite temperature and 1 round or more, not %s and %s",
        tau,
        rounds);
    Refused.unless(
        uniform >= 0 && gaussian >= 0 && uniform + gaussian < Double.POSITIVE_INFINITY,
        "noise on scores has a finite scale of 0 or more, not %s and %s",
        uniform,
        gaussian);
    Refused.unless(Double.isFinite(entropy), "the weight of entropy is finite, not %s", entropy);
  }

  /** Without noise, and with entropy shown but not in the loss. */
  public Sinkhorn(double tau, int rounds) {
    this(tau, rounds, 0, 0, 0);
  }

  /** The same with noise U(0, η) on each score. */
  public Sinkhorn uniform(double eta) {
    return new Sinkhorn(tau, rounds, eta, gaussian, entropy);
  }

  /** The same with noise N(0, η²) on each score. */
  public Sinkhorn gaussian(double eta) {
    return new Sinkhorn(tau, rounds, uniform, eta, entropy);
  }

  /** The same with so many times the entropy of the soft permutation in the loss. */
  public Sinkhorn entropy(double weight) {
    return new Sinkhorn(tau, rounds, uniform, gaussian, weight);
  }

  /** s / max(|s|, 10⁻⁶), for scores (rows, n). */
  static Tensor unit(Tensor s) {
    Tensor squares = s.square().sumKeep(1);
    // No gradient of a square root at 0.
    Tensor small = squares.stopGradient().le(1e-12);
    Tensor length =
        small.where(squares.mul(0).add(1e-6), small.where(squares.mul(0).add(1), squares).sqrt());
    return s.div(length);
  }

  /**
   * The soft permutation matrix (rows, item, place): exp of −|sᵢ − s_(j)|/τ, after rounds in which
   * the logarithm of the sum is taken off each row and then off each column.
   *
   * @param s scores (rows, n)
   * @param order the items by place, (rows, n)
   * @param present between present and absent ones the permutation is 0
   */
  Tensor soft(Tensor s, Tensor order, Present present) {
    Tensor all = s.unsqueeze(2).sub(s.gather(1, order).unsqueeze(1)).abs().div(-tau);
    Tensor log =
        present
            .mask()
            .map(m -> m.unsqueeze(2).eq(placed(m, order)).where(all, all.mul(0).sub(NEVER)))
            .orElse(all);
    for (int i = 0; i < rounds; i++) {
      log = log.logSoftmax(2).logSoftmax(1);
    }
    return log.exp();
  }

  /**
   * Of a soft permutation the entropy of its rows and of its columns, each made to sum to 1, over
   * n: Σ −p ln p / n, (rows). 0 for a permutation, at most 2 ln n.
   */
  static Tensor entropy(Tensor soft, Tensor order, Present present) {
    Tensor some =
        present
            .mask()
            .map(m -> m.unsqueeze(2).and(placed(m, order)).where(soft, soft.mul(0)))
            .orElse(soft);
    return present.average(entropy(some, 1).add(entropy(some, 2)), (int) soft.size(1));
  }

  /** A mask by place in place of item, (rows, 1, n). */
  private static Tensor placed(Tensor mask, Tensor order) {
    return mask.to(DType.INT64).gather(1, order).gt(0).unsqueeze(1);
  }

  private static Tensor entropy(Tensor soft, int axis) {
    Tensor p = soft.div(soft.sumKeep(axis).maximum(1e-12));
    Tensor positive = p.stopGradient().gt(0);
    // 0 ln 0 = 0, with a gradient that is a number.
    Tensor log = positive.where(p, p.mul(0).add(1)).log();
    return p.mul(log).sum(1, 2).neg();
  }
}
