package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.A;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.D;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.Z;
import static org.symm.groups.Groups.trivial;
import static org.symm.groups.Groups.wreath;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.Laws;
import org.symm.tensor.DType;

/** Finite groups by table, by permutations and by matrices; Cayley tables of named groups. */
class FiniteGroupsTest extends GroupLaws {

  private static final double[][] I = {{0, -1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, -1}, {0, 0, 1, 0}};
  private static final double[][] J = {{0, 0, -1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}, {0, -1, 0, 0}};

  static FiniteGroup quaternions() {
    return FiniteGroup.matrices("Q8", I, J);
  }

  static FiniteGroup klein() {
    int[][] table = {{0, 1, 2, 3}, {1, 0, 3, 2}, {2, 3, 0, 1}, {3, 2, 1, 0}};
    return FiniteGroup.table("V4", List.of("1", "a", "b", "ab"), table);
  }

  /** Turns and reflections of a square with corners 0 1 2 3. */
  static FiniteGroup square() {
    return FiniteGroup.permutations("square", new int[] {1, 2, 3, 0}, new int[] {0, 3, 2, 1});
  }

  @Override
  Stream<Group> groups() {
    return Stream.of(
        quaternions(),
        klein(),
        square(),
        FiniteGroup.permutations("A4", new int[] {1, 2, 0, 3}, new int[] {1, 0, 3, 2}),
        FiniteGroup.of(D(4)),
        FiniteGroup.of(S(3).times(C(2))),
        FiniteGroup.of(trivial()),
        square().times(O(2)));
  }

  static Stream<Group> named() {
    return Stream.of(
        trivial(), C(5), S(4), A(4), D(5), Z(2, 3), S(3).times(C(4)), wreath(2, C(3)), klein());
  }

  /** The table is that of the group: its entries are the products, computed one pair at a time. */
  @ParameterizedTest
  @MethodSource("named")
  void tablesAreThoseOfTheGroup(Group g) {
    FiniteGroup f = FiniteGroup.of(g);
    CayleyTable.check(f.name(), f.labels(), f.table());
    assertEquals(f.order(), f.labels().stream().distinct().count());
    if (f.order() == 1) {
      return;
    }
    Element a = Laws.constant(g, "a", 3, DType.FLOAT64);
    Element b = Laws.constant(g, "b", 3, DType.FLOAT64);
    double[] i = Laws.value(5, ElementList.index(a));
    double[] j = Laws.value(5, ElementList.index(b));
    double[] k = Laws.value(5, ElementList.index(a.times(b)));
    assertEquals(k[0], f.table()[(int) i[0]][(int) j[0]]);
    assertEquals(0, Laws.value(5, Laws.gap(ElementList.at(g, ElementList.index(a)), a))[0]);
  }

  @Test
  void ordersAreThoseOfTheBooks() {
    assertEquals(8, quaternions().order());
    assertEquals(8, square().order());
    assertEquals(8, FiniteGroup.of(D(4)).order());
    assertEquals(60, FiniteGroup.of(A(5)).order());
    assertEquals(48, FiniteGroup.of(wreath(3, C(2))).order(), "symmetries of the cube");
    double g = (1 + Math.sqrt(5)) / 2;
    double[][] fifth = {
      {0.5, -g / 2, (g - 1) / 2}, {g / 2, (g - 1) / 2, -0.5}, {(g - 1) / 2, 0.5, g / 2}
    };
    double[][] third = {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}};
    assertEquals(60, FiniteGroup.matrices("icosahedron", fifth, third).order());
    assertEquals(O(4), quaternions().natural().orElseThrow().target());
    double[][] shear = {{0, -1}, {1, 1}};
    assertEquals("GL(2)", FiniteGroup.matrices("C6", shear).natural().get().target().name());
  }

  @Test
  void wordsNameTheElements() {
    assertEquals(List.of("1", "a", "b", "a²", "ab", "ba", "a³", "a²b"), square().labels());
    assertEquals(
        List.of("1", "a", "b", "ab"), klein().labels(), "labels of a table are as they were given");
    Element a = square().element("a", 1);
    assertArrayEquals(
        Laws.value(0, square().element("a²", 1).only()), Laws.value(0, a.times(a).only()));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> square().element("c", 1))
            .getMessage()
            .startsWith("square has no element c in [1, a, b,"));
  }

  private static void refuses(String why, int[][] table) {
    var labels = Arrays.asList("1", "a", "b", "c").subList(0, table.length);
    var e =
        assertThrows(IllegalArgumentException.class, () -> FiniteGroup.table("X", labels, table));
    assertEquals("X is not a group: " + why, e.getMessage());
  }

  @Test
  void groupsOfOneNameThatActOtherwiseDiffer() {
    var first = FiniteGroup.permutations("flip", new int[] {1, 0, 2});
    assertEquals(first, FiniteGroup.permutations("flip", new int[] {1, 0, 2}));
    assertNotEquals(first, FiniteGroup.permutations("flip", new int[] {0, 2, 1}));
    assertNotEquals(
        FiniteGroup.matrices("flip", new double[][] {{-1, 0}, {0, 1}}),
        FiniteGroup.matrices("flip", new double[][] {{1, 0}, {0, -1}}));
  }

  @Test
  void whatIsNoGroupIsRefused() {
    refuses("a has no inverse", new int[][] {{0, 1}, {1, 1}});
    refuses("its first element is not the identity for a", new int[][] {{0, 0}, {1, 0}});
    refuses("a·a is none of its elements", new int[][] {{0, 1}, {1, 2}});
    refuses(
        "its table is not associative for a, a, b", new int[][] {{0, 1, 2}, {1, 0, 0}, {2, 0, 0}});
    assertThrows(
        IllegalArgumentException.class, () -> FiniteGroup.table("X", List.of("1"), new int[2][2]));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> FiniteGroup.matrices("shears", new double[][] {{1, 1}, {0, 1}}));
    assertTrue(e.getMessage().contains("more than 5040 elements"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> FiniteGroup.matrices("no inverse", new double[][] {{1, 0}, {0, 0}}));
    assertThrows(
        IllegalArgumentException.class, () -> FiniteGroup.permutations("X", new int[] {0, 0}));
    assertThrows(IllegalArgumentException.class, () -> FiniteGroup.of(O(2)));
    assertFalse(ElementList.of(S(9)).isPresent());
  }
}
