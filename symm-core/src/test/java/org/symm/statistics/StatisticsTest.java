package org.symm.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

class StatisticsTest {

  private static double[][] normal(Random r, int n, int d, double shift) {
    double[][] x = new double[n][d];
    for (double[] row : x) {
      for (int j = 0; j < d; j++) {
        row[j] = r.nextGaussian() + shift;
      }
    }
    return x;
  }

  private static Array array(double[][] x) {
    double[] all = new double[x.length * x[0].length];
    for (int i = 0; i < x.length; i++) {
      System.arraycopy(x[i], 0, all, i * x[0].length, x[0].length);
    }
    return Array.of(all, x.length, x[0].length);
  }

  private static double meanDistance(double[][] x, double[][] y) {
    double sum = 0;
    for (double[] a : x) {
      for (double[] b : y) {
        double square = 0;
        for (int k = 0; k < a.length; k++) {
          square += (a[k] - b[k]) * (a[k] - b[k]);
        }
        sum += Math.sqrt(square);
      }
    }
    return sum / ((double) x.length * y.length);
  }

  private static double loop(double[][] x, double[][] y) {
    return 2 * meanDistance(x, y) - meanDistance(x, x) - meanDistance(y, y);
  }

  @Test
  void equalsADoubleLoopForSamplesOfDifferentSizes() {
    var r = new Random(1);
    double[][] x = normal(r, 17, 3, 0);
    double[][] y = normal(r, 40, 3, 0.5);
    assertEquals(loop(x, y), energies(array(x), array(y), labels(17, 40, 9))[0], 1e-7);
  }

  @Test
  void everyRelabellingEqualsADoubleLoopOverItsHalves() {
    var r = new Random(2);
    int n = 6;
    int m = 9;
    double[][] x = normal(r, n, 2, 0);
    double[][] y = normal(r, m, 2, 1);
    Array labels = labels(n, m, 20);
    double[] all = energies(array(x), array(y), labels);
    for (int p = 0; p <= 20; p++) {
      double[][] a = new double[n][];
      double[][] b = new double[m][];
      int i = 0;
      int j = 0;
      for (int k = 0; k < n + m; k++) {
        double[] row = k < n ? x[k] : y[k - n];
        if (labels.at(p, k) > 0) {
          a[i++] = row;
        } else {
          b[j++] = row;
        }
      }
      assertEquals(n, i, "labels keep the sizes");
      assertEquals(loop(a, b), all[p], 1e-7);
    }
    assertEquals(1.0 / n, labels.at(0, 0), 1e-15);
    assertEquals(-1.0 / m, labels.at(0, n), 1e-15);
  }

  @Test
  void singlePrecisionLabelsGiveTheSameEnergies() {
    var r = new Random(3);
    Array x = array(normal(r, 100, 15, 0));
    Array y = array(normal(r, 100, 15, 0));
    Array labels = labels(100, 100, 50);
    double[] exact = energies(x, y, labels);
    double[] single = energies(x, y, labels.to(DType.FLOAT32));
    for (int i = 0; i < exact.length; i++) {
      assertEquals(exact[i], single[i], 1e-5 * exact[i]);
    }
  }

  private static Array labels(int n, int m, int permutations) {
    return Program.evaluate("labels", 5, List.of(Statistics.labels(n, m, permutations, "labels")))
        .get(0);
  }

  private static double[] energies(Array x, Array y, Array labels) {
    return labels.map(w -> Statistics.energy(distances(x, y), w)).doubles();
  }

  private static Tensor both(Array x, Array y) {
    return Tensors.cat(0, x.tensor(), y.tensor());
  }

  private static Tensor distances(Array x, Array y) {
    return both(x, y).distances(both(x, y));
  }

  @Test
  void energyOfTwoPointMassesIsTwiceTheirDistance() {
    Array x = Array.of(new double[] {0, 0, 0, 0}, 2, 2);
    Array y = Array.of(new double[] {3, 4, 3, 4}, 2, 2);
    assertEquals(10, energies(x, y, labels(2, 2, 3))[0], 1e-7);
  }

  @Test
  void meanDiscrepancyEqualsADoubleLoop() {
    var r = new Random(9);
    double[][] x = normal(r, 9, 2, 0);
    double[][] y = normal(r, 14, 2, 0.5);
    double[][] all = Stream.concat(Stream.of(x), Stream.of(y)).toArray(double[][]::new);
    double mean = mean(all, all, 1, d2 -> d2);
    DoubleUnaryOperator k = d2 -> Math.exp(-4 * d2 / mean);
    double expected = mean(x, x, 1, k) + mean(y, y, 1, k) - 2 * mean(x, y, 1, k);
    Array labels = labels(9, 14, 9);
    double[] found = labels.map(w -> Statistics.mmd(distances(array(x), array(y)), w)).doubles();
    assertEquals(expected, found[0], 1e-12);
  }

