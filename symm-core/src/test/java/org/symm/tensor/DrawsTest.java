package org.symm.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.tensor.DType.FLOAT32;
import static org.symm.tensor.DType.FLOAT64;
import static org.symm.tensor.DType.INT64;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.engine.Opaque;
import org.symm.engine.Program;

/**
 * Noise streams. Seeds are fixed, so a test either always passes or always fails; for a sampler
 * that is right, a fresh seed would be refused with probability {@value #ALARM} in each test of a
 * distribution.
 */
class DrawsTest {

  private static final double ALARM = 1e-4;
  private static final long SEED = 20;

  private static List<Array> run(long seed, Tensor... outputs) {
    var p = Program.of("draws", List.of(), List.of(outputs));
    return p.run(seed);
  }

  private static double[] one(long seed, Tensor t) {
    return run(seed, t).get(0).doubles();
  }

  @Test
  void uniformIsMersenneTwister() {
    var twister = new MersenneTwister((int) (Seeds.of(SEED, "u") >>> 1));
    double[] want = new double[20];
    for (int i = 0; i < want.length; i++) {
      // libtorch takes 53 bits of two outputs, the first of which is the high half.
      long high = twister.nextInt() & 0xffffffffL;
      long low = twister.nextInt() & 0xffffffffL;
      want[i] = ((high << 32 | low) & ((1L << 53) - 1)) * 0x1p-53;
    }
    assertArrayEquals(want, one(SEED, Draws.uniform("u", Shape.of(4, 5), FLOAT64)), 0);
    var again = new MersenneTwister((int) (Seeds.of(SEED, "u") >>> 1));
    double[] single = new double[20];
    for (int i = 0; i < single.length; i++) {
      single[i] = (again.nextInt() & ((1 << 24) - 1)) * 0x1p-24;
    }
    assertArrayEquals(single, one(SEED, Draws.uniform("u", Shape.of(20), FLOAT32)), 0);
  }

  @Test
  void normal() {
    var test = new KolmogorovSmirnovTest();
    for (DType d : List.of(FLOAT32, FLOAT64)) {
      double[] x = one(SEED, Draws.normal("n", Shape.of(4000), d));
      assertTrue(test.kolmogorovSmirnovTest(new NormalDistribution(), x) > ALARM);
    }
    assertEquals(
        Shape.of(2, 0), run(SEED, Draws.normal("n", Shape.of(2, 0), FLOAT32)).get(0).shape());
    assertEquals(1, one(SEED, Draws.normal("n", Shape.of(), FLOAT32)).length);
  }

  /** Neighbouring streams and seeds are independent: the phase of x + i y is uniform. */
  /** The same numbers as {@code normal}'s where a condition holds, else zeros. */
  @Test
  void normalOnlyIfAny() {
    Tensor x = Tensors.input(Shape.of(3), FLOAT64);
    Shape s = Shape.of(2, 3);
    var p =
        Program.of(
            "maybe",
            List.of(x),
            List.of(Draws.normalIfAny("z", x.gt(0), s, FLOAT64), Draws.normal("z", s, FLOAT64)));
    var none = p.run(5, Array.of(new double[] {0, -1, -2}));
    var some = p.run(5, Array.of(new double[] {0, -1, 2}));
    assertArrayEquals(new double[6], none.get(0).doubles());
    assertArrayEquals(some.get(1).doubles(), some.get(0).doubles());
  }

  @Test
  void streamsAreIndependent() {
    int n = 4000;
    double[] a = one(SEED, Draws.normal("a", Shape.of(n), FLOAT64));
    double[] b = one(SEED, Draws.normal("b", Shape.of(n), FLOAT64));
    double[] c = one(SEED + 1, Draws.normal("a", Shape.of(n), FLOAT64));
    for (double[] other : List.of(b, c)) {
      double[] phase = new double[n];
      for (int i = 0; i < n; i++) {
        phase[i] = Math.atan2(a[i], other[i]);
      }
      var uniform = new UniformRealDistribution(-Math.PI, Math.PI);
      assertTrue(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(uniform, phase) > ALARM);
    }
  }

  private static void frequencies(double[] expected, double[] draws) {
    long[] counts = new long[expected.length];
    for (double x : draws) {
      counts[(int) x]++;
    }
    double[] scaled = Arrays.stream(expected).map(e -> e * draws.length).toArray();
    assertTrue(new ChiSquareTest().chiSquareTest(scaled, counts) > ALARM, Arrays.toString(counts));
  }

  @Test
  void integers() {
    double[] x = one(SEED, Draws.integers("i", 5, Shape.of(40, 50)));
    frequencies(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, x);
    assertEquals(INT64, run(SEED, Draws.integers("i", 5, Shape.of(2))).get(0).dtype());
    assertArrayEquals(new double[3], one(SEED, Draws.integers("i", 1, Shape.of(3))));
  }

