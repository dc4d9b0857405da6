package org.symm.data;

import java.util.Arrays;

/**
 * A batch of independent five-body simulations advanced together.
 *
 * <p>Coulomb forces F_i = Σ_j q_i q_j (x_i − x_j)/|x_i − x_j|³, each coordinate clamped to ±100.
 * One step is a kick v ← v + dt·F(x) and a drift x ← x + dt·v with dt = 0.001.
 *
 * <p>Each coordinate of each body has its own array over the batch, so that the inner loops are
 * plain loops over simulations, which the JVM turns into vector instructions. The results do not
 * depend on the size of the batch.
 */
final class Leapfrog {
  static final int BODIES = ChargedParticles.BODIES;
  private static final double DT = 0.001;
  private static final double MAX_FORCE = 0.1 / DT;

  private final int size;
  private final double[][] x;
  private final double[][] v;
  private final double[][] force;
  private final double[][] pairCharges;

  /**
   * Simulations {@code from} … {@code from + size − 1} of {@code states}, before the first step.
   */
  Leapfrog(InitialStates states, int from, int size) {
    this.size = size;
    x = transposed(states.positions(), from);
    v = transposed(states.velocities(), from);
    force = new double[BODIES * 3][size];
    pairCharges = new double[BODIES * BODIES][size];
    for (int i = 0; i < BODIES; i++) {
      for (int j = 0; j < BODIES; j++) {
        for (int s = 0; s < size; s++) {
          int first = (from + s) * BODIES;
          pairCharges[i * BODIES + j][s] =
              states.charges()[first + i] * states.charges()[first + j];
        }
      }
    }
  }

  /** Advances every simulation by {@code count} steps. */
  void steps(int count) {
    for (int n = 0; n < count; n++) {
      forces();
      for (int k = 0; k < x.length; k++) {
        move(x[k], v[k], force[k], size);
      }
    }
  }

  /**
   * Positions of simulation {@code s} into {@code out} at {@code offset}, as [body, coordinate].
   */
  void copyPositions(int s, double[] out, int offset) {
    copy(x, s, out, offset);
  }

  /**
   * Velocities of simulation {@code s} into {@code out} at {@code offset}, as [body, coordinate].
   */
  void copyVelocities(int s, double[] out, int offset) {
    copy(v, s, out, offset);
  }

  private static void copy(double[][] from, int s, double[] out, int offset) {
    for (int k = 0; k < from.length; k++) {
      out[offset + k] = from[k][s];
    }
  }

  private double[][] transposed(double[] values, int from) {
    double[][] out = new double[BODIES * 3][size];
    for (int k = 0; k < out.length; k++) {
      for (int s = 0; s < size; s++) {
        out[k][s] = values[(from + s) * BODIES * 3 + k];
      }
    }
    return out;
  }

  private void forces() {
    for (double[] f : force) {
      Arrays.fill(f, 0);
    }
    for (int i = 0; i < BODIES; i++) {
      for (int j = i + 1; j < BODIES; j++) {
        int a = 3 * i;
        int b = 3 * j;
        repel(
            pairCharges[i * BODIES + j],
            x[a],
            x[a + 1],
            x[a + 2],
            x[b],
            x[b + 1],
            x[b + 2],
            force[a],
            force[a + 1],
            force[a + 2],
            force[b],
            force[b + 1],
            force[b + 2],
            size);
      }
    }
  }

  private static void repel(
      double[] q,
      double[] ax,
      double[] ay,
      double[] az,
      double[] bx,
      double[] by,
      double[] bz,
      double[] fax,
      double[] fay,
      double[] faz,
      double[] fbx,
      double[] fby,
      double[] fbz,
      int size) {
    for (int s = 0; s < size; s++) {
      double dx = ax[s] - bx[s];
      double dy = ay[s] - by[s];
      double dz = az[s] - bz[s];
      double r2 = dx * dx + dy * dy + dz * dz;
      double strength = q[s] / (r2 * Math.sqrt(r2));
      fax[s] += strength * dx;
      fay[s] += strength * dy;
      faz[s] += strength * dz;
      fbx[s] -= strength * dx;
      fby[s] -= strength * dy;
      fbz[s] -= strength * dz;
    }
  }

  private static void move(double[] x, double[] v, double[] force, int size) {
    for (int s = 0; s < size; s++) {
      double f = Math.max(-MAX_FORCE, Math.min(MAX_FORCE, force[s]));
      v[s] += DT * f;
      x[s] += DT * v[s];
    }
  }
}
