package org.symm.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.engine.Program;
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
public final class Statistics {

  /** Products of a coordinate with itself and so many others, cyclically. */
  private static final int NEIGHBOURS = 8;

  private Statistics() {}

  /** The true labels first, then random ones, (permutations + 1, n + m). */
  public static Tensor labels(long n, long m, int permutations, String stream) {
    Tensor place = Tensors.range(n + m, DType.INT64).unsqueeze(0);
    Tensor order = Draws.permutations(stream, Shape.of(permutations), n + m);
    return weights(Tensors.cat(0, place, order), n, m);
  }

  private static Tensor weights(Tensor order, long n, long m) {
    return order.lt(n).to(DType.FLOAT64).mul(1.0 / n + 1.0 / m).sub(1.0 / m);
  }

  /**
   * So many labellings in float32, the true labels first, in groups of at most so many, which
   * memory bears.
   */
  public static List<Array> labels(long n, long m, int labellings, int most, long seed) {
    var out = new ArrayList<Array>();
    for (int at = 0; at < labellings; at += most) {
      int some = Math.min(most, labellings - at);
      Tensor w =
          at == 0
              ? labels(n, m, some - 1, "labels")
              : weights(Draws.permutations("labels " + at, Shape.of(some), n + m), n, m);
      out.addAll(Program.evaluate("labels", seed, List.of(w.to(DType.FLOAT32))));
    }
    return out;
  }

  /** How many labellings of n + m samples (inputs, n + m, d) fit in some hundred megabytes. */
  public static int fitting(long inputs, long samples, long d) {
    long numbers = inputs * ((3 + NEIGHBOURS) * d + 2 * samples);
    return (int) Math.max(64, Math.min(4096, (1L << 25) / numbers));
  }

  /** {@link #energy}, {@link #mmd} and {@link #moments}, (3, …, labellings). */
  public static Tensor all(Tensor z, Tensor labels) {
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
    Tensor f = standard(Tensors.cat(-1, z, products(z)));
    return differences(f, w).square().max(-1);
  }

  /** Squares of coordinates, and products of each with others. */
  private static Tensor products(Tensor z) {
    int d = (int) z.size(-1);
    return Tensors.cat(
        -1,
        IntStream.rangeClosed(0, Math.min(d / 2, NEIGHBOURS))
            .mapToObj(k -> z.mul(z.roll(k, -1)))
            .toArray(Tensor[]::new));
  }

  /** For each labelling, the differences of means of features, in standard errors. */
  private static Tensor differences(Tensor f, Tensor w) {
    return w.matMul(f.to(w.dtype())).div(w.square().sumKeep(-1).sqrt());
  }

  /**
   * Moments of all inputs together, for samples (inputs, n + m, d): (6, labellings). A difference
   * in every input has a direction of its own in the sums over inputs and moments of z², of second
   * and of fourth moments; one that has the same direction everywhere adds up in the mean of z over
   * inputs, of which are the largest z² of all moments, and the sums of z² of first, second and
   * fourth. Sums see what is spread over many coordinates, as noise in a cube in place of a ball.
   */
  public static Tensor together(Tensor z, Tensor w) {
    Tensor second = standard(products(z));
    Tensor fourth = standard(z.square().square());
    double root = 1 / Math.sqrt(z.size(0));
    Tensor first = differences(z.sum(0).mul(root), w).square();
    Tensor other = differences(second.sum(0).mul(root), w).square();
    Tensor high = differences(fourth.sum(0).mul(root), w).square();
    return Tensors.stack(
        0,
        differences(second, w).square().sum(0, 2),
        differences(fourth, w).square().sum(0, 2),
        Tensors.cat(1, first, other, high).max(1),
        first.sum(1),
        other.sum(1),
        high.sum(1));
  }

  /** Mean 0 and variance 1 in each column over rows; 0 where a column is constant. */
  public static Tensor standard(Tensor x) {
    Tensor centred = x.sub(x.meanKeep(-2));
    Tensor deviation = centred.square().meanKeep(-2).sqrt();
    Tensor varies = deviation.gt(x.abs().maxKeep(-2).mul(1e-12));
    Tensor zero = Tensors.zeros(Shape.of(), x.dtype());
    return varies.where(centred.div(deviation), zero);
  }
}
