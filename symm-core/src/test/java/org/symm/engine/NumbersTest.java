package org.symm.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.symm.tensor.DType;

/** Numbers read as another type than they are held in. */
class NumbersTest {

  @Test
  void everyTypeAsEveryOther() {
    Array truths = Array.of(new boolean[] {true, false});
    assertArrayEquals(new double[] {1, 0}, truths.doubles());
    assertArrayEquals(new float[] {1, 0}, truths.floats());
    assertArrayEquals(new long[] {1, 0}, truths.longs());
    Array whole = Array.of(new long[] {-3, 1L << 40});
    assertArrayEquals(new double[] {-3, 0x1p40}, whole.doubles());
    assertArrayEquals(new float[] {-3, 0x1p40f}, whole.floats());
    Array single = Array.of(new float[] {0.1f});
    assertArrayEquals(new double[] {0.1f}, single.doubles());
    assertArrayEquals(new float[] {0.1f}, Array.of(new double[] {0.1}).floats());
  }

  @Test
  void wholeNumbersAreCutOff() {
    double[] x = {-1.9, 1.9, Double.NaN, Double.POSITIVE_INFINITY, -1e300};
    long[] y = {-1, 1, 0, Long.MAX_VALUE, Long.MIN_VALUE};
    assertArrayEquals(y, Array.of(x).longs());
  }

  @Test
  void complexNumbersAreRefused() {
    Array z = Array.of(new double[] {1, 2}).to(DType.COMPLEX64);
    assertThrows(IllegalStateException.class, z::doubles);
    assertThrows(IllegalStateException.class, z::floats);
    assertThrows(IllegalStateException.class, z::longs);
  }
}
