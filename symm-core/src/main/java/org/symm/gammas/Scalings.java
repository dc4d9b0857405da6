package org.symm.gammas;

import java.util.List;
import java.util.Locale;
import org.symm.display.Refused;
import org.symm.frames.Rounding;
import org.symm.groups.CosetSpace;
import org.symm.groups.Groups;
import org.symm.groups.VectorAction;
import org.symm.kernels.Body;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.SymmetrisationChecks;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** How large a cloud of points is, seen from its centroid: for ℝ₊ and GL(d). */
final class Scalings {

  private Scalings() {}

  /** s = √((1/n) Σ |yᵢ|²). */
  static Gamma size() {
    return Gammas.gamma(
        "size",
        "points that are not all in one place",
        (x, c) -> {
          PointCloud cloud = PointCloud.of("size", x, true);
          SymmetrisationChecks.chooses("size", Groups.Scale(), c);
          cloud.demandAllowed("size", c, f -> cloud.keepsDistances(f) || VectorAction.isScale(f));
          // One point is all in one place.
          Body body = cloud.needing("size", 2, (in, u) -> List.of(size(cloud, in)));
          return Gamma.box("size", x, c, List.of(), false, body);
        });
  }

  private static Tensor size(PointCloud cloud, List<Tensor> in) {
    Tensor y = cloud.centred(in);
    Tensor unit = Rounding.unit(y);
    Tensor s = cloud.present(in).mean(y.div(unit).square().sum(2)).sqrt().mul(unit.reshape(-1));
    return positive(s, cloud.rounding(in), "all points are in one place", "ℝ₊").reshape(-1, 1, 1);
  }

  /** S = (1/n) Σ yᵢ yᵢᵀ. */
  static Gamma covariance() {
    return Gammas.gamma(
        "covariance",
        "points that span ℝᵈ",
        (x, c) -> {
          PointCloud cloud = PointCloud.of("covariance", x, true);
          String spd = "SPD(" + cloud.d() + ")";
          if (!(c.held() instanceof CosetSpace.PositiveDefinite p
              && p.isAll()
              && p.d() == cloud.d())) {
            throw Refused.because(
                "covariance chooses elements of %s, but %s is held as elements of %s; go along O(%s)"
                    + " → GL(%s).",
                spd, c, c.held().name(), cloud.d(), cloud.d());
          }
          cloud.demandAllowed("covariance", c, f -> f.isIn(Groups.Aff(cloud.d())));
          // So many span ℝᵈ: d vectors from 0, of points one more.
          int span = cloud.in().isAffine() ? cloud.d() + 1 : cloud.d();
          Body body = cloud.needing("covariance", span, (in, u) -> List.of(covariance(cloud, in)));
          return Gamma.box("covariance", x, c, List.of(), false, body);
        });
  }

  private static Tensor covariance(PointCloud cloud, List<Tensor> in) {
    Tensor y = cloud.centred(in);
    Tensor unit = Rounding.unit(y);
    Tensor z = y.div(unit);
    Tensor s = cloud.present(in).average(z.t().matMul(z), cloud.n());
    Tensor[] e = LinearAlgebra.eigh(s.stopGradient());
    int d = cloud.d();
    String group = "GL(" + d + ")";
    Tensor moved = cloud.rounding(in).div(unit.reshape(-1)).square();
    Tensor rounding = Rounding.relative(e[0].select(1, d - 1)).maximum(moved);
    Tensor least = positive(e[0].select(1, 0), rounding, "points lie in a hyperplane", group);
    double digits = y.dtype() == DType.FLOAT64 ? 1e-290 : 1e-30;
    Tensor squares = unit.square();
    Tensor held = squares.gt(digits).and(squares.isFinite()).reshape(-1);
    String name = y.dtype().name().toLowerCase(Locale.ROOT);
    String sentence = "the squares of the sizes of points have no digits in " + name;
    return s.add(Tensors.requireRows(least, held, sentence).mul(0).reshape(-1, 1, 1)).mul(squares);
  }

  /**
   * Numbers (rows), with the demand that they are above what may be rounding: where they are not,
   * the stabiliser of the input in a group is not compact.
   */
  private static Tensor positive(Tensor x, Tensor rounding, String what, String group) {
    Tensor inside = x.stopGradient().gt(rounding);
    return Tensors.requireRows(
        x,
        inside,
        String.format(
            "%s: the stabiliser of such an input in %s is not compact, so no choice is equivariant"
                + " there, not even a random one; leave such inputs out, or symmetrise for a compact"
                + " group besides translations, as E(d)",
            what, group));
  }
}
