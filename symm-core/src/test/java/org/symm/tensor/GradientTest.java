package org.symm.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.symm.tensor.DType.BFLOAT16;
import static org.symm.tensor.DType.FLOAT32;
import static org.symm.tensor.DType.FLOAT64;
import static org.symm.tensor.DType.INT64;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients inside programs. */
class GradientTest {

  private final Tensor x = Tensors.input(Shape.of(3), FLOAT64);
  private final Tensor y = Tensors.input(Shape.of(2), FLOAT64);
  private final Array at = Array.of(new double[] {1, 2, -3});
  private final Array other = Array.of(new double[] {4, 5});

  private List<Array> run(Tensor... outputs) {
    var p = Program.of("gradient", List.of(x, y), List.of(outputs));
    return p.run(0, at, other);
  }

  @Test
  void unusedLeafGetsZeros() {
    var got = run(Tensors.gradients(x.square().sum(), List.of(x, y)));
    assertArrayEquals(new double[] {2, 4, -6}, got.get(0).doubles());
    assertArrayEquals(new double[] {0, 0}, got.get(1).doubles());
  }

  @Test
  void lossWithoutAnyLeafGetsZeros() {
    var got = run(Tensors.gradients(x.stopGradient().sum(), List.of(x, y)));
    assertArrayEquals(new double[3], got.get(0).doubles());
    assertArrayEquals(new double[2], got.get(1).doubles());
  }

  @Test
  void stoppedPartsAreConstant() {
    var got = run(Tensors.gradients(x.mul(x.stopGradient()).sum(), List.of(x)));
    assertArrayEquals(new double[] {1, 2, -3}, got.get(0).doubles());
  }

  @Test
  void severalLossesOfOneTrunk() {
    Tensor trunk = x.exp();
    Tensor a = Tensors.gradients(trunk.sum(), List.of(x))[0];
    Tensor b = Tensors.gradients(trunk.square().sum(), List.of(x))[0];
    var got = run(a, b);
    assertArrayEquals(
        new double[] {Math.exp(1), Math.exp(2), Math.exp(-3)}, got.get(0).doubles(), 1e-12);
    assertArrayEquals(
        new double[] {2 * Math.exp(2), 2 * Math.exp(4), 2 * Math.exp(-6)},
        got.get(1).doubles(),
        1e-12);
  }

  /** d²/dx² Σ x³ = 6x, and the third derivative is 6. */
  @Test
  void gradientOfAGradient() {
    Tensor first = Tensors.gradients(x.pow(3).sum(), List.of(x))[0];
    Tensor second = Tensors.gradients(first.sum(), List.of(x))[0];
    Tensor third = Tensors.gradients(second.sum(), List.of(x))[0];
    var got = run(first, second, third);
    assertArrayEquals(new double[] {3, 12, 27}, got.get(0).doubles(), 1e-12);
    assertArrayEquals(new double[] {6, 12, -18}, got.get(1).doubles(), 1e-12);
    assertArrayEquals(new double[] {6, 6, 6}, got.get(2).doubles(), 1e-12);
  }

  /** Forward and gradient in bfloat16 differ from float64 by its rounding, 2⁻⁸, and are not cut. */
  @Test
  void throughBfloat16() {
    Tensor w = Tensors.input(Shape.of(8, 8), FLOAT32);
    Tensor z = w.to(BFLOAT16).matMul(w.to(BFLOAT16)).tanh().to(FLOAT32);
    Tensor exact = w.to(FLOAT64).matMul(w.to(FLOAT64)).tanh();
    Tensor g = Tensors.gradients(z.square().sum(), List.of(w))[0];
    Tensor h = Tensors.gradients(exact.square().sum(), List.of(w))[0];
    Tensor error = g.sub(h).norm().div(h.norm());
    var p = Program.of("bf16", List.of(w), List.of(g, error));
    var got = p.run(0, Dense.random(1, -0.5, 0.5, 8, 8).array(FLOAT32));
    assertEquals(FLOAT32, got.get(0).dtype());
    assertEquals(0, got.get(1).number(), 0.05);
    assertFalse(got.get(1).number() == 0, "nothing was rounded");
  }

  @Test
  void throughCastsToFloat32() {
    Tensor loss = x.to(FLOAT32).square().sum().to(FLOAT64);
    assertArrayEquals(
        new double[] {2, 4, -6}, run(Tensors.gradients(loss, List.of(x))).get(0).doubles());
  }

  /** Outputs hold no graph: neither memory nor a link to the next program. */
  @Test
  void outputsLetGoOfTheGraph() {
    Tensor loss = x.square().sum();
    Tensor first = Tensors.gradients(loss, List.of(x))[0];
    Tensor second = Tensors.gradients(first.sum(), List.of(x))[0];
    for (Array a : run(loss, x.mul(2), x, first, second)) {
      assertFalse(a.ndarray().hasGradient());
    }
  }

  @Test
  void refusals() {
    Tensor n = Tensors.input(Shape.of(3), INT64);
    assertThrows(TensorException.class, () -> Tensors.gradients(x, List.of(x)));
    assertThrows(TensorException.class, () -> Tensors.gradients(n.sum(), List.of(n)));
    assertThrows(TensorException.class, () -> Tensors.gradients(x.sum(), List.of(n)));
    assertThrows(TensorException.class, () -> Tensors.gradients(x.sum(), List.of(x.mul(2))));
    assertThrows(TensorException.class, () -> Tensors.gradients(x.sum(), List.of()));
  }
}
