package org.symm.symmetrisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Tensors;

class EnergyDistanceTest {

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
    assertEquals(loop(x, y), EnergyDistance.test(array(x), array(y), 9, 0).statistic(), 1e-7);
  }

  @Test
  void everyRelabellingEqualsADoubleLoopOverItsHalves() {
    var r = new Random(2);
    int n = 6;
    int m = 9;
    double[][] x = normal(r, n, 2, 0);
    double[][] y = normal(r, m, 2, 1);
    Array labels = labels(n, m, 20);
    Array all =
        labels.map(
            w ->
                EnergyDistance.statistics(
                    Tensors.constant(array(x)), Tensors.constant(array(y)), w));
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
      assertEquals(loop(a, b), all.at(p), 1e-7);
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
    return Programs.run("labels", 5, List.of(EnergyDistance.labels(n, m, permutations))).get(0);
  }

  private static double[] energies(Array x, Array y, Array labels) {
    return labels
        .map(w -> EnergyDistance.statistics(Tensors.constant(x), Tensors.constant(y), w))
        .doubles();
  }

  @Test
  void energyOfTwoPointMassesIsTwiceTheirDistance() {
    Array x = Array.of(new double[] {0, 0, 0, 0}, 2, 2);
    Array y = Array.of(new double[] {3, 4, 3, 4}, 2, 2);
    assertEquals(10, EnergyDistance.test(x, y, 3, 0).statistic(), 1e-7);
  }

  /** Kolmogorov–Smirnov at false-alarm rate 0.001; the p-values are spread over 200 levels. */
  @Test
  void underEqualLawsPIsUniform() {
    var r = new Random(4);
    double[] p = new double[300];
    for (int i = 0; i < p.length; i++) {
      Array x = array(normal(r, 20, 2, 0));
      Array y = array(normal(r, 20, 2, 0));
      p[i] = EnergyDistance.test(x, y, 199, i).p() - r.nextDouble() / 200;
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
      rejected += EnergyDistance.test(array(x), array(y), 99, i).p() <= 0.05 ? 1 : 0;
    }
    assertTrue(rejected < 31, rejected + " of 300 rejected at 0.05");
  }

  @Test
  void aShiftOfAFifthOfAStandardDeviationIsSeen() {
    var r = new Random(6);
    Array x = array(normal(r, 1500, 1, 0));
    Array y = array(normal(r, 1500, 1, 0.2));
    assertEquals(0.001, EnergyDistance.test(x, y, 999, 0).p(), 1e-12);
  }

  @Test
  void aChangeOfSpreadAloneIsSeen() {
    var r = new Random(7);
    double[][] x = normal(r, 300, 2, 0);
    double[][] y = normal(r, 300, 2, 0);
    for (double[] row : y) {
      row[0] *= 2;
    }
    assertTrue(EnergyDistance.test(array(x), array(y), 999, 0).p() <= 0.005);
  }

  @Test
  void theSameSeedGivesTheSameP() {
    var r = new Random(8);
    Array x = array(normal(r, 30, 2, 0));
    Array y = array(normal(r, 30, 2, 0.3));
    assertEquals(EnergyDistance.test(x, y, 99, 7), EnergyDistance.test(x, y, 99, 7));
  }
}
