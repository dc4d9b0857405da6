package org.symm.plotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.symmetrisation.Certificates.certify;
import static org.symm.symmetrisation.Gammas.haar;

import org.junit.jupiter.api.Test;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Certificate;
import org.symm.tensor.Array;

class OrbitsTest {

  private static final Space X = points(4, 2);
  private static final Kernel PLAIN = mlp(X, X, 8).init(1);
  private static final Array ONE = Array.of(new double[] {1, 0, 0, 2, -1, 1, .5, .5}, 1, 4, 2);

  @Test
  void errorsHaveASeriesForEachFactor() {
    Certificate exact = certify(Kernels.kernel("twice", X, X, SO(2), t -> t.mul(2)), 0);
    assertEquals(1, count(Figures.errors(exact).svg(), "twice"));
    Certificate wrong = certify(PLAIN, SO(2), 0);
    assertTrue(Figures.errors(wrong).png().length > 2000);
    Certificate random = certify(PLAIN.to(SO(2), haar(SO(2))), 0);
    assertTrue(Figures.errors(random).svg().contains("largest |z|"));
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }

  /** Of an equivariant map the two orbits are the same points. */
  @Test
  void orbitsAreDrawnInThePlane() {
    Kernel twice = Kernels.kernel("twice", X, X, SO(2), t -> t.mul(2));
    Plot same = Figures.orbits("twice", twice, SO(2), 50, 0, ONE);
    Plot other = Figures.orbits("plain", PLAIN, SO(2), 50, 0, ONE);
    assertTrue(same.svg().contains("f(g·x)") && same.svg().contains("g·f(x)"));
    assertTrue(same.png().length > 2000 && other.png().length > 2000);
    assertThrows(
        IllegalArgumentException.class,
        () -> Figures.orbits("moved", PLAIN, T(2), 5, 0, ONE),
        "not compact");
    Kernel sum = mlp(X, scalars(1), 4).init(1);
    assertThrows(
        IllegalArgumentException.class, () -> Figures.orbits("sum", sum, SO(2), 5, 0, ONE));
  }
}
