package org.symm.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Gram–Schmidt column by column (d ≤ 8) and by Householder reflections with its own gradient. */
class FramesTest {

  private static double[] normal(int n, long seed) {
    var r = new Random(seed);
    return r.doubles(n).map(x -> r.nextGaussian()).toArray();
  }

  /** Q is orthonormal, QᵀA an upper triangle with positive diagonal. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 9, 12})
  void definition(int d) {
    Tensor a = Tensors.input(Shape.of(5, d, d), DType.FLOAT64);
    Tensor q = Frames.gramSchmidt(a);
    Tensor off = q.t().matMul(q).sub(Tensors.eye(d, DType.FLOAT64)).abs().max();
    Tensor r = q.t().matMul(a);
    var p = Program.of("gs", List.of(a), List.of(off, r.tril(-1).abs().max(), r.diagonal().min()));
    var got = p.run(0, Array.of(normal(5 * d * d, d), 5, d, d));
    assertEquals(0, got.get(0).number(), 1e-12);
    assertEquals(0, got.get(1).number(), 1e-12);
    assertEquals(1, Math.signum(got.get(2).number()));
  }

  /** Against central differences, in 12 entries of a matrix. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 9, 12})
  void gradient(int d) {
    Tensor a = Tensors.input(Shape.of(2, d, d), DType.FLOAT64);
    Tensor w = Array.of(normal(2 * d * d, 99), 2, d, d).tensor();
    Tensor loss = Frames.gramSchmidt(a).mul(w).sum();
    var p = Program.of("gs", List.of(a), List.of(loss, Tensors.gradients(loss, List.of(a))[0]));
    double[] at = normal(2 * d * d, d);
    double[] g = p.run(0, Array.of(at, 2, d, d)).get(1).doubles();
    double step = 1e-6;
    var r = new Random(1);
    for (int k = 0; k < 12; k++) {
      int i = r.nextInt(at.length);
      double was = at[i];
      at[i] = was + step;
      double up = p.run(0, Array.of(at, 2, d, d)).get(0).number();
      at[i] = was - step;
      double down = p.run(0, Array.of(at, 2, d, d)).get(0).number();
      at[i] = was;
      double want = (up - down) / (2 * step);
      assertEquals(want, g[i], 1e-6 * Math.max(1, Math.abs(want)), "entry " + i);
    }
  }

  /** The gradient of a gradient, against central differences of the gradient. */
  @ParameterizedTest
  @ValueSource(ints = {3, 9})
  void secondDerivative(int d) {
    Tensor a = Tensors.input(Shape.of(1, d, d), DType.FLOAT64);
    Tensor w = Array.of(normal(d * d, 99), 1, d, d).tensor();
    Tensor v = Array.of(normal(d * d, 98), 1, d, d).tensor();
    Tensor g = Tensors.gradients(Frames.gramSchmidt(a).mul(w).sum(), List.of(a))[0];
    Tensor along = g.mul(v).sum();
    var p = Program.of("hv", List.of(a), List.of(along, Tensors.gradients(along, List.of(a))[0]));
    double[] at = normal(d * d, d);
    double[] h = p.run(0, Array.of(at, 1, d, d)).get(1).doubles();
    for (int i = 0; i < at.length; i += 4) {
      double was = at[i];
      at[i] = was + 1e-6;
      double up = p.run(0, Array.of(at, 1, d, d)).get(0).number();
      at[i] = was - 1e-6;
      double down = p.run(0, Array.of(at, 1, d, d)).get(0).number();
      at[i] = was;
      double want = (up - down) / 2e-6;
      assertEquals(want, h[i], 1e-5 * Math.max(1, Math.abs(want)), "entry " + i);
    }
  }
}
