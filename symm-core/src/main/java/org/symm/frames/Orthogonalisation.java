package org.symm.frames;

import java.util.function.UnaryOperator;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Orthonormal frames from matrices (rows, d, d), defined everywhere: what a matrix leaves open is
 * chosen at random. Where it leaves nothing open no noise is used and the map is a function; on
 * others it is equivariant in law, as the noise has no preferred direction.
 *
 * <p>A column counts as dependent if what is left of it is {@link Rounding}, of the Frobenius norm
 * of the matrix, which does not change under g, so that A and g A are judged alike; or of the terms
 * that the matrix was summed from, if those are known. What is left of a sum that cancels has a
 * direction that is not equivariant.
 */
public interface Orthogonalisation {

  /** Column by column. */
  Orthogonalisation GRAM_SCHMIDT = Orthogonalisation::gramSchmidt;

  /** All columns alike. */
  Orthogonalisation POLAR = Orthogonalisation::polar;

  /**
   * Orthonormal columns of (n, d, d).
   *
   * @param least the square of what may be rounding in each matrix, shape (n)
   * @param spare normal numbers of that shape, if any of some conditions is true
   * @param special whether the determinant is 1
   */
  Tensor of(Tensor a, Tensor least, UnaryOperator<Tensor> spare, boolean special);

  /**
   * Gram–Schmidt: the Q of A = Q R with a positive diagonal of R. A dependent column is replaced by
   * a random direction orthogonal to those before it, by a second decomposition, which is made only
   * if there is one.
   */
  private static Tensor gramSchmidt(
      Tensor a, Tensor least, UnaryOperator<Tensor> spare, boolean special) {
    Tensor[] qr = Frames.decomposed(a.stopGradient(), least);
    Tensor dependent = qr[1].unsqueeze(1);
    Tensor[] complete = LinearAlgebra.qrIfAny(dependent, spare.apply(dependent), a, qr[0]);
    Tensor all = Frames.orthonormal(complete[1].stopGradient(), complete[0]);
    Tensor out = special ? Frames.positive(all) : all;
    return Frames.whole((int) a.size(-1)) ? out : out.contiguous();
  }

  /**
   * The polar factor A (AᵀA)^(−1/2): the orthonormal frame nearest to A, which treats all columns
   * alike. With A = U S Vᵀ it is U B Vᵀ, where B is 1 but for a random rotation of the directions
   * with singular value 0.
   *
   * <p>Gradient: dQ = Q Ω with Ω S′ + S′ Ω = Qᵀ dA − dAᵀ Q for S′ = V S Vᵀ, which needs no distinct
   * singular values.
   */
  private static Tensor polar(
      Tensor a, Tensor least, UnaryOperator<Tensor> spare, boolean special) {
    Tensor[] s = LinearAlgebra.svd(a.stopGradient());
    Tensor none = s[1].square().le(least.unsqueeze(1));
    Tensor open = none.unsqueeze(1).and(none.unsqueeze(2));
    Tensor v = s[2].t();
    Tensor q = s[0].matMul(mixed(open, spare.apply(open))).matMul(s[2]);
    Tensor p = q.t().matMul(a);
    Tensor sum = s[1].unsqueeze(1).add(s[1].unsqueeze(2));
    Tensor rate = open.where(sum.mul(0), open.where(sum.add(1), sum).reciprocal());
    Tensor polar = turned(q.matMul(v), v.t().matMul(p.sub(p.t())).matMul(v), rate).matMul(v.t());
    return special ? Frames.positive(polar) : polar;
  }

  /**
   * Random orthogonal matrices, from normal ones, that mix what is open between each other (rows,
   * d, d), and are 1 elsewhere.
   */
  static Tensor mixed(Tensor open, Tensor normal) {
    Tensor one = Tensors.eye(open.size(-1), normal.dtype()).unsqueeze(0);
    return Frames.gramSchmidt(open.where(normal, one.expand(open.shape().toArray())));
  }

  /** Q, with the gradient that dQ = Q Ω gives it, Ω = rate ⊙ dP entry by entry. */
  static Tensor turned(Tensor q, Tensor p, Tensor rate) {
    Tensor still = q.stopGradient();
    return still.add(still.matMul(p.sub(p.stopGradient()).mul(rate.stopGradient())));
  }
}
