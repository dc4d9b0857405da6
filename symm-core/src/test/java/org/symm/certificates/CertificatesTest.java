package org.symm.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.certificates.Protocol.protocol;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.D;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.elements;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;
import static org.symm.spaces.Spaces.vectors;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Correct kernels of every kind hold; each has a broken twin in {@link PlantedFaultsTest}. */
class CertificatesTest {

  private static final Space X = points(5, 3).times(vectors(5, 3)).times(features(5, 1));
  private static final Kernel DEEP = deepSets(X, points(5, 3), 16, 16).init(1);
  private static final Group OS = O(3).times(S(5));
  private static final Group ES = E(3).times(S(5));

  private static void function(Kernel f) {
    for (long seed = 0; seed < 2; seed++) {
      Certificate c = certify(f, seed);
      assertFalse(c.inLaw(), c.toString());
      assertTrue(c.holds(), c.toString());
      c.orThrow();
    }
  }

  private static void inLaw(Kernel f, Protocol how) {
    Certificate c = certify(f, 0, how);
    assertTrue(c.inLaw(), c.toString());
    assertTrue(c.holds(), c.toString());
    c.orThrow();
  }

  @Test
  void canonicalisationIsAFunction() {
    function(DEEP.to(OS, gramSchmidt(vectorFrames(X, 16).init(2))).to(ES, centroid()));
  }

  /** A shear commutes with the half turn in D(2), but not with the reflection. */
  @Test
  void bothFactorsOfD2AreTried() {
    Kernel shear =
        kernel("shear", vector(2), vector(2), x -> Tensors.cat(1, x.sumKeep(1), x.slice(1, 1, 2)));
    assertTrue(certify(shear, C(2), 0).holds());
    Certificate c = certify(shear, D(2), 0);
    assertEquals(
        List.of(true, true, false, false),
        c.rows().stream()
            .filter(r -> r.factor().startsWith("C(2)"))
            .map(r -> r.finding().holds())
            .toList());
  }

  @Test
  void composedGammasGiveAFunction() {
    function(
        DEEP.to(ES, gramSchmidt(vectorFrames(X, 16).init(2)).then(OS, centroid()))
            .named("composed"));
  }

  @Test
  void sortingAPlainNetworkByScoresIsAFunction() {
    Space x = features(4, 3);
    Kernel scores = deepSets(x, features(4, 1), 8).init(3);
    function(mlp(x, features(4, 2), 16).init(4).to(S(4), sorting(scores)));
  }

  @Test
  void aNetworkWithInvariantOutput() {
    function(deepSets(X, scalars(2), 8).init(5).to(OS, gramSchmidt(vectorFrames(X, 8).init(6))));
  }

  @Test
  void planeTurnsAndRigidMotions() {
    Space x = points(4, 2);
    Kernel k = mlp(x, points(4, 2), 16).init(7);
    Kernel turned = k.to(SO(2), haar(SO(2)));
    inLaw(turned, protocol());
    inLaw(turned.to(SE(2), centroid()), protocol());
    inLaw(k.to(C(6), haar(C(6))), protocol());
  }

  @Test
  void haarAndItsMeanHoldInLaw() {
    Kernel haar = DEEP.to(OS, haar(O(3))).to(ES, centroid());
    inLaw(haar, protocol());
    inLaw(haar.mean(8), protocol());
  }

  @Test
  void recursionWithANoisyNetworkHoldsInLaw() {
    Kernel nu = deepSets(X, frames(3), 16).noisy(gaussian(4)).init(8);
    Kernel noisy = deepSets(X, points(5, 3), 16).noisy(gaussian(4)).init(9);
    inLaw(noisy.to(OS, haar(O(3)).refine(nu)).to(ES, centroid()), protocol());
  }

  @Test
  void aFunctionInsideAStochasticKernelIsNoFalseAlarm() {
    Kernel steady = deepSets(X, scalars(3), 8).init(10);
    Kernel f =
        Kernels.copy(X, S(5))
            .then(steady.beside(DEEP.to(OS, haar(O(3))).restrictedTo(S(5))))
            .named("steady beside random");
    inLaw(f, protocol().points(4));
  }

  @Test
  void frameCompletedAtRandomForCoplanarPoints() {
    Space x = points(3, 3);
    Kernel k = deepSets(x, x, 8).init(11);
    Kernel turned = k.to(O(3).times(S(3)), gramSchmidt(vectorFrames(x, 8).init(12)));
    inLaw(turned.to(E(3).times(S(3)), centroid()), protocol());
  }

  @Test
  void nothingComesOut() {
    Certificate c = certify(Kernels.discard(X, OS), 0);
    assertTrue(c.holds() && c.rows().isEmpty(), c.toString());
  }

