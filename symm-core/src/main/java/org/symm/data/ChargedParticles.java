package org.symm.data;

import java.nio.file.Path;
import java.util.Locale;
import org.symm.files.DataCache;
import org.symm.files.Npy;

/**
 * The published problem of five charged particles: given positions, velocities and charges at frame
 * 30, predict the positions at frame 40, one time unit later.
 *
 * <p>Protocol: charges ±1 with probability 1/2, positions from N(0, 1), speed 0.5, leapfrog with dt
 * = 0.001 and forces clamped at ±100 per coordinate, a frame every 100 steps, seed 43. The stream
 * of {@link LegacyRandom} gives 10,000 training, 2,000 validation and 2,000 test simulations in
 * this order; the first 3,000 of the training part are used. The result is the same to the bit on
 * every machine and for every number of threads. Against the published files the charges are equal
 * and the positions agree up to rounding, which close encounters amplify.
 *
 * <p>Source: V. G. Satorras, E. Hoogeboom, M. Welling, E(n) equivariant graph neural networks, ICML
 * 2021, section 5.1; data set "nbody_small".
 *
 * @param train 3,000 samples
 * @param valid 2,000 samples
 * @param test 2,000 samples
 */
public record ChargedParticles(Particles train, Particles valid, Particles test) {
  /** The seed of the published data set. */
  public static final long SEED = 43;

  static final int FRAMES = 49;
  static final int STEPS_PER_FRAME = 100;

  /** A part of the data set: where it starts in the stream and how many simulations are used. */
  public enum Split {
    /** The first 3,000 simulations of the stream; 7,000 more are drawn and not used. */
    TRAIN(0, 3000),
    /** 2,000 simulations from number 10,000. */
    VALID(10_000, 2000),
    /** 2,000 simulations from number 12,000. */
    TEST(12_000, 2000);

    private final int start;
    private final int size;

    Split(int start, int size) {
      this.start = start;
      this.size = size;
    }

    /** The number of samples of the protocol. */
    public int size() {
      return size;
    }
  }

  /** The published data set from the standard cache, simulated at first use (a few seconds). */
  public static ChargedParticles standard() {
    return cached(DataCache.standard(), SEED);
  }

  /**
   * The data set of {@code seed}, from the cache where it is there, else simulated and stored.
   *
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public static ChargedParticles cached(DataCache cache, long seed) {
    return new ChargedParticles(
        cached(cache, seed, Split.TRAIN),
        cached(cache, seed, Split.VALID),
        cached(cache, seed, Split.TEST));
  }

  private static Particles cached(DataCache cache, long seed, Split split) {
    // The number after v changes when the simulator's numbers do.
    String name = "charged-particles-v1-seed" + seed + "-" + split.name().toLowerCase(Locale.ROOT);
    return new Particles(cache.array(name, () -> simulate(seed, split, split.size).states()));
  }

  /**
   * Simulates the first {@code count} samples of a split, on all processors.
   *
   * @throws IllegalArgumentException if the split has fewer samples or the seed is outside 0 … 2³¹
   *     − 1
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public static Particles simulate(long seed, Split split, int count) {
    if (count < 1 || count > split.size) {
      throw new IllegalArgumentException(
          "The split " + split + " has " + split.size + " samples; asked for " + count + ".");
    }
    return Particles.simulated(Bodies.draw(seed, split.start, count));
  }

  /**
   * The whole path of sample {@code index} of a split (about 0.3 s, most of it to reach the sample
   * in the random stream).
   *
   * @throws IllegalArgumentException if the split has no such sample or the seed is not in 0 … 2³¹
   *     − 1
   */
  public static Trajectory trajectory(long seed, Split split, int index) {
    if (index < 0 || index >= split.size) {
      throw new IllegalArgumentException(
          "The split " + split + " has samples 0 to " + (split.size - 1) + ", not " + index + ".");
    }
    return Trajectory.simulated(Bodies.draw(seed, split.start + index, 1));
  }

  /**
   * The data set from {@code task3040_train.npy}, {@code task3040_valid.npy} and {@code
   * task3040_test.npy}: arrays [size, 5, 10] of position, velocity and target position of each
   * particle and its charge.
   *
   * @throws IllegalArgumentException if a file is damaged or of another shape
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static ChargedParticles load(Path folder) {
    return new ChargedParticles(load(folder, "train"), load(folder, "valid"), load(folder, "test"));
  }

  private static Particles load(Path folder, String split) {
    String name = "task3040_" + split;
    return new Particles(Npy.read(folder.resolve(name + ".npy")).get(name));
  }
}
