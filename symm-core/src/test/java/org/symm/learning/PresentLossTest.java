package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.networks.Networks.batchNorm;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.dropout;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.present;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.PresentLaws;
import org.symm.engine.Array;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.DType;

/** Losses and training on rows of different size. */
class PresentLossTest {

  private static final double NAN = Double.NaN;

  static List<Loss> losses() {
    return List.of(
        Loss.meanSquaredError(),
        Loss.meanAbsoluteError(),
        Loss.huber(0.5),
        Loss.relativeSquaredError());
  }

  /** Hands its features on. */
  private static Kernel same(int n) {
    Space x = features(n, 1).times(present(n));
    return Kernels.box("same", x, features(n, 1), (in, u) -> List.of(in.get(0)));
  }

  /** The loss of three items is that of five of which three are present. */
  @ParameterizedTest
  @MethodSource("losses")
  void presentItemsAreCompared(Loss loss) {
    Array y = Array.of(new double[] {1, 2, -3}, 1, 3, 1);
    Array t = Array.of(new double[] {0, 4, -1}, 1, 3, 1);
    Array all = Array.of(new long[] {1, 1, 1}, 1, 3);
    double[] want = Losses.of(same(3), loss, new Data(List.of(y, all), List.of(t)), 0).rows();
    Array wide = Array.of(new double[] {1, NAN, 2, -3, 7}, 1, 5, 1);
    Array target = Array.of(new double[] {0, 5, 4, -1, NAN}, 1, 5, 1);
    Array some = Array.of(new long[] {1, 0, 1, 1, 0}, 1, 5);
    var data = new Data(List.of(wide, some), List.of(target));
    assertArrayEquals(want, Losses.of(same(5), loss, data, 0).rows(), 1e-15, loss.name());
  }

  @Test
  void literalNumbers() {
    Array y = Array.of(new double[] {1, NAN, 2}, 1, 3, 1);
    Array t = Array.of(new double[] {3, 1, 2}, 1, 3, 1);
    Array mask = Array.of(new long[] {1, 0, 1}, 1, 3);
    var data = new Data(List.of(y, mask), List.of(t));
    assertEquals(2, Losses.of(same(3), Loss.meanSquaredError(), data, 0).mean(), 1e-15);
    Array none = Array.of(new long[] {0, 0, 0}, 1, 3);
    var empty = new Data(List.of(y, none), List.of(t));
    assertEquals(0, Losses.of(same(3), Loss.meanSquaredError(), empty, 0).mean());
    Loss own = Loss.of("sum", (a, b) -> a.sub(b).abs().reshape(a.size(0), -1).sum(1));
    assertEquals(2, Losses.of(same(3), own, data, 0).mean(), 1e-15);
  }

  /** A mask that the model hands on is none of its predictions. */
  @Test
  void masksAreNotCompared() {
    Space x = features(3, 1).times(present(3));
    Kernel id = Kernels.identity(x, S(3));
    Array y = Array.of(new double[] {1, NAN, 2}, 1, 3, 1);
    Array t = Array.of(new double[] {3, 1, 2}, 1, 3, 1);
    Array mask = Array.of(new long[] {1, 0, 1}, 1, 3);
    for (List<Array> targets : List.of(List.of(t), List.of(t, mask))) {
      var data = new Data(List.of(y, mask), targets);
      assertEquals(2, Losses.of(id, Loss.meanSquaredError(), data, 0).mean(), 1e-15);
    }
  }

  static List<Kernel> models() {
    Space x = points(5, 3).times(features(5, 1)).times(present(5));
    Space h = features(5, 8).times(present(5));
    Kernel sets = deepSets(x, points(5, 3), 8);
    return List.of(
        sets.to(O(3).times(S(5)), haar(O(3))).to(E(3).times(S(5)), centroid()).mean(2),
        deepSets(x, h, 8)
            .then(batchNorm(h))
            .then(dropout(h, 0.2))
            .then(deepSets(h, points(5, 3), 8)));
  }

  /** Training sees nothing of what absent items of inputs and targets hold. */
  @ParameterizedTest
  @MethodSource("models")
  void trainingIgnoresAbsentItems(Kernel model) {
    List<Array> x = PresentLaws.rows(model.dom(), 1, 40, DType.FLOAT32);
    Array t = Array.normal(5, DType.FLOAT32, 40, 5, 3);
    Space both = model.cod().times(present(5));
    double[][] trained = new double[2][];
    double[] losses = new double[2];
    int i = 0;
    for (double garbage : new double[] {0, NAN}) {
      List<Array> inputs = PresentLaws.filled(model.dom(), x, garbage);
      Array target = PresentLaws.filled(both, List.of(t, x.get(x.size() - 1)), garbage).get(0);
      Run run =
          new Experiment(model, new Data(inputs, List.of(target)))
              .test(new Data(inputs, List.of(target)))
              .batch(16)
              .seed(3)
              .epochs(3)
              .train();
      trained[i] =
          model.state().stream().flatMapToDouble(p -> Arrays.stream(p.value().doubles())).toArray();
      losses[i++] = run.test().mean();
    }
    assertTrue(Arrays.stream(trained[0]).allMatch(Double::isFinite));
    assertArrayEquals(trained[0], trained[1]);
    assertEquals(losses[0], losses[1]);
  }
}
