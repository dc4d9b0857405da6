package org.symm.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.kernels.Noise;
import org.symm.symmetrisation.GroupProjection;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Gram–Schmidt where columns may be dependent, below and above the size where QR takes over. */
class OrthogonalisationTest {

  /**
   * Row 0 is regular, in row 1 the third column is a copy of the first, row 2 is zero: all frames
   * are orthonormal, the regular one does not depend on the seed, the others do, and no gradient is
   * NaN; the copied column has none.
   */
  @ParameterizedTest
  @CsvSource({"4, FLOAT32", "4, FLOAT64", "10, FLOAT32", "10, FLOAT64"})
  void dependentColumns(int d, DType real) {
    Tensor in = Tensors.input(Shape.of(3, d, d), real);
    Tensor q =
        GroupProjection.orthonormal(
                Orthogonalisation.GRAM_SCHMIDT, List.of(in), Noise.of(3, real), false)
            .get(0);
    Tensor weights = Tensors.range((long) d * d, real).reshape(1, d, d);
    Tensor g = Tensors.gradients(q.mul(weights).sum(), List.of(in))[0];
    Tensor off = q.t().matMul(q).sub(Tensors.eye(d, real)).abs().max(1, 2);
    var p =
        Program.of(
            "completion",
            List.of(in),
            List.of(
                q.to(DType.FLOAT64),
                off.to(DType.FLOAT64),
                g.to(DType.FLOAT64),
                g.select(2, 2).select(0, 1).to(DType.FLOAT64)));
    var r = new Random(d);
    double[] x = new double[3 * d * d];
    for (int i = 0; i < 2 * d * d; i++) {
      x[i] = r.nextGaussian();
    }
    for (int i = 0; i < d; i++) {
      x[d * d + i * d + 2] = x[d * d + i * d];
    }
    Array at = Array.of(x, 3, d, d).map(t -> t.to(real));
    var one = p.run(1, at);
    var two = p.run(2, at);
    double rounding = real == DType.FLOAT32 ? 1e-5 : 1e-12;
    assertTrue(Arrays.stream(one.get(1).doubles()).allMatch(e -> e < rounding));
    assertTrue(Arrays.stream(one.get(2).doubles()).allMatch(Double::isFinite));
    assertTrue(Arrays.stream(one.get(3).doubles()).allMatch(e -> e == 0));
    double[] a = one.get(0).doubles();
    double[] b = two.get(0).doubles();
    for (int i = 0; i < d * d; i++) {
      assertEquals(a[i], b[i], 1e-7, "the regular frame");
    }
    for (int row = 1; row < 3; row++) {
      double largest = 0;
      for (int i = row * d * d; i < (row + 1) * d * d; i++) {
        largest = Math.max(largest, Math.abs(a[i] - b[i]));
      }
      assertTrue(largest > 0.01, "row " + row + " is completed by noise");
    }
  }
}
