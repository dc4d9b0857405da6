package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.covariance;
import static org.symm.gammas.Gammas.directions;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.hilbert;
import static org.symm.gammas.Gammas.lexicographic;
import static org.symm.gammas.Gammas.median;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.polar;
import static org.symm.gammas.Gammas.robust;
import static org.symm.gammas.Gammas.size;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.Scale;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.frames.Orthogonalisation;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.kernels.Outcomes;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.GroupProjection;
import org.symm.symmetrisation.Maps;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Inputs with symmetries of their own: no function can choose there, so the choice is completed at
 * random. Outputs and gradients stay finite and Γ(g·x) = g·Γ(x) in law.
 */
class DegenerateInputsTest {

  private static Array cloud(int n, double... x) {
    return Array.of(x, 1, n, 3);
  }

  /** Clouds by name. */
  static Stream<Arguments> clouds() {
    return Stream.of(
        Arguments.of("zero", cloud(4, new double[12])),
        Arguments.of("collinear", cloud(4, 1, 2, 3, 2, 4, 6, -1, -2, -3, 0.5, 1, 1.5)),
        Arguments.of(
            "collinear with the centre at 0", cloud(4, 1, 2, 3, -1, -2, -3, 2, 4, 6, -2, -4, -6)),
        Arguments.of("coplanar", cloud(4, 1, 0, 0, 0, 2, 0, -3, 1, 0, 1, 1, 0)),
        Arguments.of("repeated", cloud(4, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3)),
        Arguments.of("two places", cloud(4, 1, 2, 3, 1, 2, 3, -1, 0, 4, -1, 0, 4)),
        Arguments.of("equal eigenvalues", cloud(4, 1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1)),
        Arguments.of("two equal eigenvalues", cloud(4, 2, 0, 0, -2, 0, 0, 0, 2, 0, 0, -2, 0)),
        Arguments.of("single", cloud(1, 1, 2, 3)),
        Arguments.of("single zero", cloud(1, 0, 0, 0)),
        Arguments.of("generic", cloud(4, 1, 0, 0, 0, 2, 0.5, -3, 1, 4, 0.1, 1, -1)));
  }

  private record Case(Gamma gamma, Hom phi) {}

