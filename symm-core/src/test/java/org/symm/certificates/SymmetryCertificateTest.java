package org.symm.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.symmetryCertificate;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.groups.Groups.A;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.D;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.groups.Groups.wreath;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.groups.ElementList;
import org.symm.groups.FiniteGroup;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;

class SymmetryCertificateTest {

  private static void free(long expected, Group g, Space x, Space y) {
    assertEquals(expected, Compression.of(g, x, y).free(), g + ": " + x + " → " + y);
  }

  /**
   * Weights in one orbit are equal: w on the diagonal, v beside it, one bias (Zaheer et al. 2017).
   */
  @Test
  void orbitsOfWeightsUnderPermutations() {
    Compression c = Compression.of(S(5), features(5, 1), features(5, 1));
    assertEquals(30, c.weights());
    assertEquals(3, c.free());
    assertEquals(30 / 120.0, c.bound().getAsDouble());
    free(2 * 9 + 3, S(5), points(5, 3), points(5, 3));
    free(2 + 1, S(5), features(5, 2), scalars(1));
    free(30, trivial(), features(5, 1), features(5, 1));
  }

  /** Against all elements written out. */
  @Test
  void ordersOfFiniteGroups() {
    var klein = FiniteGroup.of(C(2).times(C(2)));
    for (Group g : List.of(trivial(), C(5), D(4), S(4), A(4), A(2), wreath(3, C(2)), klein)) {
      long rows = g.parts().isEmpty() ? 1 : ElementList.of(g).get().get(0).shape().size(0);
      assertEquals(rows, g.finiteOrder().getAsDouble(), g.name());
    }
    assertTrue(O(2).times(S(3)).finiteOrder().isEmpty());
    assertEquals(2, O(1).finiteOrder().getAsDouble());
  }

  /** Free is at least |θ|/|G|; a claim that it is at most that would be wrong here. */
  @Test
  void theBoundIsFromBelow() {
    for (int n = 2; n <= 5; n++) {
      Compression c = Compression.of(S(n), features(n, 1), features(n, 1));
      assertTrue(c.free() >= c.bound().getAsDouble(), c.toString());
      assertTrue(n < 3 || c.free() > c.bound().getAsDouble(), c.toString());
    }
  }

  @Test
  void layersThatCommuteWithRotations() {
    free(2, SO(2), vectors(1, 2), vectors(1, 2));
    free(1, O(2), vectors(1, 2), vectors(1, 2));
    free(2, C(4), vectors(1, 2), vectors(1, 2));
    free(4, C(2), vectors(1, 2), vectors(1, 2));
    free(25, O(3), points(5, 3), points(5, 3));
    free(2, O(3), points(5, 3), scalars(2));
    assertTrue(Compression.of(C(4), vectors(1, 2), vectors(1, 2)).bound().isEmpty());
  }

  /** Σⱼ Aᵢⱼ = 1 for points; no layer makes points of vectors. */
  @Test
  void layersThatGoAlongWithTranslations() {
    free(20, E(3), points(5, 3), points(5, 3));
    free(1, E(3).times(S(5)), points(5, 3), points(5, 3));
    free(0, T(3), vectors(5, 3), points(5, 3));
    free(0, E(3), vectors(5, 3), points(5, 3));
    free(20 + 6, E(3), points(5, 3).times(features(5, 1)), points(5, 3).times(scalars(1)));
  }

  @Test
  void onlyLayersOfRealNumbersAreCounted() {
    assertThrows(
        IllegalArgumentException.class, () -> Compression.of(S(5), labels(5), features(5, 1)));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Compression.of(S(50), features(50, 1), features(50, 1)));
    assertTrue(e.getMessage().contains("2550 weights"), e.getMessage());
  }

  @Test
  void theSummaryOfAFunction() {
    Space x = features(4, 1);
    Kernel f = Kernels.kernel("square", x, x, S(4), t -> t.square());
    assertEquals(
        """
        symmetry certificate of square
          group              S(4), 24 elements
          layer X → Y        20 weights, 3 free (at least |θ|/|G| = 0.833)
          equivariance       relative error at most 0.0e+00 in float64, 0.0e+00 in float32
          effective samples  up to 24 for each one (a heuristic, no theorem)
          verdict            holds""",
        symmetryCertificate(f, 0).toString());
    assertTrue(symmetryCertificate(f, 0).display().get("text/html").contains("no theorem"));
  }

  /** A frame is a function of clouds without symmetries, and drawn at others. */
  @Test
  void theSummaryOfAFunctionThatDrawsAtSymmetricClouds() {
    Space x = points(4, 2);
    Kernel k = mlp(x, x, 8).init(1).to(O(2), minimal());
    String said = symmetryCertificate(k, 0).toString();
    assertTrue(said.contains("in float32; in law, smallest adjusted p = "), said);
    assertTrue(said.contains("(symmetric)"), said);
  }

  @Test
  void theSummaryOfAStochasticKernelAndOfABrokenOne() {
    Space x = points(4, 2);
    Kernel k = mlp(x, x, 8).init(1);
    String said = symmetryCertificate(k.to(SO(2), haar(SO(2))), 0).toString();
    assertTrue(said.contains("SO(2), no finite order known"), said);
    assertTrue(said.contains("in law, smallest adjusted p = "), said);
    assertTrue(said.endsWith("verdict            holds"), said);
    String broken = symmetryCertificate(Kernels.of("k", O(2), k.diagram()), 0).toString();
    assertTrue(broken.endsWith("verdict            FAILS"), broken);
    Kernel log = Kernels.kernel("log", x, x, trivial(), t -> t.log());
    Kernel noisy = k.to(SO(2), haar(SO(2))).restrictedTo(trivial()).then(log);
    String nan = symmetryCertificate(Kernels.of("k", O(2), noisy.diagram()), 0).toString();
    assertTrue(nan.contains("in law, smallest adjusted not finite"), nan);
    Kernel labelled = Kernels.kernel("next", labels(3), labels(3), S(3), t -> t.add(1));
    String none = symmetryCertificate(labelled, 0).toString();
    assertTrue(none.contains("not counted: a layer needs real numbers"), none);
  }
}
