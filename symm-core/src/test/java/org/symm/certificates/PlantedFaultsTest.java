package org.symm.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.certificates.Protocol.protocol;
import static org.symm.gammas.Gammas.haar;
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
import static org.symm.spaces.Spaces.vector;
import static org.symm.spaces.Spaces.vectors;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
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
              Tensor m = flip.tensor().to(u.real());
              return List.of(in.get(0), m.matMul(in.get(1)));
            });
    fails(f, false, "O(3) #2");
  }

  @Test
  void outputsThatAreNotFinite() {
    Kernel f =
        Kernels.kernel("log", points(5, 3), features(5, 1), S(5), t -> t.slice(2, 0, 1).log());
    Certificate c = certify(f, 0);
    fails(c, false, "S(5)", Probe.ROWS);
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
    fails(noisy, true, "S(2)", Probe.ROWS);
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

  private static Kernel placed(String name, UnaryOperator<Tensor> f) {
    Space x = points(5, 3);
    return Kernels.kernel(name, x, x, OS, f);
  }

  /** The number of each row modulo m, to be multiplied with points. */
  private static Tensor place(Tensor x, int m) {
    return Tensors.range(x.size(0), DType.INT64).mod(m).reshape(-1, 1, 1).to(x.dtype());
  }

  /** What a row gives depends on where it stands, or beside which: by residues up to 128. */
  static Stream<Kernel> places() {
    return Stream.of(
        placed("row mod 2", x -> x.mul(place(x, 2).mul(0.5).add(1))),
        placed("row mod 3", x -> x.mul(place(x, 3).mul(0.5).add(1))),
        placed("row mod 64", x -> x.mul(place(x, 64).mul(0.01).add(1))),
        placed("one row of 128", x -> x.mul(place(x, 128).eq(77).to(x.dtype()).add(1))),
        placed("first row of a run", x -> x.mul(place(x, 1 << 30).eq(0).to(x.dtype()).add(1))),
        placed("the row before", x -> x.add(x.roll(1, 0).mul(0.1))),
        placed("its pair", x -> x.add(x.roll(1, 0).mul(place(x, 2)).mul(0.1))));
  }

  @ParameterizedTest
  @MethodSource("places")
  void aPlaceInTheBatchIsSeen(Kernel f) {
    for (long seed = 0; seed < 3; seed++) {
      Certificate c = certify(f, seed);
      assertFalse(c.inLaw(), c.toString());
      assertTrue(c.failures().contains(Probe.ROWS), c.toString());
      Finding.Worst worst = c.rows().get(c.rows().size() - 2).finding().worst();
      assertTrue(worst.replay() > 1e-3);
    }
  }

  /**
   * Of a stochastic kernel: noise that rows share by some pairing, or that depends on the place.
   */
  static Stream<Kernel> shared() {
    Space x = points(5, 3);
    return Stream.of(
        Kernels.box(
            "2i and 2i + 1",
            x,
            x,
            OS,
            List.of(),
            true,
            (in, u) -> List.of(in.get(0).add(pairs(u.normal("n", 5, 3))))),
        Kernels.box(
            "i and n − 1 − i",
            x,
            x,
            OS,
            List.of(),
            true,
            (in, u) -> {
              Tensor n = u.normal("n", 5, 3);
              Tensor early = place(n, 1 << 30).lt(u.rows() / 2.0);
              return List.of(in.get(0).add(early.where(n, n.flip(0))));
            }),
        Kernels.box(
            "one coin for two",
            x,
            features(5, 1),
            OS,
            List.of(),
            true,
            (in, u) -> List.of(pairs(u.uniform("n", 5, 1)).gt(0.5).to(u.real()))),
        Kernels.box(
            "wider in every fourth row",
            x,
            x,
            OS,
            List.of(),
            true,
            (in, u) -> {
              Tensor wide = place(in.get(0), 4).eq(0).to(u.real()).mul(0.5).add(1);
              return List.of(in.get(0).add(u.normal("n", 5, 3).mul(wide)));
            }));
  }

  private static Tensor pairs(Tensor noise) {
    return noise.repeatInterleave(2, 0).slice(0, 0, noise.size(0));
  }

  @ParameterizedTest
  @MethodSource("shared")
  void noiseSharedByRowsIsSeen(Kernel f) {
    Certificate c = certify(f, 1, protocol().points(2).factors(S(5)));
    assertTrue(c.inLaw() && c.failures().contains(Probe.ROWS), c.toString());
  }

  /** Coins of rows of their own coincide by chance: no alarm. */
  @Test
  void coinsThatCoincideAreNoAlarm() {
    Kernel f =
        Kernels.box(
            "coins",
            points(5, 3),
            features(5, 1),
            OS,
            List.of(),
            true,
            (in, u) -> List.of(u.uniform("n", 5, 1).gt(0.5).to(u.real())));
    for (long seed = 0; seed < 4; seed++) {
      certify(f, seed, protocol().points(2).factors(S(5))).orThrow();
    }
  }

  /** A kernel whose noise seldom shows, as jumps and dropped entries do, is not one that fails. */
  @ParameterizedTest
  @ValueSource(doubles = {0.0005, 0.003, 0.01, 0.05, 0.2, 0.4})
  void noiseThatSeldomShowsIsNoAlarm(double p) {
    Space x = points(5, 3);
    Kernel f =
        Kernels.box(
            "jumps",
            x,
            x,
            OS,
            List.of(),
            true,
            (in, u) -> {
              Tensor jumps = u.uniform("jump").lt(p).reshape(-1, 1, 1);
              return List.of(jumps.where(in.get(0).mul(2), in.get(0)));
            });
    for (long seed = 0; seed < 5; seed++) {
      Certificate c = certify(f, seed);
      assertTrue(c.holds(), c.toString());
    }
  }

  /** Each column of features has a scale of its own, a point of coordinates that turn one. */
  @Test
  void aSmallColumnBesideALargeOne() {
    Space x = features(5, 2);
    Kernel f =
        Kernels.kernel(
            "second column by index",
            x,
            x,
            S(5),
            t -> {
              Tensor index = place(t.slice(0, 0, 1).reshape(5, 2), 5).reshape(1, 5, 1);
              return Tensors.cat(2, t.slice(2, 0, 1).mul(1e10), index.expand(t.size(0), 5, 1));
            });
    fails(f, false, "S(5)");
    Kernel noisy =
        Kernels.box(
            "noise of two sizes",
            x,
            x,
            S(5),
            List.of(),
            true,
            (in, u) -> {
              Tensor n = u.normal("n", 5, 2);
              Tensor index = place(n.slice(0, 0, 1).reshape(5, 2), 5).reshape(1, 5, 1);
              return List.of(
                  Tensors.cat(2, n.slice(2, 0, 1).mul(1e10), n.slice(2, 1, 2).add(index)));
            });
    fails(noisy, true, "S(5)");
    Kernel right =
        Kernels.kernel(
            "momentum beside energy",
            points(5, 3),
            features(5, 2),
            S(5),
            t -> {
              Tensor energy = t.square().sumKeep(2).mul(1e6);
              Tensor rest = energy.sub(energy.meanKeep(1)).sumKeep(1).expand(t.size(0), 5, 1);
              return Tensors.cat(2, energy, rest);
            });
    certify(right, 0).orThrow();
  }

  /** Noise of equal covariance in a cube: fourth moments alone tell. */
  @Test
  void noiseInACubeIsSeen() {
    Space x = points(5, 3);
    Kernel f =
        Kernels.box(
            "cube",
            x,
            x,
            O(3),
            List.of(),
            true,
            (in, u) -> List.of(in.get(0).add(u.uniform("n", 5, 3).sub(0.5))));
    fails(certify(f, 0), true, "O(3)");
  }

  /** A frame of exactly symmetric points by the order of the list. */
  @Test
  void aChoiceAtSymmetricCloudsIsSeen() {
    Space x = points(4, 2);
    Kernel f =
        Kernels.kernel(
            "towards the outermost point",
            x,
            vector(2),
            O(2).times(S(4)),
            t -> {
              Tensor c = t.sub(t.meanKeep(1));
              Tensor far = c.normKeep(2).argmax(1).unsqueeze(2).expand(t.size(0), 1, 2);
              return c.gather(1, far).squeeze(1);
            });
    Certificate c = certify(f, 0);
    fails(c, false, Probe.SYMMETRIC);
    certify(f, 0, protocol().generic()).orThrow();
    assertTrue(certify(f, 0, protocol().generic()).failures().isEmpty());
  }

  /** Memory for 1/α labellings is bounded; below 1e-5 a sentence says what to do. */
  @Test
  void smallFalseAlarmRates() {
    var e = assertThrows(IllegalArgumentException.class, () -> protocol().alpha(1e-7));
    assertTrue(e.getMessage().contains("two certificates of different seeds"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> protocol().alpha(Double.NaN));
    Kernel f =
        Kernels.box(
            "noise",
            points(2, 2),
            points(2, 2),
            S(2),
            List.of(),
            true,
            (in, u) -> List.of(in.get(0).add(u.normal("n", 2, 2))));
    Certificate c = certify(f, 0, protocol().points(1).samples(8).alpha(1e-4)).orThrow();
    assertEquals(10_000, ((Finding.Law) c.rows().get(0).finding()).test().labellings());
  }
}