  private static double mean(double[][] x, double[][] y, double factor, DoubleUnaryOperator k) {
    double sum = 0;
    for (double[] a : x) {
      for (double[] b : y) {
        sum += k.applyAsDouble(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2));
      }
    }
    return factor * sum / (x.length * y.length);
  }

  /** z of the coordinate, of its square, and of a product of two; the largest counts. */
  @Test
  void momentsAreDifferencesInStandardErrors() {
    Array x = Array.of(new double[] {1, 1, 2, 2, -1, -1}, 3, 2);
    Array y = Array.of(new double[] {1, -1, 2, -2, -1, 1}, 3, 2);
    // Equal first coordinates and squares; the product is 1, 4, 1 and −1, −4, −1: mean 0,
    // standard deviation √6, difference of means 4, so z = 4 / √(6 (1/3 + 1/3)) = 2.
    double z2 = labels(3, 3, 9).map(w -> Statistics.moments(both(x, y), w)).at(0);
    assertEquals(4, z2, 1e-12);
  }

  /** Comparisons side by side give what each gives alone. */
  @Test
  void axesBeforeAreComparisonsSideBySide() {
    var r = new Random(10);
    Array x = array(normal(r, 12, 3, 0));
    Array y = array(normal(r, 12, 3, 1));
    Array labels = labels(6, 6, 5);
    double[] together =
        labels.map(w -> Statistics.all(Tensors.stack(0, x.tensor(), y.tensor()), w)).doubles();
    double[] second = labels.map(w -> Statistics.all(y.tensor(), w)).doubles();
    for (int s = 0; s < 3; s++) {
      for (int i = 0; i < 6; i++) {
        assertEquals(second[6 * s + i], together[12 * s + 6 + i], 1e-12);
      }
    }
  }

  /** Kolmogorov–Smirnov at false-alarm rate 0.001; the p-values are spread over 200 levels. */
  @Test
  void underEqualLawsPIsUniform() {
    var r = new Random(4);
    double[] p = new double[300];
    for (int i = 0; i < p.length; i++) {
      Array x = array(normal(r, 20, 2, 0));
      Array y = array(normal(r, 20, 2, 0));
      p[i] = TwoSample.test(x, y, 199, i).p() - r.nextDouble() / 200;
    }
    double ks =
        new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), p);
    assertTrue(ks > 0.001, "p-values are not uniform: KS p = " + ks);
  }

  /** Coin flips: energies have many ties. P(p ≤ 0.05) ≤ 0.05; 31 of 300 is beyond 0.9999. */
  @Test
  void tiesDoNotRaiseTheFalseAlarmRate() {
    var r = new Random(5);
    int rejected = 0;
    for (int i = 0; i < 300; i++) {
      double[][] x = new double[15][1];
      double[][] y = new double[15][1];
      for (int j = 0; j < 15; j++) {
        x[j][0] = r.nextInt(2);
        y[j][0] = r.nextInt(2);
      }
      rejected += TwoSample.test(array(x), array(y), 99, i).p() <= 0.05 ? 1 : 0;
    }
    assertTrue(rejected < 31, rejected + " of 300 rejected at 0.05");
  }

  @Test
  void aShiftOfAFifthOfAStandardDeviationIsSeenByAll() {
    var r = new Random(6);
    Array x = array(normal(r, 1500, 1, 0));
    Array y = array(normal(r, 1500, 1, 0.2));
    TwoSample t = TwoSample.test(x, y, 999, 0);
    assertEquals(0.001, t.p(), 1e-12);
    assertTrue(t.energy() <= 0.002 && t.mmd() <= 0.01 && t.moments() <= 0.01, t.energy() + "");
    assertEquals("p ≤ 0.001", t.toString());
  }

  /** The reason for moments: at this size energy and MMD do not see it. */
  @Test
  void aChangeOfSpreadAloneIsSeenByMoments() {
    var r = new Random(7);
    double[][] x = normal(r, 400, 3, 0);
    double[][] y = normal(r, 400, 3, 0);
    for (double[] row : y) {
      row[0] *= 1.3;
    }
    TwoSample t = TwoSample.test(array(x), array(y), 1999, 0);
    assertTrue(t.moments() <= 0.001 && t.p() <= 0.002, t.toString());
    assertTrue(t.energy() > 0.01, "energy p = " + t.energy());
  }

  /** The reason for MMD: two humps with the moments of a normal law. */
  @Test
  void aChangeOfShapeAloneIsSeenByMmd() {
    var r = new Random(8);
    double[][] x = normal(r, 300, 1, 0);
    double[][] y = normal(r, 300, 1, 0);
    for (double[] row : y) {
      row[0] = 0.9 * Math.signum(row[0]) + Math.sqrt(1 - 0.81) * r.nextGaussian();
    }
    TwoSample t = TwoSample.test(array(x), array(y), 1999, 0);
    assertTrue(t.mmd() <= 0.001 && t.p() <= 0.002, t.toString());
    assertTrue(t.moments() > 0.01, "moments p = " + t.moments());
  }

  @Test
  void theSameSeedGivesTheSameP() {
    var r = new Random(8);
    Array x = array(normal(r, 30, 2, 0));
    Array y = array(normal(r, 30, 2, 0.3));
    assertEquals(TwoSample.test(x, y, 99, 7), TwoSample.test(x, y, 99, 7));
  }
}
