package org.symm.data;

import java.util.Arrays;
import org.symm.engine.Array;

/**
 * The whole path of one simulation of charged particles, in simulation units.
 *
 * @param charges [5], each −1 or +1
 * @param positions [49, 5, 3]: frame, particle, coordinate; frame k is at time 0.1·(k + 1)
 */
public record Trajectory(Array charges, Array positions) {

  /** That of one system. */
  static Trajectory simulated(Bodies bodies) {
    double[][] x = new double[ChargedParticles.FRAMES][];
    var leapfrog = new Leapfrog(bodies);
    for (int frame = 0; frame < x.length; frame++) {
      leapfrog.steps(ChargedParticles.STEPS_PER_FRAME);
      x[frame] = column(bodies.positions());
    }
    double[] all = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
    return new Trajectory(
        Array.of(column(bodies.charges())), Array.of(all, x.length, Bodies.COUNT, 3));
  }

  private static double[] column(double[][] numbers) {
    return Arrays.stream(numbers).mapToDouble(a -> a[0]).toArray();
  }

  /**
   * The path of one particle, [frame][coordinate], from frame {@code from} to frame {@code to},
   * both included.
   *
   * @throws IllegalArgumentException if there is no such particle or frame
   */
  public double[][] path(int particle, int from, int to) {
    int particles = (int) positions.shape().size(1);
    int frames = (int) positions.shape().size(0);
    if (particle < 0 || particle >= particles || from < 0 || to < from || to >= frames) {
      throw new IllegalArgumentException(
          String.format(
              "Particles are 0 to %d and frames 0 to %d; asked for particle %d, frames %d to %d.",
              particles - 1, frames - 1, particle, from, to));
    }
    double[] all = positions.doubles();
    double[][] path = new double[to - from + 1][];
    for (int k = 0; k < path.length; k++) {
      int start = ((from + k) * particles + particle) * 3;
      path[k] = Arrays.copyOfRange(all, start, start + 3);
    }
    return path;
  }
}
