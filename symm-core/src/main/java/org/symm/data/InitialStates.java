package org.symm.data;

/**
 * Charges, positions and velocities of simulations before their first step, drawn from one {@link
 * LegacyRandom} stream in the published order.
 *
 * <p>Row-major arrays: {@code charges} [size, 5], {@code positions} and {@code velocities} [size,
 * 5, 3].
 */
final class InitialStates {
  static final int BODIES = ChargedParticles.BODIES;
  private static final double BOX = 5;
  private static final double SPEED = 0.5;
  private static final int NOISE = 2 * ChargedParticles.FRAMES * 3 * BODIES;

  private final int size;
  private final double[] charges;
  private final double[] positions;
  private final double[] velocities;

  private InitialStates(int size) {
    this.size = size;
    charges = new double[size * BODIES];
    positions = new double[size * BODIES * 3];
    velocities = new double[size * BODIES * 3];
  }

  /** Simulations {@code from} … {@code from + size − 1} of the stream of {@code seed}. */
  static InitialStates draw(long seed, int from, int size) {
    LegacyRandom random = new LegacyRandom(seed);
    for (int i = 0; i < from; i++) {
      skip(random);
    }
    InitialStates states = new InitialStates(size);
    for (int i = 0; i < size; i++) {
      states.drawOne(random, i);
    }
    return states;
  }

  int size() {
    return size;
  }

  double[] charges() {
    return charges;
  }

  double[] positions() {
    return positions;
  }

  double[] velocities() {
    return velocities;
  }

  private static void skip(LegacyRandom random) {
    for (int b = 0; b < BODIES; b++) {
      random.nextDouble();
    }
    random.skipGaussians(2 * 3 * BODIES + NOISE);
  }

  /**
   * One simulation: charges, positions, velocities, then the noise that the protocol draws and
   * multiplies by 0.
   */
  private void drawOne(LegacyRandom random, int simulation) {
    int first = simulation * BODIES;
    for (int b = 0; b < BODIES; b++) {
      charges[first + b] = random.choice(0.5, 0, 0.5) - 1;
    }
    double[] x = random.gaussians(3 * BODIES);
    double[] v = random.gaussians(3 * BODIES);
    for (int b = 0; b < BODIES; b++) {
      double square = 0;
      for (int c = 0; c < 3; c++) {
        square += v[c * BODIES + b] * v[c * BODIES + b];
      }
      double norm = Math.sqrt(square);
      for (int c = 0; c < 3; c++) {
        int to = (first + b) * 3 + c;
        positions[to] = x[c * BODIES + b];
        velocities[to] = v[c * BODIES + b] * SPEED / norm;
        reflect(to);
      }
    }
    random.skipGaussians(NOISE);
  }

  /** One reflection at the wall |x| = 5 of the box; the protocol has no walls after the start. */
  private void reflect(int i) {
    if (positions[i] > BOX) {
      positions[i] = 2 * BOX - positions[i];
      velocities[i] = -Math.abs(velocities[i]);
    } else if (positions[i] < -BOX) {
      positions[i] = -2 * BOX - positions[i];
      velocities[i] = Math.abs(velocities[i]);
    }
  }
}
