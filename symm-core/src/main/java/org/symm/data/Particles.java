package org.symm.data;

import java.util.Arrays;

/**
 * Samples of the task "from the state of five charged particles, where are they one time unit
 * later", in simulation units.
 *
 * @param charges [size, 5, 1], each −1 or +1
 * @param positions [size, 5, 3], at frame 30
 * @param velocities [size, 5, 3], at frame 30
 * @param targets [size, 5, 3], the positions at frame 40
 */
public record Particles(
    NumpyArray charges, NumpyArray positions, NumpyArray velocities, NumpyArray targets) {
  private static final int BODIES = ChargedParticles.BODIES;

  /**
   * @throws IllegalArgumentException if an array has another shape
   */
  public Particles {
    int size = charges.shape().length == 3 ? charges.shape()[0] : 0;
    check("charges", charges, size, BODIES, 1);
    check("positions", positions, size, BODIES, 3);
    check("velocities", velocities, size, BODIES, 3);
    check("targets", targets, size, BODIES, 3);
  }

  private static void check(String name, NumpyArray array, int... shape) {
    if (!Arrays.equals(array.shape(), shape)) {
      throw new IllegalArgumentException(
          "The array of "
              + name
              + " is "
              + array
              + "; its shape must be "
              + Arrays.toString(shape));
    }
  }

  /** Samples with float64 entries. */
  static Particles of(
      int size, double[] charges, double[] positions, double[] velocities, double[] targets) {
    return new Particles(
        NumpyArray.of(charges, size, BODIES, 1),
        NumpyArray.of(positions, size, BODIES, 3),
        NumpyArray.of(velocities, size, BODIES, 3),
        NumpyArray.of(targets, size, BODIES, 3));
  }

  /** The number of samples. */
  public int size() {
    return charges.shape()[0];
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
    int rows = count * BODIES;
    return of(
        count,
        Arrays.copyOf(charges.float64(), rows),
        Arrays.copyOf(positions.float64(), rows * 3),
        Arrays.copyOf(velocities.float64(), rows * 3),
        Arrays.copyOf(targets.float64(), rows * 3));
  }

  /** One array [size, 5, 10]: position, velocity, target, charge of each particle. */
  NumpyArray toArray() {
    double[] out = new double[size() * BODIES * 10];
    for (int row = 0; row < size() * BODIES; row++) {
      System.arraycopy(positions.float64(), 3 * row, out, 10 * row, 3);
      System.arraycopy(velocities.float64(), 3 * row, out, 10 * row + 3, 3);
      System.arraycopy(targets.float64(), 3 * row, out, 10 * row + 6, 3);
      out[10 * row + 9] = charges.float64()[row];
    }
    return NumpyArray.of(out, size(), BODIES, 10);
  }

  /** The inverse of {@link #toArray}; {@code source} names the array in the error message. */
  static Particles fromArray(NumpyArray array, String source) {
    int[] shape = array.shape();
    if (shape.length != 3 || shape[1] != BODIES || shape[2] != 10) {
      throw new IllegalArgumentException(
          "The array of " + source + " is " + array + "; its shape must be [size, 5, 10].");
    }
    double[] in = array.float64();
    int rows = shape[0] * BODIES;
    double[] charges = new double[rows];
    double[] positions = new double[rows * 3];
    double[] velocities = new double[rows * 3];
    double[] targets = new double[rows * 3];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(in, 10 * row, positions, 3 * row, 3);
      System.arraycopy(in, 10 * row + 3, velocities, 3 * row, 3);
      System.arraycopy(in, 10 * row + 6, targets, 3 * row, 3);
      charges[row] = in[10 * row + 9];
    }
    return of(shape[0], charges, positions, velocities, targets);
  }
}
