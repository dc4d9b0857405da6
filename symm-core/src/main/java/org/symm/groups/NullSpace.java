package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The solutions of a system of linear equations in few unknowns, by elimination. */
final class NullSpace {

  /** Coefficients below this, of equations whose largest is 1, are rounding. */
  private static final double ZERO = 1e-9;

  private NullSpace() {}

  /**
   * A basis of {x : Σ cⱼ xⱼ = 0 for each equation c}. Each solution is 1 in an unknown of its own,
   * 0 in those of the others, which are as early as they can be.
   */
  static List<double[]> of(List<double[]> equations, int unknowns) {
    List<double[]> rows = new ArrayList<>();
    equations.stream().map(NullSpace::scaled).forEach(rows::add);
    int[] pivot = new int[unknowns]; // the row that says an unknown, by those before it
    Arrays.fill(pivot, -1);
    int used = 0;
    for (int j = unknowns - 1; j >= 0; j--) {
      int best = used;
      for (int i = used; i < rows.size(); i++) {
        best = Math.abs(rows.get(i)[j]) > Math.abs(rows.get(best)[j]) ? i : best;
      }
      if (used < rows.size() && Math.abs(rows.get(best)[j]) > ZERO) {
        double[] row = rows.get(best);
        rows.set(best, rows.get(used));
        rows.set(used, row);
        divide(row, row[j]);
        for (int i = 0; i < rows.size(); i++) {
          if (i != used) {
            subtract(rows.get(i), row, rows.get(i)[j]);
          }
        }
        pivot[j] = used++;
      }
    }
    List<double[]> basis = new ArrayList<>();
    for (int free = 0; free < unknowns; free++) {
      if (pivot[free] < 0) {
        double[] x = new double[unknowns];
        x[free] = 1;
        for (int j = 0; j < unknowns; j++) {
          x[j] = pivot[j] < 0 ? x[j] : 0.0 - rows.get(pivot[j])[free];
        }
        basis.add(x);
      }
    }
    return basis;
  }

  /** How many of some vectors are independent. */
  static int rank(List<double[]> vectors) {
    int length = vectors.isEmpty() ? 0 : vectors.get(0).length;
    return length - of(vectors, length).size();
  }

  private static double[] scaled(double[] equation) {
    double[] row = equation.clone();
    double most = 0;
    for (double c : row) {
      most = Math.max(most, Math.abs(c));
    }
    divide(row, most == 0 ? 1 : most);
    return row;
  }

  private static void divide(double[] row, double by) {
    for (int j = 0; j < row.length; j++) {
      row[j] /= by;
    }
  }

  private static void subtract(double[] row, double[] other, double times) {
    for (int j = 0; times != 0 && j < row.length; j++) {
      row[j] -= times * other[j];
    }
  }
}
