package org.symm.spaces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import static org.symm.groups.Groups.affine;
import static org.symm.groups.Groups.properLorentz;
import static org.symm.groups.Groups.trivial;
import static org.symm.groups.Groups.wreath;
import static org.symm.spaces.Spaces.columns;
import static org.symm.spaces.Spaces.cosets;
import static org.symm.spaces.Spaces.edges;
import static org.symm.spaces.Spaces.elements;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.forms;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.matrices;
import static org.symm.spaces.Spaces.point;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.present;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;
import static org.symm.spaces.Spaces.vectors;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.FiniteGroup;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Homs;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** The named spaces under the named groups; conventions by literal numbers. */
class ActionsTest extends ActionLaws {

  private static final Group TWO = O(3).times(SO(2));
  private static final Group TWIN = O(3).times(O(3));

  @Override
  Stream<Group> groups() {
    return Stream.of(
        trivial(),
        S(4),
        O(3),
        SO(3),
        T(3),
        E(3),
        SE(3),
        C(5),
        O(2),
        SO(2),
        E(2),
        O(1),
        O(3).times(S(4)),
        O(3).times(SO(2)),
        O(3).times(O(3)),
        E(3).times(S(4)),
        SE(3).times(S(4)),
        T(3).times(S(4)),
        C(4).times(S(4)),
        S(2).times(S(2)),
        A(4),
        D(4),
        D(5).times(S(4)),
        SO(3).times(Scale()),
        GL(3),
        SL(3),
        Aff(3),
        Sim(3),
        Scale(),
        Lorentz(),
        properLorentz(),
        affine(4, properLorentz()),
        U(2),
        SU(2),
        Sp(4),
        GL(3).times(S(4)),
        Aff(3).times(S(4)),
        wreath(4, O(3)),
        wreath(4, E(3)),
        wreath(4, C(4)),
        FiniteGroup.of(D(4)),
        square(),
        quarter(),
        square().times(O(3)));
  }

  /** Permutations of four items; turns of the plane. */
  private static FiniteGroup square() {
    return FiniteGroup.permutations("square", new int[] {1, 2, 3, 0}, new int[] {0, 3, 2, 1});
  }

  private static FiniteGroup quarter() {
    return FiniteGroup.matrices("quarter turns", new double[][] {{0, -1}, {1, 0}});
  }

  @Override
  List<Space> spaces() {
    Group s = S(2).times(S(2));
    Hom left = Hom.projection(s, 0);
    Hom right = Hom.projection(s, 1);
    return List.of(
        points(4, 3),
        vectors(4, 3),
        point(3),
        vector(3),
        frames(3),
        forms(3),
        columns(3, 5),
        matrices(Hom.projection(TWO, 0), Hom.projection(TWO, 1)),
        matrices(Hom.projection(TWIN, 1), Hom.projection(TWIN, 0)),
        scalars(2),
        features(4, 2),
        edges(4),
        labels(),
        labels(4),
        points(4, 2),
        vectors(4, 2),
        points(4, 4),
        vector(4),
        cosets(O(3).into(GL(3)).coset()),
        cosets(O(3).into(Aff(3)).coset()),
        cosets(Homs.blocks(O(3), O(2)).coset()),
        cosets(Homs.runs(4, 2, 2).coset()),
        cosets(C(4).into(D(4)).coset()),
        elements(wreath(4, C(4))),
        points(1, 4).along(Homs.permutationMatrices(4)),
        forms(2),
        point(1),
        Spaces.array("tensors", new Axis.Items(4), new Axis.Vector(3), new Axis.Vector(3)),
        points(4, 3).times(vectors(4, 3)).times(labels(4)).times(scalars(1)),
        Spaces.unit(),
        elements(O(3)),
        elements(S(4)),
        elements(E(3).times(S(4))),
        elements(s),
        cosets(O(3).into(E(3)).coset()),
        cosets(SO(3).into(O(3)).coset()),
        cosets(SO(3).times(S(4)).into(E(3).times(S(4))).coset()),
        cosets(S(4).into(O(3).times(S(4))).coset()),
        present(4),
        points(4, 3).times(edges(4)).times(present(4)),
        points(2, 3).along(left).times(features(2, 1).along(right)));
  }

  @Override
  Stream<Hom> inclusions() {
    return Stream.of(
        S(4).into(O(3).times(S(4))),
        O(3).times(S(4)).into(E(3).times(S(4))),
        SO(3).times(S(4)).into(E(3).times(S(4))),
        trivial().into(E(3).times(S(4))),
        O(3).into(E(3)),
        SO(3).into(O(3)),
        T(3).into(E(3)),
        SE(3).into(E(3)),
        SO(2).into(E(2)),
        A(4).into(S(4)),
        C(5).into(D(5)),
        O(3).into(GL(3)),
        E(3).into(Aff(3)),
        SU(2).into(U(2)),
        U(2).into(Sp(4)),
        properLorentz().into(Lorentz()),
        O(3).into(Sim(3)),
        S(4).into(wreath(4, O(3))));
  }

  private static Tensor row(double[] x, long... shape) {
    return Array.of(x, Shape.of(1).then(Shape.of(shape)).toArray()).tensor();
  }

