package org.symm.gammas;

import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.covariance;
import static org.symm.gammas.Gammas.directions;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.hilbert;
import static org.symm.gammas.Gammas.janossy;
import static org.symm.gammas.Gammas.largest;
import static org.symm.gammas.Gammas.learned;
import static org.symm.gammas.Gammas.lexicographic;
import static org.symm.gammas.Gammas.median;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.polar;
import static org.symm.gammas.Gammas.robust;
import static org.symm.gammas.Gammas.size;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.Aff;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.Scale;
import static org.symm.groups.Groups.Sim;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.forms;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.point;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;

import java.util.stream.Stream;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

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
          var w = Tensors.cat(2, r, r.square(), r.sin());
          return y.t().matMul(w);
        });
  }

  @Override
  Stream<Case> cases() {
    return Stream.of(
            haars(),
            statistics(),
            orders(),
            cloudFrames(),
            candidates(),
            linear(),
            networks(),
            refinements(),
            compositions(),
            surrogates())
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
        function(centroid(), PLANE, S(4), T(2).times(S(4))),
        function(median(), X, O(3).times(S(4)), E(3).times(S(4))),
        function(median(), PLANE, trivial(), T(2)),
        function(centroid(scores()), X, O(3).times(S(4)), E(3).times(S(4))));
  }

  private static Stream<Case> orders() {
    Group es = E(3).times(S(4));
    return Stream.of(
        function(lexicographic(), X, trivial(), S(4)),
        function(hilbert(), X, trivial(), S(4)),
        function(hilbert(), PLANE, trivial(), S(4)),
        random(directions(3), X, trivial(), S(4)),
        random(directions(2), X, E(3), es),
        random(janossy(4, 2), X, trivial(), S(4)),
        random(janossy(4, 4), X, O(3), O(3).times(S(4))));
  }

  /** Hard choices with soft gradients. */
  private static Stream<Case> surrogates() {
    var soft = new Sinkhorn(0.1, 10);
    Kernel best = energy(PLANE, trivial());
    return Stream.of(
        function(sorting(scores(), soft), X, trivial(), S(4)),
        function(sorting(scores(), soft), X, O(3), O(3).times(S(4))),
        function(sorting(scores(), soft), X, E(3), E(3).times(S(4))),
        random(sorting(scores(), soft.uniform(1)), X, trivial(), S(4)),
        random(sorting(scores(), soft.gaussian(1)), X, E(3), E(3).times(S(4))),
        function(largest(best, 1, 0), PLANE, trivial(), C(5)),
        function(largest(energy(PLANE, S(4)), 1, 0), PLANE, S(4), C(5).times(S(4))));
  }

  private static Stream<Case> cloudFrames() {
    Group one = Groups.trivial();
    Group es = E(3).times(S(4));
    return Stream.of(
        random(pca(), X, one, O(3)),
        random(pca(), X, one, SO(3)),
        random(pca(), X, one, SE(3)),
        random(pca(), PLANE, one, O(2)),
        random(pca(), X, S(4), es),
        random(pca(), X, T(3).times(S(4)), es),
        random(pca().then(O(3).times(S(4)), centroid()), X, S(4), es),
        function(minimal(), X, one, O(3)),
        function(minimal(), X, one, SO(3)),
        function(minimal(), X, one, E(3)),
        function(minimal(), PLANE, T(2), SE(2)),
        random(robust(), X, S(4), O(3).times(S(4))),
        random(robust(), X, S(4), SE(3).times(S(4))),
        random(robust(), PLANE, one, SO(2)),
        random(robust(), PLANE, one, E(2)));
  }

  /** An energy without symmetries, and one that S(4) does not change. */
  private static Kernel energy(Space x, Group g) {
    return kernel(
        "energy",
        x,
        scalars(1),
        g,
        t -> t.mul(ramp((int) t.size(2)).to(t.dtype())).sin().sum(1, 2).unsqueeze(1));
  }

  private static Tensor ramp(int d) {
    double[] w = new double[d];
    java.util.Arrays.setAll(w, i -> 1 + 0.7 * i);
    return Array.of(w).tensor();
  }

  private static Stream<Case> candidates() {
    Group one = Groups.trivial();
    Group os = O(3).times(S(4));
    Kernel plane = energy(PLANE, one);
    Kernel e = energy(X, S(4));
    return Stream.of(
        function(haar(C(5)).least(plane), PLANE, one, C(5)),
        random(haar(C(5)).weigh(plane), PLANE, one, C(5)),
        random(haar(O(3)).samples(8).least(e), X, S(4), os),
        function(pca().least(e), X, S(4), os),
        random(robust().weigh(e), X, S(4), os),
        random(haar(O(3)).descend(e, 3, 0.1), X, S(4), os),
        function(gramSchmidt(vectorFrames(X, 8)).descend(e, 3, 0.1), X, S(4), os),
        function(centroid().descend(plane, 5, 0.1), PLANE, one, T(2)),
        random(haar(O(3)).descend(e, 3, 0.1).samples(4).least(e), X, S(4), os));
  }

  /** A positive definite form, a direction and a size that are equivariant. */
  private static Stream<Case> linear() {
    Group one = Groups.trivial();
    Kernel form = kernel("scatter", X, forms(3), Aff(3), t -> scatter(t.sub(t.meanKeep(1))));
    Kernel far = kernel("largest", X, vector(1), Scale(), t -> t.abs().max(1, 2).unsqueeze(1));
    return Stream.of(
        function(size(), X, one, Scale()),
        function(size(), X, S(4), Scale().times(S(4))),
        function(size(), X, E(3), Sim(3)),
        function(learned(far), X, one, Scale()),
        function(covariance(), X, O(3), GL(3)),
        function(covariance(), X, O(3).times(S(4)), GL(3).times(S(4))),
        function(covariance(), X, E(3), Aff(3)),
        function(learned(form), X, O(3), GL(3)),
        function(centroid(), X, GL(3), Aff(3)),
        random(haar(O(3)).then(O(3), covariance()), X, one, GL(3)),
        random(pca().then(O(3), covariance()).then(GL(3), centroid()), X, one, Aff(3)));
  }

  private static Tensor scatter(Tensor y) {
    Tensor far = y.slice(1, 0, 2);
    return y.t().matMul(y).add(far.t().matMul(far));
  }

  private static Stream<Case> networks() {
    return Stream.of(
        function(gramSchmidt(vectorFrames(X, 8)), X, S(4), O(3).times(S(4))),
        function(gramSchmidt(vectorFrames(X, 8)), X, trivial(), SO(3)),
        function(gramSchmidt(centredFrames()), X, T(3).times(S(4)), E(3).times(S(4))),
        function(polar(vectorFrames(X, 8)), X, S(4), O(3).times(S(4))),
        function(polar(vectorFrames(X, 8)), X, trivial(), SO(3)),
        function(polar(centredFrames()), X, T(3).times(S(4)), E(3).times(S(4))),
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
