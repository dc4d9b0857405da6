package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;

class LossTest {

  private static double[] rows(Loss loss, Array y, Array t) {
    var a = Tensors.input(y.shape(), y.dtype());
    var b = Tensors.input(t.shape(), t.dtype());
    return Program.of("loss", List.of(a, b), List.of(loss.rows(List.of(a), List.of(b))))
        .run(0, y, t)
        .get(0)
        .doubles();
  }

  private final Array y = Array.of(new double[] {1, 2, -3, 0.5}, 2, 2);
  private final Array t = Array.of(new double[] {0, 4, -3, 1}, 2, 2);

  @Test
  void standardLosses() {
    assertArrayEquals(new double[] {2.5, 0.125}, rows(Loss.meanSquaredError(), y, t), 1e-15);
    assertArrayEquals(new double[] {1.5, 0.25}, rows(Loss.meanAbsoluteError(), y, t), 1e-15);
    assertArrayEquals(new double[] {1, 0.0625}, rows(Loss.huber(1), y, t), 1e-15);
    assertArrayEquals(
        new double[] {5 / 16.0, 0.25 / 10}, rows(Loss.relativeSquaredError(), y, t), 1e-15);
    double z = Math.log(Math.exp(1) + Math.exp(2));
    double w = Math.log(Math.exp(-3) + Math.exp(0.5));
    assertArrayEquals(
        new double[] {z - 2, w + 3},
        rows(Loss.crossEntropy(), y, Array.of(new long[] {1, 0})),
        1e-14);
  }

  /** 1 − accuracy, from logits. */
  @Test
  void wrongAnswers() {
    Array logits = Array.of(new double[] {1, 2, 0, 5, -1, 3}, 2, 3);
    assertArrayEquals(
        new double[] {0, 1}, rows(Loss.zeroOne(), logits, Array.of(new long[] {1, 2})));
    var e = assertThrows(TensorException.class, () -> rows(Loss.zeroOne(), logits, logits));
    assertTrue(e.getMessage().contains("int64 labels"), e.getMessage());
  }

  @Test
  void severalPartsCountByTheirNumbers() {
    var a = Tensors.input(y.shape(), y.dtype());
    var b = Tensors.input(org.symm.tensor.Shape.of(2, 1), y.dtype());
    var l = Loss.meanSquaredError().rows(List.of(a, b), List.of(a.add(3), b));
    var out =
        Program.of("loss", List.of(a, b), List.of(l)).run(0, y, Array.of(new double[2], 2, 1));
    assertArrayEquals(new double[] {6, 6}, out.get(0).doubles(), 1e-15);
  }

  @Test
  void onesOwn() {
    assertArrayEquals(
        new double[] {2, 0.5},
        rows(Loss.of("largest", (p, q) -> p.sub(q).abs().max(-1)), y, t),
        1e-15);
    var e =
        assertThrows(
            TensorException.class, () -> rows(Loss.of("whole", (p, q) -> p.sub(q).mean()), y, t));
    assertTrue(e.getMessage().contains("one real number for each row"), e.getMessage());
    assertThrows(
        TensorException.class,
        () -> rows(Loss.meanSquaredError(), y, Array.of(new double[2], 2, 1)));
    assertThrows(IllegalArgumentException.class, () -> Loss.huber(0));
  }

  @Test
  void summaries() {
    var l = new Losses(new double[] {100, 1, 2, 3, 4});
    assertEquals(22, l.mean());
    assertEquals(3, l.median());
    assertEquals(2.5, new Losses(new double[] {4, 1, 2, 3}).median());
    assertEquals(
        Math.sqrt(5 / 3.0 / 4), new Losses(new double[] {4, 1, 2, 3}).standardError(), 1e-15);
    assertEquals(Double.NaN, new Losses(new double[] {4}).standardError());
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(2, new Losses(new double[] {1, 2, infinity}).median());
    assertEquals(infinity, new Losses(new double[] {1, infinity, infinity}).median());
    assertEquals(Double.NaN, new Losses(new double[] {1, Double.NaN, Double.NaN}).median());
  }
}
