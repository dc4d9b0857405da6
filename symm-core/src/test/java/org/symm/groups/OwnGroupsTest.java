package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.frames.Frames;
import org.symm.frames.HaarRotations;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Groups that users make: from a Lie algebra, with laws of their own, with twists of their own. */
class OwnGroupsTest extends GroupLaws {

  /** The Heisenberg group: upper triangles with ones on the diagonal. */
  private static MatrixGroup heisenberg() {
    return MatrixGroup.generated(
        "H(3)",
        g -> g.tril(0).sub(Tensors.eye(3, g.dtype())).abs().max(1, 2),
        new double[][] {{0, 1, 0}, {0, 0, 0}, {0, 0, 0}},
        new double[][] {{0, 0, 0}, {0, 0, 1}, {0, 0, 0}},
        new double[][] {{0, 0, 1}, {0, 0, 0}, {0, 0, 0}});
  }

  /** Diagonal matrices of signs. */
  private static MatrixGroup signs() {
    return MatrixGroup.compact(
        "signs",
        2,
        (s, rows, real) ->
            Tensors.cat(1, coin(s + "/0", rows, real), coin(s + "/1", rows, real)).diagonalMatrix(),
        MatrixLaws.ORTHOGONAL,
        DIAGONAL);
  }

  private static final MatrixGroup.Law DIAGONAL =
      g -> g.sub(g.diagonal().diagonalMatrix()).abs().max(1, 2);

  private static Tensor coin(String stream, long rows, DType real) {
    return HaarRotations.coin(stream, rows, real).reshape(rows, 1);
  }

  /** T(2) ⋊ ℝ with t ▷ x = diag(eᵗ, e⁻ᵗ) x: the motions of the Minkowski plane, the group Sol. */
  private static Semidirect sol() {
    return Semidirect.of(
        "Sol",
        T(2),
        T(1),
        (t, x) ->
            Element.of(
                T(2), x.only().mul(Tensors.cat(1, t.only(), t.only().neg()).mul(0.1).exp())));
  }

  @Override
  Stream<Group> groups() {
    return Stream.of(heisenberg(), signs(), sol(), signs().times(S(3)));
  }

  @Test
  void whatLawsContainIsIncluded() {
    assertTrue(signs().isIn(O(2)));
    assertTrue(signs().isIn(GL(2)));
    assertFalse(signs().isIn(SO(2)));
    assertFalse(signs().into(O(2)).hasCosets());
    assertEquals(signs().d(), 2);
    assertFalse(heisenberg().isOrthogonal());
  }

  /** O(1) × O(3), the largest compact subgroup of O(1,3): the cosets are boosts. */
  @Test
  void cosetsOfLorentzMatricesHaveLorentzMatricesAsSection() {
    MatrixGroup compact =
        MatrixGroup.compact(
            "O(1)×O(3)",
            4,
            (s, rows, real) ->
                Frames.blocks(
                    HaarRotations.coin(s + "/time", rows, real).reshape(rows, 1, 1),
                    HaarRotations.haar(3, false, s, rows, real)),
            MatrixLaws.LORENTZ,
            MatrixLaws.ORTHOGONAL);
    Coset c = compact.into(Groups.Lorentz()).coset();
    List<Tensor> q = c.project(Groups.Lorentz().sample("g", 20, DType.FLOAT64));
    Element s = c.section(q, DType.FLOAT64);
    Laws.small(
        "boosts",
        1e-9,
        List.of("in O(1,3)", "project(section(q))"),
        List.of(s.group().residual(s).max(0), c.project(s).get(0).sub(q.get(0)).abs().max()));
    assertEquals("SPD(4) in O(1,3)", c.held().name());
  }

  /** A section by a closed form of GL(d) need not be in a group with laws of its own. */
  @Test
  void cosetsInGroupsWithLawsOfTheirOwnAreNotGuessed() {
    MatrixGroup.Law upper = g -> g.tril(-1).abs().max(1, 2);
    MatrixGroup.Sampler one = (s, rows, real) -> GL(2).identity(rows, real).only();
    MatrixGroup g = MatrixGroup.of("B(2)", 2, one, "not compact", upper);
    for (MatrixLaws more : List.of(MatrixLaws.ORTHOGONAL, MatrixLaws.SPECIAL)) {
      MatrixGroup h = MatrixGroup.compact("H", 2, one, upper, more);
      assertTrue(h.isIn(g));
      assertFalse(h.into(g).hasCosets(), more.name());
    }
  }

