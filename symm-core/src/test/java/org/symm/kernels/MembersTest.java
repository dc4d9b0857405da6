package org.symm.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.kernels.Kernels.act;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.point;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.set;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Homs;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;
import org.symm.tensor.Scope;
import org.symm.tensor.TensorException;

/** What a kernel is given is refused where it is no point of its domain. */
class MembersTest {

  private static Array real(int d, double... v) {
    return Array.of(v, v.length / d / d, d, d);
  }

  private static Array whole(int n, long... v) {
    return n == 0 ? Array.of(v) : Array.of(v, v.length / n, n);
  }

  private static void outside(String words, Group g, Space x, Array... element) {
    long rows = element[0].shape().size(0);
    var points =
        x.parts().stream().map(p -> Array.normal(1, DType.FLOAT64, p.rows(rows).toArray()));
    List<Array> in = points.toList();
    var e = assertThrows(IllegalArgumentException.class, () -> act(g, List.of(element), x, in));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void elementsOfEachKindOfGroup() {
    double c = Math.cos(1);
    double s = Math.sin(1);
    outside("in O(3) (gᵀg = 1", Groups.O(3), points(5, 3), real(3, 2, 0, 0, 0, 1, 0, 0, 0, 1));
    outside("row 1 is not in SO(2)", Groups.SO(2), point(2), real(2, c, -s, s, c, c, s, s, -c));
    outside("det g = 1", Groups.SL(2), point(2), real(2, 2, 0, 0, 1));
    outside("an invertible matrix", Groups.GL(2), point(2), real(2, 1, 2, 2, 4));
    outside("gᵀJg = J", Groups.Sp(2), point(2), real(2, 2, 0, 0, 1));
    outside("gᵀηg = η", Groups.Lorentz(), point(4), Array.normal(1, DType.FLOAT64, 1, 4, 4));
    outside("a positive number", Groups.Scale(), point(3), real(1, -1));
    outside("finite numbers", Groups.T(2), point(2), Array.of(new double[] {0, 1 / 0.0}, 1, 2));
    outside("[0, 7, 1, 2, 3]", Groups.S(5), points(5, 2), whole(5, 0, 7, 1, 2, 3));
    outside("each of 0 … 2 once", Groups.S(3), features(3, 1), whole(3, 0, 1, 1));
    outside("in an even permutation", Groups.A(3), features(3, 1), whole(3, 1, 0, 2));
    outside("a whole number of 0 … 3): [9]", Groups.C(4), point(2), whole(0, 9));
    outside("a whole number of 0 … 3): [-1]", Groups.C(4), point(2), whole(0, -1));
    outside(
        "O(2): gᵀg = 1; S(3): each of 0 … 2 once",
        Groups.O(2).times(Groups.S(3)),
        points(3, 2),
        real(2, c, -s, s, c),
        whole(3, 0, 1, 3));
  }

  /** Rounding is no reason, in either element type, nor is size. */
  @Test
  void elementsUpToRounding() {
    for (Group g :
        List.of(
            Groups.O(3),
            Groups.U(2),
            Groups.SU(2),
            Groups.SL(3),
            Groups.GL(5),
            Groups.Sp(4),
            Groups.Lorentz(),
            Groups.properLorentz(),
            Groups.E(3).times(Groups.S(4)),
            Groups.Aff(2),
            Groups.wreath(3, Groups.O(2)),
            Groups.D(5))) {
      Space x = Spaces.elements(g);
      Kernel id = Kernels.identity(x, g);
      for (DType t : DType.REAL) {
        List<Array> some = Program.of("g", List.of(), g.sample("g", 500, t).parts()).run(3);
        assertEquals(some.size(), id.run(0, some).size());
      }
    }
    Array large = real(2, 1e5, 1e5 + 1, 1e5 - 1, 1e5);
    Array moved =
        act(
                Groups.SL(2),
                List.of(large.to(DType.FLOAT32)),
                point(2),
                List.of(Array.of(new float[] {1, 0}, 1, 2)))
            .get(0);
    assertEquals(1e5, moved.doubles()[0], 1);
  }

  @Test
  void labelsAndCosetsToo() {
    Kernel id = kernel("id", set(3), set(3), x -> x);
    var e = assertThrows(IllegalArgumentException.class, () -> id.apply(0, whole(0, 1, 2, 3)));
    assertTrue(e.getMessage().contains("row 2 is not in set(3)"), e.getMessage());
    Space sphere = Spaces.cosets(Homs.blocks(Groups.O(3), Groups.O(2)).coset());
    Kernel on = Kernels.identity(sphere, Groups.O(3));
    assertThrows(
        IllegalArgumentException.class, () -> on.apply(0, Array.of(new double[] {1, 1, 0}, 1, 3)));
    on.apply(0, Array.of(new double[] {0.6, 0.8, 0}, 1, 3));
    Kernel class7 = kernel("id", labels(), labels(), x -> x);
    class7.apply(0, whole(0, 7));
  }

  private static void input(String words, Kernel k, Array... x) {
    var e = assertThrows(IllegalArgumentException.class, () -> k.run(0, Arrays.asList(x)));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void kindsOfNumbers() {
    Kernel k = Kernels.identity(scalars(2).times(labels()), Groups.trivial());
    Array real = Array.of(new float[] {1, 2}, 1, 2);
    input("FLOAT32 or FLOAT64 of shape (rows, 2), not INT64", k, whole(2, 1, 2), whole(0, 1));
    input("whole numbers, INT64 of shape (rows)", k, real, Array.of(new float[] {1}));
    input("rows come first", k, Array.of(new float[] {1, 2}), whole(0, 1));
    input("have 1 rows; give as many", k, real, whole(0, 1, 2));
    input("nothing is given", k, real, null);
    Kernel two = Kernels.identity(scalars(2).times(scalars(2)), Groups.trivial());
    input("before it are FLOAT32; make them alike", two, real, real.to(DType.FLOAT64));
  }

  /** Errors in a body call the rows axis by its name, whatever the number of rows. */
  @Test
  void shapesNameTheRows() {
    Kernel k = kernel("k", scalars(2), scalars(2), x -> x.matMul(x));
    Kernel twice = kernel("k", scalars(2), scalars(2), x -> x.repeatInterleave(2, 0));
    for (int n : new int[] {1, 2, 7, (int) Scope.ROWS}) {
      Array x = Array.normal(1, DType.FLOAT32, n, 2);
      var e = assertThrows(TensorException.class, () -> k.apply(0, x));
      assertTrue(e.getMessage().contains("(rows, 2)"), e.getMessage());
      e = assertThrows(TensorException.class, () -> twice.apply(0, x));
      assertTrue(e.getMessage().contains("float32 (2·rows, 2)"), e.getMessage());
      assertTrue(e.getMessage().contains("of shape (rows, 2)"), e.getMessage());
    }
    var e = assertThrows(TensorException.class, k::mean);
    assertTrue(e.getMessage().contains("(rows, 2)"), e.getMessage());
  }
}
