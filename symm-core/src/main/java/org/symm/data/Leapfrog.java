package org.symm.data;

import java.util.Arrays;

/**
 * Advances five-body systems together, with Coulomb forces F_i = Σ_j q_i q_j (x_i − x_j)/|x_i −
 * x_j|³, each coordinate clamped to ±100. One step is a kick v ← v + dt·F(x) and a drift x ← x +
 * dt·v with dt = 0.001. The numbers do not depend on how many systems there are.
 */
final class Leapfrog {
  private static final double DT = 0.001;
  private static final double MAX_FORCE = 0.1 / DT;

  private final double[][] q;
  private final double[][] x;
  private final double[][] v;
  private final double[][] force;
  private final double[] square;

  /** Changes the given states in place. */
  Leapfrog(Bodies bodies) {
    q = bodies.charges();
    x = bodies.positions();
    v = bodies.velocities();
    force = new double[x.length][bodies.size()];
    square = new double[bodies.size()];
  }

  /** Advances every system by {@code count} steps. */
  void steps(int count) {
    for (int n = 0; n < count; n++) {
      forces();
      for (int k = 0; k < x.length; k++) {
        move(x[k], v[k], force[k]);
      }
    }
  }

  private void forces() {
    for (double[] f : force) {
      Arrays.fill(f, 0);
    }
    for (int i = 0; i < q.length; i++) {
      for (int j = i + 1; j < q.length; j++) {
        Arrays.fill(square, 0);
        for (int c = 0; c < 3; c++) {
          addSquares(x[3 * i + c], x[3 * j + c], square);
        }
        strength(q[i], q[j], square);
        for (int c = 0; c < 3; c++) {
          repel(square, x[3 * i + c], x[3 * j + c], force[3 * i + c], force[3 * j + c]);
        }
      }
    }
  }

  private static void addSquares(double[] a, double[] b, double[] sum) {
    for (int s = 0; s < sum.length; s++) {
      double d = a[s] - b[s];
      sum[s] += d * d;
    }
  }

  /** Replaces r² by q_i q_j / r³. */
  private static void strength(double[] qi, double[] qj, double[] square) {
    for (int s = 0; s < square.length; s++) {
      double r2 = square[s];
      square[s] = qi[s] * qj[s] / (r2 * Math.sqrt(r2));
    }
  }

  private static void repel(double[] strength, double[] a, double[] b, double[] fa, double[] fb) {
    for (int s = 0; s < strength.length; s++) {
      double f = strength[s] * (a[s] - b[s]);
      fa[s] += f;
      fb[s] -= f;
    }
  }

  private static void move(double[] x, double[] v, double[] force) {
    for (int s = 0; s < x.length; s++) {
      double f = Math.max(-MAX_FORCE, Math.min(MAX_FORCE, force[s]));
      v[s] += DT * f;
      x[s] += DT * v[s];
    }
  }
}
