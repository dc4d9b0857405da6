package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Orthonormal frames: matrices (rows, d, d) whose columns are the vectors. */
public final class Frames {

  /** Up to this size the column-by-column formula is faster than libtorch's Householder QR. */
  private static final int SMALL = 8;

  private Frames() {}

  /**
   * Gram–Schmidt on columns: the orthonormal Q with A = Q R, R an upper triangle with positive
   * diagonal. Equivariant: GS(g A) = g GS(A) for orthogonal g. The columns must be linearly
   * independent.
   */
  public static Tensor gramSchmidt(Tensor a) {
    int d = (int) a.size(-1);
    if (d > SMALL) {
      return orthonormal(LinearAlgebra.qr(a.stopGradient())[0], a);
    }
    // Rows last, so that every step is one pass over contiguous memory.
    Tensor columns = a.permute(2, 1, 0).contiguous();
    List<Tensor> basis = new ArrayList<>();
    for (int j = 0; j < d; j++) {
      Tensor v = columns.select(0, j);
      basis.add(unit(reject(reject(v, basis), basis)));
    }
    return Tensors.stack(0, basis.toArray(Tensor[]::new)).permute(2, 1, 0).contiguous();
  }

  /** Whether matrices of this size are orthonormalised as a whole, not column by column. */
  public static boolean whole(int d) {
    return d > SMALL;
  }

  /**
   * The Q of A = Q R with positive diagonal of R, from one with any signs, as a function of A: the
   * gradient by A is (g + Q C) R⁻ᵀ, C the symmetric matrix whose lower triangle is that of −gᵀ Q
   * (Walter and Lehmann 2013, Algorithmic differentiation of linear algebra functions, for g by Q).
   */
  public static Tensor orthonormal(Tensor q, Tensor a) {
    Tensor sign = q.mul(a.stopGradient()).sumKeep(-2).sign();
    return q.mul(sign).differentiated((value, g) -> List.of(pulled(value, g, a)), a);
  }

  private static Tensor pulled(Tensor q, Tensor g, Tensor a) {
    Tensor lower = g.t().matMul(q).tril(0);
    Tensor c = lower.add(lower.tril(-1).t());
    Tensor r = q.t().matMul(a);
    return LinearAlgebra.solveTriangularRight(r.t(), g.sub(q.matMul(c)), false);
  }

  /**
   * What is left of vectors (d, rows) after their components along orthonormal ones; done twice, it
   * is exact.
   */
  public static Tensor reject(Tensor v, List<Tensor> basis) {
    for (Tensor q : basis) {
      v = v.sub(q.mul(q.mul(v).sumKeep(0)));
    }
    return v;
  }

  /** Vectors (d, rows) divided by their lengths. */
  public static Tensor unit(Tensor v) {
    return v.mul(v.mul(v).sumKeep(0).rsqrt());
  }

  /** The last column turned where that is needed for determinant 1. */
  public static Tensor positive(Tensor q) {
    int d = (int) q.size(-1);
    Tensor sign = LinearAlgebra.det(q).sign().stopGradient().reshape(q.size(0), 1, 1);
    return Tensors.cat(2, q.slice(2, 0, d - 1), q.slice(2, d - 1, d).mul(sign));
  }
}
