package org.symm.networks.layers;

import org.symm.display.Refused;
import org.symm.kernels.Noise;
import org.symm.tensor.Tensor;

/**
 * Dropout (Srivastava et al. 2014), as torch.nn.Dropout has it: in training each number becomes 0
 * with probability p, others are divided by 1 − p; in evaluation and certificates x ↦ x.
 *
 * <p>The box around it must say so: {@code new Body.Trained(List.of(), body)}.
 *
 * @param name its stream of noise, one for each layer of a box
 * @param rate p
 */
public record Dropout(String name, double rate) {

  /** The rate is a probability below 1. */
  public Dropout {
    Refused.ifNull(name, "the name of a dropout");
    Refused.unless(rate >= 0 && rate < 1, "dropout needs a rate of 0 to below 1, not %s", rate);
  }

  /** The layer on x of shape (rows, …). */
  public Tensor apply(Tensor x, Noise u) {
    if (!u.isTraining() || rate == 0) {
      return x;
    }
    Tensor kept = u.uniform(name, x.shape().without(0).toArray()).ge(rate);
    return kept.where(x.div(1 - rate), x.mul(0));
  }
}
