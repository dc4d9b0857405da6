package org.symm.groups;

import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Samples of the Haar probability of O(d) and SO(d). */
final class Rotations {

  /**
   * The rotation of a unit quaternion q = (w, x, y, z) is linear in the products of its entries:
   * entry (i, j) is Σ M[3i+j][4a+b] q_a q_b.
   */
  private static final double[] QUATERNION = quaternion();

  private Rotations() {}

  /**
   * The Haar probability. For d = 3, SO(3) is drawn from uniform unit quaternions, and a random
   * sign makes O(3) of it, as −1 is a reflection there. Otherwise the columns of a matrix of
   * independent normal numbers are orthonormalised (Mezzadri 2007), for large d without the matrix
   * ({@link #reflections}), which gives O(d); for SO(d) the last column is turned where the
   * determinant is −1.
   */
  static Tensor haar(int d, boolean special, String stream, long rows, DType real) {
    if (d == 1) {
      Tensor sign = special ? Tensors.ones(Shape.of(rows), real) : coin(stream, rows, real);
      return sign.reshape(rows, 1, 1);
    }
    if (d == 3) {
      Tensor r = rotations(stream, rows, real);
      Tensor g = special ? r : r.mul(coin(stream + "/sign", rows, real));
      return g.t().contiguous().reshape(rows, 3, 3);
    }
    Tensor q =
        Frames.whole(d)
            ? reflections(d, stream, rows, real)
            : Frames.gramSchmidt(Draws.normal(stream, Group.batch(rows, d, d), real));
    return special ? Frames.positive(q) : q;
  }

  /**
   * Householder's QR of a normal matrix reflects, in step k, what is left of column k, which is d −
   * k + 1 independent normal numbers whatever came before: so the reflections are drawn, and never
   * the matrix (Stewart 1980, The efficient generation of random orthogonal matrices). Row k of an
   * upper triangle has the numbers of step k; one array of (d + 1) × d holds two such triangles.
   */
  private static Tensor reflections(int d, String stream, long rows, DType real) {
    Tensor two = Draws.normal(stream, Group.batch((rows + 1) / 2, d + 1, d), real);
    Tensor x =
        Tensors.cat(0, two.slice(1, 0, d), two.slice(1, 1, d + 1).flip(1, 2)).slice(0, 0, rows);
    return reflected(x);
  }

  /**
   * Q of the reflections that take row k of upper triangles (rows, d, d), from its diagonal on, to
   * the first axis. A number drawn as 0, one in 2²⁴, counts as a very small one.
   */
  static Tensor reflected(Tensor x) {
    Tensor diagonal = x.diagonal();
    Tensor first = diagonal.eq(0).where(diagonal.mul(0).add(1e-18), diagonal);
    Tensor length = x.square().triu(1).sum(2).add(first.square()).sqrt();
    Tensor sign = first.ge(0).to(x.dtype()).mul(2).sub(1);
    Tensor head = first.add(sign.mul(length));
    Tensor q =
        LinearAlgebra.householderProduct(x.div(head.unsqueeze(2)).t(), head.mul(sign).div(length));
    return q.mul(sign.neg().unsqueeze(1));
  }

  /** Independent signs, −1 or 1. */
  static Tensor coin(String stream, long rows, DType real) {
    return Draws.integers(stream, 2, Shape.of(rows)).to(real).mul(2).sub(1);
  }

  /** Nine entries a rotation, rows last: (9, rows). */
  private static Tensor rotations(String stream, long rows, DType real) {
    Tensor q = Draws.normal(stream, Shape.of(4, rows), real);
    Tensor unit = Frames.unit(q);
    Tensor pairs = unit.unsqueeze(0).mul(unit.unsqueeze(1)).reshape(16, rows);
    return Tensors.constant(Array.of(QUATERNION, 9, 16)).to(real).matMul(pairs);
  }

  private static double[] quaternion() {
    double[] m = new double[9 * 16];
    int[][][] terms = {
      {{0, 0, 1}, {1, 1, 1}, {2, 2, -1}, {3, 3, -1}},
      {{1, 2, 2}, {0, 3, -2}},
      {{1, 3, 2}, {0, 2, 2}},
      {{1, 2, 2}, {0, 3, 2}},
      {{0, 0, 1}, {1, 1, -1}, {2, 2, 1}, {3, 3, -1}},
      {{2, 3, 2}, {0, 1, -2}},
      {{1, 3, 2}, {0, 2, -2}},
      {{2, 3, 2}, {0, 1, 2}},
      {{0, 0, 1}, {1, 1, -1}, {2, 2, -1}, {3, 3, 1}}
    };
    for (int e = 0; e < 9; e++) {
      for (int[] t : terms[e]) {
        m[16 * e + 4 * t[0] + t[1]] += t[2];
      }
    }
    return m;
  }
}
