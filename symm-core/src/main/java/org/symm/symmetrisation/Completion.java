package org.symm.symmetrisation;

import org.symm.groups.Frames;
import org.symm.kernels.Noise;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Orthonormal frames from matrices (rows, d, d), defined everywhere: what a matrix leaves open is
 * chosen at random. Where it leaves nothing open no noise is used and the map is a function; on
 * others it is equivariant in law, as the noise has no preferred direction.
 *
 * <p>A column counts as dependent if what is left of it is {@link Rounding} of the Frobenius norm
 * of the matrix, which does not change under g, so A and g A are judged alike. Rounding has a bound
 * besides for columns that are sums which cancel: what is left of those has a direction that is not
 * equivariant. So frames should be of size about one.
 */
interface Completion {

  /** Column by column. */
  Completion GRAM_SCHMIDT = Completion::gramSchmidt;

  /** All columns alike. */
  Completion POLAR = Completion::polar;

  /** Orthonormal columns of (rows, …, d, d); with determinant 1 if special. */
  Tensor of(Tensor a, Noise u, boolean special);

  /** What may be rounding in matrices (n, d, d), shape (n); nothing where they overflow. */
  private static Tensor least(Tensor a) {
    Tensor size = a.stopGradient().square().sum(1, 2).sqrt();
    return Rounding.below(size.add(size.sub(size)));
  }

  /** The stream of noise; another one for another group of the same Γ. */
  private static String stream(Tensor frames, boolean special) {
    return "completion " + (special ? "SO" : "O") + frames.size(-1);
  }

  private static long[] sizes(Tensor frames) {
    return frames.shape().without(0).toArray();
  }

  /**
   * Gram–Schmidt: the Q of A = Q R with a positive diagonal of R. A dependent column is replaced by
   * a random direction orthogonal to those before it, by a second decomposition, which is made only
   * if there is one.
   */
  static Tensor gramSchmidt(Tensor frames, Noise u, boolean special) {
    int d = (int) frames.size(-1);
    Tensor a = frames.reshape(-1, d, d);
    Tensor least = least(a).square();
    Tensor[] qr = Frames.decomposed(a.stopGradient(), least);
    Tensor dependent = qr[1].le(least.unsqueeze(1)).unsqueeze(1);
    Tensor spare =
        u.normalIfAny(stream(frames, special), dependent, sizes(frames)).reshape(-1, d, d);
    Tensor[] complete = LinearAlgebra.qrIfAny(dependent, spare, a, qr[0]);
    Tensor all = Frames.orthonormal(complete[1].stopGradient(), complete[0]);
    Tensor out = (special ? Frames.positive(all) : all).reshape(frames.shape().toArray());
    return Frames.whole(d) ? out : out.contiguous();
  }

  /**
   * The polar factor A (AᵀA)^(−1/2): the orthonormal frame nearest to A, which treats all columns
   * alike. With A = U S Vᵀ it is U B Vᵀ, where B is 1 but for a random rotation of the directions
   * with singular value 0.
   *
   * <p>Gradient: dQ = Q Ω with Ω S′ + S′ Ω = Qᵀ dA − dAᵀ Q for S′ = V S Vᵀ, which needs no distinct
   * singular values.
   */
  static Tensor polar(Tensor frames, Noise u, boolean special) {
    int d = (int) frames.size(-1);
    Tensor a = frames.reshape(-1, d, d);
    Tensor[] s = LinearAlgebra.svd(a.stopGradient());
    Tensor none = s[1].le(least(a).unsqueeze(1));
    Tensor open = none.unsqueeze(1).and(none.unsqueeze(2));
    Tensor v = s[2].t();
    Tensor normal = u.normal(stream(frames, special), sizes(frames)).reshape(-1, d, d);
    Tensor q = s[0].matMul(mixed(open, normal)).matMul(s[2]);
    Tensor p = q.t().matMul(a);
    Tensor sum = s[1].unsqueeze(1).add(s[1].unsqueeze(2));
    Tensor rate = open.where(sum.mul(0), open.where(sum.add(1), sum).reciprocal());
    Tensor polar = turned(q.matMul(v), v.t().matMul(p.sub(p.t())).matMul(v), rate).matMul(v.t());
    return (special ? Frames.positive(polar) : polar).reshape(frames.shape().toArray());
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