  private static List<Case> cases(Space x, int n) {
    Group os = O(3).times(n == 1 ? trivial() : S(n));
    Group from = n == 1 ? trivial() : S(n);
    Group es = E(3).times(from);
    Gamma frames = gramSchmidt(vectorFrames(x, 8));
    Gamma recursive = haar(O(3)).refine(deepSets(x, frames(3), 8));
    var all =
        new ArrayList<>(
            List.of(
                new Case(frames, from.into(os)),
                new Case(gramSchmidt(vectorFrames(x, 8)), trivial().into(SO(3))),
                new Case(recursive, from.into(os)),
                new Case(frames.then(os, centroid()), from.into(es)),
                new Case(frames.refine(deepSets(x, frames(3), 8)), from.into(os)),
                new Case(polar(vectorFrames(x, 8)), from.into(os)),
                new Case(polar(vectorFrames(x, 8)), trivial().into(SO(3))),
                new Case(pca(), from.into(es)),
                new Case(pca(), trivial().into(SO(3))),
                new Case(minimal(), trivial().into(O(3))),
                new Case(minimal(), T(3).into(SE(3))),
                new Case(robust(), from.into(es)),
                new Case(robust(), trivial().into(SO(3))),
                new Case(median(), O(3).times(from).into(es))));
    if (n > 1) {
      Group s = S(n);
      Kernel scores = kernel("sizes", x, features(n, 1), os, t -> t.square().sumKeep(2));
      Kernel energy = kernel("energy", x, scalars(1), s, t -> t.sin().sum(1).slice(1, 0, 1));
      all.add(new Case(sorting(scores), trivial().into(s)));
      Kernel far =
          kernel("far", x, features(n, 1), es, t -> t.sub(t.meanKeep(1)).square().sumKeep(2));
      all.add(new Case(centroid(far), O(3).times(s).into(es)));
      all.add(new Case(lexicographic(), trivial().into(s)));
      all.add(new Case(hilbert(), trivial().into(s)));
      all.add(new Case(directions(2), O(3).into(os)));
      all.add(new Case(pca().least(energy), s.into(os)));
      all.add(new Case(robust().weigh(energy), s.into(os)));
      all.add(new Case(haar(O(3)).descend(energy, 2, 0.1).samples(3).least(energy), s.into(os)));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void equivariantInLaw(String name, Array x) {
    int n = (int) x.shape().size(1);
    Space space = points(n, 3);
    for (Case c : cases(space, n)) {
      var law = new GammaLaws.Case(c.gamma, space, c.phi, false);
      double z = GammaLaws.z(law, List.of(x.tensor()));
      assertTrue(z < Laws.Z, name + ", " + law + ": z = " + z);
    }
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void finiteWithFiniteGradients(String name, Array x) {
    int n = (int) x.shape().size(1);
    Space space = points(n, 3);
    for (DType real : List.of(DType.FLOAT64, DType.FLOAT32)) {
      for (Case c : cases(space, n)) {
        Kernel one = Maps.equivariant(space, c.phi.source()).along(c.phi, c.gamma);
        boolean finite = Outcomes.count(one.diagram()).outcomes() > 1;
        for (Kernel f : finite ? List.of(one, one.mean()) : List.of(one)) {
          Tensor in = Tensors.input(x.shape(), real);
          Tensor y = f.diagram().run(List.of(in), Noise.of(1, real)).get(0);
          var leaves = new ArrayList<>(List.of(in));
          Tensor[] slope = Tensors.gradients(y.sin().sum(), leaves);
          var out = Program.of("f", List.of(in), List.of(y, slope[0])).run(1, x.to(real));
          for (Array a : out) {
            for (double v : a.doubles()) {
              assertTrue(
                  Double.isFinite(v), name + ", " + c.gamma.name() + " in " + real + ": " + v);
            }
          }
        }
      }
    }
  }

  /** Where the stabiliser is not compact no Γ exists: the run stops and says so. */
  @ParameterizedTest
  @MethodSource("clouds")
  void nonCompactStabilisersAreNamed(String name, Array x) {
    int n = (int) x.shape().size(1);
    Space space = points(n, 3);
    boolean one = List.of("zero", "repeated", "single", "single zero").contains(name);
    boolean spans = List.of("generic", "equal eigenvalues").contains(name);
    for (DType real : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Kernel size = size().at(space, trivial().into(Scale()).coset());
      check(name, size, x.to(real), !one, "the stabiliser of such an input in ℝ₊ is not compact");
      Kernel spd = covariance().at(space, O(3).into(GL(3)).coset());
      check(name, spd, x.to(real), spans, "in GL(3) is not compact");
    }
  }

  private static void check(String name, Kernel k, Array x, boolean inside, String sentence) {
    if (!inside) {
      var e = assertThrows(RuntimeException.class, () -> k.apply(1, x), name);
      assertTrue(e.getMessage().contains(sentence), e.getMessage());
      return;
    }
    for (double v : k.apply(1, x).doubles()) {
      assertTrue(Double.isFinite(v), name + ": " + v);
    }
  }

  /** Equal scores: every order equally often, so the order of the input is not leaked. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-15})
  void tiesAreBrokenAtRandom(double rounding) {
    Space x = features(3, 1);
    Kernel equal =
        kernel(
            "equal but for rounding that depends on the position",
            x,
            x,
            S(3),
            t -> t.mul(0).add(Tensors.range(3, DType.FLOAT64).mul(rounding).unsqueeze(1)));
    int rows = 6000;
    double[] p =
        sorting(equal)
            .at(x, trivial().into(S(3)).coset())
            .apply(1, Array.of(new double[3 * rows], rows, 3, 1))
            .doubles();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double[] hit = new double[rows];
        for (int r = 0; r < rows; r++) {
          hit[r] = p[3 * r + i] == j ? 1 : 0;
        }
        assertTrue(Laws.z(hit, 1.0 / 3) < Laws.Z);
      }
    }
  }

  /** What is left of the second column is 1.3·10⁻¹² of size one: dependent, however turned. */
  @Test
  void theToleranceIsInvariant() {
    long n = 400;
    Element g = O(3).haar("g", n, DType.FLOAT64);
    double[] a = {1, 1, 0, 1, 1, 0, 1, 1 + 1.6e-12, 1};
    Tensor frame = Array.of(a, 1, 3, 3).tensor().expand(n, 3, 3);
    Noise u = Noise.of(n, DType.FLOAT64);
    var turned = List.of(g.only().matMul(frame));
    Tensor q =
        g.only()
            .t()
            .matMul(
                GroupProjection.orthonormal(Orthogonalisation.GRAM_SCHMIDT, turned, u, false)
                    .get(0));
    Tensor left = Array.of(new double[] {-1, -1, 2}, 3).tensor().mul(1 / Math.sqrt(6));
    double[] along = Laws.value(1, q.select(2, 1).mul(left).sum(1).abs());
    long kept = java.util.Arrays.stream(along).filter(v -> v > 0.99).count();
    assertTrue(kept < n / 4, kept + " of " + n + " turned frames count as independent");
  }
}
