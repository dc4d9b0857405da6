package org.symm.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.residual;
import static org.symm.networks.Networks.scalarsTimesTensors;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.columns;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.forms;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;
import static org.symm.spaces.Spaces.vectors;

import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.engine.Array;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** A number that is not finite in one row of a batch changes the output of that row alone. */
class NanRowTest {

  private static final Space X = points(4, 3).times(vectors(4, 3)).times(features(4, 1));
  private static final Space Y = points(4, 3).times(scalars(2));

  static Stream<Kernel> networks() {
    var block =
        new SequentialBlock()
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(16).build())
            .add(Activation.swishBlock(1))
            .add(Linear.builder().setUnits(3).build());
    return Stream.of(
            mlp(X, Y, 32, 32),
            mlp(Tensor::tanh, points(1, 3), scalars(1)),
            mlp(scalars(300), scalars(400), 512),
            deepSets(X, Y, 32, 32),
            deepSets(points(1, 3), points(1, 3), 8),
            deepSets(X, Y, 16).noisy(gaussian(2)),
            attention(X, Y, 2, 16, 4),
            residual(attention(X, points(4, 3), 1, 8, 2)),
            vectorFrames(X, 16),
            vectorFrames(points(1, 3), 16),
            scalarsTimesTensors(
                Tensor::silu,
                forms(3).times(vector(3)).times(scalars(1)),
                forms(3).times(columns(3, 2)).times(frames(3)),
                16),
            Networks.of(block, points(4, 3), scalars(3)))
        .map(k -> k.init(1));
  }

  /** In few rows and in so many that they go through in chunks. */
  @ParameterizedTest
  @MethodSource("networks")
  void staysInItsRow(Kernel k) {
    for (DType real : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (int n : new int[] {3, 3_000}) {
        for (double bad :
            new double[] {Double.NaN, n < 4 ? Double.POSITIVE_INFINITY : Double.NaN}) {
          int row = n - 2;
          List<Array> x = inputs(k.dom(), n, real, -1, 0);
          List<Array> good = k.run(5, x);
          List<Array> some = k.run(5, inputs(k.dom(), n, real, row, bad));
          boolean reached = false;
          for (int i = 0; i < good.size(); i++) {
            double[] a = good.get(i).doubles();
            double[] b = some.get(i).doubles();
            int width = a.length / n;
            reached |= Arrays.stream(b, row * width, (row + 1) * width).anyMatch(v -> !finite(v));
            String what = k.name() + ", " + bad + ", " + real + ", rows " + n + ", output " + i;
            Arrays.fill(a, row * width, (row + 1) * width, 0);
            Arrays.fill(b, row * width, (row + 1) * width, 0);
            assertArrayEquals(a, b, what);
            assertTrue(Arrays.stream(b).allMatch(NanRowTest::finite), what);
          }
          assertTrue(reached || Double.isInfinite(bad), k.name() + " hides " + bad);
        }
      }
    }
  }

  private static boolean finite(double v) {
    return Double.isFinite(v);
  }

  /** Random rows; the first part has a bad first number in one of them. */
  private static List<Array> inputs(Space x, int n, DType real, int row, double bad) {
    var out = new ArrayList<Array>();
    for (var p : x.parts()) {
      long[] shape = p.rows(n).toArray();
      Array a = Array.normal(out.size(), real, shape);
      if (row >= 0 && out.isEmpty()) {
        double[] v = a.doubles();
        v[row * (v.length / n)] = bad;
        a = Array.of(v, shape).to(real);
      }
      out.add(a);
    }
    return out;
  }
}
