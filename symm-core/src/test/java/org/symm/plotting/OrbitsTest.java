package org.symm.plotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symm.certificates.Certificate;
import org.symm.engine.Array;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;

class OrbitsTest {

  private static final Space X = points(4, 2);
  private static final Kernel PLAIN = mlp(X, X, 8).init(1);
  private static final Array ONE = Array.of(new double[] {1, 0, 0, 2, -1, 1, .5, .5}, 1, 4, 2);

  @Test
  void errorsHaveASeriesForEachFactor() {
    Certificate exact = certify(Kernels.kernel("twice", X, X, SO(2), t -> t.mul(2)), 0);
    Plot none = Figures.errors(exact);
    assertEquals(List.of("SO(2)", "symmetric"), names(none));
    assertEquals(192, none.series().get(0).x().length);
    assertTrue(Arrays.stream(none.series().get(0).y()).allMatch(y -> y < 1e-14));
    Plot large = Figures.errors(certify(PLAIN, SO(2), 0));
    assertTrue(Arrays.stream(large.series().get(0).y()).max().getAsDouble() > 0.1);
    assertTrue(large.png().length > 2000);
    Certificate random = certify(PLAIN.to(SO(2), haar(SO(2))), 0);
    assertEquals(8, Figures.errors(random).series().get(0).y().length);
    Plot drawn = Figures.errors(certify(PLAIN.to(O(2), minimal()), 0));
    assertEquals(List.of("O(2)", "symmetric"), names(drawn));
    int all = none.series().get(1).x().length;
    int some = drawn.series().get(1).x().length;
    assertTrue(some > 0 && some < all, "laws at symmetric clouds are no errors: " + some);
  }

  private static List<String> names(Plot p) {
    return p.series().stream().map(Series::name).toList();
  }

  /** Of an equivariant map the two orbits are the same points. */
  @Test
  void orbitsAreDrawnInThePlane() {
    Kernel twice = Kernels.kernel("twice", X, X, SO(2), t -> t.mul(2));
    Plot same = Figures.orbits("twice", twice, SO(2), 50, 0, ONE);
    Plot other = Figures.orbits("plain", PLAIN, SO(2), 50, 0, ONE);
    assertTrue(gap(same) < 1e-12, "" + gap(same));
    assertTrue(gap(other) > 0.1, "" + gap(other));
    assertTrue(same.png().length > 2000);
    assertThrows(
        IllegalArgumentException.class,
        () -> Figures.orbits("moved", PLAIN, T(2), 5, 0, ONE),
        "not compact");
    Kernel sum = mlp(X, scalars(1), 4).init(1);
    assertThrows(
        IllegalArgumentException.class, () -> Figures.orbits("sum", sum, SO(2), 5, 0, ONE));
  }

  private static double gap(Plot orbits) {
    double[] a = orbits.series().get(0).x();
    double[] b = orbits.series().get(1).x();
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }
}