  @Test
  void aMembershipTestThatDoesNotFitIsRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                MatrixGroup.generated(
                    "wrong", MatrixLaws.ORTHOGONAL, new double[][] {{1, 0}, {0, 0}}));
    assertTrue(
        e.getMessage()
            .startsWith("the membership test of wrong refuses products of exponentials of its"),
        e.getMessage());
  }

  @Test
  void aTwistThatIsNoActionIsRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Semidirect.of("X", T(1), C(3), (h, n) -> Element.of(T(1), n.only().mul(2))));
    assertTrue(
        e.getMessage()
            .startsWith("the twist X is not an action of C(3) on T(1) by automorphisms: see h = "),
        e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Semidirect.of("X", T(1), T(1), (h, n) -> n.times(h)));
  }

  /** Both factors of a semidirect product of one's own are included, and none canonically. */
  @Test
  void factorsOfOnesOwnSemidirectProducts() {
    Semidirect g = sol();
    assertFalse(T(1).isIn(g));
    for (int i = 0; i < 2; i++) {
      Hom in = Hom.factor(g, i);
      assertFalse(in.isCanonical());
      Element x = in.source().sample("x", 10, DType.FLOAT64);
      Element y = in.source().sample("y", 10, DType.FLOAT64);
      Tensor gap =
          Laws.gap(
              in.apply(x.times(y), DType.FLOAT64),
              in.apply(x, DType.FLOAT64).times(in.apply(y, DType.FLOAT64)));
      Laws.small("Sol", 1e-10, List.of("factor " + i), List.of(gap));
    }
  }

  @Test
  void whatIsOutsideHasAResidual() {
    outside(GL(2), 1, 2, 2, 4);
    outside(GL(2), Double.NaN, 0, 0, 1);
    outside(Groups.SL(2), 2, 0, 0, 1);
    outside(Groups.Sp(2), 2, 0, 0, 1);
    outside(Groups.U(1), 1, 0, 0, -1);
    outside(Groups.SU(1), 0, -1, 1, 0);
    outside(Groups.SU(2), 0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1);
    outside(Groups.Scale(), -1);
    outside(Groups.properLorentz(), -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    outside(Groups.Lorentz(), 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    outside(heisenberg(), 1, 0, 0, 1, 1, 0, 0, 0, 1);
    Element odd = Element.of(Groups.A(3), Array.of(new long[] {1, 0, 2}, 1, 3).tensor());
    assertEquals(1, Laws.value(0, Groups.A(3).residual(odd))[0]);
  }

  private static void outside(MatrixGroup g, double... entries) {
    Tensor x = Array.of(entries, 1, g.d(), g.d()).tensor();
    double r = Laws.value(0, g.residual(Element.of(g, x)))[0];
    assertFalse(r <= 0.05, g + " has residual " + r);
  }

  /**
   * E |det of a block| and E tr for Haar of U(n), SU(2): E|tr U|² = 1, E|u₁₁|² = 1/n, E tr² = 0.
   */
  @Test
  void momentsOfUnitaryGroups() {
    int rows = 20_000;
    Tensor u = Groups.U(3).haar("u", rows, DType.FLOAT64).only();
    Tensor re = u.slice(1, 0, 3).slice(2, 0, 3).trace();
    Tensor im = u.slice(1, 3, 6).slice(2, 0, 3).trace();
    Tensor s = Groups.SU(2).haar("s", rows, DType.FLOAT64).only();
    Tensor half = s.slice(1, 0, 2).slice(2, 0, 2).trace();
    Tensor first = s.select(1, 0).select(1, 0).square().add(s.select(1, 2).select(1, 0).square());
    var out =
        Laws.values(
            3, re.square().add(im.square()), re.square().sub(im.square()), half.square(), first);
    double[] known = {1, 0, 1, 0.5};
    for (int i = 0; i < known.length; i++) {
      double z = Laws.z(out.get(i).doubles(), known[i]);
      assertTrue(z < Laws.Z, "moment " + i + ": z = " + z);
    }
    Tensor det = LinearAlgebra.det(Groups.SL(3).sample("a", 50, DType.FLOAT64).only());
    Laws.small("SL(3)", 1e-10, List.of("det"), List.of(det.sub(1).abs().max(0)));
  }

  @Test
  void groupsShowTheirCayleyTables() {
    String html = Groups.D(3).display().get("text/html");
    assertEquals(6, html.split("<tr><td style=\"text-align:center", -1).length - 1);
    assertFalse(O(3).display().get("text/html").contains("text-align:center"));
  }
}
