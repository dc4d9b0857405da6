package org.symm.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.symm.engine.Parameter.Start;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

/**
 * How parameters start. Seeds are fixed; a right start is refused with probability 1e-4 by each.
 */
class ParameterTest {

  private static final double ALARM = 1e-4;

  private static double[] start(Start start, long seed, long... shape) {
    var p = new Parameter("w", start, Shape.of(shape));
    p.init(seed);
    assertEquals(Shape.of(shape), p.value().shape());
    return p.value().doubles();
  }

  private static void uniform(double bound, double[] x) {
    assertTrue(Arrays.stream(x).allMatch(v -> -bound <= v && v <= bound), "within ±" + bound);
    var d = new UniformRealDistribution(-bound, bound);
    assertTrue(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(d, x) > ALARM);
  }

  @Test
  void starts() {
    assertArrayEquals(new double[6], start(Start.ZEROS, 1, 2, 3));
    assertArrayEquals(new double[] {1, 1}, start(Start.ONES, 1, 2));
    uniform(Math.sqrt(6.0 / (40 + 50)), start(Start.GLOROT, 1, 50, 40));
    uniform(1 / Math.sqrt(40), start(Start.UNIFORM_FAN_IN, 1, 50, 40));
    uniform(1 / Math.sqrt(36), start(Start.UNIFORM_FAN_IN, 1, 50, 4, 3, 3));
    double[] n = start(Start.NORMAL, 1, 2000);
    var d = new NormalDistribution(0, 0.02);
    assertTrue(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(d, n) > ALARM);
    var bias = new Parameter("b", Start.UNIFORM_FAN_IN, Shape.of(2000), 40);
    bias.init(1);
    uniform(1 / Math.sqrt(40), bias.value().doubles());
  }

  /** A layer without inputs has no weights, and a bias of 0; one without outputs has neither. */
  @Test
  void nothingInOrOut() {
    assertArrayEquals(new double[0], start(Start.UNIFORM_FAN_IN, 1, 3, 0));
    assertArrayEquals(new double[0], start(Start.GLOROT, 1, 0, 3));
    var bias = new Parameter("b", Start.UNIFORM_FAN_IN, Shape.of(3), 0);
    assertArrayEquals(new double[3], bias.value().doubles(), 0.0);
  }

  @Test
  void theSeedFixesTheStart() {
    assertArrayEquals(start(Start.GLOROT, 7, 5, 5), start(Start.GLOROT, 7, 5, 5), 0);
    assertFalse(Arrays.equals(start(Start.GLOROT, 7, 5, 5), start(Start.GLOROT, 8, 5, 5)));
  }

  @Test
  void set() {
    var p = new Parameter("w", Start.ONES, Shape.of(2, 2));
    assertFalse(p.initialised());
    var e = assertThrows(IllegalArgumentException.class, () -> p.set(Array.of(new float[4])));
    for (String part : new String[] {"w", "(2, 2)", "(4)"}) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
    p.set(Array.of(new double[] {1, 2, 3, 4}, 2, 2));
    assertTrue(p.initialised());
    assertEquals(DType.FLOAT64, p.dtype());
    assertArrayEquals(new double[] {1, 2, 3, 4}, p.value().doubles());
  }
}
