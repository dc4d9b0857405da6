package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;
import org.symm.tensor.Update;

/** Optimisers against their published update rules, written out in plain Java in float64. */
class OptimiserTest {

  private static final int STEPS = 7;
  private static final int[] SIZES = {6, 1, 35};

  /** One number's state and its update by a published rule. */
  private interface Rule {
    double step(double p, double g, double[] state, double rate, int t);
  }

  private static double rate(int t) {
    return 0.05 / t;
  }

  /** Several lists at once, several steps, a rate that changes. */
  private static void check(Optimiser o, Rule rule) {
    var random = new Random(3);
    var values = new ArrayList<Array>();
    var expected = new ArrayList<double[]>();
    var states = new ArrayList<double[][]>();
    for (int n : SIZES) {
      double[] x = random.doubles(n, -1, 1).toArray();
      values.add(Array.of(x.clone()));
      expected.add(x);
      states.add(new double[n][2]);
    }
    var buffers = new ArrayList<List<Array>>();
    for (int i = 0; i < o.buffers(); i++) {
      buffers.add(values.stream().map(a -> a.map(x -> x.mul(0))).toList());
    }
    var gradients = values.stream().map(a -> Tensors.input(a.shape(), DType.FLOAT64)).toList();
    Tensor rate = Tensors.input(Shape.of(), DType.FLOAT64);
    Tensor step = Tensors.input(Shape.of(), DType.FLOAT32);
    var in = new ArrayList<>(gradients);
    in.addAll(List.of(rate, step));
    var p = values.stream().map(Array::tensor).toList();
    var b = buffers.stream().map(l -> l.stream().map(Array::tensor).toList()).toList();
    var updates = o.step(p, gradients, b, rate, step).toArray(Update[]::new);
    var program = Program.of("step", in, List.of(rate.add(0).after(updates)));
    for (int t = 1; t <= STEPS; t++) {
      var given = new ArrayList<Array>();
      for (int i = 0; i < SIZES.length; i++) {
        double[] g = random.doubles(SIZES[i], -2, 2).toArray();
        given.add(Array.of(g));
        for (int j = 0; j < g.length; j++) {
          expected.get(i)[j] = rule.step(expected.get(i)[j], g[j], states.get(i)[j], rate(t), t);
        }
      }
      given.add(Array.of(new double[] {rate(t)}).map(x -> x.reshape()));
      given.add(Array.of(new float[] {t}).map(x -> x.reshape()));
      program.run(0, given);
      for (int i = 0; i < SIZES.length; i++) {
        assertArrayEquals(expected.get(i), values.get(i).doubles(), 1e-13, "step " + t);
      }
    }
  }

  /** Kingma and Ba 2015, algorithm 1. */
  private static double adam(
      double p, double g, double[] s, double rate, int t, double b1, double b2, double eps) {
    s[0] = b1 * s[0] + (1 - b1) * g;
    s[1] = b2 * s[1] + (1 - b2) * g * g;
    double m = s[0] / (1 - Math.pow(b1, t));
    double v = s[1] / (1 - Math.pow(b2, t));
    return p - rate * m / (Math.sqrt(v) + eps);
  }

  @Test
  void adam() {
    check(Optimiser.adam(), (p, g, s, rate, t) -> adam(p, g, s, rate, t, 0.9, 0.999, 1e-8));
    check(
        new Optimiser.Adam(0.8, 0.95, 1e-2, 0.1, false),
        (p, g, s, rate, t) -> adam(p, g + 0.1 * p, s, rate, t, 0.8, 0.95, 1e-2));
  }

  /** Loshchilov and Hutter 2019, algorithm 2, with the decay scaled by the rate. */
  @Test
  void adamW() {
    check(
        Optimiser.adamW(0.3),
        (p, g, s, rate, t) -> adam(p - rate * 0.3 * p, g, s, rate, t, 0.9, 0.999, 1e-8));
  }

  @Test
  void sgd() {
    check(Optimiser.sgd(), (p, g, s, rate, t) -> p - rate * g);
    check(
        Optimiser.sgd(0.9),
        (p, g, s, rate, t) -> {
          s[0] = 0.9 * s[0] + g;
          return p - rate * s[0];
        });
    check(
        new Optimiser.Sgd(0.7, 0.2, true),
        (p, g, s, rate, t) -> {
          double d = g + 0.2 * p;
          s[0] = 0.7 * s[0] + d;
          return p - rate * (d + 0.7 * s[0]);
        });
  }

