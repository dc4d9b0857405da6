package org.symm.groups;

import java.util.Arrays;
import java.util.Optional;
import org.symm.engine.Array;
import org.symm.frames.Frames;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The laws of the classical matrix groups. A form J is kept: gᵀ J g = J, so g⁻¹ = J⁻¹ gᵀ J.
 * Residuals are relative to the square of the largest entry, that of a determinant to the product
 * of the lengths of the rows, where these exceed 1.
 */
public enum MatrixLaws implements MatrixGroup.Law {
  /** gᵀg = 1. */
  ORTHOGONAL("gᵀg = 1") {
    @Override
    Tensor form(Tensor g) {
      return Tensors.eye(g.size(-1), g.dtype());
    }
  },

  /**
   * gᵀJg = J with J = (0, 1; −1, 0). Orthogonal matrices that keep J commute with it: they are the
   * unitary ones, A + iB held as (A, −B; B, A), which act on (Re z, Im z).
   */
  SYMPLECTIC("gᵀJg = J") {
    @Override
    Tensor form(Tensor g) {
      int n = (int) g.size(-1) / 2;
      double[] j = new double[4 * n * n];
      for (int i = 0; i < n; i++) {
        j[2 * n * i + n + i] = 1;
        j[2 * n * (n + i) + i] = -1;
      }
      return Array.of(j, 2L * n, 2L * n).tensor(g.dtype());
    }
  },

  /** gᵀηg = η with η = diag(1, −1, …, −1): the isometries of spacetime, time first. */
  LORENTZ("gᵀηg = η") {
    @Override
    Tensor form(Tensor g) {
      double[] eta = new double[(int) g.size(-1)];
      Arrays.fill(eta, -1);
      eta[0] = 1;
      return Array.of(eta).tensor(g.dtype()).diagonalMatrix();
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
  },

  /** The complex determinant of a unitary matrix is 1. */
  SPECIAL_UNITARY("complex det g = 1") {
    @Override
    public Tensor residual(Tensor g) {
      Tensor det = Frames.complexDet(g);
      return det.re().sub(1).abs().maximum(det.im().abs());
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

  private final String words;

  MatrixLaws(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }

  /** The form J that is kept; null for laws of another kind. */
  Tensor form(Tensor g) {
    return null;
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
    Tensor j = form(g);
    return Optional.ofNullable(j).map(f -> f.t().matMul(g.t()).matMul(f));
  }

  /** The entries of matrices one after the other. */
  static double[] flat(double[][]... matrices) {
    return Arrays.stream(matrices)
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }
}
