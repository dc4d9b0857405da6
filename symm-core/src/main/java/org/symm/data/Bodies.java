package org.symm.data;

import java.util.Arrays;

/**
 * The states of many independent five-body systems: each charge and each coordinate of each body
 * has its own array over the systems, so that loops over systems are plain loops, which the JVM
 * turns into vector instructions.
 *
 * @param charges [5][systems]
 * @param positions [15][systems]: body by body, x, y, z
 * @param velocities [15][systems]
 */
record Bodies(double[][] charges, double[][] positions, double[][] velocities) {
  static final int COUNT = 5;

  private static final double WALL = 5;
  private static final double SPEED = 0.5;
  private static final int NORMALS = 2 * 3 * COUNT;
  private static final int NOISE = 2 * ChargedParticles.FRAMES * 3 * COUNT;

  /** How many systems. */
  int size() {
    return charges[0].length;
  }

  /** Copies of the systems {@code from} (included) to {@code to} (excluded). */
  Bodies range(int from, int to) {
    return new Bodies(
        range(charges, from, to), range(positions, from, to), range(velocities, from, to));
  }

  private static double[][] range(double[][] all, int from, int to) {
    return Arrays.stream(all).map(a -> Arrays.copyOfRange(a, from, to)).toArray(double[][]::new);
  }

  /**
   * The systems {@code from} … {@code from + size − 1} of the published stream of a seed, before
   * their first step: charges ±1, positions from N(0, 1), speed 0.5.
   */
  static Bodies draw(long seed, int from, int size) {
    LegacyRandom random = new LegacyRandom(seed);
    for (int i = 0; i < from; i++) {
      for (int b = 0; b < COUNT; b++) {
        random.nextDouble();
      }
      random.skipGaussians(NORMALS + NOISE);
    }
    Bodies drawn =
        new Bodies(
            new double[COUNT][size], new double[3 * COUNT][size], new double[3 * COUNT][size]);
    for (int s = 0; s < size; s++) {
      drawn.draw(random, s);
    }
    return drawn;
  }

  /** Charges, positions, velocities, then the noise that the protocol draws and multiplies by 0. */
  private void draw(LegacyRandom random, int s) {
    for (int b = 0; b < COUNT; b++) {
      charges[b][s] = random.nextDouble() < 0.5 ? -1 : 1;
    }
    double[] x = random.gaussians(3 * COUNT);
    double[] v = random.gaussians(3 * COUNT);
    for (int b = 0; b < COUNT; b++) {
      double square = 0;
      for (int c = 0; c < 3; c++) {
        square += v[c * COUNT + b] * v[c * COUNT + b];
      }
      double norm = Math.sqrt(square);
      for (int c = 0; c < 3; c++) {
        positions[3 * b + c][s] = x[c * COUNT + b];
        velocities[3 * b + c][s] = v[c * COUNT + b] * SPEED / norm;
        reflect(3 * b + c, s);
      }
    }
    random.skipGaussians(NOISE);
  }

  /** One reflection at the wall |x| = 5 of the box; the protocol has no walls after the start. */
  private void reflect(int k, int s) {
    double x = positions[k][s];
    if (Math.abs(x) > WALL) {
      positions[k][s] = Math.copySign(2 * WALL, x) - x;
      velocities[k][s] = -Math.copySign(velocities[k][s], x);
    }
  }
}
