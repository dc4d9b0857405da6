package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
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

  /** Orthonormal columns; with determinant 1 if special. */
  Tensor of(Tensor a, Noise u, boolean special);

  /** What may be rounding in a matrix, shape (rows). */
  private static Tensor least(Tensor a) {
    return Rounding.below(a.stopGradient().square().sum(1, 2).sqrt());
  }

  /**
   * The last of three: ± the cross product of the first two, on the side of the third column, or,
   * where that one lies in their plane, of the spare one.
   */
  private static Tensor third(Tensor v, List<Tensor> basis, Tensor spare, Tensor least) {
    Tensor normal = basis.get(0).cross(basis.get(1), 0);
    Tensor still = normal.stopGradient();
    Tensor along = v.stopGradient().mul(still).sumKeep(0);
    Tensor dependent = along.mul(along).le(least);
    Tensor side = dependent.where(spare.mul(still).sumKeep(0), along).sign();
    return normal.mul(side);
  }

  /** The same by one QR of all columns, and a second one only where some are dependent. */
  private static Tensor whole(Tensor a, Noise u) {
    Tensor still = a.stopGradient();
    Tensor[] qr = LinearAlgebra.qr(still);
    Tensor dependent = qr[1].diagonal().abs().le(least(a).unsqueeze(1)).unsqueeze(1);
    Tensor spare = u.normalIfAny("completion", dependent, a.size(-1), a.size(-1));
    Tensor complete = dependent.where(spare, a);
    return Frames.orthonormal(
        LinearAlgebra.qrIfAny(dependent, complete.stopGradient(), qr[0]), complete);
  }

  /**
   * Gram–Schmidt: the Q of A = Q R with a positive diagonal of R. A dependent column is replaced by
   * a random direction orthogonal to those before it.
   */
  static Tensor gramSchmidt(Tensor a, Noise u, boolean special) {
    int d = (int) a.size(-1);
    if (Frames.whole(d)) {
      Tensor q = whole(a, u);
      return special ? Frames.positive(q) : q;
    }
    Tensor columns = a.permute(2, 1, 0).contiguous();
    Tensor spare = u.normal("completion", d, d).permute(2, 1, 0).contiguous();
    Tensor least = least(a).square().unsqueeze(0);
    List<Tensor> basis = new ArrayList<>();
    for (int j = 0; j < d; j++) {
      if (d == 3 && j == 2) {
        basis.add(third(columns.select(0, 2), basis, spare.select(0, 2), least));
        break;
      }
      Tensor v = Frames.reject(columns.select(0, j), basis);
      Tensor dependent = v.stopGradient().square().sumKeep(0).le(least);
      Tensor w = dependent.where(spare.select(0, j), v);
      basis.add(Frames.unit(Frames.reject(w, basis)));
    }
    Tensor q = Tensors.stack(0, basis.toArray(Tensor[]::new)).permute(2, 1, 0).contiguous();
    return special ? Frames.positive(q) : q;
  }

  /**
   * The polar factor A (AᵀA)^(−1/2): the orthonormal frame nearest to A, which treats all columns
   * alike. With A = U S Vᵀ it is U B Vᵀ, where B is 1 but for a random rotation of the directions
   * with singular value 0.
   *
   * <p>Gradient: dQ = Q Ω with Ω S′ + S′ Ω = Qᵀ dA − dAᵀ Q for S′ = V S Vᵀ, which needs no distinct
   * singular values.
   */
  static Tensor polar(Tensor a, Noise u, boolean special) {
    Tensor[] s = LinearAlgebra.svd(a.stopGradient());
    Tensor none = s[1].le(least(a).unsqueeze(1));
    Tensor open = none.unsqueeze(1).and(none.unsqueeze(2));
    Tensor v = s[2].t();
    Tensor q = s[0].matMul(mixed(open, u)).matMul(s[2]);
    Tensor p = q.t().matMul(a);
    Tensor sum = s[1].unsqueeze(1).add(s[1].unsqueeze(2));
    Tensor rate = open.where(sum.mul(0), open.where(sum.add(1), sum).reciprocal());
    Tensor polar = turned(q.matMul(v), v.t().matMul(p.sub(p.t())).matMul(v), rate).matMul(v.t());
    return special ? Frames.positive(polar) : polar;
  }

  /**
   * Random orthogonal matrices that mix what is open between each other (rows, d, d), and are 1
   * elsewhere.
   */
  static Tensor mixed(Tensor open, Noise u) {
    int d = (int) open.size(-1);
    Tensor one = Tensors.eye(d, u.real()).unsqueeze(0).expand(open.shape().toArray());
    return Frames.gramSchmidt(open.where(u.normal("completion", d, d), one));
  }

  /** Q, with the gradient that dQ = Q Ω gives it, Ω = rate ⊙ dP entry by entry. */
  static Tensor turned(Tensor q, Tensor p, Tensor rate) {
    Tensor still = q.stopGradient();
    return still.add(still.matMul(p.sub(p.stopGradient()).mul(rate.stopGradient())));
  }
}
