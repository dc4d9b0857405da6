package org.symm.gammas;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.symm.display.Refused;
import org.symm.engine.Parameter;
import org.symm.frames.Rounding;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Translation;
import org.symm.groups.VectorAction;
import org.symm.kernels.Body;
import org.symm.kernels.Kernel;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.SymmetrisationChecks;
import org.symm.tensor.Tensor;

/** Statistics of points that translations move along, for T(d); they turn with rotations too. */
final class Centroids {

  private static final int STEPS = 40;

  private Centroids() {}

  static Gamma centroid() {
    return of("centroid", (c, f) -> true, c -> (x, u) -> List.of(c.centroid(x)));
  }

  static Gamma median() {
    return of(
        "median",
        (c, f) -> c.keepsDistances(f) || VectorAction.isScale(f),
        c -> (x, u) -> List.of(median(c.points(x), c.present(x))));
  }

  /** Weiszfeld's iteration (1937) from the centroid, on distances √(r² + ε²). */
  private static Tensor median(Tensor p, Present present) {
    Tensor mean = present.meanKeep(p);
    Tensor from = present.where(p.sub(mean));
    Tensor unit = Rounding.unit(from);
    Tensor y = from.div(unit);
    Tensor least = present.meanKeep(y.square().sumKeep(2)).stopGradient().mul(1e-12).add(1e-24);
    Tensor t = y.mul(0).sumKeep(1);
    for (int i = 0; i < STEPS; i++) {
      Tensor w = present.where(y.sub(t).square().sumKeep(2).add(least).rsqrt());
      t = y.mul(w).sumKeep(1).div(w.sumKeep(1));
    }
    return mean.add(t.mul(unit)).squeeze(1);
  }

  /** Σ softmax(w)ᵢ xᵢ. */
  static Gamma weighted(Kernel weights) {
    String name = "centre weighted by " + weights.name();
    return Gammas.gamma(
        name,
        "every input",
        (x, c) -> {
          SymmetrisationChecks.startsFrom(name, weights, x);
          SymmetrisationChecks.knows(weights, c);
          PointCloud cloud = PointCloud.of(name, x, false);
          if (!weights.cod().equals(Spaces.features(cloud.n(), 1))) {
            throw Refused.because(
                "%s needs one weight for each of %s points, not %s; let it end in features(%s, 1).",
                name, cloud.n(), weights.cod(), cloud.n());
          }
          Body mean =
              (in, u) -> {
                Tensor w = weights.diagram().run(in, u).get(0).reshape(u.rows(), cloud.n());
                Tensor shares = cloud.present(in).softmax(w).unsqueeze(1);
                return List.of(shares.matMul(cloud.points(in)).squeeze(1));
              };
          Body all = new Body.Running(List.of(weights.diagram()), mean);
          return box(name, cloud, x, c, weights.parameters(), weights.isStochastic(), all);
        });
  }

  private static Gamma of(
      String name, BiPredicate<PointCloud, Group> allowed, Function<PointCloud, Body> statistic) {
    return Gammas.gamma(
        name,
        "every input",
        (x, c) -> {
          PointCloud cloud = PointCloud.of(name, x, false);
          cloud.demandAllowed(name, c, f -> allowed.test(cloud, f));
          return box(name, cloud, x, c, List.of(), false, statistic.apply(cloud));
        });
  }

  private static Kernel box(
      String name,
      PointCloud cloud,
      Space x,
      Coset c,
      List<Parameter> parameters,
      boolean random,
      Body body) {
    SymmetrisationChecks.chooses(name, new Translation(cloud.d()), c);
    return Gamma.box(name, x, c, parameters, random, cloud.needing(name, 1, body));
  }
}
