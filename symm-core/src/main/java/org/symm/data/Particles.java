package org.symm.data;

import org.symm.display.Progress;
import org.symm.engine.Array;
import org.symm.engine.Torch;
import org.symm.engine.Workers;

/**
 * Samples of the task "from the state of five charged particles, where are they one time unit
 * later", in simulation units.
 *
 * @param states [size, 5, 10]: position, velocity and target position of each particle and its
 *     charge, as the published files have them
 */
public record Particles(Array states) {
  private static final int BODIES = Bodies.COUNT;
  private static final int NUMBERS = 10;
  private static final int BATCH = 64;
  private static final int INPUT_FRAME = 30;
  private static final int TARGET_FRAME = 40;

  /**
   * @throws IllegalArgumentException if the array has another shape
   */
  public Particles {
    var shape = states.shape();
    if (shape.rank() != 3 || shape.size(1) != BODIES || shape.size(2) != NUMBERS) {
      throw new IllegalArgumentException(
          "The array of states has shape " + shape + "; it must be (size, 5, 10).");
    }
  }

  /** The number of samples. */
  public int size() {
    return (int) states.shape().size(0);
  }

  /** [size, 5, 3], at frame 30. */
  public Array positions() {
    return part(0, 3);
  }

  /** [size, 5, 3], at frame 30. */
  public Array velocities() {
    return part(3, 6);
  }

  /** [size, 5, 3], the positions at frame 40. */
  public Array targets() {
    return part(6, 9);
  }

  /** [size, 5, 1], each −1 or +1. */
  public Array charges() {
    return part(9, 10);
  }

  private Array part(long from, long to) {
    return states.map(t -> t.slice(-1, from, to));
  }

  /**
   * The first {@code count} samples.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public Particles first(int count) {
    if (count < 1 || count > size()) {
      throw new IllegalArgumentException(
          "There are " + size() + " samples; the first " + count + " were asked for.");
    }
    return new Particles(states.rows(0, count));
  }

  /**
   * The samples that start from the given states, simulated in batches on all processors.
   *
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  static Particles simulated(Bodies start) {
    int size = start.size();
    double[] out = new double[size * BODIES * NUMBERS];
    int batches = (size + BATCH - 1) / BATCH;
    int workers = Math.min(batches, Torch.engineThreads());
    var progress = Progress.of("simulating charged particles", batches);
    Workers.each(
        workers,
        w -> {
          for (int b = w; b < batches; b += workers) {
            int from = b * BATCH;
            simulate(start.range(from, Math.min(size, from + BATCH)), out, from * BODIES);
            synchronized (progress) {
              progress.step();
            }
          }
        });
    return new Particles(Array.of(out, size, BODIES, NUMBERS));
  }

  private static void simulate(Bodies bodies, double[] out, int row) {
    var leapfrog = new Leapfrog(bodies);
    put(bodies.charges(), 1, out, row, 9);
    for (int frame = 0; frame <= TARGET_FRAME; frame++) {
      Progress.check();
      leapfrog.steps(ChargedParticles.STEPS_PER_FRAME);
      if (frame == INPUT_FRAME) {
        put(bodies.positions(), 3, out, row, 0);
        put(bodies.velocities(), 3, out, row, 3);
      }
    }
    put(bodies.positions(), 3, out, row, 6);
  }

  /** Numbers of all bodies, so many each, into rows of ten from a column on. */
  private static void put(double[][] from, int each, double[] out, int row, int column) {
    for (int k = 0; k < from.length; k++) {
      for (int s = 0; s < from[k].length; s++) {
        out[(row + s * BODIES + k / each) * NUMBERS + column + k % each] = from[k][s];
      }
    }
  }
}
