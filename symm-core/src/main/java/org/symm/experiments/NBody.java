package org.symm.experiments;

import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
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
import static org.symm.symmetrisation.Gammas.centroid;
import static org.symm.symmetrisation.Gammas.gramSchmidt;
import static org.symm.symmetrisation.Gammas.haar;
import static org.symm.symmetrisation.Gammas.sorting;

import java.util.List;
import java.util.stream.Stream;
import org.symm.data.ChargedParticles;
import org.symm.data.Particles;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.Array;
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
    /** By frames from an equivariant network: learned canonicalisation (Kaba et al. 2023). */
    CANONICAL,
    /** By Haar rotations, averaged: group averaging. */
    AVERAGE,
    /** By Haar rotations refined by a noisy network, averaged: recursion (Cornish 2024). */
    RECURSIVE
  }

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

  /** The symmetrised network, one sample an input. */
  public Kernel symmetrised() {
    Kernel k = network();
    if (model == Model.NONE) {
      return k;
    }
    Group permutations = S(PARTICLES);
    Group turns = O(3).times(permutations);
    Group motions = E(3).times(permutations);
    if (backbone == Backbone.MLP) {
      k =
          k.to(
              permutations,
              model == Model.AVERAGE
                  ? haar(permutations)
                  : sorting(deepSets(STATE, features(PARTICLES, 1), 64)));
    }
    Gamma gamma =
        switch (model) {
          case CANONICAL -> gramSchmidt(vectorFrames(STATE, 64, 64));
          case AVERAGE -> haar(O(3));
          default -> haar(O(3)).refine(deepSets(STATE, frames(3), 64, 64).noisy(gaussian(8)));
        };
    return k.to(turns, gamma).to(motions, centroid());
  }

  /** The model that learns: the mean of K samples where the symmetrised network is stochastic. */
  public Kernel learner(Kernel symmetrised) {
    return mean(symmetrised, samples);
  }

  private Kernel mean(Kernel k, int count) {
    boolean averaged = model == Model.AVERAGE || model == Model.RECURSIVE;
    return averaged && count > 1 ? k.mean(count) : k;
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
   * @param symmetrised what {@link #symmetrised} returned
   * @param train how many of the 3,000 training samples
   * @throws IllegalArgumentException if there are fewer
   */
  public Experiment experiment(
      Kernel symmetrised, ChargedParticles particles, int train, int epochs, long seed) {
    return new Experiment(learner(symmetrised), data(particles.train().first(train)))
        .validation(data(particles.valid()))
        .epochs(epochs)
        .batch(100)
        .rate(1e-3)
        .seed(seed);
  }

  /** The model that is tested. */
  public Kernel tested(Kernel symmetrised) {
    return mean(symmetrised, testSamples);
  }
}
