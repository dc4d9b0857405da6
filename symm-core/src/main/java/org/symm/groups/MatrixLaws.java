package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.frames.Frames;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;

/**
 * The laws of the classical matrix groups. A form J is kept: gᵀ J g = J, so g⁻¹ = J⁻¹ gᵀ J.
 * Residuals are relative to the square of the largest entry, that of a determinant to the product
 * of the lengths of the rows, where these exceed 1.
 */
public enum MatrixLaws implements MatrixGroup.Law {
  /** gᵀg = 1. */
  ORTHOGONAL("gᵀg = 1") {
    @Override
    double[][] form(int d) {
      double[][] one = new double[d][d];
      IntStream.range(0, d).forEach(i -> one[i][i] = 1);
      return one;
    }
  },

  /**
   * gᵀJg = J with J = (0, 1; −1, 0). Orthogonal matrices that keep J commute with it: they are the
   * unitary ones, A + iB held as (A, −B; B, A), which act on (Re z, Im z).
   */
  SYMPLECTIC("gᵀJg = J") {
    @Override
    double[][] form(int d) {
      double[][] j = new double[d][d];
      for (int i = 0; i < d / 2; i++) {
        j[i][d / 2 + i] = 1;
        j[d / 2 + i][i] = -1;
      }
      return j;
    }
  },

  /** gᵀηg = η with η = diag(1, −1, …, −1): the isometries of spacetime, time first. */
  LORENTZ("gᵀηg = η") {
    @Override
    double[][] form(int d) {
      double[][] eta = new double[d][d];
      IntStream.range(0, d).forEach(i -> eta[i][i] = i == 0 ? 1 : -1);
      return eta;
    }
  },

  /** det g = 1. */
  SPECIAL("det g = 1") {
    @Override
    public Tensor residual(Tensor g) {
      // No larger than the product of the lengths of the rows, which bounds its terms' rounding.
      Tensor terms = g.square().sum(2).sqrt().prod(1).maximum(1);
      return LinearAlgebra.det(g).sub(1).abs().div(terms);
    }

    /** tr A = 0. */
    @Override
    public Optional<List<double[]>> linearised(int d) {
      return Optional.of(List.of(trace(d, 0)));
    }
  },

  /** The complex determinant of a unitary matrix is 1. */
  SPECIAL_UNITARY("complex det g = 1") {
    @Override
    public Tensor residual(Tensor g) {
      Tensor det = Frames.complexDet(g);
      return det.re().sub(1).abs().maximum(det.im().abs());
    }

    /** tr A = 0 and, of A = X + iY held as (X, −Y; Y, X), tr Y = 0. */
    @Override
    public Optional<List<double[]>> linearised(int d) {
      return Optional.of(List.of(trace(d, 0), trace(d, d / 2)));
    }
  },

  /** g₀₀ > 0: the direction of time is kept. */
  ORTHOCHRONOUS("g₀₀ > 0") {
    @Override
    public Tensor residual(Tensor g) {
      return g.select(1, 0).select(1, 0).gt(0).not().to(g.dtype());
    }
  },

  /** A positive number, which acts on vectors of every size: ℝ₊. */
  SCALE("a positive number") {
    @Override
    public Tensor residual(Tensor g) {
      Tensor s = g.reshape(-1);
      return s.gt(0).and(s.isFinite()).not().to(g.dtype());
    }

    @Override
    public Optional<Tensor> inverse(Tensor g) {
      return Optional.of(g.reciprocal());
    }
  };

  /** Those that keep a form. */
  static final List<MatrixLaws> FORMS = List.of(ORTHOGONAL, SYMPLECTIC, LORENTZ);

  private final String words;

  MatrixLaws(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }

  /** The form J that is kept; null for laws of another kind. */
  double[][] form(int d) {
    return null;
  }

  private Tensor form(Tensor g) {
    int d = (int) g.size(-1);
    return Array.of(flat(form(d)), d, d).tensor(g.dtype());
  }

  @Override
  public Tensor residual(Tensor g) {
    Tensor j = form(g);
    Tensor left = this == ORTHOGONAL ? g.t() : g.t().matMul(j);
    Tensor off = left.matMul(g).sub(j).abs().max(1, 2);
    return off.div(g.square().max(1, 2).maximum(1));
  }

  /** J⁻¹ gᵀ J, where J⁻¹ = Jᵀ. */
  @Override
  public Optional<Tensor> inverse(Tensor g) {
    if (this == ORTHOGONAL) {
      return Optional.of(g.t());
    }
    if (form(1) == null) {
      return Optional.empty();
    }
    Tensor j = form(g);
    return Optional.of(j.t().matMul(g.t()).matMul(j));
  }

  /** AᵀJ + JA = 0; of laws that no small step breaks, as a sign, no equation. */
  @Override
  public Optional<List<double[]>> linearised(int d) {
    double[][] j = form(d);
    return Optional.of(j == null ? List.of() : keeping(j));
  }

  /** The equations AᵀJ + JA = 0 on the entries of A, row by row. */
  static List<double[]> keeping(double[][] j) {
    int d = j.length;
    var equations = new ArrayList<double[]>();
    for (int r = 0; r < d; r++) {
      for (int c = 0; c < d; c++) {
        double[] e = new double[d * d];
        for (int k = 0; k < d; k++) {
          e[k * d + r] += j[k][c];
          e[k * d + c] += j[r][k];
        }
        equations.add(e);
      }
    }
    return equations;
  }

  /** Σ A[below + i][i] over the first d − below rows: a trace. */
  private static double[] trace(int d, int below) {
    double[] e = new double[d * d];
    IntStream.range(0, d - below).forEach(i -> e[(below + i) * d + i] = 1);
    return e;
  }

  /** The entries of matrices one after the other. */
  static double[] flat(double[][]... matrices) {
    return Arrays.stream(matrices)
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }
}
