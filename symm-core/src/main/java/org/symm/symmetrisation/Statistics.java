package org.symm.symmetrisation;

import java.util.ArrayList;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * How far two samples are apart, for many labellings of their rows at once. The samples are the
 * rows of z (…, n + m, d); a labelling is a row of weights w (labellings, n + m), 1/n on the rows
 * of the first sample and −1/m on those of the second. Axes before these are comparisons side by
 * side. Each statistic has shape (…, labellings), is 0 or more, and costs one matrix product.
 */
final class Statistics {

  /** Products of a coordinate with itself and so many others, cyclically. */
  private static final int NEIGHBOURS = 8;

  private Statistics() {}

  /** The true labels first, then random ones, (permutations + 1, n + m). */
  static Tensor labels(long n, long m, int permutations, String stream) {
    Tensor place = Tensors.range(n + m, DType.INT64).unsqueeze(0);
    Tensor order = Draws.permutations(stream, Shape.of(permutations), n + m);
    Tensor first = Tensors.cat(0, place, order).lt(n).to(DType.FLOAT64);
    return first.mul(1.0 / n + 1.0 / m).sub(1.0 / m);
  }

  /** {@link #energy}, {@link #mmd} and {@link #moments}, (3, …, labellings). */
  static Tensor all(Tensor z, Tensor labels) {
    Tensor d = z.distances(z);
    return Tensors.stack(0, energy(d, labels), mmd(d, labels), moments(z, labels));
  }

  /**
   * The energy distance 2 E|X − Y| − E|X − X′| − E|Y − Y′| = −wᵀ D w, for distances D; the means
   * run over all pairs, a row with itself included. Zero if and only if the laws are equal (Székely
   * and Rizzo 2004). Strong against shifts, weak against a change of spread alone.
   */
  static Tensor energy(Tensor distances, Tensor labels) {
    return quadratic(distances.neg(), labels);
  }

  /**
   * The squared maximum mean discrepancy wᵀ K w with K = exp(−4 D² / mean D²), so a bandwidth of
   * about a third of a typical distance; zero if and only if the laws are equal (Gretton et al.
   * 2012). Strong against differences of shape at that scale.
   */
  static Tensor mmd(Tensor distances, Tensor labels) {
    Tensor square = distances.square();
    Tensor mean = square.meanKeep(-2, -1).maximum(Double.MIN_NORMAL);
    return quadratic(square.div(mean).mul(-4).exp(), labels);
  }

  /** wᵀ K w. Centring K first changes nothing, but keeps the products small, so float32 does. */
  private static Tensor quadratic(Tensor k, Tensor w) {
    Tensor centred = k.sub(k.meanKeep(-1)).sub(k.meanKeep(-2)).add(k.meanKeep(-2, -1));
    return w.matMul(centred.to(w.dtype())).mul(w).sum(-1).maximum(0);
  }

  /**
   * The largest z² among differences of first and second moments: coordinates, their squares, and
   * products of each with up to eight others (all pairs, for up to 17 coordinates). Each z is a
   * standard normal number, nearly, if the laws agree. Strong against changes of spread and
   * correlation; blind to laws with equal moments.
   */
  static Tensor moments(Tensor z, Tensor w) {
    int d = (int) z.size(-1);
    var features = new ArrayList<Tensor>();
    features.add(z);
    for (int k = 0; k <= Math.min(d / 2, NEIGHBOURS); k++) {
      features.add(z.mul(z.roll(k, -1)));
    }
    Tensor f = standard(Tensors.cat(-1, features.toArray(Tensor[]::new)));
    Tensor size = w.square().sumKeep(-1).sqrt();
    return w.matMul(f.to(w.dtype())).div(size).square().max(-1);
  }

  /** Mean 0 and variance 1 in each column over rows; 0 where a column is constant. */
  static Tensor standard(Tensor x) {
    Tensor centred = x.sub(x.meanKeep(-2));
    Tensor deviation = centred.square().meanKeep(-2).sqrt();
    Tensor varies = deviation.gt(x.abs().maxKeep(-2).mul(1e-12));
    Tensor zero = Tensors.zeros(Shape.of(), x.dtype());
    return varies.where(centred.div(deviation), zero);
  }
}
