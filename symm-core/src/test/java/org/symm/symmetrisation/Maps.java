package org.symm.symmetrisation;

import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;

/** Maps of point clouds that are equivariant for a group and for nothing larger. */
public final class Maps {

  private Maps() {}

  /** A nonlinear H-equivariant map X → X, X = points(n, d), without the symmetries that H lacks. */
  public static Kernel equivariant(Space x, Group h) {
    boolean moved = h.factors().stream().anyMatch(f -> f instanceof Translation);
    boolean permuted = h.factors().stream().anyMatch(f -> f instanceof Symmetric);
    var turn =
        h.factors().stream()
            .filter(f -> !(f instanceof Translation) && !(f instanceof Symmetric))
            .findFirst();
    boolean special = turn.isPresent() && turn.get() instanceof MatrixGroup o && o.isSpecial();
    var matrices = h.factors().stream().filter(f -> f instanceof MatrixGroup).toList();
    boolean stretch = matrices.stream().anyMatch(f -> !((MatrixGroup) f).isOrthogonal());
    boolean rigid = matrices.stream().anyMatch(f -> !((MatrixGroup) f).isScale());
    return Kernels.kernel(
        "map of " + h,
        x,
        x,
        h,
        t -> {
          Tensor centre = t.meanKeep(1);
          Tensor y = moved ? t.sub(centre) : t;
          Tensor size = y.square().sumKeep(1, 2).add(1).log();
          Tensor z =
              stretch
                  ? leverage(y).mul(rigid ? y : y.mul(ramp(t.size(2)).to(t.dtype())))
                  : turn.isPresent()
                      ? y.mul(size)
                      : y.mul(ramp(t.size(2)).to(t.dtype())).tanh().add(moved ? 0 : 0.5);
          if (special && t.size(2) == 3) {
            Tensor m = y.mul(y.square().sumKeep(2)).sumKeep(1).expand(t.shape().toArray());
            z = z.add(y.cross(m, 2));
          }
          if (!permuted) {
            z = z.mul(ramp(t.size(1)).to(t.dtype()).unsqueeze(1));
          }
          return moved ? z.add(centre) : z;
        });
  }

  /** yᵢᵀ (Σ y yᵀ)⁻¹ yᵢ, which no linear map changes. */
  private static Tensor leverage(Tensor y) {
    Tensor inverse = LinearAlgebra.inverse(y.t().matMul(y));
    return y.matMul(inverse).mul(y).sumKeep(2);
  }

  private static Tensor ramp(long n) {
    double[] w = new double[(int) n];
    for (int i = 0; i < n; i++) {
      w[i] = 1 + 0.3 * i;
    }
    return Array.of(w).tensor();
  }
}
