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
import static org.symm.spaces.Spaces.elements;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.vectors;
import static org.symm.symmetrisation.Certificates.certify;
import static org.symm.symmetrisation.Gammas.haar;
import static org.symm.symmetrisation.Protocol.protocol;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.Array;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Broken kernels: the certificate must fail, and name the factor that is broken. */
class PlantedFaultsTest {

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

  static Stream<Faults.Fault> faults() {
    return Faults.all();
  }

  /** The rows that should fail do, in every element type, and no other; without the fault, none. */
  @ParameterizedTest
  @MethodSource("faults")
  void aPlantedFaultIsFound(Faults.Fault fault) {
    Certificate c = certify(fault.broken(), 0, fault.how());
    fails(c, fault.inLaw(), fault.failures().toArray(String[]::new));
    var failing = c.rows().stream().filter(r -> !r.finding().holds()).toList();
    for (String name : fault.failures()) {
      assertEquals(
          Faults.types(fault),
          failing.stream().filter(r -> r.factor().equals(name)).map(r -> r.precision()).toList(),
          c.toString());
    }
    certify(fault.right(), 0, fault.how()).orThrow();
  }

  /** The slip of a published code, at several seeds; and what the row of the worst input says. */
  @Test
  void theWorstCaseOfAFaultIsReplayed() {
    Kernel slip = Faults.all().filter(f -> f.name().contains("SymDiff")).findAny().get().broken();
    for (long seed = 1; seed < 3; seed++) {
      Certificate c = certify(slip, seed);
      fails(c, true, "SO(3)");
      var found = (Finding.Law) c.of(SO(3)).get(0).finding();
      assertEquals(found.p(), found.worst().replay());
      assertEquals(8, found.tried().size());
      assertTrue(found.tried().stream().allMatch(t -> t.distance() > 0 && t.error() > 0));
    }
  }

  @Test
  void withoutTiesNothingIsWrongWithIndexOrder() {
    Faults.Fault f = Faults.all().filter(x -> x.name().startsWith("ties")).findAny().get();
    assertTrue(certify(f.broken(), 0).holds());
    assertTrue(certify(f.right(), 0, f.how()).inLaw());
    assertFalse(certify(f.right(), 0).inLaw(), "no ties: a function");
  }

  /** A fault where outputs are a thousand times smaller than elsewhere is seen there. */
  @Test
  void aFaultWhereOutputsAreSmallIsSeen() {
    Kernel f =
        Kernels.kernel(
            "off by 10⁻⁸ where small",
            points(5, 3),
            points(5, 3),
            O(3),
            t ->
                t.sub(
                    t.slice(2, 0, 1).mul(t.abs().maxKeep(1, 2).lt(0.01).to(t.dtype()).mul(3e-8))));
    double[] x = new double[30];
    for (int i = 0; i < 30; i++) {
      x[i] = (i < 15 ? 1 : 0.002) * Math.sin(1 + i);
    }
    fails(certify(f, 0, protocol().inputs(Array.of(x, 2, 5, 3))), false, "O(3)");
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
    fails(c, false, "S(5)", Trial.ROWS);
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
    fails(noisy, true, "S(2)", Trial.ROWS);
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
