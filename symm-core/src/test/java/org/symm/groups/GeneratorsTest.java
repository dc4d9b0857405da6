package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.SL;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.SU;
import static org.symm.groups.Groups.Sp;
import static org.symm.groups.Groups.U;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;

/** Lie algebras from laws, and laws from Lie algebras. */
class GeneratorsTest {

  /** Dimension of the Lie algebra and number of components, known from the literature. */
  private record Known(int dimension, int components) {}

  private static Map<Group, Known> known() {
    var all = new LinkedHashMap<Group, Known>();
    for (int d : new int[] {1, 2, 3, 5}) {
      all.put(O(d), new Known(d * (d - 1) / 2, 2));
      all.put(SO(d), new Known(d * (d - 1) / 2, 1));
      all.put(GL(d), new Known(d * d, 2));
      all.put(SL(d), new Known(d * d - 1, 1));
      all.put(U(d), new Known(d * d, 1));
      all.put(SU(d), new Known(d * d - 1, 1));
    }
    for (int n : new int[] {1, 2, 3}) {
      all.put(Sp(2 * n), new Known(n * (2 * n + 1), 1));
    }
    all.put(Groups.Lorentz(), new Known(6, 4));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> ofClassicalGroups() {
    return known().entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey().name(),
                    () -> {
                      MatrixGroup g = (MatrixGroup) e.getKey();
                      assertEquals(e.getValue().dimension(), g.generators().size(), "dimension");
                      assertEquals(e.getValue().components(), g.components().size(), "components");
                      inside(g);
                    }));
  }

  /** exp(Σ cᵢAᵢ), and each component's element times it, are in the group. */
  private static void inside(MatrixGroup g) {
    int d = g.d();
    int n = g.generators().size();
    double[] sum = new double[d * d];
    for (int i = 0; i < n; i++) {
      double c = Math.sin(1 + i) / (1 + n);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += c * g.generators().get(i)[j / d][j % d];
      }
    }
    Tensor e = LinearAlgebra.matrixExp(Array.of(sum, 1, d, d).tensor());
    for (double[][] c : g.components()) {
      Tensor there = Array.of(MatrixLaws.flat(c), 1, d, d).tensor().matMul(e);
      assertEquals(0, residual(g, there), 1e-12, Arrays.deepToString(c));
    }
  }

  private static double residual(MatrixGroup g, Tensor matrices) {
    Tensor off = g.residual(Element.of(g, matrices)).max(0);
    return Program.of("residual", List.of(), List.of(off)).run(0).get(0).number();
  }

  private static final double[][] X = {{0, 1, 0}, {0, 0, 0}, {0, 0, 0}};
  private static final double[][] Z = {{0, 0, 0}, {0, 0, 1}, {0, 0, 0}};

  /** Upper triangles with 1 on the diagonal: the third generator is a commutator. */
  @Test
  void theHeisenbergGroupFromTwoGenerators() {
    MatrixGroup h = MatrixGroup.of("H(3)", new double[][][] {X, Z});
    assertEquals(3, h.generators().size());
    inside(h);
    double[] in = {1, 4, -2, 0, 1, 3, 0, 0, 1};
    double[] out = {1, 4, -2, 0, 2, 3, 0, 0, 1};
    assertEquals(0, residual(h, Array.of(in, 1, 3, 3).tensor()), 1e-12);
    assertTrue(residual(h, Array.of(out, 1, 3, 3).tensor()) > 1e-3);
  }

  private static final double[][] E = {{0, 1}, {0, 0}};
  private static final double[][] F = {{0, 0}, {1, 0}};

  private static double[][] times(double s, double[][] a) {
    return Arrays.stream(a)
        .map(r -> Arrays.stream(r).map(v -> s * v).toArray())
        .toArray(double[][]::new);
  }

  /** Whatever the size of the generators. */
  @Test
  void theUnitOfGeneratorsDoesNotMatter() {
    for (double s : new double[] {1e-10, 0.3, 5, 1e6, 1e100}) {
      MatrixGroup g = MatrixGroup.of("sl(2)", new double[][][] {times(s, E), times(s, F)});
      assertEquals(3, g.generators().size(), "scale " + s);
      assertTrue(g.isIn(SL(2)) && g.isIn(Sp(2)), g.law());
      inside(g);
    }
  }

  private static double[][] turn(int d, int i, int j) {
    double[][] a = new double[d][d];
    a[i][j] = -1;
    a[j][i] = 1;
    return a;
  }

  /** Of invariants the larger group has fewer, and they need not be among those written down. */
  @Test
  void subgroupsAreKnownByWhatTheyKeep() {
    MatrixGroup plane = MatrixGroup.of("plane", new double[][][] {turn(4, 0, 1)});
    MatrixGroup space = MatrixGroup.of("space", new double[][][] {turn(4, 0, 1), turn(4, 1, 2)});
    assertTrue(plane.isIn(space) && !space.isIn(plane), plane.law() + "; " + space.law());
    assertTrue(space.isIn(SO(4)) && !SO(4).isIn(space), space.law());
    MatrixGroup all = MatrixGroup.of("all", new double[][][] {turn(3, 0, 1), turn(3, 1, 2)});
    assertTrue(SO(3).isIn(all) && all.isIn(SO(3)) && all.isOrthogonal(), all.law());
  }

  @Test
  void anInclusionIsThatOfTheGroupAsked() {
    MatrixGroup.Sampler one = (s, rows, real) -> O(2).identity(rows, real).only();
    MatrixGroup.Sampler haar = (s, rows, real) -> O(2).sample(s, rows, real).only();
    MatrixGroup first = MatrixGroup.compact("K", 2, one, MatrixLaws.ORTHOGONAL);
    MatrixGroup second = MatrixGroup.compact("K", 2, haar, MatrixLaws.ORTHOGONAL);
    assertEquals(first, second);
    for (MatrixGroup k : List.of(first, second, first)) {
      assertSame(k, new Trivial().into(k).target());
      assertSame(k, k.into(GL(2)).source());
    }
  }

  @Test
  void whatIsHandedOutChangesNothing() {
    double[][] mirror = {{-1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    MatrixGroup g = MatrixGroup.of("axis", new double[][][] {turn(3, 0, 1)}, mirror);
    mirror[1][1] = 5;
    g.generators().get(0)[0][1] = 7;
    g.components().get(1)[2][2] = 7;
    assertEquals(1, g.components().get(1)[1][1]);
    assertEquals(1, g.components().get(1)[2][2]);
    assertEquals(1, Math.abs(g.generators().get(0)[0][1]));
    double[][] singular = {{1, 0}, {0, 0}};
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> MatrixGroup.of("gl", new double[][][] {{{1, 0}, {0, 0}}}, singular));
    assertTrue(e.getMessage().contains("singular"), e.getMessage());
  }

  /** Turns about an axis, with and without the mirrors that keep it. */
  @Test
  void turnsAboutAnAxis() {
    double[][] turn = {{0, -1, 0}, {1, 0, 0}, {0, 0, 0}};
    double[][] mirror = {{-1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    MatrixGroup field = MatrixGroup.of("axis", new double[][][] {turn}, mirror);
    MatrixGroup proper = MatrixGroup.of("proper axis", new double[][][] {turn, turn});
    assertTrue(field.isIn(O(3)), field.law());
    assertTrue(proper.isIn(O(3)) && proper.law().contains("det g = 1"), proper.law());
    assertEquals(1, proper.generators().size(), "a generator given twice counts once");
    Tensor m = Array.of(MatrixLaws.flat(mirror), 1, 3, 3).tensor();
    assertEquals(0, residual(field, m), 1e-12);
    assertTrue(residual(proper, m) > 0.5, "the mirror is in the first group alone");
    Array g =
        Program.of("sample", List.of(), field.sample("s", 200, DType.FLOAT64).parts())
            .run(3)
            .get(0);
    double[] v = g.doubles();
    long turned = 0;
    for (int i = 0; i < 200; i++) {
      turned += v[9 * i] * v[9 * i + 4] - v[9 * i + 1] * v[9 * i + 3] < 0 ? 1 : 0;
      assertEquals(1, v[9 * i + 8], 1e-12, "the axis stays");
    }
    // Binomial(200, 1/2): outside of 60 … 140 with probability 1e-8.
    assertTrue(turned > 60 && turned < 140, turned + " of 200 are mirrored");
  }

  @Test
  void aGroupThatItsInvariantsDoNotDefineIsRefused() {
    double[][] a = {{1, 0}, {0, 2}};
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> MatrixGroup.of("diag(t, t²)", new double[][][] {a, a}));
    assertTrue(
        e.getMessage().contains("dimension 4, not only by one of dimension 1"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> MatrixGroup.of("none", new double[][][] {}));
    double[][] flat = {{1, 0}};
    assertThrows(
        IllegalArgumentException.class,
        () -> MatrixGroup.of("flat", new double[][][] {flat, flat}));
  }

  @Test
  void ofALawOfOnesOwnNothingIsKnown() {
    MatrixGroup.Law upper = g -> g.select(1, 1).select(1, 0).abs();
    MatrixGroup b =
        MatrixGroup.of(
            "B(2)", 2, (s, rows, real) -> O(2).identity(rows, real).only(), "not compact", upper);
    var e = assertThrows(IllegalArgumentException.class, b::generators);
    assertTrue(e.getMessage().contains("Law.linearised"), e.getMessage());
    assertThrows(IllegalArgumentException.class, b::components);
  }
}
