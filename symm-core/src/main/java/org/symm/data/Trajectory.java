package org.symm.data;

import java.util.Arrays;

/**
 * The whole path of one simulation of charged particles, in simulation units.
 *
 * @param charges [5], each −1 or +1
 * @param positions [49, 5, 3]: frame, particle, coordinate; frame k is at time 0.1·(k + 1)
 * @param velocities [49, 5, 3], those before the kick at the frame's time
 */
public record Trajectory(NumpyArray charges, NumpyArray positions, NumpyArray velocities) {

  /**
   * The path of one particle, [frame][coordinate], from frame {@code from} to frame {@code to},
   * both included.
   *
   * @throws IllegalArgumentException if there is no such particle or frame
   */
  public double[][] path(int particle, int from, int to) {
    int[] shape = positions.shape();
    if (particle < 0 || particle >= shape[1] || from < 0 || to < from || to >= shape[0]) {
      throw new IllegalArgumentException(
          "Particles are 0 to "
              + (shape[1] - 1)
              + " and frames 0 to "
              + (shape[0] - 1)
              + "; asked for particle "
              + particle
              + ", frames "
              + from
              + " to "
              + to
              + ".");
    }
    double[][] path = new double[to - from + 1][];
    for (int k = 0; k < path.length; k++) {
      int start = ((from + k) * shape[1] + particle) * 3;
      path[k] = Arrays.copyOfRange(positions.float64(), start, start + 3);
    }
    return path;
  }
}
