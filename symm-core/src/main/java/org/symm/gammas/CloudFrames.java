package org.symm.gammas;

import java.util.ArrayList;
import java.util.List;
import org.symm.engine.Array;
import org.symm.frames.Frames;
import org.symm.frames.Orthogonalisation;
import org.symm.frames.Rounding;
import org.symm.groups.ElementList;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.kernels.Body.Finite;
import org.symm.kernels.Noise;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.GroupProjection;
import org.symm.symmetrisation.SymmetrisationChecks;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Orthonormal frames of a cloud of points, seen from its centroid: for O(d) and SO(d), and with the
 * centroid for E(d) and SE(d).
 */
final class CloudFrames {

  private CloudFrames() {}

  /**
   * What a ratio of lengths is compared with where a pivot is chosen: one that points of a lattice
   * do not have, as the squares of their lengths are whole numbers.
   */
  private static final double PIVOT = Math.PI;

  /**
   * The frames (rows, m, d, d) and weights (rows, m) of centred points (rows, n, d) of Frobenius
   * norm 1, in whose coordinates numbers up to {@code rounding}, (rows), mean nothing.
   */
  private interface Rule {
    List<Tensor> of(Tensor points, Tensor rounding, boolean special, Noise u);
  }

  static Gamma pca() {
    return gamma(
        "PCA frame",
        "every input; where eigenvalues are equal, axes at random in their space",
        true,
        CloudFrames::pca);
  }

  /**
   * The eigenvectors of the covariance C = Yᵀ Y with all signs. An error E in Y changes C by Yᵀ E +
   * Eᵀ Y, so eigenvalues by 2 √λ |E| at most, λ the largest.
   */
  private static List<Tensor> pca(Tensor y, Tensor rounding, boolean special, Noise u) {
    int d = (int) y.size(2);
    ElementList.demandListed("pca()", Math.pow(2, d), d, "use minimal(), or haar with mean(K)");
    Tensor c = y.t().matMul(y);
    Tensor[] e = LinearAlgebra.eigh(c.stopGradient());
    Tensor largest = e[0].abs().max(1);
    Tensor moved = rounding.mul(largest.sqrt()).mul(2);
    Tensor group = Rounding.groups(e[0], Rounding.relative(largest).add(moved));
    Tensor equal = group.unsqueeze(1).eq(group.unsqueeze(2));
    Tensor several = equal.to(DType.INT64).sum(2).gt(1);
    Tensor open = equal.and(several.unsqueeze(1));
    Tensor v = e[1].matMul(Orthogonalisation.mixed(open, u.normal("completion", d, d)));
    Tensor gap = e[0].unsqueeze(1).sub(e[0].unsqueeze(2));
    Tensor rate = equal.where(gap.mul(0), equal.where(gap.mul(0).add(1), gap).reciprocal());
    Tensor q =
        Orthogonalisation.turned(v, v.stopGradient().t().matMul(c).matMul(v.stopGradient()), rate);
    Tensor signs = signs(d, special).to(y.dtype());
    long m = signs.size(0);
    Tensor base = special ? Frames.positive(q) : q;
    Tensor all = base.unsqueeze(1).mul(signs.reshape(1, m, 1, d));
    return List.of(all, Tensors.ones(Shape.of(y.size(0), m), y.dtype()));
  }

  /** All rows of d signs; only those with product 1 if special. */
  private static Tensor signs(int d, boolean special) {
    var rows = new ArrayList<Double>();
    for (int i = 0; i < 1 << d; i++) {
      if (!special || Integer.bitCount(i) % 2 == 0) {
        for (int j = 0; j < d; j++) {
          rows.add((i >> j & 1) == 0 ? 1.0 : -1);
        }
      }
    }
    double[] flat = rows.stream().mapToDouble(s -> s).toArray();
    return Array.of(flat, flat.length / d, d).tensor();
  }

  static Gamma minimal() {
    return gamma(
        "minimal frame",
        "every input; fewer than d independent points completed at random",
        false,
        CloudFrames::minimal);
  }

  /**
   * Gram–Schmidt of the first independent points: those whose distance from the span of the ones
   * before them is no rounding, and no less than a π⁻³ of the largest. The error of a short vector
   * is magnified by the ratio of lengths in all that is then measured from its line.
   */
  private static List<Tensor> minimal(Tensor y, Tensor rounding, boolean special, Noise u) {
    long n = y.size(1);
    int d = (int) y.size(2);
    Tensor rest = y.stopGradient();
    Tensor least = rounding.square().unsqueeze(1);
    Tensor late = Tensors.range(n, DType.INT64).neg().add(n).unsqueeze(0);
    var columns = new ArrayList<Tensor>();
    for (int j = 0; j < d; j++) {
      Tensor length = rest.square().sum(2);
      Tensor top = length.maxKeep(1);
      Tensor free = length.gt(least).and(length.gt(top.mul(Math.pow(PIVOT, -6))));
      Tensor at = free.to(DType.INT64).mul(late).argmax(1).reshape(-1, 1, 1);
      Tensor some = free.any(1).reshape(-1, 1, 1);
      Tensor p = y.takeAlong(1, at);
      columns.add(some.where(p, p.mul(0)));
      Tensor r = rest.takeAlong(1, at);
      Tensor square = r.square().sumKeep(2);
      Tensor size = square.gt(0).where(square, square.add(1));
      Tensor q = r.mul(size.rsqrt());
      rest = rest.sub(rest.mul(q).sumKeep(2).mul(q));
      least = least.mul(top.div(size.squeeze(2)).add(1));
    }
    Tensor a = Tensors.cat(1, columns.toArray(Tensor[]::new)).t();
    Tensor q =
        GroupProjection.orthonormal(Orthogonalisation.GRAM_SCHMIDT, a, rounding.div(2), u, special)
            .unsqueeze(1);
    return List.of(q, Tensors.ones(Shape.of(y.size(0), 1), y.dtype()));
  }

