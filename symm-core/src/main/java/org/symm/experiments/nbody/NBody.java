package org.symm.experiments.nbody;

import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.T;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.residual;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.vectors;

import java.util.List;
import java.util.stream.Stream;
import org.symm.data.ChargedParticles;
import org.symm.data.Particles;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.DType;

/**
 * Five charged particles: from positions, velocities and charges at frame 30 to positions at frame
 * 40 (Satorras et al. 2021; protocol and data of {@link ChargedParticles}). A backbone is
 * symmetrised along S(5) → O(3)×S(5) → E(3)×S(5).
 *
 * @param model how the backbone is symmetrised
 * @param backbone the network that is symmetrised
 * @param samples K, the samples that a stochastic model is the mean of while it learns
 * @param testSamples the samples that it is the mean of on the test data
 */
public record NBody(Model model, Backbone backbone, int samples, int testSamples) {

  /** Particles. */
  public static final int PARTICLES = 5;

  /** ℝ^{5×3} points, ℝ^{5×3} velocities, 5 charges. */
  public static final Space STATE =
      points(PARTICLES, 3).times(vectors(PARTICLES, 3)).times(features(PARTICLES, 1));

  /** ℝ^{5×3} points. */
  public static final Space POSITIONS = points(PARTICLES, 3);

  /** The ways to symmetrise. */
  public enum Model {
    /** The backbone as it is. */
    NONE,
    /** The backbone about the centroid: the directions of space are told apart. */
    CENTRED,
    /**
     * The same, learned from rows that are turned at random, and for a perceptron permuted, afresh
     * in every step; tested as it is. For a loss that turns leave as it is, |f(g·x) − g·y|² = |g⁻¹·
     * f(g·x) − y|²: what learns is one sample of {@link #AVERAGE}.
     */
    AUGMENT,
    /** By frames from an equivariant network: learned canonicalisation (Kaba et al. 2023). */
    CANONICAL,
    /** By Haar rotations, averaged: group averaging. */
    AVERAGE,
    /** By Haar rotations refined by a noisy network, averaged: recursion (Cornish 2024). */
    RECURSIVE
  }

  /**
   * A model, with one sample an input, as it learns and as it is tested; the parameters are the
   * same.
   */
  public record Models(Kernel learning, Kernel testing) {}

  /** The networks to symmetrise; each predicts by how much the particles move. */
  public enum Backbone {
    /** A multilayer perceptron, 3 layers of 128; symmetrised for S(5) too. */
    MLP,
    /** Deep sets, 3 layers of 64. */
    DEEPSETS,
    /** An attention encoder, 4 layers of 64, 4 heads, one token a particle. */
    ATTENTION
  }

  /** The backbone alone. */
  public Kernel network() {
    return residual(
        switch (backbone) {
          case MLP -> mlp(STATE, POSITIONS, 128, 128, 128);
          case DEEPSETS -> deepSets(STATE, POSITIONS, 64, 64, 64);
          case ATTENTION -> attention(STATE, POSITIONS, 4, 64, 4);
        });
  }

  /** The symmetrised network. */
  public Models models() {
    Kernel k = network();
    Kernel centred = k.to(T(3).times(k.group()), centroid());
    return switch (model) {
      case NONE -> new Models(k, k);
      case CENTRED -> new Models(centred, centred);
      case AUGMENT -> new Models(symmetrised(k), centred);
      default -> {
        Kernel f = symmetrised(k);
        yield new Models(f, f);
      }
    };
  }

  private Kernel symmetrised(Kernel k) {
    Group permutations = S(PARTICLES);
    boolean uniform = model == Model.AVERAGE || model == Model.AUGMENT;
    if (backbone == Backbone.MLP) {
      k =
          k.to(
              permutations,
              uniform ? haar(permutations) : sorting(deepSets(STATE, features(PARTICLES, 1), 64)));
    }
    Gamma gamma =
        switch (model) {
          case CANONICAL -> gramSchmidt(vectorFrames(STATE, 64, 64));
          case RECURSIVE ->
              haar(O(3)).refine(deepSets(STATE, frames(3), 64, 64).noisy(gaussian(8)));
          default -> haar(O(3));
        };
    return k.to(O(3).times(permutations), gamma).to(E(3).times(permutations), centroid());
  }

  /** What learns: the mean of K samples where the model is one. */
  public Kernel learner(Models models) {
    return mean(models.learning, samples);
  }

  /** The model that is tested. */
  public Kernel tested(Models models) {
    return mean(models.testing, testSamples);
  }

  /** Whether the model is a mean over samples. */
  public boolean averaged() {
    return model == Model.AVERAGE || model == Model.RECURSIVE;
  }

  private Kernel mean(Kernel k, int count) {
    return averaged() && count > 1 ? k.mean(count) : k;
  }

  /** Arrays of a split, for learning: float32. */
  public static Data data(Particles p) {
    Stream<Array> inputs = Stream.of(p.positions(), p.velocities(), p.charges());
    return new Data(
        inputs.map(a -> a.to(DType.FLOAT32)).toList(), List.of(p.targets().to(DType.FLOAT32)));
  }

  /**
   * The experiment of the published protocol: Adam at 1e-3, batches of 100, the parameters of the
   * best validation loss.
   *
   * @param train how many of the 3,000 training samples
   * @throws IllegalArgumentException if there are fewer
   */
  public Experiment experiment(
      Models models, ChargedParticles particles, int train, int epochs, long seed) {
    var e =
        new Experiment(learner(models), data(particles.train().first(train)))
            .validation(data(particles.valid()))
            .test(data(particles.test()), tested(models))
            .epochs(epochs)
            .batch(100)
            .rate(1e-3)
            .seed(seed);
    return model == Model.AUGMENT ? e.evaluation(tested(models)) : e;
  }
}
