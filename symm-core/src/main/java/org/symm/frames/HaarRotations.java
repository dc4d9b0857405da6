package org.symm.frames;

import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Samples of the Haar probability of O(d) and SO(d). */
public final class HaarRotations {

  private HaarRotations() {}

  /**
   * The Haar probability. For d = 3 and 4 it comes from uniform unit {@link #quaternions}.
   * Otherwise the columns of a matrix of independent normal numbers are orthonormalised (Mezzadri
   * 2007), for large d without the matrix ({@link #reflections}), which gives O(d); for SO(d) the
   * last column is turned where the determinant is −1.
   */
  public static Tensor haar(int d, boolean special, String stream, long rows, DType real) {
    if (d == 1) {
      Tensor sign = special ? Tensors.ones(Shape.of(rows), real) : coin(stream, rows, real);
      return sign.reshape(rows, 1, 1);
    }
    if (d == 3 || d == 4) {
      return quaternions(d, special, stream, rows, real).permute(2, 0, 1).contiguous();
    }
    Tensor q =
        Frames.whole(d)
            ? reflections(d, stream, rows, real)
            : Frames.gramSchmidt(Draws.normal(stream, Shape.of(rows, d, d), real));
    return special ? Frames.positive(q) : q;
  }

  /**
   * Householder's QR of a normal matrix reflects, in step k, what is left of column k, which is d −
   * k + 1 independent normal numbers whatever came before: so the reflections are drawn, and never
   * the matrix (Stewart 1980, The efficient generation of random orthogonal matrices). Row k of an
   * upper triangle has the numbers of step k; one array of (d + 1) × d holds two such triangles.
   */
  private static Tensor reflections(int d, String stream, long rows, DType real) {
    Tensor two = Draws.normal(stream, Shape.of((rows + 1) / 2, d + 1, d), real);
    Tensor x =
        Tensors.cat(0, two.slice(1, 0, d), two.slice(1, 1, d + 1).flip(1, 2)).slice(0, 0, rows);
    return reflected(x);
  }

  /**
   * Q of the reflections that take row k of upper triangles (rows, d, d), from its diagonal on, to
   * the first axis. A number drawn as 0, one in 2²⁴, counts as a very small one.
   */
  public static Tensor reflected(Tensor x) {
    Tensor diagonal = x.diagonal();
    Tensor first = diagonal.eq(0).where(diagonal.mul(0).add(1e-18), diagonal);
    Tensor above = Tensors.ones(Shape.of(x.size(1), x.size(2)), x.dtype()).triu(1);
    Tensor length = x.square().mul(above).sum(2).add(first.square()).sqrt();
    Tensor sign = first.ge(0).to(x.dtype()).mul(2).sub(1);
    Tensor head = first.add(sign.mul(length));
    Tensor q =
        LinearAlgebra.householderProduct(x.div(head.unsqueeze(2)).t(), head.mul(sign).div(length));
    return q.mul(sign.neg().unsqueeze(1));
  }

  /** Independent signs, −1 or 1. */
  public static Tensor coin(String stream, long rows, DType real) {
    return Draws.integers(stream, 2, Shape.of(rows)).to(real).mul(2).sub(1);
  }

  /**
   * Rotations of ℝ⁴ by v ↦ p v q̄ with two unit quaternions, of ℝ³, the imaginary ones, by v ↦ q v
   * q̄: (d, d, rows). For O(d) by a random sign besides, which is that of the real part of p (or
   * q): (p, q) and (−p, −q) give one rotation, so the sign does not depend on it. It turns all
   * entries for d = 3, as −1 is a reflection there, the first column for d = 4.
   */
  private static Tensor quaternions(int d, boolean special, String stream, long rows, DType real) {
    Tensor unit = Frames.unit(Draws.normal(stream, Shape.of(4, d - 2, rows), real));
    Tensor p = unit.select(1, 0);
    Tensor pairs = p.unsqueeze(1).mul(unit.select(1, d - 3).unsqueeze(0)).reshape(16, rows);
    Tensor entries = Array.of(bilinear(d), (long) d * d, 16).tensor(real);
    Tensor r = entries.matMul(pairs).reshape(d, d, rows);
    if (special) {
      return r;
    }
    // A real part of 0 counts as positive.
    Tensor sign = Frames.unit(p.slice(0, 0, 1).add(1e-12));
    return d == 3 ? r.mul(sign) : Tensors.cat(1, r.slice(1, 0, 1).mul(sign), r.slice(1, 1, 4));
  }

  /** What p_a q_b, in column 4a + b, counts for entry (i, j) of the rotation, in row d i + j. */
  private static double[] bilinear(int d) {
    double[] m = new double[d * d * 16];
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        for (int j = 4 - d; j < 4; j++) {
          int i = a ^ j ^ b;
          if (i >= 4 - d) {
            int conjugate = b == 0 ? 1 : -1;
            m[((i - 4 + d) * d + j - 4 + d) * 16 + 4 * a + b] =
                conjugate * sign(a, j) * sign(a ^ j, b);
          }
        }
      }
    }
    return m;
  }

  /** 1, i, j, k are numbered so that e_a e_b = ± e_c with c = a xor b; this is the sign. */
  private static int sign(int a, int b) {
    return a > 0 && b > 0 && (b - a + 3) % 3 != 1 ? -1 : 1;
  }
}
