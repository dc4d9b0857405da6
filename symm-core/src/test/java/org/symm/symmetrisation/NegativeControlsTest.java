package org.symm.symmetrisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.elements;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.vectors;
import static org.symm.symmetrisation.Certificates.certify;
import static org.symm.symmetrisation.Gammas.centroid;
import static org.symm.symmetrisation.Gammas.gamma;
import static org.symm.symmetrisation.Gammas.gramSchmidt;
import static org.symm.symmetrisation.Gammas.haar;
import static org.symm.symmetrisation.Gammas.sorting;
import static org.symm.symmetrisation.Protocol.protocol;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.groups.Frames;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Symmetriser;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.Array;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Broken kernels: the certificate must fail, and name the factor that is broken. */
class NegativeControlsTest {

  private static final Space X = points(5, 3).times(vectors(5, 3));
  private static final Kernel DEEP = deepSets(X, points(5, 3), 16, 16).init(1);
  private static final Group OS = O(3).times(S(5));
  private static final Group ES = E(3).times(S(5));

  private static void fails(Kernel f, boolean inLaw, String... factors) {
    fails(certify(f, 0), inLaw, factors);
  }

  private static void fails(Certificate c, boolean inLaw, String... factors) {
    assertEquals(inLaw, c.inLaw(), c.toString());
    assertEquals(List.of(factors), c.failures(), c.toString());
    assertFalse(c.holds());
    assertThrows(IllegalStateException.class, c::orThrow);
  }

  @Test
  void anUnsymmetrisedNetworkFailsForItsMissingFactors() {
    fails(certify(DEEP, ES, 0), false, "T(3)", "O(3)");
    fails(certify(mlp(X, points(5, 3), 16).init(2), OS, 0), false, "O(3)", "S(5)");
  }

  @Test
  void anUnsymmetrisedStochasticNetworkFailsInLaw() {
    Kernel noisy = deepSets(X, points(5, 3), 16).noisy(gaussian(4)).init(3);
    fails(certify(noisy, ES, 0), true, "T(3)", "O(3)");
  }

  @Test
  void theMeanOfABrokenKernelFails() {
    Kernel noisy = deepSets(X, points(5, 3), 16).noisy(gaussian(4)).init(3);
    fails(Kernels.of("noisy", OS, noisy.diagram()).mean(4), true, "O(3)");
  }

  @Test
  void anInputThatIsNotTransformed() {
    Kernel f =
        Kernels.box(
            "vectors as numbers",
            X,
            points(5, 3),
            OS,
            List.of(),
            false,
            (in, u) -> List.of(in.get(0).mul(in.get(1).slice(2, 0, 1).add(1))));
    fails(f, false, "O(3)");
  }

  /**
   * Γ(x): R₀ ~ Haar, R = R₀ f(R₀ᵀ x), by Algorithm 1 of SymDiff; or f(R₀ᵀ x) R₀ᵀ, as its published
   * code has it in row convention.
   */
  private static Symmetriser symDiff(Space x, boolean slip) {
    Kernel inner = deepSets(x, frames(3), 16).init(4);
    return gamma(
        slip ? "published order" : "Algorithm 1",
        "every input",
        (space, cosets) ->
            Kernels.box(
                slip ? "slip" : "right",
                space,
                Spaces.cosets(cosets),
                cosets.target(),
                inner.parameters(),
                true,
                (in, u) -> {
                  Tensor r = SO(3).haar(u.stream("R0"), u.rows(), u.real()).only();
                  List<Tensor> turned = in.stream().map(t -> t.matMul(r)).toList();
                  Tensor q = Frames.gramSchmidt(inner.diagram().run(turned, u).get(0));
                  return List.of(Frames.positive(slip ? q.matMul(r.t()) : r.matMul(q)));
                }));
  }

  @Test
  void gammaMultipliedOnTheWrongSide() {
    Group g = SO(3).times(S(5));
    Kernel right = DEEP.to(g, symDiff(X, false));
    Certificate holds = certify(right, 0).orThrow();
    assertTrue(holds.inLaw());
    for (long seed = 0; seed < 3; seed++) {
      fails(certify(DEEP.to(g, symDiff(X, true)), seed), true, "SO(3)");
    }
  }

  @Test
  void aTranslationStatisticThatTurnsWithNothing() {
    Symmetriser max =
        gamma(
            "largest coordinates",
            "every input",
            (x, c) ->
                Kernels.box(
                    "max",
                    x,
                    Spaces.cosets(c),
                    c.target(),
                    List.of(),
                    false,
                    (in, u) -> List.of(in.get(0).max(1))));
    Kernel turned = DEEP.to(OS, gramSchmidt(vectorFrames(X, 16).init(5)));
    fails(turned.to(ES, max), false, "O(3)");
    assertTrue(certify(turned.to(ES, centroid()), 0).holds());
    Kernel random = DEEP.to(OS, haar(O(3)));
    fails(random.to(ES, max), true, "O(3)");
  }