  @Test
  void permutations() {
    double[] x = one(SEED, Draws.permutations("p", Shape.of(60, 50), 3));
    Map<String, Integer> number = new HashMap<>();
    for (String s : List.of("012", "021", "102", "120", "201", "210")) {
      number.put(s, number.size());
    }
    double[] which = new double[3000];
    for (int i = 0; i < which.length; i++) {
      String s = "" + (int) x[3 * i] + (int) x[3 * i + 1] + (int) x[3 * i + 2];
      which[i] = number.get(s); // fails if it is no permutation
    }
    frequencies(new double[] {1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0}, which);
  }

  @Test
  void categorical() {
    Array w = Array.of(new double[] {1, 3, 0, 4}, 1, 4);
    Tensor rows = w.tensor().expand(3000, 4);
    double[] x = one(SEED, Draws.categorical("c", rows));
    assertEquals(3000, x.length);
    assertTrue(Arrays.stream(x).noneMatch(i -> i == 2), "an index of weight 0 was drawn");
    frequencies(
        new double[] {0.125, 0.375, 0.5}, Arrays.stream(x).map(i -> i == 3 ? 2 : i).toArray());
  }

  @Test
  void bernoulli() {
    frequencies(new double[] {0.7, 0.3}, one(SEED, Draws.bernoulli("b", 0.3, Shape.of(3000))));
    assertArrayEquals(new double[4], one(SEED, Draws.bernoulli("b", 0, Shape.of(4))));
    assertArrayEquals(new double[] {1, 1}, one(SEED, Draws.bernoulli("b", 1, Shape.of(2))));
  }

  @Test
  void dropout() {
    Tensor x = Tensors.input(Shape.of(3000), FLOAT64);
    Tensor y = Layers.dropout("drop", x, 0.25);
    Tensor g = Tensors.gradients(y.sum(), List.of(x))[0];
    double[] in = Dense.random(1, 0.5, 1.5, 3000).data();
    var p = Program.of("dropout", List.of(x), List.of(y, g));
    var got = p.run(SEED, Array.of(in));
    double[] out = got.get(0).doubles();
    double[] dy = got.get(1).doubles();
    double[] kept = new double[3000];
    for (int i = 0; i < 3000; i++) {
      kept[i] = out[i] == 0 ? 0 : 1;
      assertEquals(kept[i] * in[i] / 0.75, out[i], 1e-12);
      assertEquals(kept[i] / 0.75, dy[i], 1e-12);
    }
    frequencies(new double[] {0.25, 0.75}, kept);

    assertEquals(x, Layers.dropout("drop", x, 0));
    assertThrows(TensorException.class, () -> Layers.dropout("drop", x, 1));
  }

  @Test
  void sameSeedAndNameGiveTheSameBits() {
    Tensor a = Draws.normal("a", Shape.of(50), FLOAT64);
    double[] first = one(3, a);
    assertArrayEquals(first, one(3, a), 0);
    // Another program with the stream in another place.
    Tensor b = Draws.uniform("b", Shape.of(9), FLOAT32);
    assertArrayEquals(
        first, run(3, b, Draws.normal("a", Shape.of(50), FLOAT64)).get(1).doubles(), 0);
    assertNotEquals(first[0], one(4, a)[0]);
    assertNotEquals(first[0], one(3, Draws.normal("c", Shape.of(50), FLOAT64))[0]);
  }

  /** Equal statements share a variable; equal draws of different streams must not. */
  @Test
  void mergingKeepsStreamsApart() {
    Shape s = Shape.of(50);
    Tensor difference = Draws.normal("a", s, FLOAT64).sub(Draws.normal("b", s, FLOAT64));
    assertTrue(Arrays.stream(one(3, difference)).allMatch(x -> x != 0));
    Tensor none = Draws.normal("a", s, FLOAT64).sub(Draws.normal("a", s, FLOAT64));
    assertArrayEquals(new double[50], one(3, none), 0);
  }

  /** A stream read before and after an opaque box gives the same numbers. */
  @Test
  void streamsSpanSegments() {
    Shape s = Shape.of(5);
    Tensor a = Draws.normal("a", s, FLOAT64);
    Tensor through = Opaque.of(x -> x, List.of(a), a)[0];
    Tensor after = through.sub(Draws.normal("a", s, FLOAT64));
    assertArrayEquals(new double[5], one(3, after), 0);
    Tensor other = through.sub(Draws.normal("b", s, FLOAT64));
    assertTrue(Arrays.stream(one(3, other)).allMatch(x -> x != 0));
  }

  @Test
  void wrongArguments() {
    assertThrows(TensorException.class, () -> Draws.normal("a", Shape.of(2), INT64));
    assertThrows(TensorException.class, () -> Draws.integers("a", 0, Shape.of(2)));
    assertThrows(TensorException.class, () -> Draws.bernoulli("a", 1.5, Shape.of(2)));
    assertThrows(
        TensorException.class, () -> Draws.categorical("a", Tensors.ones(Shape.of(3), FLOAT32)));
  }
}
