package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.Laws;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Matrices with rounded entries, and what is no finite group of matrices. */
class RoundedMatricesTest {

  private static final double GOLDEN = (1 + Math.sqrt(5)) / 2;

  private static final double[][] FIFTH = {
    {0.5, -GOLDEN / 2, (GOLDEN - 1) / 2},
    {GOLDEN / 2, (GOLDEN - 1) / 2, -0.5},
    {(GOLDEN - 1) / 2, 0.5, GOLDEN / 2}
  };
  private static final double[][] THIRD = {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}};

  private static double[][] turn(double angle) {
    return new double[][] {{Math.cos(angle), -Math.sin(angle)}, {Math.sin(angle), Math.cos(angle)}};
  }

  private static double[][] rounded(double[][] a, int digits) {
    return Arrays.stream(a)
        .map(
            row ->
                Arrays.stream(row)
                    .map(
                        v ->
                            new BigDecimal(v)
                                .setScale(digits, RoundingMode.HALF_EVEN)
                                .doubleValue())
                    .toArray())
        .toArray(double[][]::new);
  }

  /** The error of φ(ab) = φ(a) φ(b) over all pairs, and whether φ(a) is where it says. */
  private static void isExact(FiniteGroup g, Group target, int order) {
    assertEquals(order, g.order());
    Hom phi = g.natural().orElseThrow();
    assertEquals(target, phi.target());
    Element all = ElementList.elements(g).orElseThrow();
    Element a = ElementList.pairs(all, order, false);
    Element b = ElementList.pairs(all, order, true);
    Tensor gap =
        Laws.gap(
            phi.apply(a.times(b), DType.FLOAT64),
            phi.apply(a, DType.FLOAT64).times(phi.apply(b, DType.FLOAT64)));
    Tensor off = target.residual(phi.apply(all, DType.FLOAT64)).max(0);
    Laws.small(g.name(), 1e-14, List.of("φ(ab) = φ(a) φ(b)"), List.of(gap));
    Laws.small(g.name(), 1e-14, List.of("in " + target), List.of(off));
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8, 10, 16})
  void areMadeExact(int digits) {
    double[][] mirror = {{1, 0}, {0, -1}};
    isExact(
        FiniteGroup.matrices("I", rounded(FIFTH, digits), THIRD),
        Classical.orthogonal(3, false),
        60);
    isExact(
        FiniteGroup.matrices("D7", rounded(turn(2 * Math.PI / 7), digits), mirror),
        Classical.orthogonal(2, false),
        14);
    // In a basis that is not orthonormal: {a: a(x, y) = (x cos − y sin / 2, …)}.
    double[][] skewed = turn(2 * Math.PI / 5);
    skewed[0][1] /= 2;
    skewed[1][0] *= 2;
    isExact(FiniteGroup.matrices("C5", rounded(skewed, digits)), Classical.general(2, false), 5);
  }

  /** As numbers of float32. */
  @Test
  void ofSinglePrecisionToo() {
    double[][] a = turn(2 * Math.PI / 9);
    for (double[] row : a) {
      Arrays.setAll(row, i -> (float) row[i]);
    }
    isExact(FiniteGroup.matrices("C9", a), Classical.orthogonal(2, false), 9);
  }

  private static void refused(String words, double[][]... generators) {
    var e =
        assertThrows(IllegalArgumentException.class, () -> FiniteGroup.matrices("G", generators));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void whatIsNoFiniteGroupIsRefused() {
    refused("of a group of 60 elements, by ", rounded(FIFTH, 4), THIRD);
    refused("of a group of 6 elements, by ", rounded(turn(Math.PI / 3), 5));
    refused("give more than 5040 elements", turn(1));
    refused("give more than 5040 elements", new double[][] {{1, 1}, {0, 1}});
    refused("is ±2.0", new double[][] {{2}});
    refused("is ±0.0", new double[][] {{0, 0}, {0, 1}});
    refused("at least one matrix");
    refused("square matrices of one size", new double[0][0]);
    refused("square matrices of one size", new double[][] {{1, 0, 0}, {0, 1, 0}});
    refused("square matrices of one size", new double[][] {{1, 0}, {0}});
    refused("square matrices of one size", THIRD, new double[][] {{-1}});
    refused("finite numbers", new double[][] {{1, Double.NaN}, {0, 1}});
  }

  @Test
  void groupsThatAreTooLargeForATable() {
    for (Group g : new Group[] {Groups.S(12), Groups.C(20_000), Groups.power(Groups.C(2), 20)}) {
      var e = assertThrows(IllegalArgumentException.class, () -> FiniteGroup.of(g));
      assertTrue(
          e.getMessage().contains(" elements, and a group by table at most 5040"), e.getMessage());
    }
    var e = assertThrows(IllegalArgumentException.class, () -> FiniteGroup.of(Groups.O(3)));
    assertTrue(e.getMessage().contains("O(3) is not known to be finite"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> FiniteGroup.permutations("P"));
    assertThrows(IllegalArgumentException.class, () -> FiniteGroup.permutations("P", new int[0]));
  }

  /** Each step has its cosets, and so has the composite, also where a step is not injective. */
  @Test
  void compositesOfFiniteHomomorphismsHaveCosets() {
    Group c12 = Groups.C(12);
    Group c6 = Groups.C(6);
    Hom mod = Hom.of("mod 6", c12, c6, g -> Element.of(c6, g.only().mod(6)));
    Hom twice = Hom.of("2k", c6, c6, g -> Element.of(c6, g.only().mul(2).mod(6)));
    Hom same = Hom.of("k", c6, Groups.S(3).times(Groups.C(2)), g -> six(g.only()));
    for (Hom phi :
        new Hom[] {twice.then(twice), mod.then(twice), twice.then(same), mod.then(same)}) {
      Coset c = phi.coset();
      assertEquals(
          phi.target().finiteOrder().getAsDouble() / phi.image().get().finiteOrder().getAsDouble(),
          c.isPoint() ? 1 : Integer.parseInt(c.held().name().split(" ")[0]),
          phi.toString());
      Checks.cosets(c);
    }
  }

  /** k ↦ (the turn of three items by k, k mod 2). */
  private static Element six(Tensor k) {
    Tensor items = Tensors.range(3, DType.INT64).unsqueeze(0);
    return new Element(
        Groups.S(3).times(Groups.C(2)), List.of(items.add(k.unsqueeze(1)).mod(3), k.mod(2)));
  }

  /** Groups of one element are in every group, as 1 is. */
  @Test
  void groupsOfOneElement() {
    Group[] ones = {
      Groups.S(1),
      Groups.A(1),
      Groups.A(2),
      Groups.C(1),
      Groups.SO(1),
      Groups.SU(1),
      Groups.SL(1),
      Groups.wreath(1, Groups.C(1)),
      Groups.Z(1, 3)
    };
    for (Group one : ones) {
      assertTrue(one.isTrivial(), one.name());
      for (Group g : new Group[] {Groups.trivial(), Groups.O(3), Groups.E(2).times(Groups.S(3))}) {
        Hom in = one.into(g);
        Element h = one.sample("h", 4, DType.FLOAT64);
        assertTrue(in.isCanonical() && in.kernel().isPresent());
        if (!g.parts().isEmpty()) {
          assertEquals(g, in.coset().complement());
          Tensor gap = Laws.gap(in.apply(h, DType.FLOAT64), g.identity(4, DType.FLOAT64));
          Laws.small(one.name(), 0, List.of("1"), List.of(gap));
        }
        assertEquals(g, g.into(g.times(one)).source());
        assertEquals(g.times(one), g.times(one).into(g.times(one)).target());
      }
    }
    assertTrue(!Groups.C(2).isTrivial() && !Groups.O(1).isTrivial() && !Groups.U(1).isTrivial());
    assertTrue(!Groups.Scale().isTrivial() && !Groups.GL(1).isTrivial());
  }
}
