package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JavaArrayTextTest {
  @Test
  void oneAxisIsOneLine() {
    assertEquals("double[3] [1.00, 0.50, 0.25]", JavaArrayText.of(new double[] {1, 0.5, 0.25}));
    assertEquals("int[0] []", JavaArrayText.of(new int[0]));
    assertEquals("String[2] [\"a\", null]", JavaArrayText.of(new String[] {"a", null}));
  }

  @Test
  void longAxesAreCutInTheMiddle() {
    long[] numbers = new long[1000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    assertEquals(
        "long[1000] [  0,   1,   2,   3, ..., 996, 997, 998, 999]", JavaArrayText.of(numbers));
  }

  @Test
  void rowsAreAligned() {
    assertEquals(
        "float[2, 2]\n[[ 1.0, -0.5],\n [10.0,  0.0]]",
        JavaArrayText.of(new float[][] {{1, -0.5f}, {10, 0}}));
    assertEquals(
        "int[2, 1, 2]\n[[[1, 2]],\n [[3, 4]]]",
        JavaArrayText.of(new int[][][] {{{1, 2}}, {{3, 4}}}));
  }

  @Test
  void manyRowsAreCutInTheMiddle() {
    String[] lines = JavaArrayText.of(new int[20][1]).split("\n", -1);
    assertEquals(1 + 4 + 1 + 4, lines.length);
    assertEquals(" ...", lines[5]);
  }

  @Test
  void raggedRowsHaveNoLength() {
    assertEquals("int[2, ?]\n[[1],\n [2, 3]]", JavaArrayText.of(new int[][] {{1}, {2, 3}}));
    assertEquals("int[2, ?]\n[[1],\n null]", JavaArrayText.of(new int[][] {{1}, null}));
  }
}
