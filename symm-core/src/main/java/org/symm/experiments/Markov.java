package org.symm.experiments;

import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.mlp;
import static org.symm.symmetrisation.Gammas.haar;

import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.learning.Experiment;
import org.symm.learning.Fresh;
import org.symm.learning.Loss;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;

/**
 * The experiment of Cornish 2024 (arXiv 2406.11814, section 7.3): four problems with symmetries
 * O(d) or O(d)×O(d), five models, rows drawn afresh in every step, relative squared error.
 *
 * @param task the problem
 * @param dim d
 * @param model how the network is made equivariant
 */
public record Markov(MarkovTask task, int dim, Model model) {

  /** The ways to make a network equivariant. */
  public enum Model {
    /** A perceptron as it is. */
    NONE,
    /** A perceptron symmetrised by Haar elements: group averaging. */
    HAAR,
    /** A perceptron symmetrised by Haar elements refined by a noisy perceptron: recursion. */
    RECURSIVE
  }

  private static final int WIDTH = 250;

  /** The model with one sample an input: f, symmetrised by Γ where there is one. */
  public Kernel symmetrised() {
    Group g = task.group(dim);
    Space x = task.x(dim);
    Space y = task.y(dim);
    return switch (model) {
      case NONE -> mlp(Tensor::tanh, x, y, WIDTH, WIDTH, WIDTH);
      case HAAR -> mlp(Tensor::tanh, x, y, WIDTH, WIDTH, WIDTH).to(g, haar(g));
      case RECURSIVE ->
          mlp(Tensor::tanh, x, y, WIDTH, WIDTH)
              .to(
                  g,
                  haar(g)
                      .refine(
                          mlp(Tensor::tanh, x, task.frames(dim), WIDTH).noisy(gaussian(dim))));
    };
  }

  /** The mean of K samples; a function is its own mean. */
  public static Kernel mean(Kernel k, int samples) {
    return k.isStochastic() && samples > 1 ? k.mean(samples) : k;
  }

  /** Rows without end: an epoch is so many. */
  public Fresh rows(long epoch) {
    return new Fresh(task.law(dim), task.x(dim).parts().size(), epoch);
  }

  /** The training: so many steps on batches of fresh rows, relative squared error. */
  public Experiment experiment(Kernel symmetrised, int samples, int steps, int batch, long seed) {
    int each = gcd(steps, 100);
    return new Experiment(mean(symmetrised, samples), rows((long) each * batch))
        .loss(Loss.relativeSquaredError())
        .epochs(steps / each)
        .batch(batch)
        .seed(seed);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