  @Test
  void wholeNumbersInAndOut() {
    Space x = features(5, 3).times(labels(5));
    Kernel f =
        Kernels.box(
            "label of the largest",
            x,
            labels(5).times(features(5, 3)),
            S(5),
            List.of(),
            false,
            (in, u) -> {
              Tensor mask = in.get(1).to(in.get(0).dtype()).unsqueeze(2);
              return List.of(in.get(0).argmax(2).add(in.get(1)), in.get(0).mul(mask));
            });
    Certificate c = certify(f, 0, protocol().classes(4)).orThrow();
    assertEquals(0.0, ((Finding.Function) c.rows().get(0).finding()).error());
    Kernel onLabels =
        Kernels.kernel("next label", labels(5), labels(5), S(5), t -> t.add(1).mod(4));
    assertEquals(1, certify(onLabels, 0).orThrow().of(S(5)).size());
  }

  @Test
  void aKernelFromOnePointAndAKernelIntoAGroup() {
    Kernel law = Kernels.uniform(O(3));
    inLaw(Kernels.of("Haar", O(3), law.diagram()), protocol());
    function(Kernels.identity(elements(SE(3)), SE(3)));
  }

  @Test
  void equalFactorsAreTestedEachAtItsPlace() {
    Group g = O(3).times(O(3));
    Certificate c = certify(Kernels.identity(elements(g), g), 0).orThrow();
    assertEquals(
        List.of("O(3) #1", "O(3) #1", "O(3) #2", "O(3) #2", "rows", "rows"),
        c.rows().stream().map(Certificate.Row::factor).toList());
    assertEquals(c.rows().subList(0, 4), c.of(O(3)));
  }

  /** An output that is zero but for rounding, beside one that is noise, is no difference in law. */
  @Test
  void roundingOfZeroIsNoDifferenceInLaw() {
    Kernel f =
        Kernels.box(
            "zero and noise",
            points(5, 3),
            vector(3).times(scalars(1)),
            S(5),
            List.of(),
            true,
            (x, u) -> {
              Tensor p = x.get(0);
              Tensor zero = p.mean(1);
              for (int i = 0; i < 5; i++) {
                zero = zero.sub(p.select(1, i).mul(0.2));
              }
              return List.of(zero, u.normal("noise", 1));
            });
    certify(f, 0).orThrow();
  }

  @Test
  void saysWhichInputsEachFactorLeavesAlone() {
    Certificate c = certify(DEEP.to(OS, haar(O(3))).to(ES, centroid()), 0, protocol().points(2));
    assertEquals(List.of("vectors(5, 3)", "features(5, 1)"), c.of(T(3)).get(0).leftAlone());
    assertEquals(List.of("features(5, 1)"), c.of(O(3)).get(0).leftAlone());
    assertEquals(List.of(), c.of(S(5)).get(0).leftAlone());
  }

  @Test
  void theTrivialGroupHasNothingToTest() {
    Certificate c = certify(mlp(X, points(5, 3), 4), 0);
    assertTrue(c.holds());
    assertEquals(List.of(), c.rows());
    assertTrue(c.toString().contains("nothing to test"), c.toString());
    assertEquals(trivial(), c.group());
  }

  @Test
  void onlySomeFactorsPrecisionsAndInputs() {
    Array x = Array.of(new double[15], 1, 5, 3);
    Array v = Array.of(new double[15], 1, 5, 3);
    Array h = Array.of(new double[5], 1, 5, 1);
    Protocol how = protocol().factors(S(5)).precisions(DType.FLOAT32).inputs(x, v, h).points(3);
    Certificate c = certify(DEEP, 0, how).orThrow();
    assertEquals(1, c.of(S(5)).size());
    assertEquals(DType.FLOAT32, c.rows().get(0).precision());
    assertEquals(0.0, c.rows().get(0).finding().worst().input().get(0).at(0, 4, 2));
  }

  @Test
  void givenElementsAreARowOfTheirOwn() {
    Kernel f = DEEP.to(OS, gramSchmidt(vectorFrames(X, 16).init(2)));
    double s = Math.sqrt(0.5);
    Array turn = Array.of(new double[] {s, -s, 0, s, s, 0, 0, 0, 1}, 1, 3, 3);
    Array swap = Array.of(new long[] {1, 0, 2, 3, 4}, 1, 5);
    Certificate c = certify(f, 0, protocol().elements(turn, swap)).orThrow();
    assertEquals("given", c.rows().get(4).factor());
    assertEquals(-s, c.rows().get(4).finding().worst().element().get(0).at(0, 0, 1));
  }

  @Test
  void theSameSeedGivesTheSameCertificateAndReplayTheSameNumber() {
    Kernel f = DEEP.to(OS, gramSchmidt(vectorFrames(X, 16).init(2)));
    Certificate a = certify(f, 3);
    assertEquals(a.toString(), certify(f, 3).toString());
    for (Certificate.Row r : a.rows()) {
      double said =
          r.finding() instanceof Finding.Function e ? e.error() : ((Finding.Law) r.finding()).p();
      assertEquals(said, r.finding().worst().replay(), r.factor());
    }
    Kernel g = DEEP.to(OS, haar(O(3)));
    for (Certificate.Row r : certify(g, 3, protocol().points(2).samples(32)).rows()) {
      Finding.Law found = (Finding.Law) r.finding();
      assertEquals(found.p(), found.worst().replay());
    }
  }
}
