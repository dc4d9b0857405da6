package org.symm.learning;

import java.util.List;
import org.symm.display.Refused;
import org.symm.tensor.Tensor;
import org.symm.tensor.Update;

/**
 * How parameters follow their gradients. The state is so many arrays beside each parameter, of its
 * shape, starting at zero; the update runs on the device as part of the training step.
 */
public interface Optimiser {

  /** Arrays of state beside each parameter. */
  int buffers();

  /**
   * The updates of one step.
   *
   * @param parameters what to change
   * @param gradients the mean gradients, clipped if the experiment says so
   * @param buffers the state: for each buffer a list over parameters
   * @param rate the learning rate, one number
   * @param step 1, 2, …, one float32 number
   */
  List<Update> step(
      List<Tensor> parameters,
      List<Tensor> gradients,
      List<List<Tensor>> buffers,
      Tensor rate,
      Tensor step);

  private static void below(double limit, String name, double x) {
    Refused.unless(
        x >= 0 && x < limit, "%s is a number x with 0 ≤ x < %s, not %s.", name, limit, x);
  }

  /** Adam with β = (0.9, 0.999), ε = 1e-8 (Kingma and Ba 2015). */
  static Optimiser adam() {
    return new Adam(0.9, 0.999, 1e-8, 0, false);
  }

  /** AdamW: Adam that also takes η w p off the parameters (Loshchilov and Hutter 2019). */
  static Optimiser adamW(double decay) {
    return new Adam(0.9, 0.999, 1e-8, decay, true);
  }

  /** Gradient descent: p ← p − η g. */
  static Optimiser sgd() {
    return new Sgd(0, 0, false);
  }

  /** Gradient descent with momentum: b ← μ b + g, p ← p − η b. */
  static Optimiser sgd(double momentum) {
    return new Sgd(momentum, 0, false);
  }

  /** Adam and AdamW, as torch.optim has them; see {@link Update#adam}. */
  record Adam(double beta1, double beta2, double epsilon, double decay, boolean decoupled)
      implements Optimiser {

    /** Means are over 0 ≤ β &lt; 1; ε and decay are finite and not negative. */
    public Adam {
      below(1, "β₁ of Adam", beta1);
      below(1, "β₂ of Adam", beta2);
      below(Double.POSITIVE_INFINITY, "ε of Adam", epsilon);
      below(Double.POSITIVE_INFINITY, "weight decay", decay);
    }

    @Override
    public int buffers() {
      return 2;
    }

    @Override
    public List<Update> step(
        List<Tensor> p, List<Tensor> g, List<List<Tensor>> b, Tensor rate, Tensor step) {
      var rule = new Update.AdamRule(beta1, beta2, epsilon, decay, decoupled);
      return List.of(Update.adam(p, g, b.get(0), b.get(1), rate, step, rule));
    }
  }

  /** Gradient descent, as torch.optim has it; see {@link Update#sgd}. */
  record Sgd(double momentum, double decay, boolean nesterov) implements Optimiser {

    /** Both numbers are finite and not negative. */
    public Sgd {
      below(Double.POSITIVE_INFINITY, "momentum", momentum);
      below(Double.POSITIVE_INFINITY, "weight decay", decay);
    }

    @Override
    public int buffers() {
      return momentum == 0 ? 0 : 1;
    }

    @Override
    public List<Update> step(
        List<Tensor> p, List<Tensor> g, List<List<Tensor>> b, Tensor rate, Tensor step) {
      var rule = new Update.SgdRule(momentum, 0, decay, nesterov);
      return List.of(Update.sgd(p, g, b.isEmpty() ? List.of() : b.get(0), rate, rule));
    }
  }
}
