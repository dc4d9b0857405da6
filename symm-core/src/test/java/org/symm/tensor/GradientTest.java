package org.symm.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.symm.tensor.DType.BFLOAT16;
import static org.symm.tensor.DType.FLOAT32;
import static org.symm.tensor.DType.FLOAT64;
import static org.symm.tensor.DType.INT64;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.engine.Program;

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

  /**
   * ∂/∂w of |∂L/∂x|² by central differences, for a network with operations that are left to
   * libtorch's tape (elu, group norm) between ones that are not: a force that is trained on.
   */
  @Test
  void gradientOfAGradientThroughTheTape() {
    Tensor in = Tensors.input(Shape.of(3, 4), FLOAT64);
    Tensor w = Tensors.input(Shape.of(6, 4), FLOAT64);
    Tensor scale = Tensors.input(Shape.of(6), FLOAT64);
    Tensor zero = Tensors.zeros(Shape.of(6), FLOAT64);
    Tensor h = in.linear(w, zero).elu();
    Tensor y = Layers.groupNorm(h, 2, scale, zero, 1e-5).silu().softmax(1).square().sum();
    Tensor force = Tensors.gradients(y, List.of(in))[0].square().sum();
    Tensor[] g = Tensors.gradients(force, List.of(w, scale));
    var p = Program.of("force", List.of(in, w, scale), List.of(force, g[0], g[1]));
    Dense a = Dense.random(3, -1, 1, 3, 4);
    Dense b = Dense.random(4, -1, 1, 6, 4);
    Dense c = Dense.random(5, 0.5, 1, 6);
    var got = p.run(0, a.array(FLOAT64), b.array(FLOAT64), c.array(FLOAT64));
    double step = 1e-5;
    for (int of = 1; of <= 2; of++) {
      double[] at = of == 1 ? b.data() : c.data();
      double[] gradient = got.get(of).doubles();
      for (int i = 0; i < at.length; i++) {
        double[] two = new double[2];
        double was = at[i];
        for (int side = 0; side < 2; side++) {
          at[i] = was + (side == 0 ? step : -step);
          two[side] =
              p.run(0, a.array(FLOAT64), b.array(FLOAT64), c.array(FLOAT64)).get(0).number();
        }
        at[i] = was;
        assertEquals((two[0] - two[1]) / (2 * step), gradient[i], 1e-7, "input " + of + " at " + i);
      }
    }
  }

  /** f″ of the activations by central differences of f′. */
  @Test
  void curvatureOfActivations() {
    List<java.util.function.UnaryOperator<Tensor>> all =
        List.of(
            Tensor::tanh,
            Tensor::sigmoid,
            Tensor::silu,
            Tensor::gelu,
            Tensor::relu,
            t -> t.leakyRelu(0.1),
            Tensor::softplus,
            Tensor::elu,
            Tensor::erf,
            t -> Layers.layerNorm(t, Tensors.ones(Shape.of(3), FLOAT64), t.square(), 1e-3));
    for (var f : all) {
      Tensor first = Tensors.gradients(f.apply(x).mul(y.slice(0, 0, 1)).sum(), List.of(x))[0];
      Tensor second = Tensors.gradients(first.square().sum(), List.of(x))[0];
      var p = Program.of("curvature", List.of(x, y), List.of(first.square().sum(), second));
      double[] want = new double[3];
      double[] here = {0.3, 1.1, -0.7};
      for (int i = 0; i < 3; i++) {
        double[] up = here.clone();
        double[] down = here.clone();
        up[i] += 1e-5;
        down[i] -= 1e-5;
        want[i] =
            (p.run(0, Array.of(up), other).get(0).number()
                    - p.run(0, Array.of(down), other).get(0).number())
                / 2e-5;
      }
      assertArrayEquals(want, p.run(0, Array.of(here), other).get(1).doubles(), 1e-6);
    }
  }

  /** Slices that overlap, leave gaps or lie along several axes: all their gradients arrive. */
  @Test
  void gradientsOfSlices() {
    Tensor m = Tensors.input(Shape.of(3, 4), FLOAT64);
    Tensor loss =
        m.slice(0, 0, 2)
            .sum()
            .add(m.slice(0, 1, 3).sum().mul(10))
            .add(m.select(1, 2).sum().mul(100))
            .add(m.select(1, 2).sum().mul(1000));
    var p = Program.of("slices", List.of(m), List.of(Tensors.gradients(loss, List.of(m))));
    assertArrayEquals(
        new double[] {1, 1, 1101, 1, 11, 11, 1111, 11, 10, 10, 1110, 10},
        p.run(0, Array.of(new double[12], 3, 4)).get(0).doubles());
  }

  /** A slice that is all of its axis, of what was broadcast: the gradient has the input's shape. */
  @Test
  void gradientsOfWholeSlices() {
    Tensor row = Tensors.input(Shape.of(3), FLOAT64);
    Tensor one = Tensors.input(Shape.of(1, 1), FLOAT64);
    Tensor loss =
        row.expand(1, 3).select(0, 0).square().sum().add(one.add(row).select(0, 0).square().sum());
    Tensor[] g = Tensors.gradients(loss, List.of(row, one));
    assertEquals(Shape.of(1, 1), g[1].shape());
    var p = Program.of("whole slices", List.of(row, one), List.of(g));
    var got = p.run(0, Array.of(new double[] {1, 2, 3}), Array.of(new double[] {10}, 1, 1));
    assertArrayEquals(new double[] {24, 28, 32}, got.get(0).doubles());
    assertArrayEquals(new double[] {72}, got.get(1).doubles());
  }

  /** |x| at 0 has the gradient 0 here, and second derivatives 0: numbers, as elsewhere. */
  @Test
  void normsAtZero() {
    Tensor v = Tensors.input(Shape.of(2, 2), FLOAT64);
    Tensor first = Tensors.gradients(v.norm(1).sum(), List.of(v))[0];
    Tensor second = Tensors.gradients(first.slice(1, 0, 1).sum(), List.of(v))[0];
    var p = Program.of("norms", List.of(v), List.of(first, second));
    var got = p.run(0, Array.of(new double[] {0, 0, 3, 4}, 2, 2));
    assertArrayEquals(new double[] {0, 0, 0.6, 0.8}, got.get(0).doubles(), 1e-12);
    // ∂²|x| / ∂x₁∂xⱼ = (δ₁ⱼ − x₁xⱼ/|x|²)/|x|.
    assertArrayEquals(
        new double[] {16 / 125.0, -12 / 125.0},
        new double[] {got.get(1).doubles()[2], got.get(1).doubles()[3]},
        1e-12);
    assertArrayEquals(new double[2], Arrays.copyOf(got.get(1).doubles(), 2));
  }

  /** A formula of one's own takes the place of the derivative of what was computed. */
  @Test
  void formulaOfOnesOwn() {
    Tensor z = x.exp().stopGradient().differentiated((v, g) -> List.of(g.mul(v).mul(2)), x);
    var got = run(Tensors.gradients(z.sum(), List.of(x)));
    assertArrayEquals(
        new double[] {2 * Math.exp(1), 2 * Math.exp(2), 2 * Math.exp(-3)},
        got.get(0).doubles(),
        1e-12);
  }

  /** A branch that is not taken adds neither a value nor a gradient that is not a number. */
  @Test
  void onlyTheBranchTaken() {
    Tensor m = Tensors.input(Shape.of(1, 2, 2), FLOAT64);
    Tensor flags = Tensors.input(Shape.of(1, 1, 2), FLOAT64);
    Tensor[] both = LinearAlgebra.qrIfAny(flags.gt(0), m.neg(), m, m.mul(3));
    Tensor g = Tensors.gradients(both[0].add(both[1]).sum(), List.of(m))[0];
    Tensor h = Tensors.gradients(both[0].square().sum(), List.of(m))[0];
    var p = Program.of("branch", List.of(m, flags), List.of(both[0], both[1], g, h));
    Array singular = Array.of(new double[4], 1, 2, 2);
    var not = p.run(0, singular, Array.of(new double[2], 1, 1, 2));
    assertArrayEquals(new double[4], not.get(1).doubles());
    assertArrayEquals(new double[] {4, 4, 4, 4}, not.get(2).doubles());
    Array some = Array.of(new double[] {0, 2, 3, 0}, 1, 2, 2);
    var taken = p.run(0, some, Array.of(new double[] {0, 1}, 1, 1, 2));
    assertArrayEquals(new double[] {0, -2, 3, 0}, taken.get(0).doubles(), 1e-15);
    assertArrayEquals(new double[] {0, 4, 6, 0}, taken.get(3).doubles(), 1e-15);
    double[] q = taken.get(1).doubles();
    assertEquals(1, Math.abs(q[1] * q[2]), 1e-12);
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

  /**
   * By what is computed on the way, as if it were given; and by what that comes from, through it.
   */
  @Test
  void byWhatIsComputed() {
    Tensor y = x.mul(3);
    Tensor loss = y.square().sum();
    Tensor[] both = Tensors.gradients(loss, List.of(y, x));
    var got = run(both[0], both[1], y.mul(2), x.mul(18));
    assertArrayEquals(got.get(2).doubles(), got.get(0).doubles(), 1e-12);
    assertArrayEquals(got.get(3).doubles(), got.get(1).doubles(), 1e-12);
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
