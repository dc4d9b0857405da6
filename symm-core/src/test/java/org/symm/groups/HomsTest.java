package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import static org.symm.groups.Groups.properLorentz;
import static org.symm.groups.Groups.torus;
import static org.symm.groups.Groups.trivial;
import static org.symm.groups.Groups.wreath;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.frames.Frames;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Canonical inclusions, factors, projections; and what has none. */
class HomsTest extends HomLaws {

  @Override
  Stream<Hom> homs() {
    Group s = S(2).times(S(2));
    return Stream.concat(
        inclusions(),
        Stream.of(
            Hom.factor(s, 0),
            Hom.factor(s, 1),
            Hom.factor(O(3).times(S(2)).times(O(3)), 2),
            Hom.projection(O(3).times(S(5)), 0),
            Hom.projection(s, 1),
            Hom.projection(E(3), 1),
            Hom.factor(D(4), 1),
            Hom.factor(wreath(3, C(2)), 0),
            Homs.sign(1),
            Homs.sign(4),
            Homs.det(O(3)),
            Homs.det(U(2)),
            Homs.det(GL(2)),
            Homs.runs(5, 4),
            Homs.runs(5, 2, 3),
            Homs.runs(4, 2),
            Homs.runs(3, 1, 1, 1),
            Homs.blocks(O(3), O(2)),
            Homs.blocks(O(4), O(3)),
            Homs.blocks(SO(3), SO(2)),
            Homs.blocks(SO(4), SO(3)),
            Homs.blocks(O(2), O(1)),
            Homs.rootSection(O(3).into(GL(3))),
            Homs.rootSection(SO(2).into(SL(2))),
            Homs.blocks(SO(3), SO(2)).then(SO(3).into(SE(3))),
            Homs.blocks(O(3), O(2)).then(O(3).into(Aff(3))),
            Homs.runs(4, 3).then(S(4).into(O(3).times(S(4)))),
            Homs.sign(3).then(C(2).into(C(2).times(S(2)))),
            Hom.of("squares", C(6), C(3), e -> Element.of(C(3), e.only().mod(3))),
            byTable()));
  }

  /** The turn by a half in the symmetries of the square. */
  private static Hom byTable() {
    FiniteGroup d = FiniteGroupsTest.square();
    return Hom.of(
        "half turns",
        C(2),
        d,
        e -> {
          Element half = d.element("a²", e.only().size(0));
          return Element.of(d, half.only().mul(e.only()));
        });
  }

  static Stream<Hom> inclusions() {
    return Stream.of(
        S(5).into(O(3).times(S(5))),
        O(3).times(S(5)).into(E(3).times(S(5))),
        S(5).into(E(3).times(S(5))),
        trivial().into(O(3)),
        trivial().into(E(3).times(S(4))),
        O(3).into(O(3)),
        O(3).into(E(3)),
        T(3).into(E(3)),
        T(2).into(SE(2)),
        SO(3).into(O(3)),
        SO(2).into(SE(2)),
        SE(3).into(E(3)),
        SO(3).into(E(3)),
        SO(3).times(S(4)).into(E(3).times(S(4))),
        SO(3).times(S(4)).into(O(3).times(S(4))),
        T(3).times(S(4)).into(E(3).times(S(4))),
        O(3).into(O(3).times(S(5))),
        C(4).into(S(3).times(C(4))),
        S(3).into(S(2).times(S(3)).times(S(4))),
        S(2).times(S(4)).into(S(2).times(S(3)).times(S(4))),
        O(1).into(E(1)),
        A(4).into(S(4)),
        A(1).into(S(1)),
        SL(3).into(GL(3)),
        SU(2).into(U(2)),
        U(1).into(Sp(2)),
        U(2).into(Sp(4)),
        O(3).into(GL(3)),
        SO(3).into(SL(3)),
        SO(3).into(GL(3)),
        properLorentz().into(Lorentz()),
        O(2).into(Aff(2)),
        E(3).into(Aff(3)),
        GL(3).times(S(2)).into(Aff(3).times(S(2))),
        O(3).times(S(4)).into(Aff(3).times(S(4))),
        Scale().into(Sim(2)),
        E(1).into(Aff(1)),
        C(4).into(D(4)),
        S(3).into(wreath(3, O(2))),
        SO(2).into(torus(1)));
  }

