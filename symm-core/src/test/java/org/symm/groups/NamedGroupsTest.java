package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.A;
import static org.symm.groups.Groups.Aff;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.D;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.Lorentz;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SL;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.SU;
import static org.symm.groups.Groups.Scale;
import static org.symm.groups.Groups.Sim;
import static org.symm.groups.Groups.Sp;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.U;
import static org.symm.groups.Groups.Z;
import static org.symm.groups.Groups.affine;
import static org.symm.groups.Groups.properLorentz;
import static org.symm.groups.Groups.torus;
import static org.symm.groups.Groups.trivial;
import static org.symm.groups.Groups.wreath;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensors;

/** The named groups, and semidirect products of them. */
class NamedGroupsTest extends GroupLaws {

  @Override
  Stream<Group> groups() {
    return Stream.of(
        trivial(),
        C(1),
        C(5),
        S(1),
        S(5),
        O(1),
        O(2),
        O(3),
        O(4),
        O(5),
        O(10),
        SO(1),
        SO(2),
        SO(3),
        SO(4),
        SO(9),
        T(3),
        E(1),
        E(2),
        E(3),
        SE(3),
        D(1),
        D(4),
        Z(3, 2),
        A(1),
        A(2),
        A(5),
        torus(2),
        U(1),
        U(2),
        U(4),
        SU(1),
        SU(2),
        SU(3),
        GL(1),
        GL(3),
        SL(1),
        SL(3),
        Sp(2),
        Sp(4),
        Scale(),
        Lorentz(),
        properLorentz(),
        Aff(2),
        Sim(3),
        affine(4, properLorentz()),
        affine(2, D(4)),
        wreath(3, C(2)),
        wreath(2, O(3)),
        wreath(3, C(2).times(O(2))),
        wreath(1, SO(2)));
  }

  @Test
  void permutationsMultiplyAsFunctions() {
    Element p = Element.of(S(3), Array.of(new long[] {1, 2, 0}, 1, 3).tensor());
    Element q = Element.of(S(3), Array.of(new long[] {0, 2, 1}, 1, 3).tensor());
    assertArrayEquals(
        new double[] {1, 0, 2}, Laws.value(0, p.times(q).only()), "(πσ)(i) = π(σ(i))");
    assertArrayEquals(new double[] {2, 1, 0}, Laws.value(0, q.times(p).only()));
    assertArrayEquals(new double[] {2, 0, 1}, Laws.value(0, p.inverse().only()));
  }

  @Test
  void aSemidirectProductByHandIsTheNamedOne() {
    Group byHand = new Semidirect(T(3), O(3), Twist.Named.LINEAR);
    assertEquals(E(3), byHand);
    assertEquals("E(3)", byHand.name());
    assertEquals(SE(2), new Semidirect(T(2), SO(2), Twist.Named.LINEAR));
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new Semidirect(T(2), O(3), Twist.Named.LINEAR));
    assertEquals(
        "the twist LINEAR is not an action of O(3) on T(2) by automorphisms", e.getMessage());
  }

  /** (n, h)(m, k) = (n + h m, h k) with numbers. */
  @Test
  void rigidMotionsComposeAsMotions() {
    var e2 = (Semidirect) E(2);
    var turn = Array.of(new double[] {0, -1, 1, 0}, 1, 2, 2).tensor();
    var one = Tensors.eye(2, DType.FLOAT64).unsqueeze(0);
    Element g = new Element(e2, List.of(Array.of(new double[] {1, 2}, 1, 2).tensor(), turn));
    Element k = new Element(e2, List.of(Array.of(new double[] {3, 5}, 1, 2).tensor(), one));
    assertArrayEquals(new double[] {-4, 5}, Laws.value(0, g.times(k).parts().get(0)), 1e-15);
    assertArrayEquals(new double[] {4, 7}, Laws.value(0, k.times(g).parts().get(0)), 1e-15);
  }

  @Test
  void whatIsNotAnElementHasAResidual() {
    outside(O(3), new double[] {1.1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3);
    outside(SO(3), new double[] {1, 0, 0, 0, 1, 0, 0, 0, -1}, 3, 3);
    outside(T(2), new double[] {0, Double.POSITIVE_INFINITY}, 2);
    outside(T(2), new double[] {Double.NaN, 0}, 2);
    outside(S(3), new long[] {0, 0, 2}, 3);
    outside(S(3), new long[] {1, 2, 3}, 3);
    outside(C(5), new long[] {5});
    outside(C(5), new long[] {-1});
    var parts =
        List.of(
            Tensors.eye(3, DType.FLOAT64).unsqueeze(0), Array.of(new long[] {0, 0}, 1, 2).tensor());
    Group g = O(3).times(S(2));
    assertTrue(Laws.value(0, g.residual(new Element(g, parts)))[0] > 0.5, "one wrong factor");
  }

  private static void outside(Group g, double[] x, long... shape) {
    outside(g, Array.of(x, Shape.of(1).then(Shape.of(shape)).toArray()));
  }

  private static void outside(Group g, long[] x, long... shape) {
    outside(g, Array.of(x, Shape.of(1).then(Shape.of(shape)).toArray()));
  }

  private static void outside(Group g, Array x) {
    double r = Laws.value(0, g.residual(Element.of(g, x.tensor())))[0];
    assertTrue(r > 0.05, g + ": " + x + " has residual " + r);
  }

  @Test
  void refusesWhatIsNoGroupOrElement() {
    assertThrows(IllegalArgumentException.class, () -> S(0));
    assertThrows(IllegalArgumentException.class, () -> C(0));
    assertThrows(IllegalArgumentException.class, () -> O(0));
    assertThrows(IllegalArgumentException.class, () -> T(-1));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Element.of(O(3), Tensors.zeros(Shape.of(4, 2, 2), DType.FLOAT64)));
    assertTrue(e.getMessage().contains("O(3)") && e.getMessage().contains("(4, 2, 2)"));
  }
}
