package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.Laws;
import org.symm.frames.Frames;
import org.symm.frames.HaarRotations;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Samples against the known moments of the Haar probability. */
class HaarMomentsTest {

  private static final int N = 20_000;

  private static double[] column(double[] rows, int width, int i) {
    double[] out = new double[rows.length / width];
    for (int r = 0; r < out.length; r++) {
      out[r] = rows[r * width + i];
    }
    return out;
  }

  private static double[] times(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] * b[i];
    }
    return out;
  }

  private static void mean(String what, double[] sample, double value) {
    double z = Laws.z(sample, value);
    assertTrue(z < Laws.Z, what + ": z = " + z);
  }

  /** Equal factors of a product, which are drawn together, are independent of each other. */
  @Test
  void equalFactorsAreIndependent() {
    Group g = O(3).times(S(3)).times(O(3)).times(S(3));
    var parts = g.haar("g", N, DType.FLOAT64).parts();
    Tensor first = parts.get(0).reshape(N, 9);
    Tensor trace = parts.get(2).t().matMul(parts.get(0)).trace();
    Tensor fixed = parts.get(1).eq(parts.get(3)).to(DType.FLOAT64).sum(1);
    var out = Laws.values(1, first, trace, trace.square(), fixed, parts.get(2).reshape(N, 9));
    mean("E tr gᵀh", out.get(1).doubles(), 0);
    mean("E (tr gᵀh)²", out.get(2).doubles(), 1);
    mean("equal images of two permutations", out.get(3).doubles(), 1);
    for (int i = 0; i < 9; i++) {
      double[] product =
          times(column(out.get(0).doubles(), 9, i), column(out.get(4).doubles(), 9, i));
      mean("E g_i h_i", product, 0);
    }
  }

  /** E g = 0, E g_ij² = 1/d, E g_ij g_kl = 0, and E det = 0 for O(d). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 10})
  void orthogonalGroups(int d) {
    Tensor g = O(d).haar("g", N, DType.FLOAT64).only();
    var out = Laws.values(1, g.reshape(N, -1), LinearAlgebra.det(g));
    double[] entries = out.get(0).doubles();
    double[] det = out.get(1).doubles();
    for (double x : det) {
      assertEquals(1, Math.abs(x), 1e-9);
    }
    mean("det", det, 0);
    int m = d * d;
    for (int i = 0; i < m; i++) {
      double[] a = column(entries, m, i);
      mean("E g", a, 0);
      mean("E g²", times(a, a), 1.0 / d);
      if (m > 1) {
        mean("E g_ij g_kl", times(a, column(entries, m, (i + 1) % m)), 0);
        mean("E g_ij g_kj", times(a, column(entries, m, (i + d) % m)), d == 1 ? 1 : 0);
      }
    }
  }

  /**
   * E (tr g)² = 1, E (tr g)⁴ = 3 and E tr g² = 1 for d ≥ 4 (Diaconis and Shahshahani 1994), on
   * either side of the size from which reflections are drawn; for an odd number of rows too.
   */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8, 9, 12})
  void traces(int d) {
    Tensor g = O(d).haar("g", N + 1, DType.FLOAT64).only();
    var out = Laws.values(3, g.trace(), g.matMul(g).trace());
    double[] t = out.get(0).doubles();
    mean("E tr g²", out.get(1).doubles(), 1);
    mean("E (tr g)²", times(t, t), 1);
    mean("E (tr g)⁴", times(times(t, t), times(t, t)), 3);
    double[] next = new double[N];
    for (int i = 0; i < N; i++) {
      next[i] = t[i] * t[(i + 1 + N / 2) % (N + 1)];
    }
    mean("rows are independent", next, 0);
  }

  /** A normal number in float32 is 0 now and then; reflections are orthogonal all the same. */
  @Test
  void numbersThatAreZero() {
    Tensor x = Draws.normal("x", Shape.of(50, 9, 9), DType.FLOAT32);
    Tensor some = Draws.bernoulli("zero", 0.5, Shape.of(50, 9, 9)).where(x.mul(0), x);
    for (Tensor t : List.of(some, x.mul(0))) {
      Tensor q = HaarRotations.reflected(t);
      Tensor off = q.matMul(q.t()).sub(Tensors.eye(9, DType.FLOAT32)).abs().reshape(-1);
      for (double e : Laws.value(1, off.to(DType.FLOAT64))) {
        assertEquals(0, e, 1e-5);
      }
    }
  }

  /** The angle of a uniform rotation of ℝ³ has density (1 − cos θ)/π on [0, π]. */
  @Test
  void anglesOfRotations() {
    Tensor g = SO(3).haar("g", N, DType.FLOAT64).only();
    double[] cos = Laws.value(2, g.trace().sub(1).mul(0.5));
    mean("E cos θ", cos, -1.0 / 2);
    mean("E cos² θ", times(cos, cos), 1.0 / 2);
    mean("E cos³ θ", times(cos, times(cos, cos)), -3.0 / 8);
    double[] half = Laws.value(2, g.trace().add(1).clamp(0, 4).sqrt());
    mean("E 2 cos(θ/2)", half, 2 * 4 / (3 * Math.PI));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 9})
  void rotationsHaveDeterminantOne(int d) {
    Tensor g = SO(d).haar("g", N, DType.FLOAT64).only();
    var out = Laws.values(1, LinearAlgebra.det(g), g.reshape(N, -1));
    for (double x : out.get(0).doubles()) {
      assertEquals(1, x, 1e-9);
    }
    double[] entries = out.get(1).doubles();
    for (int i = 0; i < d * d; i++) {
      mean("E g", column(entries, d * d, i), 0);
    }
  }

  /** χ² of the counts; a uniform law fails with probability 10⁻⁸. */
  private static void uniform(Map<String, Integer> counts, int outcomes) {
    assertEquals(outcomes, counts.size(), "every outcome is met");
    double expected = (double) N / outcomes;
    double chi =
        counts.values().stream().mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    double bound = new ChiSquaredDistribution(outcomes - 1).inverseCumulativeProbability(1 - 1e-8);
    assertTrue(chi < bound, "χ² = " + chi + ", bound " + bound);
  }

  @Test
  void everyPermutationEquallyOften() {
    double[] p = Laws.value(3, S(3).haar("p", N, DType.FLOAT64).only());
    var counts = new HashMap<String, Integer>();
    for (int r = 0; r < N; r++) {
      counts.merge(p[3 * r] + " " + p[3 * r + 1] + " " + p[3 * r + 2], 1, Integer::sum);
    }
    uniform(counts, 6);
  }

  @Test
  void everyTurnEquallyOften() {
    var counts = new HashMap<String, Integer>();
    for (double k : Laws.value(4, C(5).haar("k", N, DType.FLOAT64).only())) {
      counts.merge(String.valueOf(k), 1, Integer::sum);
    }
    uniform(counts, 5);
  }

  /** A random permutation has one fixed point in the mean, with variance 1. */
  @Test
  void fixedPointsOfPermutations() {
    double[] p = Laws.value(5, S(6).haar("p", N, DType.FLOAT64).only());
    double[] fixed = new double[N];
    double[] square = new double[N];
    for (int r = 0; r < N; r++) {
      for (int i = 0; i < 6; i++) {
        fixed[r] += p[6 * r + i] == i ? 1 : 0;
      }
      square[r] = fixed[r] * fixed[r];
    }
    mean("E fixed points", fixed, 1);
    mean("E fixed points²", square, 2);
  }

  /** The comparison of laws finds a law that is not invariant. */
  @Test
  void aLawThatIsNotHaarIsFound() {
    long n = 8000;
    Tensor near =
        Frames.gramSchmidt(
            org.symm.tensor.Draws.normal("n", Group.batch(n, 3, 3), DType.FLOAT64)
                .add(org.symm.tensor.Tensors.eye(3, DType.FLOAT64).mul(0.2)));
    Element g = Element.of(O(3), near);
    Element h = Laws.constant(O(3), "fixed", n, DType.FLOAT64);
    var out = Laws.values(3, Laws.features(g.parts(), 1), Laws.features(h.times(g).parts(), 1));
    assertTrue(Laws.z(out.get(0), out.get(1)) > Laws.Z);
  }
}
