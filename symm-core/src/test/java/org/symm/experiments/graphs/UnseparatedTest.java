package org.symm.experiments.graphs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;

class UnseparatedTest {

  private static Set<String> words(int[][] pairs) {
    return Arrays.stream(pairs).map(Arrays::toString).collect(Collectors.toSet());
  }

  /** Against the table of all pairs, on points of a grid so that many distances are exactly ε. */
  @Test
  void pairsAreThoseOfTheTable() {
    var random = new Random(3);
    for (int width : new int[] {1, 3, 10}) {
      int rows = 300;
      double[] y = new double[rows * width];
      Arrays.setAll(y, i -> random.nextInt(4) * 0.25 - (i % 2));
      double distance = 0.25 * width;
      Unseparated found = Unseparated.all(distance).after(Array.of(y, rows, width));
      Set<String> table = new HashSet<>();
      for (int a = 0; a < rows; a++) {
        for (int b = a + 1; b < rows; b++) {
          double sum = 0;
          for (int k = 0; k < width; k++) {
            sum += Math.abs(y[a * width + k] - y[b * width + k]);
          }
          if (sum <= distance) {
            table.add(Arrays.toString(new int[] {a, b}));
          }
        }
      }
      assertEquals(table, words(found.pairs()));
      assertEquals(table.size(), found.count());
    }
  }

  @Test
  void aLaterModelSeparatesWhatIsLeft() {
    Unseparated all = Unseparated.all(0.1);
    Unseparated one = all.after(Array.of(new double[] {0, 0, 5, 0.05}, 4, 1));
    assertEquals(Set.of("[0, 1]", "[0, 3]", "[1, 3]"), words(one.pairs()));
    Unseparated two = one.after(Array.of(new double[] {1, 1, 1, 2}, 4, 1));
    assertArrayEquals(new int[][] {{0, 1}}, two.pairs());
    assertEquals(0, two.after(Array.of(new double[] {1, 2, 1, 2}, 4, 1)).count());
    int[][] given = {{0, 2}, {1, 3}};
    assertEquals(
        1, Unseparated.of(0.1, given).after(Array.of(new double[] {0, 1, 0, 2}, 4, 1)).count());
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Unseparated.all(1).count());
    Array y = Array.of(new double[] {0, Double.NaN}, 2, 1);
    assertThrows(IllegalArgumentException.class, () -> Unseparated.all(1).after(y));
  }
}