  private static Tensor row(long[] x, long... shape) {
    return Array.of(x, Shape.of(1).then(Shape.of(shape)).toArray()).tensor();
  }

  private static void moves(Space x, Element g, Tensor from, double... to) {
    assertArrayEquals(to, Laws.value(0, x.act(g, List.of(from)).get(0)), 1e-12, x.toString());
  }

  private static final Element CYCLE = Element.of(S(3), row(new long[] {1, 2, 0}, 3));
  private static final Element QUARTER = Element.of(O(2), row(new double[] {0, -1, 1, 0}, 2, 2));

  /** (π·x)[π(i)] = x[i]. */
  @Test
  void permutations() {
    moves(features(3, 1), CYCLE, row(new double[] {10, 20, 30}, 3, 1), 30, 10, 20);
    moves(labels(3), CYCLE, row(new long[] {7, 8, 9}, 3), 9, 7, 8);
    moves(points(3, 1), CYCLE, row(new double[] {1, 2, 3}, 3, 1), 3, 1, 2);
  }

  /** (P A Pᵀ)[π(i), π(j)] = A[i, j]. */
  @Test
  void edgesAreConjugated() {
    moves(
        edges(3),
        CYCLE,
        row(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 3, 3),
        8,
        6,
        7,
        2,
        0,
        1,
        5,
        3,
        4);
  }

  /** A quarter turn takes (1, 0) to (0, 1): points are rows, X gᵀ. */
  @Test
  void turns() {
    moves(points(2, 2), QUARTER, row(new double[] {1, 0, 3, 4}, 2, 2), 0, 1, -4, 3);
    moves(vector(2), QUARTER, row(new double[] {1, 0}, 2), 0, 1);
    moves(frames(2), QUARTER, row(new double[] {1, 2, 3, 4}, 2, 2), -3, -4, 1, 2);
    moves(forms(2), QUARTER, row(new double[] {1, 2, 3, 4}, 2, 2), 4, -3, -2, 1);
    moves(scalars(2), QUARTER, row(new double[] {1, 2}, 2), 1, 2);
  }

  @Test
  void cyclicTurnsThePlaneByTwoPiOverN() {
    Element one = Element.of(C(4), row(new long[] {1}));
    moves(vector(2), one, row(new double[] {1, 0}, 2), 0, 1);
    Element two = Element.of(C(6), row(new long[] {2}));
    moves(vector(2), two, row(new double[] {1, 0}, 2), -0.5, Math.sqrt(3) / 2);
  }

  /** X gᵀ + 1tᵀ; translations leave vectors. */
  @Test
  void motions() {
    Element t = Element.of(T(2), row(new double[] {10, 20}, 2));
    moves(points(2, 2), t, row(new double[] {1, 2, 3, 4}, 2, 2), 11, 22, 13, 24);
    moves(vectors(2, 2), t, row(new double[] {1, 2, 3, 4}, 2, 2), 1, 2, 3, 4);
    moves(frames(2), t, row(new double[] {1, 2, 3, 4}, 2, 2), 1, 2, 3, 4);
    Element g = new Element(E(2), List.of(t.only(), QUARTER.only()));
    moves(point(2), g, row(new double[] {1, 0}, 2), 10, 21);
    moves(points(1, 2), g, row(new double[] {1, 0}, 1, 2), 10, 21);
    moves(vector(2), g, row(new double[] {1, 0}, 2), 0, 1);
  }

