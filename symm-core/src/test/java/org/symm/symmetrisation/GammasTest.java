package org.symm.symmetrisation;

import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.point;
import static org.symm.spaces.Spaces.points;
import static org.symm.symmetrisation.Gammas.centroid;
import static org.symm.symmetrisation.Gammas.gramSchmidt;
import static org.symm.symmetrisation.Gammas.haar;
import static org.symm.symmetrisation.Gammas.learned;
import static org.symm.symmetrisation.Gammas.sorting;

import java.util.stream.Stream;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;

/** The laws for every named Γ, their refinements and compositions. */
class GammasTest extends GammaLaws {

  static final Space X = points(4, 3);
  static final Space PLANE = points(4, 2);

  /** Distances to the centre: O(3)-invariant scores of the points, equivariant for S(4). */
  static Kernel scores() {
    return kernel(
        "distances",
        X,
        features(4, 1),
        E(3).times(S(4)),
        t -> t.sub(t.meanKeep(1)).square().sumKeep(2));
  }

  /** Weighted sums of the vectors from the centre, for each of three powers of their lengths. */
  static Kernel centredFrames() {
    return kernel(
        "moments",
        X,
        frames(3),
        E(3).times(S(4)),
        t -> {
          var y = t.sub(t.meanKeep(1));
          var r = y.square().sumKeep(2).sqrt();
          var w = org.symm.tensor.Tensors.cat(2, r, r.square(), r.sin());
          return y.t().matMul(w);
        });
  }

  @Override
  Stream<Case> cases() {
    return Stream.of(haars(), statistics(), networks(), refinements(), compositions())
        .flatMap(c -> c);
  }

  private static Case random(Gamma g, Space x, Group from, Group to) {
    return new Case(g, x, from.into(to), false);
  }

  private static Case function(Gamma g, Space x, Group from, Group to) {
    return new Case(g, x, from.into(to), true);
  }

  private static Stream<Case> haars() {
    return Stream.of(
        random(haar(O(3)), X, trivial(), O(3)),
        random(haar(SO(3)), X, trivial(), SO(3)),
        random(haar(O(2)), PLANE, trivial(), O(2)),
        random(haar(S(4)), X, trivial(), S(4)),
        random(haar(C(5)), PLANE, trivial(), C(5)),
        random(haar(O(3)), X, S(4), O(3).times(S(4))),
        random(haar(O(3)), X, T(3).times(S(4)), E(3).times(S(4))),
        random(haar(C(2)), X, SO(3).times(S(4)), O(3).times(S(4))),
        random(haar(C(2)), X, SE(3), E(3)),
        random(haar(O(3).times(S(4))), X, trivial(), O(3).times(S(4))));
  }

  private static Stream<Case> statistics() {
    return Stream.of(
        function(centroid(), X, trivial(), T(3)),
        function(centroid(), X, O(3), E(3)),
        function(centroid(), X, O(3).times(S(4)), E(3).times(S(4))),
        function(centroid(), X, SO(3), SE(3)),
        function(centroid(), PLANE, S(4), T(2).times(S(4))));
  }

  private static Stream<Case> networks() {
    return Stream.of(
        function(gramSchmidt(vectorFrames(X, 8)), X, S(4), O(3).times(S(4))),
        function(gramSchmidt(vectorFrames(X, 8)), X, trivial(), SO(3)),
        function(gramSchmidt(centredFrames()), X, T(3).times(S(4)), E(3).times(S(4))),
        function(sorting(scores()), X, trivial(), S(4)),
        function(sorting(scores()), X, E(3), E(3).times(S(4))),
        function(sorting(deepSets(X, features(4, 1), 8)), X, trivial(), S(4)),
        random(learned(deepSets(X, features(4, 1), 8).noisy(gaussian(2))), X, trivial(), S(4)));
  }

  private static Stream<Case> refinements() {
    Group os = O(3).times(S(4));
    Gamma once = haar(O(3)).refine(deepSets(X, frames(3), 8));
    return Stream.of(
        random(once, X, S(4), os),
        random(once.refine(deepSets(X, frames(3), 8)), X, S(4), os),
        random(once.refine(attention(X, frames(3), 1, 8, 2)), X, S(4), os),
        random(haar(O(3)).refine(deepSets(X, frames(3), 8).noisy(gaussian(3))), X, S(4), os),
        random(haar(SO(3)).refine(mlp(X, frames(3), 8)), X, trivial(), SO(3)),
        random(haar(S(4)).refine(mlp(X, features(4, 1), 8)), X, trivial(), S(4)),
        random(haar(os).refine(mlp(X, frames(3).times(features(4, 1)), 8)), X, trivial(), os),
        function(centroid().refine(deepSets(X, point(3), 8)), X, S(4), T(3).times(S(4))),
        function(gramSchmidt(vectorFrames(X, 8)).refine(deepSets(X, frames(3), 8)), X, S(4), os));
  }

  private static Stream<Case> compositions() {
    Group os = O(3).times(S(4));
    Group es = E(3).times(S(4));
    Group one = Groups.trivial();
    return Stream.of(
        random(haar(O(3)).then(os, centroid()), X, S(4), es),
        random(haar(O(3)).refine(deepSets(X, frames(3), 8)).then(os, centroid()), X, S(4), es),
        function(gramSchmidt(vectorFrames(X, 8)).then(os, centroid()), X, S(4), es),
        random(haar(C(2)).then(os, centroid()), X, SO(3).times(S(4)), es),
        random(haar(S(4)).then(S(4), haar(O(3))).then(os, centroid()), X, one, es),
        random(centroid().then(T(3), haar(O(3))), X, one, E(3)));
  }
}
