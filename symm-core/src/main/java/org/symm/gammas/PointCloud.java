package org.symm.gammas;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.symm.display.Refused;
import org.symm.frames.Rounding;
import org.symm.groups.Composite;
import org.symm.groups.Coset;
import org.symm.groups.Cyclic;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Hom;
import org.symm.groups.Semidirect;
import org.symm.groups.Symmetric;
import org.symm.kernels.Body;
import org.symm.kernels.Body.Fewest;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.symmetrisation.SymmetrisationChecks;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/**
 * The part of a space that a statistic looks at: its first n points or vectors of ℝᵈ.
 *
 * @param space the space
 * @param in the array
 * @param part which one of the space it is
 * @param n points
 * @param d coordinates
 */
record PointCloud(Space space, Component in, int part, int n, int d) {

  /** The first points, or, if vectors will do, the first of either. */
  static PointCloud of(String gamma, Space x, boolean vectors) {
    int part = 0;
    for (Component c : x.components()) {
      List<Axis> axes = c.axes();
      int last = axes.size() - 1;
      boolean one = last == 0 || (last == 1 && axes.get(0).isItems());
      if (one && axes.get(last).isVector() && (c.isAffine() || vectors)) {
        int n = last == 0 ? 1 : axes.get(0).size();
        return new PointCloud(x, c, part, n, axes.get(last).size());
      }
      part += c.parts().size();
    }
    if (vectors) {
      throw Refused.because(
          "%s needs points or vectors, which rotations turn; %s has none. Use points(n, d) or"
              + " vectors(n, d).",
          gamma, x);
    }
    throw Refused.because(
        "%s needs points, which translations move; %s has none. Use points(n, d) in place of"
            + " vectors(n, d).",
        gamma, x);
  }

  /**
   * Stops where a group moves the points in a way that a statistic of them does not allow. The
   * order of the points is no concern of this.
   */
  void demandAllowed(String gamma, Coset c, Predicate<Group> allowed) {
    movers(c.target())
        .filter(f -> !permutes(f) && !allowed.test(f) && !in.isFixedBy(f))
        .findFirst()
        .ifPresent(
            f -> {
              throw SymmetrisationChecks.changes(gamma, f);
            });
  }

  /**
   * The groups that move all points alike; a wreath product moves each by itself and stays whole.
   */
  private static Stream<Group> movers(Group g) {
    boolean each = g instanceof Semidirect s && s.each().isPresent();
    return g instanceof Composite c && !each
        ? c.of().stream().flatMap(PointCloud::movers)
        : Stream.of(g);
  }

  /** Whether a group permutes items: S(n), or a finite group of permutations. */
  static boolean permutes(Group f) {
    return actingAs(f) instanceof Symmetric;
  }

  /** Whether a group keeps distances between the points. */
  boolean keepsDistances(Group f) {
    return f instanceof Cyclic || actingAs(f).isIn(Groups.E(d));
  }

  private static Group actingAs(Group f) {
    return f.natural().map(Hom::target).orElse(f);
  }

  /** Which of the points are present. */
  Present present(List<Tensor> x) {
    return in.axes().size() == 2 ? Present.of(space, x, n) : Present.all();
  }

  /** What a Γ computes of so many present points at least; fewer in a row stop the run there. */
  Body needing(String gamma, int fewest, Body body) {
    return in.axes().size() == 2 ? Fewest.of(gamma, space, n, fewest, body) : body;
  }

  /**
   * The coordinates, shape (rows, n, d), 0 of absent points; a run stops at a row where they are
   * not finite.
   */
  Tensor points(List<Tensor> x) {
    Tensor p = array(x);
    // Their mean shows every NaN and ∞, and most of those who read points take it anyway.
    return Tensors.requireRows(
        p, p.stopGradient().mean(1).isFinite(), "points must be finite, and their sum too");
  }

  /** The same with absent points at the mean of the present ones, so within any box of these. */
  Tensor within(List<Tensor> x) {
    Tensor p = points(x);
    Present present = present(x);
    return present.isAll() ? p : present.where(p, present.meanKeep(p));
  }

  private Tensor array(List<Tensor> x) {
    Tensor p = x.get(part);
    return present(x).where(p.rank() == 3 ? p : p.unsqueeze(1));
  }

  /** The mean of the points, shape (rows, d). */
  Tensor centroid(List<Tensor> x) {
    return present(x).mean(points(x));
  }

  /**
   * The points from their mean, or vectors as they are, shape (rows, n, d). A mean far from 0 is
   * rounded to what the coordinates there resolve, and this moves all points alike; their mean is
   * subtracted again, so that n points span n − 1 dimensions up to rounding of their own size.
   */
  Tensor centred(List<Tensor> x) {
    Tensor p = points(x);
    if (!in.isAffine()) {
      return p;
    }
    Present present = present(x);
    Tensor y = p.sub(present.meanKeep(p));
    return present.where(y.sub(present.meanKeep(y)));
  }

  /**
   * What may be rounding in the coordinates, shape (rows): by the distance of the points from 0,
   * here and where they came from, not from their mean.
   */
  Tensor rounding(List<Tensor> x) {
    Tensor reach = Rounding.reach(array(x));
    return Rounding.relative(Terms.noted(x.get(part)).map(reach::maximum).orElse(reach));
  }
}
