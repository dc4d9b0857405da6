package org.symm.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.tensor.DType.FLOAT32;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Native memory without closing anything by hand. */
class MemoryTest {

  private static final long BOUND = 512L << 20;

  /** 100,000 runs, of 16 kB each: 1.6 GB in all, of which at most 512 MB are ever held. */
  @Test
  void runsThatNobodyCloses() {
    Tensor x = Tensors.input(Shape.of(4096), FLOAT32);
    var p = Program.of("tiny", List.of(x), List.of(x.add(1)));
    Array in = Array.of(new float[4096]);
    long most = 0;
    for (int i = 0; i < 100_000; i++) {
      p.run(0, in);
      most = Math.max(most, Array.liveBytes());
    }
    assertTrue(most < BOUND, most + " bytes were held at once");
  }

  /** The process itself, which also holds what libtorch spends on each small array. */
  @Test
  void theProcessDoesNotGrow() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/statm")), "reads /proc");
    Tensor x = Tensors.input(Shape.of(3), FLOAT32);
    var p = Program.of("tiny", List.of(x), List.of(x.add(1)));
    Array in = Array.of(new float[3]);
    for (int i = 0; i < 50_000; i++) {
      p.run(0, in);
    }
    long before = resident();
    for (int i = 0; i < 100_000; i++) {
      p.run(0, in);
    }
    long grown = resident() - before;
    assertTrue(grown < 300L << 20, "grew by " + (grown >> 20) + " MB");
  }

  private static long resident() throws IOException {
    return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
  }

  @Test
  void closing() {
    long before = Array.liveBytes();
    Array a = Array.of(new double[1000]);
    a.close();
    a.close();
    assertTrue(Array.liveBytes() <= before, "counted once");
    var e = assertThrows(IllegalStateException.class, a::doubles);
    assertTrue(e.getMessage().contains("(1000)") && e.getMessage().contains("closed"));
    assertThrows(IllegalStateException.class, a::ndarray);
    Tensor x = Tensors.input(Shape.of(1000), DType.FLOAT64);
    var p = Program.of("closed", List.of(x), List.of(x.neg()));
    assertThrows(IllegalStateException.class, () -> p.run(0, a));
  }

  /** Rows share memory with their array, which may be closed before them. */
  @Test
  void rowsOutliveTheirArray() {
    Array a = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    Array r = a.rows(1, 3);
    a.close();
    assertEquals(Shape.of(2, 2), r.shape());
    assertArrayEquals(new double[] {3, 4, 5, 6}, r.doubles());
  }

  /** All rows are a second array on the same memory, also of none. */
  @Test
  void allRowsAreClosedByThemselves() {
    Array a = Array.of(new double[] {1, 2, 3, 4}, 2, 2);
    try (Array r = a.rows(0, 2)) {
      a.overwrite(Array.of(new double[] {5, 6, 7, 8}, 2, 2));
      assertArrayEquals(new double[] {5, 6, 7, 8}, r.doubles());
    }
    assertArrayEquals(new double[] {5, 6, 7, 8}, a.doubles());
    Array none = Array.of(new double[0], 0, 2);
    none.rows(0, 0).close();
    assertEquals(0, none.doubles().length);
  }

  /**
   * Rows of an array made of Java numbers outlive it: its memory is libtorch's, not that of a Java
   * buffer, which the garbage collector gives to others once the array is closed or unreachable.
   */
  @Test
  void rowsOutliveTheArrayThatTheyAreOf() {
    int width = 1 << 18;
    for (int round = 0; round < 20; round++) {
      float[] values = new float[2 * width];
      Arrays.fill(values, round + 1);
      Array part;
      try (Array all = Array.of(values, 2, width)) {
        part = all.rows(1, 2);
      }
      System.gc();
      var others = new ArrayList<Array>();
      for (int i = 0; i < 4; i++) {
        float[] noise = new float[2 * width];
        Arrays.fill(noise, -7);
        others.add(Array.of(noise, 2, width));
      }
      float[] expected = new float[width];
      Arrays.fill(expected, round + 1);
      assertArrayEquals(expected, part.floats());
      others.forEach(Array::close);
    }
  }
}