  /**
   * What completes d − 1 vectors in the plane and in space, of their size, where determinant 1
   * leaves no choice; in higher dimensions 0, for a random direction.
   */
  private static Tensor last(Tensor p, List<Tensor> others) {
    if (p.size(2) == 2) {
      return quarter(p);
    }
    if (p.size(2) != 3 || others.size() != 2) {
      return p.mul(0);
    }
    Tensor x = others.get(0).stopGradient();
    Tensor y = others.get(1).stopGradient();
    Tensor size = x.square().add(y.square()).sumKeep(2);
    return x.cross(y, 2).mul(size.add(1e-30).rsqrt());
  }

  static Gamma robust() {
    return gamma(
        "robust frame",
        "every input; points that span less than d − 1 dimensions completed at random",
        true,
        CloudFrames::robust);
  }

  /** Frames of all d − 1 points in order. */
  private static List<Tensor> robust(Tensor y, Tensor rounding, boolean special, Noise u) {
    int d = (int) y.size(2);
    int n = (int) y.size(1);
    int k = Math.min(n, d - 1);
    double choices = ElementList.choices(n, k);
    ElementList.demandListed(
        "robust()", choices, k, "use pca() or minimal(), or haar with mean(K)");
    List<double[]> tuples = ElementList.tuples(n, k);
    var columns = new ArrayList<Tensor>();
    for (int j = 0; j < d; j++) {
      int at = j;
      double[] index = tuples.stream().mapToDouble(t -> at < k ? t[at] : 0).toArray();
      Tensor p = y.indexSelect(1, Array.of(index).tensor().to(DType.INT64));
      columns.add(j < k ? p : last(p, columns));
    }
    Tensor a = Tensors.stack(3, columns.toArray(Tensor[]::new));
    Tensor each = rounding.repeatInterleave(a.size(1), 0);
    Tensor all = GroupProjection.orthonormal(Orthogonalisation.GRAM_SCHMIDT, a, each, u, true);
    Tensor w = weights(all.mul(a).sum(2).slice(2, 0, k).relu(), rounding.unsqueeze(1));
    if (special) {
      return List.of(all, w);
    }
    Tensor mirrored = Tensors.cat(3, all.slice(3, 0, d - 1), all.slice(3, d - 1, d).neg());
    return List.of(Tensors.cat(1, all, mirrored), Tensors.cat(1, w, w));
  }

  /**
   * The volumes (rows, m) that tuples of k points span, from the lengths (rows, m, k) of each
   * beyond those before it. Of a cloud that spans less than k dimensions, where all volumes are
   * rounding: 1 for tuples that begin with long independent vectors, each at least a π-th of the
   * longest, as short ones would magnify their errors; 0 for others.
   */
  private static Tensor weights(Tensor lengths, Tensor rounding) {
    Tensor independent = Tensors.ones(lengths.shape().without(2), lengths.dtype());
    Tensor flat = rounding.lt(0);
    for (int j = 0; j < lengths.size(2); j++) {
      Tensor length = lengths.select(2, j).stopGradient().mul(independent);
      Tensor top = length.maxKeep(1);
      flat = flat.or(top.le(rounding));
      independent = flat.where(independent, length.ge(top.div(PIVOT)).to(lengths.dtype()));
    }
    return flat.where(independent, lengths.prod(2));
  }

  /** Vectors of the plane turned by 90°. */
  private static Tensor quarter(Tensor p) {
    return Tensors.cat(2, p.slice(2, 1, 2).neg(), p.slice(2, 0, 1));
  }

  /**
   * The Γ of a rule; with one that depends on the order of the points S(n) must not act on them.
   */
  private static Gamma gamma(String name, String domain, boolean unordered, Rule rule) {
    return Gammas.choosing(
        name,
        domain,
        List.of(),
        (x, c) -> {
          PointCloud cloud = PointCloud.of(name, x, true);
          Group all = c.complement();
          int d = cloud.d();
          boolean moved = all.equals(Groups.E(d)) || all.equals(Groups.SE(d));
          boolean special = all.equals(Groups.SO(d)) || all.equals(Groups.SE(d));
          SymmetrisationChecks.chooses(name, moved ? all : special ? Groups.SO(d) : Groups.O(d), c);
          if (!unordered && cloud.n() > 1) {
            for (Group f : c.target().factors()) {
              if (PointCloud.permutes(f) && !cloud.in().isFixedBy(f)) {
                throw SymmetrisationChecks.changes(name, f);
              }
            }
          }
          // A centroid is one of some points; of vectors that are all absent any frame will do.
          int fewest = moved ? 1 : 0;
          Finite frames = new Finite(true, (in, u) -> frames(rule, cloud, special, moved, in, u));
          return cloud.needing(name, fewest, frames);
        });
  }

  private static List<Tensor> frames(
      Rule rule, PointCloud cloud, boolean special, boolean moved, List<Tensor> in, Noise u) {
    Tensor y = cloud.centred(in);
    Tensor length = Rounding.length(y);
    Tensor size = length.gt(0).where(length, length.add(1));
    Tensor rounding = cloud.rounding(in).div(size.reshape(-1));
    List<Tensor> frames = rule.of(y.div(size), rounding, special, u);
    if (!moved) {
      return frames;
    }
    Tensor t = cloud.centroid(in).unsqueeze(1).expand(u.rows(), frames.get(0).size(1), cloud.d());
    return List.of(t, frames.get(0), frames.get(1));
  }
}
