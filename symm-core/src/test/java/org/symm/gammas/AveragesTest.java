package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.janossy;
import static org.symm.gammas.Gammas.learned;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.robust;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.symm.certificates.Estimate;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.Maps;
import org.symm.tensor.Tensor;

/** The averages of the literature against their formulas worked out in plain Java. */
class AveragesTest {

  private static final Space PLANE = points(3, 2);
  private static final double[] CLOUD = {0.5, 1.5, -1, 0.25, 2, -0.75};

  /** f(x) = tanh(x) + x₁², entry by entry with the second entry of each point weighted. */
  private static Kernel f(Space x) {
    return kernel(
        "f",
        x,
        x,
        t -> t.mul(Array.of(new double[] {1, 3}).tensor().to(t.dtype())).tanh().add(0.5));
  }

  private static double[] f(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.tanh(x[i] * (i % 2 == 0 ? 1 : 3)) + 0.5;
    }
    return y;
  }

  private static Array cloud() {
    return Array.of(CLOUD, 1, 3, 2);
  }

  /** Points turned by a matrix a, b; c, d. */
  private static double[] turn(double[] x, double... m) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i += 2) {
      y[i] = m[0] * x[i] + m[1] * x[i + 1];
      y[i + 1] = m[2] * x[i] + m[3] * x[i + 1];
    }
    return y;
  }

  private static double[] by(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new double[] {c, -s, s, c};
  }

  /** Σ w g f(g⁻¹x) / Σ w over matrices. */
  private static double[] average(double[] x, double[][] matrices, double[] weights) {
    double[] sum = new double[x.length];
    double total = 0;
    for (int k = 0; k < matrices.length; k++) {
      double[] g = matrices[k];
      double[] y = turn(f(turn(x, g[0], g[2], g[1], g[3])), g);
      for (int i = 0; i < x.length; i++) {
        sum[i] += weights[k] * y[i];
      }
      total += weights[k];
    }
    for (int i = 0; i < x.length; i++) {
      sum[i] /= total;
    }
    return sum;
  }

  private static double[] equal(int n) {
    double[] w = new double[n];
    java.util.Arrays.fill(w, 1);
    return w;
  }

  /** Group averaging over C(5), exactly: (1/|G|) Σ g f(g⁻¹x). */
  @Test
  void groupAveraging() {
    double[][] all = new double[5][];
    for (int k = 0; k < 5; k++) {
      all[k] = by(2 * Math.PI * k / 5);
    }
    Kernel mean = f(PLANE).to(C(5), haar(C(5))).mean();
    assertArrayEquals(
        average(CLOUD, all, equal(5)), mean.apply(1, cloud()).doubles(), 1e-12, mean.name());
    assertFalse(mean.isStochastic());
    assertArrayEquals(mean.apply(1, cloud()).doubles(), mean.apply(2, cloud()).doubles(), 1e-15);
  }

  /** The Monte Carlo mean lies around the exact one as its standard error says. */
  @Test
  void monteCarloWithItsError() {
    Kernel k = f(PLANE).to(C(5), haar(C(5)));
    Estimate e = Estimate.of(k, 3, 4000, cloud());
    double[] exact = k.mean().apply(1, cloud()).doubles();
    for (int i = 0; i < exact.length; i++) {
      double error = e.error().get(0).doubles()[i];
      double z = (e.mean().get(0).doubles()[i] - exact[i]) / error;
      assertTrue(error > 0 && Math.abs(z) < 6, "entry " + i + ": z = " + z);
    }
    double ratio =
        Estimate.of(k, 4, 1000, cloud()).error().get(0).doubles()[0]
            / e.error().get(0).doubles()[0];
    assertEquals(2, ratio, 0.3, "the error falls as 1/√K");
  }

  /** λ-equitune over C(4) (Basu et al. 2023): Σ λ(g⁻¹x) g f(g⁻¹x) / Σ λ(g⁻¹x). */
  @Test
  void lambdaEquitune() {
    UnaryOperator<Tensor> form = t -> t.slice(1, 0, 1).select(2, 0).add(0.8).square().add(0.1);
    Kernel lambda = kernel("λ", PLANE, scalars(1), form);
    double[][] all = new double[4][];
    double[] w = new double[4];
    for (int k = 0; k < 4; k++) {
      all[k] = by(Math.PI / 2 * k);
      double[] g = all[k];
      double first = turn(CLOUD, g[0], g[2], g[1], g[3])[0];
      w[k] = (first + 0.8) * (first + 0.8) + 0.1;
    }
    Kernel mean = f(PLANE).to(C(4), haar(C(4)).weigh(lambda)).mean();
    assertArrayEquals(average(CLOUD, all, w), mean.apply(1, cloud()).doubles(), 1e-12);
    int least = 0;
    for (int k = 1; k < 4; k++) {
      least = w[k] < w[least] ? k : least;
    }
    double[] one = new double[4];
    one[least] = 1;
    Kernel best = f(PLANE).to(C(4), haar(C(4)).least(lambda)).mean();
    assertArrayEquals(average(CLOUD, all, one), best.apply(1, cloud()).doubles(), 1e-12);
  }

  /** Frame averaging over the PCA frame (Puny et al. 2022) of a cloud with the axes as its own. */
  @Test
  void frameAveraging() {
    double[] x = {2, 0, -2, 0, 0, 1, 0, -1};
    double[][] signs = {{1, 0, 0, 1}, {-1, 0, 0, 1}, {1, 0, 0, -1}, {-1, 0, 0, -1}};
    // The eigenvalues ascend, so the first column of the frame is the second axis.
    double[][] all = new double[4][];
    for (int k = 0; k < 4; k++) {
      double[] s = signs[k];
      all[k] = new double[] {0, s[3], s[0], 0};
    }
    Space four = points(4, 2);
    Kernel mean = f(four).to(O(2), pca()).mean();
    assertArrayEquals(
        average(x, all, equal(4)), mean.apply(1, Array.of(x, 1, 4, 2)).doubles(), 1e-12);
    double[][] turns = {all[1], all[2]};
    Kernel special = f(four).to(SO(2), pca()).mean();
    assertArrayEquals(
        average(x, turns, equal(2)), special.apply(1, Array.of(x, 1, 4, 2)).doubles(), 1e-12);
  }

  /** The weighted frame of SO(2) (Dym et al. 2024): angles of the points, weighted by lengths. */
  @Test
  void weightedFrameAveraging() {
    double[] m = new double[2];
    for (int i = 0; i < 6; i++) {
      m[i % 2] += CLOUD[i] / 3;
    }
    double[][] all = new double[3][];
    double[] w = new double[3];
    for (int i = 0; i < 3; i++) {
      double a = CLOUD[2 * i] - m[0];
      double b = CLOUD[2 * i + 1] - m[1];
      w[i] = Math.hypot(a, b);
      all[i] = by(Math.atan2(b, a));
    }
    Kernel mean = f(PLANE).to(SO(2), robust()).mean();
    assertArrayEquals(average(CLOUD, all, w), mean.apply(1, cloud()).doubles(), 1e-12);
  }

  private static final double[] ITEMS = {0.3, -1.2, 2, 0.7};

  /** Full Janossy pooling (Murphy et al. 2019): (1/n!) Σ f(x_σ), f = Σ (i + 1) sin(i + xᵢ). */
  @Test
  void fullJanossyPooling() {
    double sum = 0;
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] o : orders) {
      sum +=
          Math.sin(ITEMS[o[0]]) * 1
              + Math.sin(1 + 2 * ITEMS[o[0]] * ITEMS[o[1]])
              + 3 * ITEMS[o[2]] * ITEMS[o[1]];
    }
    Space x = features(3, 1);
    Kernel f =
        kernel(
            "f",
            x,
            scalars(1),
            t -> {
              Tensor a = t.select(1, 0);
              Tensor b = t.select(1, 1);
              return a.sin().add(a.mul(b).mul(2).add(1).sin()).add(b.mul(t.select(1, 2)).mul(3));
            });
    Array in = Array.of(java.util.Arrays.copyOf(ITEMS, 3), 1, 3, 1);
    for (Gamma g : List.of(haar(S(3)), janossy(3, 3))) {
      assertEquals(sum / 6, f.to(S(3), g).mean().apply(1, in).doubles()[0], 1e-12, g.name());
    }
  }

  /** k-ary Janossy pooling: ((n − k)!/n!) Σ f(xᵢ, xⱼ) over ordered pairs of four. */
  @Test
  void pairwiseJanossyPooling() {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        sum += i == j ? 0 : Math.sin(ITEMS[i] + 2 * ITEMS[j]);
      }
    }
    Kernel f =
        kernel(
            "f of two",
            features(4, 1),
            scalars(1),
            t -> t.select(1, 0).add(t.select(1, 1).mul(2)).sin());
    Array in = Array.of(ITEMS, 1, 4, 1);
    Kernel k = f.to(S(4), janossy(4, 2));
    assertEquals(sum / 12, k.mean().apply(1, in).doubles()[0], 1e-12);
    Estimate one = Estimate.of(k, 2, 4000, in);
    double z = (one.mean().get(0).doubles()[0] - sum / 12) / one.error().get(0).doubles()[0];
    assertTrue(Math.abs(z) < 6, "π-SGD samples around the same mean, z = " + z);
  }

  /**
   * Probabilistic symmetrisation (Kim et al. 2023) for S(2): scores with normal noise put the items
   * in order with probability Φ((x₂ − x₁)/√2).
   */
  @Test
  void probabilisticSymmetrisation() {
    Space x = features(2, 1);
    Kernel scores =
        Kernels.box(
            "noisy",
            x,
            x,
            S(2),
            List.of(),
            true,
            (in, u) -> List.of(in.get(0).add(u.normal("ε", 2, 1))));
    Kernel f = kernel("first", x, scalars(1), t -> t.select(1, 0));
    Array in = Array.of(new double[] {0.2, 0.9}, 1, 2, 1);
    double p =
        new org.apache.commons.math3.distribution.NormalDistribution()
            .cumulativeProbability(0.7 / Math.sqrt(2));
    Estimate e = Estimate.of(f.to(S(2), learned(scores)), 5, 20000, in);
    double z =
        (e.mean().get(0).doubles()[0] - (p * 0.2 + (1 - p) * 0.9)) / e.error().get(0).doubles()[0];
    assertTrue(Math.abs(z) < 6, "z = " + z);
  }

  /** An energy that is not finite forbids its candidate and no other. */
  @Test
  void candidatesOfInfiniteEnergyAreLeftOut() {
    Kernel energy =
        kernel("E", features(2, 1), scalars(1), t -> t.select(1, 0).sub(1).relu().log().neg());
    Kernel first = kernel("first", features(2, 1), scalars(1), t -> t.select(1, 0));
    Kernel k = first.to(S(2), haar(S(2)).least(energy)).mean();
    assertEquals(3, k.apply(1, Array.of(new double[] {0.5, 3}, 1, 2, 1)).doubles()[0]);
  }

  /** Choices after one another multiply: a product of finite groups, in one sum. */
  @Test
  void nestedChoicesAreAllSummed() {
    Space x = PLANE;
    Group two = C(4).times(S(3));
    Kernel nested = f(x).to(S(3), haar(S(3))).to(two, haar(C(4))).mean();
    Kernel once = f(x).to(two, haar(two)).mean();
    Kernel inner = f(x).to(S(3), haar(S(3))).mean().to(two, haar(C(4))).mean();
    double[] want = once.apply(1, cloud()).doubles();
    assertArrayEquals(want, nested.apply(2, cloud()).doubles(), 1e-12);
    assertArrayEquals(want, inner.apply(3, cloud()).doubles(), 1e-12);
    assertFalse(nested.isStochastic());
  }

  /** Noise before and after the choice is shared by the outcomes of a row. */
  @Test
  void otherNoiseIsSharedByTheOutcomes() {
    Space x = features(2, 1);
    Kernel noisy =
        Kernels.box(
            "noisy first",
            x,
            scalars(1),
            Groups.trivial(),
            List.of(),
            true,
            (in, u) -> List.of(in.get(0).select(1, 0).add(u.normal("ε", 1))));
    Kernel mean = noisy.to(S(2), haar(S(2))).mean();
    assertTrue(mean.isStochastic());
    int rows = 4000;
    double[] zeros = new double[2 * rows];
    double[] y = mean.apply(7, Array.of(zeros, rows, 2, 1)).doubles();
    double v = java.util.Arrays.stream(y).map(e -> e * e).average().orElseThrow();
    assertTrue(v > 0.4, "variance " + v);
  }

  @Test
  void refusals() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> f(PLANE).to(SO(2), haar(SO(2))).mean());
    assertTrue(e.getMessage().contains("use mean(samples)"), e.getMessage());
    Kernel norm = kernel("norm", PLANE, scalars(1), t -> t.square().sum(1, 2).unsqueeze(1));
    e =
        assertThrows(
            IllegalArgumentException.class, () -> f(PLANE).to(SO(2), haar(SO(2)).least(norm)));
    assertTrue(e.getMessage().contains("samples(K)"), e.getMessage());
    Kernel moved = kernel("x", PLANE, scalars(1), O(2), t -> t.select(1, 0).slice(1, 0, 1));
    e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Maps.equivariant(PLANE, S(3))
                    .to(O(2).times(S(3)), haar(O(2)).samples(4).least(moved)));
    assertTrue(e.getMessage().contains("that S(3) does not change"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Estimate.of(f(PLANE), 1, 1, cloud()));
    assertThrows(IllegalArgumentException.class, () -> janossy(3, 4));
  }
}
