package org.symm.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
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
    Tensor q = orthonormal(decomposed(a.stopGradient(), none(a))[0], a);
    return whole((int) a.size(-1)) ? q : q.contiguous();
  }

  /** The Q of A = Q R, without gradients, with the signs that make the diagonal of R positive. */
  private static Tensor positiveDiagonal(Tensor q, Tensor a) {
    Tensor positive = q.mul(a).sumKeep(-2).ge(0);
    return q.mul(positive.to(q.dtype()).mul(2).sub(1));
  }

  /** That only columns of which nothing is left are dependent. */
  private static Tensor none(Tensor a) {
    return Tensors.zeros(Shape.of(1), a.dtype());
  }

  /**
   * Gram–Schmidt of (rows, d, d) without gradients: Q, and which columns are dependent (rows, d):
   * those where the square of R's diagonal is at most {@code least}, of shape (rows) or (1). Such a
   * column of Q is 0, or for large d any.
   */
  public static Tensor[] decomposed(Tensor a, Tensor least) {
    if (!whole((int) a.size(-1))) {
      return columnByColumn(a, false, least);
    }
    Tensor[] qr = LinearAlgebra.qr(a);
    Tensor dependent = qr[1].diagonal().square().le(least.unsqueeze(1));
    return new Tensor[] {positiveDiagonal(qr[0], a), dependent};
  }

  /**
   * Of (rows, d, n), n ≤ d, column by column; over ℂ, each is also orthogonal to i times those
   * before it.
   */
  private static Tensor[] columnByColumn(Tensor a, boolean complex, Tensor least) {
    // Rows last, so that every step is one pass over contiguous memory.
    Tensor columns = rowsLast(a).transpose(0, 1);
    List<Tensor> basis = new ArrayList<>();
    List<Tensor> times = new ArrayList<>();
    List<Tensor> open = new ArrayList<>();
    for (int j = 0; j < columns.size(0); j++) {
      List<Tensor> found = Stream.concat(basis.stream(), times.stream()).toList();
      Tensor v = reject(reject(columns.select(0, j), found), found);
      Tensor square = v.mul(v).sumKeep(0);
      Tensor dependent = square.le(least.unsqueeze(0));
      Tensor q = v.mul(square.maskedFill(dependent, Double.POSITIVE_INFINITY).rsqrt());
      basis.add(q);
      open.add(dependent);
      if (complex) {
        times.add(timesI(q));
      }
    }
    basis.addAll(times);
    Tensor q = Tensors.stack(1, basis.toArray(Tensor[]::new)).permute(2, 0, 1);
    return new Tensor[] {q, Tensors.cat(0, open).t()};
  }

  private static Tensor rowsLast(Tensor a) {
    return a.permute(1, 2, 0).contiguous();
  }

  /** The squared Frobenius norms of (rows, d, d), shape (rows). */
  public static Tensor squares(Tensor a) {
    return whole((int) a.size(-1)) ? a.square().sum(1, 2) : rowsLast(a).square().sum(0, 1);
  }

  /** Whether matrices of this size are orthonormalised as a whole, not column by column. */
  public static boolean whole(int d) {
    return d > SMALL;
  }

  /**
   * The Q of A = Q R with positive diagonal of R, both (rows, d, d), as a function of A: the
   * gradient by A is Q L R⁻ᵀ, L the part of Qᵀ g − gᵀ Q below the diagonal, for g by Q (from Walter
   * and Lehmann 2013, Algorithmic differentiation of linear algebra functions). All columns but the
   * last must be independent.
   */
  public static Tensor orthonormal(Tensor q, Tensor a) {
    return q.differentiated((value, g) -> List.of(pulled(value, g, a)), a);
  }

  private static Tensor pulled(Tensor q, Tensor g, Tensor a) {
    int d = (int) q.size(-1);
    Tensor p = q.t().matMul(g);
    Tensor l = p.sub(p.t()).mul(below(d, q.dtype()));
    Tensor r = q.t().matMul(a);
    return q.matMul(
        whole(d) ? LinearAlgebra.solveTriangular(r.t(), l, false, false) : substituted(r, l));
  }

  /** 1 below the diagonal, 0 elsewhere. */
  private static Tensor below(int d, DType real) {
    double[] ones = new double[d * d];
    for (int i = 0; i < d; i++) {
      Arrays.fill(ones, i * d, i * d + i, 1);
    }
    return Array.of(ones, d, d).tensor(real);
  }

  /** The X with X Rᵀ = L, whose last column is 0, for upper triangles R; rows last. */
  private static Tensor substituted(Tensor r, Tensor l) {
    int d = (int) r.size(-1);
    Tensor by = r.permute(2, 1, 0);
    Tensor left = l.permute(2, 1, 0);
    Tensor[] x = new Tensor[d];
    x[d - 1] = left.select(0, d - 1);
    for (int j = d - 2; j >= 0; j--) {
      Tensor column = by.select(0, j);
      x[j] = left.select(0, j).div(column.select(0, j));
      if (j > 0) {
        left =
            left.slice(0, 0, j).subProduct(x[j].unsqueeze(0), column.slice(0, 0, j).unsqueeze(1));
      }
    }
    return Tensors.stack(1, x).permute(2, 0, 1);
  }

  /**
   * What is left of vectors (d, rows) after their components along orthonormal ones; done twice, it
   * is orthogonal to them up to rounding.
   */
  private static Tensor reject(Tensor v, List<Tensor> basis) {
    for (Tensor q : basis) {
      v = v.subProduct(q, q.mul(v).sumKeep(0));
    }
    return v;
  }

  /** Vectors (d, …) divided by their lengths. */
  public static Tensor unit(Tensor v) {
    return v.mul(v.mul(v).sumKeep(0).rsqrt());
  }

  /** The last column turned where that is needed for determinant 1. */
  public static Tensor positive(Tensor q) {
    int d = (int) q.size(-1);
    Tensor sign = LinearAlgebra.det(q).sign().stopGradient().reshape(q.size(0), 1, 1);
    return Tensors.cat(2, q.slice(2, 0, d - 1), q.slice(2, d - 1, d).mul(sign));
  }

  /**
   * Gram–Schmidt over ℂ: columns z (rows, 2n, n), real parts above imaginary ones, made a unitary
   * matrix held as (A, −B; B, A).
   */
  public static Tensor unitary(Tensor z) {
    return columnByColumn(z, true, none(z))[0];
  }

  /** i z for vectors (2n, rows). */
  private static Tensor timesI(Tensor z) {
    long n = z.size(0) / 2;
    return Tensors.cat(0, z.slice(0, n, 2 * n).neg(), z.slice(0, 0, n));
  }

  /** The last complex column of a unitary matrix divided by the determinant. */
  public static Tensor positiveUnitary(Tensor u) {
    long n = u.size(2) / 2;
    Tensor det = complexDet(u).reshape(-1, 1, 1);
    Tensor re = det.re();
    Tensor im = det.im();
    Tensor q = u.slice(2, n - 1, n);
    Tensor iq = u.slice(2, 2 * n - 1, 2 * n);
    return Tensors.cat(
        2,
        u.slice(2, 0, n - 1),
        re.mul(q).sub(im.mul(iq)),
        u.slice(2, n, 2 * n - 1),
        im.mul(q).add(re.mul(iq)));
  }

  /** det(A + iB) for matrices held as (A, −B; B, A), complex, shape (rows). */
  public static Tensor complexDet(Tensor g) {
    long n = g.size(2) / 2;
    Tensor left = g.slice(2, 0, n);
    return LinearAlgebra.det(left.slice(1, 0, n).complex(left.slice(1, n, 2 * n)));
  }

  /** Matrices (rows, dᵢ, dᵢ) as the blocks of a block-diagonal one. */
  public static Tensor blocks(Tensor... parts) {
    long d = Arrays.stream(parts).mapToLong(p -> p.size(1)).sum();
    Tensor[] wide = new Tensor[parts.length];
    long at = 0;
    for (int i = 0; i < parts.length; i++) {
      long n = parts[i].size(1);
      wide[i] = parts[i].pad(0, at, d - at - n);
      at += n;
    }
    return parts.length == 1 ? parts[0] : Tensors.cat(1, wide);
  }
}