  /** (g, h)·A = g A hᵀ, each factor from its side. */
  @Test
  void matricesAreMovedFromBothSides() {
    Group g = O(2).times(O(2));
    Space m = matrices(Hom.projection(g, 0), Hom.projection(g, 1));
    Tensor one = Tensors.eye(2, DType.FLOAT64).unsqueeze(0);
    Tensor a = row(new double[] {1, 2, 3, 4}, 2, 2);
    moves(m, new Element(g, List.of(QUARTER.only(), one)), a, -3, -4, 1, 2);
    moves(m, new Element(g, List.of(one, QUARTER.only())), a, -2, 1, -4, 3);
    refuses(
        m,
        O(2),
        "O(2) does not act on " + m.name() + ", on which only O(2)×O(2) and its subgroups act.");
    assertTrue(m.isLinear(g) && !m.isFixedBy(g) && m.isFixedBy(trivial()));
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> matrices(Hom.identity(S(2)), Hom.identity(S(2))));
    assertTrue(e.getMessage().contains("needs homomorphisms to O(d)"), e.getMessage());
  }

  /** D(4): the flip takes y to −y, before the turn. */
  @Test
  void polygonsAndNumbersActOnThePlane() {
    Element turn = new Element(D(4), List.of(row(new long[] {1}), row(new long[] {1})));
    moves(vector(2), turn, row(new double[] {1, 2}, 2), 2, 1);
    moves(vector(2), FiniteGroup.of(D(4)).element("(1; 1)", 1), row(new double[] {1, 2}, 2), 2, 1);
    moves(vector(2), quarter().element("a", 1), row(new double[] {1, 2}, 2), -2, 1);
    moves(
        features(4, 1), square().element("a", 1), row(new double[] {1, 2, 3, 4}, 4, 1), 4, 1, 2, 3);
    Element two = Element.of(Scale(), row(new double[] {2}, 1, 1));
    moves(points(2, 1), two, row(new double[] {1, 3}, 2, 1), 2, 6);
    moves(forms(1), two, row(new double[] {1}, 1, 1), 4);
  }

  /** ((g, π)·x)[π(i)] = g_π(i) x[i]. */
  @Test
  void wreathProductsActItemByItem() {
    Group g = wreath(3, C(4));
    var parts =
        List.of(row(new long[] {1}), row(new long[] {0}), row(new long[] {2}), CYCLE.only());
    moves(
        vectors(3, 2),
        new Element(g, parts),
        row(new double[] {1, 0, 2, 0, 3, 0}, 3, 2),
        0,
        3,
        1,
        0,
        -2,
        0);
  }

  /** A boost takes (t, 0, 0, 0) to (t cosh, t sinh, 0, 0), and intervals are kept. */
  @Test
  void intervalsAreKept() {
    double c = Math.cosh(0.3);
    double s = Math.sinh(0.3);
    Element boost =
        Element.of(
            properLorentz(),
            row(new double[] {c, s, 0, 0, s, c, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 4, 4));
    moves(vector(4), boost, row(new double[] {2, 0, 0, 0}, 4), 2 * c, 2 * s, 0, 0);
  }

  private static void refuses(Space x, Group g, String sentence) {
    assertFalse(x.admits(g));
    var e = assertThrows(IllegalArgumentException.class, () -> x.demand(g));
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void refusals() {
    refuses(points(5, 3), S(4), "S(4) does not act on points(5, 3), which has 5 items, not 4.");
    refuses(
        points(5, 3), O(2), "O(2) does not act on points(5, 3), which has 3 coordinates, not 2.");
    refuses(
        points(5, 3), C(4), "C(4) does not act on points(5, 3), which has 3 coordinates, not 2.");
    refuses(
        points(5, 3), D(4), "D(4) does not act on points(5, 3), which has 3 coordinates, not 2.");
    refuses(
        points(5, 3), GL(2), "GL(2) does not act on points(5, 3), which has 3 coordinates, not 2.");
    FiniteGroup two = FiniteGroup.table("Z2", List.of("1", "a"), new int[][] {{0, 1}, {1, 0}});
    refuses(
        points(5, 3),
        two,
        "Z2 does not act on points(5, 3), along which it has no action of its own; restrict the space"
            + " along a homomorphism to a group that does act: points(5, 3).along(φ).");
    Hom mirror =
        Hom.of(
            "mirror",
            two,
            O(1),
            e -> Element.of(O(1), e.only().to(DType.FLOAT64).mul(-2).add(1).reshape(-1, 1, 1)));
    Element a = two.element("a", 1);
    moves(vector(1).along(mirror), a, row(new double[] {3}, 1), -3);
    refuses(
        edges(4),
        wreath(4, C(2)),
        "S(4)≀C(2) does not act on edges(4), whose first axis, and no other, should be the items.");
    assertFalse(points(4, 3).admits(T(3).times(Scale())), "moving and scaling do not commute");
    refuses(elements(O(3)), S(4), "S(4) does not act on O(3): it is not a subgroup of O(3).");
    refuses(
        points(2, 3).along(Hom.projection(O(3).times(S(2)), 1)),
        S(4),
        "S(4) does not act on points(2, 3) along O(3)×S(2) → S(2) from 1: only O(3)×S(2) and its"
            + " subgroups do.");
    assertThrows(IllegalArgumentException.class, () -> points(0, 3));
  }

  /** (g, h)·x = g·(h·x) is no action of a direct product where g and h do not commute. */
  @Test
  void factorsThatDoNotCommuteAreRefused() {
    String end =
        ", and a direct product needs that they commute; use E(d) for turns and translations,"
            + " or spaces restricted along projections.";
    refuses(
        points(4, 3),
        T(3).times(O(3)),
        "T(3)×O(3) does not act on points(4, 3), as T(3) and O(3) both move its coordinates" + end);
    refuses(
        points(4, 3),
        S(4).times(O(3)).times(S(4)),
        "S(4)×O(3)×S(4) does not act on points(4, 3), as S(4) and S(4) both move its items" + end);
    assertTrue(vectors(4, 3).admits(T(3).times(O(3))), "translations leave vectors");
    assertTrue(scalars(4).admits(O(3).times(O(3))));
  }

  @Test
  void actionsSayWhetherTheyAreLinear() {
    assertFalse(points(4, 3).isLinear(E(3)));
    assertTrue(points(4, 3).isConvex());
    assertTrue(points(4, 3).isLinear(O(3)));
    assertTrue(vectors(4, 3).isLinear(E(3)));
    assertFalse(labels(4).isLinear(S(4)));
    assertFalse(elements(O(3)).isConvex());
    assertFalse(points(4, 3).isFixedBy(S(4)));
    assertTrue(frames(3).isFixedBy(T(3).times(S(4))));
  }
}
