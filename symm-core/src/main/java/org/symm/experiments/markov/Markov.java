package org.symm.experiments.markov;

import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.scalarsTimesTensors;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.vector;

import java.util.List;
import org.apache.commons.math3.util.ArithmeticUtils;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.learning.Loss;
import org.symm.learning.Losses;
import org.symm.learning.Sampled;
import org.symm.learning.Schedule;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;
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
    /** A network that is equivariant by itself: scalars times tensors. */
    INTRINSIC,
    /** A perceptron symmetrised by Haar elements: group averaging. */
    HAAR,
    /**
     * A perceptron symmetrised by elements from a noisy network that is equivariant by itself:
     * probabilistic symmetrisation (Kim et al. 2023).
     */
    INTRINSIC_GAMMA,
    /** A perceptron symmetrised by Haar elements refined by a noisy perceptron: recursion. */
    RECURSIVE
  }

  private static final int WIDTH = 250;

  /** The group that the model is made equivariant for. */
  public Group group() {
    return intrinsic() ? O(dim) : task.group(dim);
  }

  private boolean intrinsic() {
    return model == Model.INTRINSIC || model == Model.INTRINSIC_GAMMA;
  }

  /** The inputs, with the action of {@link #group}. */
  public Space x() {
    return intrinsic() ? task.left(dim) : task.x(dim);
  }

  /** The outputs. */
  public Space y() {
    return intrinsic() ? task.right(dim) : task.y(dim);
  }

  /** The network f that Γ symmetrises. */
  private Kernel perceptron() {
    return model == Model.INTRINSIC_GAMMA || model == Model.RECURSIVE
        ? mlp(Tensor::tanh, x(), y(), WIDTH, WIDTH)
        : mlp(Tensor::tanh, x(), y(), WIDTH, WIDTH, WIDTH);
  }

  /** The noisy network of the recursion. */
  private Kernel refinement() {
    return mlp(Tensor::tanh, x(), task.frames(dim), WIDTH).noisy(gaussian(dim));
  }

  /** The perceptrons of {@link Model#HAAR} and {@link Model#RECURSIVE}, side by side. */
  public Kernel networks() {
    return model == Model.RECURSIVE
        ? Kernels.copy(x(), trivial()).then(perceptron().beside(refinement()))
        : perceptron();
  }

  /** The model with one sample an input: f, symmetrised by Γ where there is one. */
  public Kernel symmetrised() {
    Space x = x();
    Space y = y();
    Group g = group();
    return switch (model) {
      case NONE -> perceptron();
      case INTRINSIC -> scalarsTimesTensors(Tensor::tanh, x, y, WIDTH, WIDTH, WIDTH);
      case HAAR -> perceptron().to(g, haar(g));
      case INTRINSIC_GAMMA ->
          perceptron()
              .to(
                  g,
                  gramSchmidt(
                      Kernels.identity(x, g)
                          .beside(gaussian(vector(dim), g))
                          .then(
                              scalarsTimesTensors(
                                  Tensor::tanh, x.times(vector(dim)), frames(dim), WIDTH))));
      case RECURSIVE -> perceptron().to(g, haar(g).refine(refinement()));
    };
  }

  /** The mean of K samples; a function is its own mean. */
  static Kernel mean(Kernel k, int samples) {
    return k.isStochastic() && samples > 1 ? k.mean(samples) : k;
  }

  /** Rows without end: an epoch is so many. */
  public Sampled rows(long epoch) {
    return new Sampled(task.law(dim), task.x(dim).parts().size(), epoch);
  }

  /** How the steps are spent. */
  public enum Recipe {
    /** Adam at a constant rate, as in the paper. */
    PAPER,
    /**
     * The same with a rate that rises linearly to its value over the first 25th of the steps,
     * gradients clipped to norm 0.3, as a single row whose inverse has a large norm outweighs a
     * batch, and an exponential moving average of the parameters, decay 0.99.
     */
    FAST
  }

  /** The training: so many steps on batches of fresh rows, relative squared error. */
  public Experiment experiment(
      Kernel symmetrised,
      int samples,
      int steps,
      int batch,
      double rate,
      Recipe recipe,
      long seed) {
    int each = ArithmeticUtils.gcd(steps, 100);
    var e =
        new Experiment(mean(symmetrised, samples), rows((long) each * batch))
            .loss(Loss.relativeSquaredError())
            .rate(rate)
            .epochs(steps / each)
            .batch(batch)
            .seed(seed);
    return recipe == Recipe.PAPER
        ? e
        : e.schedule(Schedule.linear(0, rate, Math.max(1, steps / 25))).clip(0.3).ema(0.99);
  }

  /**
   * How far the mean of samples is from a G-equivariant function: the mean over rows and numbers of
   * (f(g·x) − g·f(x))², g from the Haar probability. It grows with the square of the outputs.
   */
  public double equivarianceScore(Kernel mean, List<Array> x, long seed) {
    Group g = group();
    long rows = x.get(0).shape().size(0);
    List<Array> e = Kernels.uniform(g).sample(Seeds.of(seed, "g"), rows, DType.FLOAT32);
    List<Array> moved = mean.run(Seeds.of(seed, "moved"), Kernels.act(g, e, x(), x));
    List<Array> turned = Kernels.act(g, e, y(), mean.run(Seeds.of(seed, "turned"), x));
    return Losses.of(
            Kernels.identity(y(), g), Loss.meanSquaredError(), new Data(moved, turned), seed)
        .mean();
  }
}
