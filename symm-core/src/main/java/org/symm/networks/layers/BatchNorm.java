package org.symm.networks.layers;

import java.util.List;
import org.symm.display.Refused;
import org.symm.engine.Parameter;
import org.symm.kernels.Body;
import org.symm.kernels.Noise;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Batch norm of the last axis (Ioffe and Szegedy 2015, algorithm 1): y = w (x − μ)/√(σ² + ε) + b
 * for each feature, as torch.nn.BatchNorm1d has it. In training μ and σ² = (1/m) Σ (x − μ)² are
 * those of all m numbers of the feature in a step: of its rows, samples and items; and the stored
 * ones follow, s ← s + momentum (value − s), the variance as m/(m − 1) σ². In evaluation and
 * certificates the stored ones are used.
 *
 * <p>The box around it must say so: {@code new Body.Trained(norm.statistics(), body)}.
 *
 * @param weight w, starts at 1
 * @param bias b, starts at 0
 * @param mean the stored μ, starts at 0
 * @param variance the stored σ², starts at 1
 * @param momentum how far the stored ones follow in a step
 * @param epsilon ε
 */
public record BatchNorm(
    Parameter weight,
    Parameter bias,
    Parameter mean,
    Parameter variance,
    double momentum,
    double epsilon) {

  /** The constants must be usable. */
  public BatchNorm {
    Refused.unless(
        momentum >= 0 && momentum <= 1 && epsilon > 0,
        "batch norm needs a momentum of 0 to 1 and a positive ε, not %s and %s",
        momentum,
        epsilon);
  }

  /**
   * A layer for so many features with momentum 0.1 and ε = 1e-5; its parameters are added to a
   * list, its statistics to another.
   */
  public static BatchNorm of(
      String name, int features, List<Parameter> into, List<Parameter> statistics) {
    Shape shape = Shape.of(features);
    var norm =
        new BatchNorm(
            new Parameter(name + ".weight", Parameter.Start.ONES, shape),
            new Parameter(name + ".bias", Parameter.Start.ZEROS, shape),
            new Parameter(name + ".running_mean", Parameter.Start.ZEROS, shape),
            new Parameter(name + ".running_var", Parameter.Start.ONES, shape),
            0.1,
            1e-5);
    into.add(norm.weight);
    into.add(norm.bias);
    statistics.addAll(norm.statistics());
    return norm;
  }

  /** What {@link Body.Trained} keeps for it. */
  public List<Parameter> statistics() {
    return List.of(mean, variance);
  }

  /** The layer on x of shape (rows, …, features). */
  public Tensor apply(Tensor x, Noise u) {
    return apply(x, null, u);
  }

  /**
   * The layer on x of shape (rows, …, features), with statistics of what is present alone.
   *
   * @param present numbers 0 or 1 of shape (rows, …); null if all are. Outputs at absent places
   *     mean nothing, and what is there changes nothing
   */
  public Tensor apply(Tensor x, Tensor present, Noise u) {
    return u.isTraining() ? trained(x, present, u) : scaled(x, as(mean, x), as(variance, x));
  }

  private Tensor scaled(Tensor x, Tensor mu, Tensor square) {
    Tensor factor = square.add(epsilon).rsqrt().mul(as(weight, x));
    return x.sub(mu).mul(factor).add(as(bias, x));
  }

  private Tensor trained(Tensor x, Tensor present, Noise u) {
    long c = x.size(-1);
    long each = x.shape().count() / c / x.size(0);
    Refused.unless(
        present != null || x.size(0) * each > 1,
        "batch norm \"%s\" needs more than one number of a feature in a step of training, not (%s,"
            + " %s); choose a batch size that does not leave one row to the last step",
        mean.name(),
        x.size(0) * each,
        c);
    Tensor numbers = x.reshape(-1, c);
    Tensor ones = Tensors.ones(Shape.of(numbers.size(0)), x.dtype());
    Tensor there = present == null ? ones : present.reshape(-1).to(x.dtype());
    Tensor share =
        u.shares().map(s -> s.to(x.dtype()).repeatInterleave(each, 0).mul(there)).orElse(there);
    Tensor known =
        present == null ? numbers : there.gt(0).unsqueeze(1).where(numbers, zeros(numbers));
    Tensor w = share.div(share.sum()).unsqueeze(1);
    Tensor mu = known.mul(w).sum(0);
    Tensor square = known.sub(mu).square().mul(w).sum(0);
    // One number alone has no variance: m/(m − 1) is then taken as 1.
    Tensor m = there.mul(share.gt(0).to(x.dtype())).sum();
    u.keep(mean, mu, momentum);
    u.keep(
        variance,
        square.mul(m).div(m.sub(1).maximum(Tensors.ones(m.shape(), m.dtype()))),
        momentum);
    return scaled(x, mu, square);
  }

  private static Tensor zeros(Tensor x) {
    return Tensors.zeros(x.shape(), x.dtype());
  }

  private static Tensor as(Parameter p, Tensor x) {
    return p.tensor().to(x.dtype());
  }
}
