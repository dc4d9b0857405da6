package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.groups.Frames;
import org.symm.kernels.Noise;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Gram–Schmidt that is defined everywhere: a column that depends linearly on those before it is
 * replaced by a random direction orthogonal to them. On independent columns no noise is used and
 * the map is a function; on others it is equivariant in law, as the noise has no preferred
 * direction.
 *
 * <p>A column counts as dependent if what is left of it is {@link Rounding} of the Frobenius norm
 * of the matrix, which does not change under g, so A and g A are judged alike. Rounding has a bound
 * besides for columns that are sums which cancel: what is left of those has a direction that is not
 * equivariant. So frames should be of size about one.
 */
final class Completion {

  private Completion() {}

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
    Tensor least = Rounding.below(still.square().sum(1, 2).sqrt()).unsqueeze(1);
    Tensor dependent = qr[1].diagonal().abs().le(least).unsqueeze(1);
    Tensor spare = u.normalIfAny("completion", dependent, a.size(-1), a.size(-1));
    Tensor complete = dependent.where(spare, a);
    return Frames.orthonormal(
        LinearAlgebra.qrIfAny(dependent, complete.stopGradient(), qr[0]), complete);
  }

  /** Orthonormal columns from (rows, d, d); with determinant 1 if special. */
  static Tensor gramSchmidt(Tensor a, Noise u, boolean special) {
    int d = (int) a.size(-1);
    if (Frames.whole(d)) {
      Tensor q = whole(a, u);
      return special ? Frames.positive(q) : q;
    }
    Tensor columns = a.permute(2, 1, 0).contiguous();
    Tensor spare = u.normal("completion", d, d).permute(2, 1, 0).contiguous();
    Tensor least =
        Rounding.below(columns.stopGradient().square().sum(0, 1).sqrt()).square().unsqueeze(0);
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
}