  @Test
  void anOptimiserOfOnesOwn() {
    check(
        new Optimiser() {
          @Override
          public int buffers() {
            return 0;
          }

          @Override
          public List<Update> step(
              List<Tensor> p, List<Tensor> g, List<List<Tensor>> b, Tensor rate, Tensor step) {
            var out = new ArrayList<Update>();
            for (int i = 0; i < p.size(); i++) {
              out.add(Update.set(p.get(i), p.get(i).sub(g.get(i).sign().mul(rate))));
            }
            return out;
          }
        },
        (p, g, s, rate, t) -> p - rate * Math.signum(g));
  }

  /**
   * The fused kernels read gradients as they lie in memory; a transposed one must not fool them.
   */
  @Test
  void transposedGradients() {
    Array value = Array.of(new double[6], 2, 3);
    Tensor g = Tensors.input(Shape.of(3, 2), DType.FLOAT64);
    Tensor rate = Array.of(new double[] {1}).tensor().reshape();
    var rule = new Update.SgdRule(0, 0, 0, false);
    var u = Update.sgd(List.of(value.tensor()), List.of(g.t()), List.of(), rate, rule);
    Program.of("step", List.of(g), List.of(rate.add(0).after(u)))
        .run(0, Array.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertArrayEquals(new double[] {-1, -3, -5, -2, -4, -6}, value.doubles());
  }

  @Test
  void runningAverage() {
    Array a = Array.of(new double[] {0, 4});
    Array p = Array.of(new double[] {1, 2});
    Tensor x = Tensors.input(Shape.of(1), DType.FLOAT64);
    var u = Update.lerp(List.of(a.tensor()), List.of(p.tensor()), 0.25);
    var program = Program.of("average", List.of(x), List.of(x.add(0).after(u)));
    program.run(0, Array.of(new double[1]));
    assertArrayEquals(new double[] {0.25, 3.5}, a.doubles(), 1e-15);
    program.run(0, Array.of(new double[1]));
    assertArrayEquals(new double[] {0.4375, 3.125}, a.doubles(), 1e-15);
    assertArrayEquals(new double[] {1, 2}, p.doubles());
  }

  /** Updates come after all that the value needs, and in their order. */
  @Test
  void orderOfUpdates() {
    Array a = Array.of(new double[] {3});
    Tensor p = a.tensor();
    Tensor x = Tensors.input(Shape.of(1), DType.FLOAT64);
    Tensor before = p.mul(x);
    var out =
        Program.of(
                "order",
                List.of(x),
                List.of(before.after(Update.set(p, x.add(1)), Update.set(p, x.mul(10)))))
            .run(0, Array.of(new double[] {2}));
    assertEquals(6, out.get(0).number());
    assertEquals(20, a.number());
  }

  @Test
  void whatCannotBeUpdated() {
    Tensor x = Tensors.input(Shape.of(2), DType.FLOAT64);
    var e = assertThrows(TensorException.class, () -> Update.set(x.add(1), x));
    assertTrue(e.getMessage().contains("only inputs and parameters can change"), e.getMessage());
    Tensor y = Tensors.input(Shape.of(3), DType.FLOAT64);
    assertThrows(TensorException.class, () -> Update.set(x, y));
    assertThrows(TensorException.class, () -> Update.lerp(List.of(x), List.of(), 0.1));
  }

  @Test
  void schedules() {
    var c = Schedule.cosine(1, 4, 12, 0.2);
    assertEquals(0.25, c.rate(0), 1e-15);
    assertEquals(1, c.rate(3), 1e-15);
    assertEquals(1, c.rate(4), 1e-15);
    assertEquals(0.6, c.rate(8), 1e-15);
    assertEquals(0.2, c.rate(12), 1e-15);
    assertEquals(0.2, c.rate(99), 1e-15);
    assertEquals(0.5, Schedule.constant(0.5).rate(7));
    assertEquals(0.25, Schedule.decay(1, 0.5, 10).rate(29), 1e-15);
    assertEquals(0.75, Schedule.linear(1, 0, 4).rate(1), 1e-15);
    assertEquals(0, Schedule.linear(1, 0, 4).rate(9), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, 4, 4));
  }
}