  private static void refuses(Group h, Group g, String sentence) {
    assertFalse(h.isIn(g));
    var e = assertThrows(IllegalArgumentException.class, () -> h.into(g));
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void whatIsNotInAnotherIsRefused() {
    String explicit = "; give the homomorphism explicitly: along(φ, Γ)";
    refuses(E(3), S(5), "no canonical inclusion of E(3) in S(5)" + explicit);
    refuses(O(3), SO(3), "no canonical inclusion of O(3) in SO(3)" + explicit);
    refuses(O(2), O(3), "no canonical inclusion of O(2) in O(3)" + explicit);
    refuses(S(4), S(5), "no canonical inclusion of S(4) in S(5)" + explicit);
    refuses(
        S(5).times(O(3)),
        O(3).times(S(5)),
        "no canonical inclusion of S(5)×O(3) in O(3)×S(5)" + explicit);
    refuses(T(3).times(O(3)), E(3), "no canonical inclusion of T(3)×O(3) in E(3)" + explicit);
    refuses(U(2), O(3), "no canonical inclusion of U(2) in O(3)" + explicit);
    refuses(SL(3), O(3), "no canonical inclusion of SL(3) in O(3)" + explicit);
    refuses(C(2), D(4), "no canonical inclusion of C(2) in D(4)" + explicit);
    refuses(T(2), E(3), "no canonical inclusion of T(2) in E(3)" + explicit);
    assertThrows(IllegalArgumentException.class, () -> Hom.of("φ", O(3), O(3), x -> x).coset());
  }

  /** Choosing one of several ways would make composites of inclusions differ from inclusions. */
  @Test
  void whatFitsInSeveralWaysIsRefused() {
    String which = " in several ways; say which: Hom.factor(product, i)";
    refuses(S(2), S(2).times(S(2)), "S(2) is in S(2)×S(2)" + which);
    refuses(O(3), E(3).times(O(3)), "O(3) is in E(3)×O(3)" + which);
    refuses(SO(3), O(3).times(SO(3)), "SO(3) is in O(3)×SO(3)" + which);
    Group g = S(2).times(S(2));
    assertNotEquals(Hom.factor(g, 0), Hom.factor(g, 1));
    assertNotEquals(Hom.factor(g, 0).coset(), Hom.factor(g, 1).coset());
    assertEquals(O(3).into(O(3).times(S(2))), Hom.factor(O(3).times(S(2)), 0));
  }

  /** Wherever two canonical inclusions compose and the composite's ends have one, it is that. */
  @Test
  void canonicalInclusionsCompose() {
    List<Hom> all =
        Stream.concat(
                inclusions(),
                Stream.of(O(3).into(T(3).times(O(3))), T(3).times(O(3)).into(E(3).times(O(3)))))
            .toList();
    int composites = 0;
    for (Hom f : all) {
      for (Hom g : all) {
        if (f.target().equals(g.source())) {
          composites++;
          var x = f.source().sample("x", 5, DType.FLOAT64);
          var steps = g.apply(f.apply(x, 5, DType.FLOAT64), 5, DType.FLOAT64);
          var once = f.then(g).apply(x, 5, DType.FLOAT64);
          assertEquals(0, Laws.value(1, Laws.gap(steps, once))[0], f + " then " + g);
        }
      }
    }
    assertTrue(composites > 10, composites + " composites");
    assertThrows(
        IllegalArgumentException.class, () -> O(3).into(E(3)).then(S(5).into(O(3).times(S(5)))));
  }

  @Test
  void whatIsNoHomomorphismIsRefusedWithTwoElements() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Hom.of("φ", C(4), C(4), x -> Element.of(C(4), x.only().add(1).mod(4))));
    assertEquals(
        "φ is not a homomorphism: φ(ab) is not φ(a) φ(b) for a = 0, b = 0", e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Hom.of("square", O(2), O(2), x -> Element.of(O(2), x.only().matMul(x.only()))));
    assertTrue(
        e.getMessage()
            .startsWith("square is not a homomorphism: φ(ab) is not φ(a) φ(b) for a = ("));
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Hom.of("double", C(3), C(2), x -> Element.of(C(2), x.only())));
    assertEquals("double leaves C(2): φ(a) is not in it for a = 2", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> Homs.blocks(SO(3), O(2)));
    assertTrue(e.getMessage().contains("leaves SO(3)"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Homs.blocks(O(3), O(2), O(2)));
    assertThrows(IllegalArgumentException.class, () -> Homs.runs(3, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> Homs.rootSection(SO(3).into(O(3))));
  }

  @Test
  void kernelsAndImages() {
    assertEquals(SO(3), Homs.det(O(3)).kernel().get());
    assertEquals(SL(2), Homs.det(GL(2)).kernel().get());
    assertEquals(SU(2), Homs.det(U(2)).kernel().get());
    assertEquals(A(4), Homs.sign(4).kernel().get());
    assertEquals(C(2), Homs.sign(4).image().get());
    assertEquals(trivial(), O(3).into(E(3)).kernel().get());
    assertEquals(O(3), O(3).into(E(3)).image().get());
    assertEquals(T(3), Hom.projection(E(3), 1).kernel().get());
    assertEquals(O(3), Hom.projection(O(3).times(S(5)), 1).kernel().get());
    assertEquals(A(3), Homs.sign(3).then(Hom.factor(D(4), 1)).kernel().get());
    Hom twice = Hom.of("2", C(6), C(6), e -> Element.of(C(6), e.only().mul(2).mod(6)));
    assertEquals(2, ((FiniteGroup) twice.kernel().get()).order());
    assertEquals(3, ((FiniteGroup) twice.image().get()).order());
    assertFalse(Homs.permutationMatrices(3).hasCosets());
    assertEquals(trivial(), Homs.permutationMatrices(3).kernel().get());
  }

  /** The two-element cosets of C(2) in the square: half turns are normal, so products agree. */
  @Test
  void finiteCosetsAreCounted() {
    assertEquals("4 cosets", byTable().coset().held().name());
    Hom three = Hom.of("3", C(2), C(6), e -> Element.of(C(6), e.only().mul(3)));
    var all = three.coset().project(Element.of(C(6), Tensors.range(6, DType.INT64))).get(0);
    assertArrayEquals(new double[] {0, 1, 2, 0, 1, 2}, Laws.value(0, all));
  }

  /** D(2) = C(2) ⋊ C(2): a half turn and a reflection, in groups of one name. */
  @Test
  void theFactorsOfD2Differ() {
    Element one = Element.of(C(2), Tensors.ones(Shape.of(1), DType.INT64));
    Element turn = Hom.factor(D(2), 0).apply(one, DType.FLOAT64);
    Element reflection = Hom.factor(D(2), 1).apply(one, DType.FLOAT64);
    assertEquals(1, Laws.value(0, Laws.gap(turn, reflection))[0]);
    assertNotEquals(Hom.factor(D(2), 0), Hom.factor(D(2), 1));
  }

  @Test
  void cosetsOfOnesOwnAreChecked() {
    Hom phi = Hom.of("SO(2) in GL(2)", SO(2), GL(2), e -> Element.of(GL(2), e.only()));
    CosetSpace any =
        CosetSpace.of("matrices", List.of(Slot.numbers(2, 2)), q -> q.get(0).sum(1, 2).mul(0));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> phi.cosets(any, Element::parts, (q, r, t) -> Element.of(GL(2), q.get(0))));
    assertTrue(
        e.getMessage().contains("g and g φ(h) have different cosets for g = ("), e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                O(2)
                    .into(GL(2))
                    .section((q, r, t) -> Element.of(GL(2), LinearAlgebra.cholesky(q.get(0)).t())));
    assertTrue(
        e.getMessage().contains("project(section([g])) is not [g] for g = ("), e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> O(3).into(GL(3)).coset().complement());
    assertTrue(e.getMessage().contains("are held as SPD(3), not as elements of a group"));
  }

  /** Cosets of 1 in C(4) by g and by g³ are held alike, but are other spaces. */
  @Test
  void cosetsByOtherProjectionsDiffer() {
    Hom phi = trivial().into(C(4));
    Hom cubes =
        phi.cosets(
            CosetSpace.of(C(4)),
            g -> List.of(g.only().mul(3).mod(4)),
            (q, r, t) -> Element.of(C(4), q.get(0).mul(3).mod(4)));
    Hom same = phi.cosets(CosetSpace.of(C(4)), Element::parts, (q, r, t) -> new Element(C(4), q));
    assertNotEquals(same.coset(), cubes.coset());
    assertEquals(same.coset(), same.section((q, r, t) -> new Element(C(4), q)).coset());
  }

  /** [k] = (q, [s(q)⁻¹k]) depends on the section s: other sections, other cosets of ψ ∘ φ. */
  @Test
  void cosetsOfCompositesDependOnTheSection() {
    Hom phi = Homs.blocks(O(3), O(2));
    Hom psi = O(3).into(GL(3));
    assertEquals(psi.coset(), Homs.rootSection(psi).coset());
    assertEquals(phi.then(psi).coset(), phi.then(O(3).into(GL(3))).coset());
    Hom roots = phi.then(Homs.rootSection(psi));
    assertEquals(roots.coset(), phi.then(Homs.rootSection(psi)).coset());
    assertNotEquals(phi.then(psi).coset(), roots.coset());
    assertNotEquals(phi.then(psi.then(Hom.identity(GL(3)))), roots.then(Hom.identity(GL(3))));
  }

  /** g·S = g S gᵀ on SPD(d), g·q = g q on spheres, by literal comparison with the matrices. */
  @Test
  void theCosetsAreTheKnownSpaces() {
    Element g = GL(3).sample("g", 20, DType.FLOAT64);
    Coset spd = O(3).into(GL(3)).coset();
    Tensor s = spd.project(GL(3).sample("a", 20, DType.FLOAT64)).get(0);
    Tensor moved = g.only().matMul(s).matMul(g.only().t());
    Laws.small(
        "SPD", 1e-9, List.of("g S gᵀ"), List.of(Laws.gap(spd.act(g, List.of(s)), List.of(moved))));
    Coset sphere = Homs.blocks(O(3), O(2)).coset();
    assertEquals("S²", sphere.held().name());
    Element o = O(3).sample("o", 20, DType.FLOAT64);
    Tensor q = Frames.unit(Draws.normal("q", Shape.of(3, 20), DType.FLOAT64)).t();
    Tensor turned = o.only().matMul(q.unsqueeze(2)).squeeze(2);
    Laws.small(
        "S²", 1e-12, List.of("g q"), List.of(Laws.gap(sphere.act(o, List.of(q)), List.of(turned))));
    Tensor poles = Array.of(new double[] {0, 0, 1, 0, 0, -1, 1, 0, 0}, 3, 3).tensor();
    Tensor back = sphere.section(List.of(poles), DType.FLOAT64).only().select(2, 2);
    Laws.small("poles", 1e-15, List.of("s(q) e"), List.of(Laws.gap(List.of(back), List.of(poles))));
    Coset subset = Homs.runs(4, 2, 2).coset();
    Element p = Element.of(S(4), Array.of(new long[] {1, 3, 0, 2}, 1, 4).tensor());
    assertArrayEquals(
        new double[] {1, 0, 1, 0}, Laws.value(0, subset.project(p).get(0)), "π takes 0, 1 to 1, 3");
  }

  @Test
  void aNameDoesNotMakeAHomomorphismCanonical() {
    Hom flip =
        Hom.of(
            "O(3) → O(3)",
            O(3),
            O(3),
            x -> Element.of(O(3), x.only().mul(LinearAlgebra.det(x.only()).reshape(-1, 1, 1))));
    assertNotEquals(Hom.identity(O(3)), flip);
    var x = O(3).sample("x", 40, DType.FLOAT64);
    var y = flip.then(O(3).into(E(3))).apply(x, DType.FLOAT64);
    double gap = Laws.value(1, Laws.gap(y, O(3).into(E(3)).apply(x, DType.FLOAT64)))[0];
    assertTrue(gap > 0.1, "composing keeps the map");
  }

  /** Of one's own homomorphisms a name says nothing; composites know what they are made of. */
  @Test
  void oneName() {
    Hom same = Hom.of("φ", C(4), C(4), x -> x);
    Hom turned = Hom.of("φ", C(4), C(4), x -> Element.of(C(4), x.only().mul(-1).mod(4)));
    Hom half = Hom.of("half", C(4), C(2), x -> Element.of(C(2), x.only().mod(2)));
    assertEquals(same, same);
    assertNotEquals(same, turned);
    assertEquals(same.then(half), same.then(half));
    assertNotEquals(same.then(half), turned.then(half));
    assertNotEquals(same.then(half).coset(), turned.then(half).coset());
    assertEquals(O(3).into(E(3)), O(3).into(E(3)));
  }
}