  @Test
  void tiesResolvedByIndexOrder() {
    Space x = features(4, 3);
    Kernel scores = Kernels.kernel("first column", x, features(4, 1), S(4), t -> t.slice(2, 0, 1));
    Symmetriser byIndex =
        gamma(
            "sort by index",
            "distinct scores",
            (space, c) ->
                Kernels.box(
                    "stable sort",
                    space,
                    Spaces.cosets(c),
                    c.target(),
                    List.of(),
                    false,
                    (in, u) -> List.of(in.get(0).select(2, 0).argsort(1))));
    Kernel k = mlp(x, features(4, 2), 16).init(6);
    double[] equal = {1, .2, -1, 1, .9, 2, 1, -1.3, .4, 1, 0, .5};
    Protocol tied = protocol().inputs(Array.of(equal, 1, 4, 3));
    assertTrue(certify(k.to(S(4), byIndex), 0).holds(), "without ties nothing is wrong");
    fails(certify(k.to(S(4), byIndex), 0, tied), false, "S(4)");
    Certificate shipped = certify(k.to(S(4), sorting(scores)), 0, tied);
    assertTrue(shipped.inLaw());
    shipped.orThrow();
    assertFalse(certify(k.to(S(4), sorting(scores)), 0).inLaw(), "no ties: a function");
  }

  @Test
  void theSecondOfTwoEqualFactors() {
    Group g = O(3).times(O(3));
    Array flip = Array.of(new double[] {-1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3);
    Kernel f =
        Kernels.box(
            "second turned on the left",
            elements(g),
            elements(g),
            g,
            List.of(),
            false,
            (in, u) -> {
              Tensor m = Tensors.constant(flip).to(u.real());
              return List.of(in.get(0), m.matMul(in.get(1)));
            });
    fails(f, false, "O(3) #2");
  }

  @Test
  void outputsThatAreNotFinite() {
    Kernel f =
        Kernels.kernel("log", points(5, 3), features(5, 1), S(5), t -> t.slice(2, 0, 1).log());
    Certificate c = certify(f, 0);
    fails(c, false, "S(5)");
    assertTrue(c.toString().contains("not finite"), c.toString());
    var error = assertThrows(IllegalStateException.class, c::orThrow);
    assertTrue(error.getMessage().contains("an output is not finite"), error.getMessage());
    double[] input = c.rows().get(0).finding().worst().input().get(0).doubles();
    boolean negative = false;
    for (int i = 0; i < 15; i += 3) {
      negative |= input[i] < 0;
    }
    assertTrue(negative, "the input kept is one that has no logarithm");
    Kernel noisy =
        Kernels.box(
            "log of noise",
            points(2, 2),
            features(2, 1),
            S(2),
            List.of(),
            true,
            (in, u) -> List.of(u.normal("n", 2, 1).log()));
    fails(noisy, true, "S(2)");
  }

  @Test
  void aSmallChangeInOneCoordinateOfAFunction() {
    Kernel f =
        Kernels.kernel(
            "nearly", points(5, 3), points(5, 3), O(3), t -> t.add(t.slice(2, 0, 1).mul(1e-6)));
    Certificate c = certify(f, 0);
    fails(c, false, "O(3)");
    assertTrue(c.rows().get(1).finding().holds(), "float32 alone cannot see it");
  }

  @Test
  void anElementOutsideTheGroupIsRefused() {
    Kernel f = DEEP.to(OS, haar(O(3)));
    Array stretch = Array.of(new double[] {1.01, 0, 0, 0, 1, 0, 0, 0, 1}, 1, 3, 3);
    Array swap = Array.of(new long[] {1, 0, 2, 3, 4}, 1, 5);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> certify(f, 0, protocol().elements(stretch, swap)));
    assertTrue(e.getMessage().startsWith("given element 0 is not in O(3)×S(5)"), e.getMessage());
    Array twice = Array.of(new long[] {1, 1, 2, 3, 4}, 1, 5);
    Array one = Array.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 1, 3, 3);
    assertThrows(
        IllegalArgumentException.class, () -> certify(f, 0, protocol().elements(one, twice)));
    assertThrows(IllegalArgumentException.class, () -> certify(f, 0, protocol().elements(one)));
    assertThrows(IllegalArgumentException.class, () -> certify(f, 0, protocol().factors(SO(3))));
    assertThrows(IllegalArgumentException.class, () -> certify(f, 0, protocol().inputs(one)));
    assertThrows(IllegalArgumentException.class, () -> protocol().alpha(0));
  }
}
