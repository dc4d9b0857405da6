package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.certificates.Protocol.protocol;
import static org.symm.gammas.Gammas.covariance;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.hilbert;
import static org.symm.gammas.Gammas.learned;
import static org.symm.gammas.Gammas.lexicographic;
import static org.symm.gammas.Gammas.median;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.robust;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;
import static org.symm.spaces.Spaces.vectors;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.certificates.Certificate;
import org.symm.engine.Array;
import org.symm.groups.Homs;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Very large and very small numbers: the choices stay what they are, and certificates see them. */
class ScalesTest {

  private static final Space X = points(4, 3);
  private static final Array CLOUD = Array.normal(5, DType.FLOAT64, 1, 4, 3);

  private static Array cloud(double scale, DType real) {
    return CLOUD.map(t -> t.mul(scale)).to(real);
  }

  /** Items with the score ∞, as padding has, are last; the others keep their order. */
  @Test
  void infiniteScoresDoNotTieTheOthers() {
    Space x = features(4, 1);
    Kernel score = kernel("itself", x, x, S(4), t -> t);
    Kernel order = sorting(score).at(x, trivial().into(S(4)).coset());
    double inf = Double.POSITIVE_INFINITY;
    for (DType real : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Array in = Array.of(new double[] {2, 1, 3, inf}, 1, 4, 1).to(real);
      for (int seed = 0; seed < 8; seed++) {
        assertArrayEquals(new double[] {1, 0, 2, 3}, order.apply(seed, in).doubles());
      }
    }
    Set<Double> first = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      Array in = Array.of(new double[] {inf, inf, 3, -inf}, 1, 4, 1);
      double[] q = order.apply(seed, in).doubles();
      assertEquals(List.of(3.0, 2.0), List.of(q[0], q[1]));
      first.add(q[2]);
    }
    assertEquals(2, first.size(), "∞ and ∞ are a tie");
  }

  /**
   * A turned cloud ±s e₁, ±0.6 s e₂, ±0.3 s e₃ whose PCA frame undoes the turn: coordinates that
   * are 0 come back as rounding of the others, and must be ties.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, 100, 1e4, 1e6})
  void whatCancelsIsATie(double size) {
    Space x = points(6, 3);
    Kernel f =
        kernel("row", x, x, t -> t.mul(Tensors.range(6, DType.INT64).to(t.dtype()).reshape(6, 1)));
    Kernel k = f.to(O(3).times(S(6)), lexicographic().then(S(6), pca())).mean();
    double[] a = new double[18];
    for (int i = 0; i < 6; i++) {
      a[3 * i + i / 2] = (i % 2 == 0 ? 1 : -1) * size * new double[] {1, 0.6, 0.3}[i / 2];
    }
    Certificate c = certify(k, 0, protocol().inputs(Array.of(a, 1, 6, 3)));
    assertTrue(c.holds(), c.toString());
  }

  /** Frames of clouds of every size are orthonormal, and the same for the same shape. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e6, 1e18, 3e19, 1e30})
  void framesOfLargeClouds(double scale) {
    for (var gamma : List.of(pca(), minimal(), robust())) {
      Kernel k = gamma.at(X, trivial().into(O(3)).coset());
      double[] frame = k.apply(0, cloud(scale, DType.FLOAT32)).doubles();
      orthonormal(gamma + " at " + scale, frame);
      double[] one = k.apply(0, cloud(1, DType.FLOAT32)).doubles();
      assertArrayEquals(one, frame, 1e-4, gamma + " at " + scale);
    }
  }

  /** Frames of networks whose squares overflow are refused: never 0, and never at random. */
  @Test
  void framesThatOverflow() {
    Kernel first = kernel("first", X, frames(3), O(3), t -> t.slice(1, 0, 3).t());
    for (var gamma : List.of(gramSchmidt(first), Gammas.polar(first))) {
      Kernel k = gamma.at(X, trivial().into(O(3)).coset());
      for (double scale : new double[] {1, 1e18}) {
        orthonormal(gamma + " at " + scale, k.apply(1, cloud(scale, DType.FLOAT32)).doubles());
      }
      for (double scale : new double[] {3e19, 1e30}) {
        Array x = cloud(scale, DType.FLOAT32);
        var e = assertThrows(RuntimeException.class, () -> k.apply(1, x));
        assertTrue(e.getMessage().contains("numbers of size about one"), e.getMessage());
      }
    }
  }

  private static void orthonormal(String what, double[] q) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int a = i;
        int b = j;
        double dot = IntStream.range(0, 3).mapToDouble(r -> q[3 * r + a] * q[3 * r + b]).sum();
        assertEquals(i == j ? 1 : 0, dot, 1e-4, what + ": " + Arrays.toString(q));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e18, 1e20, 1e30})
  void directionsOfLongVectors(double scale) {
    Space v = vector(3);
    Kernel k = learned(kernel("itself", v, v, O(3), t -> t)).at(v, Homs.blocks(O(3), O(2)).coset());
    Array x = Array.of(new double[] {scale, -2 * scale, 2 * scale}, 1, 3).to(DType.FLOAT32);
    assertArrayEquals(new double[] {1 / 3.0, -2 / 3.0, 2 / 3.0}, k.apply(0, x).doubles(), 1e-6);
  }

  /** Whether a vector is too short for a direction does not depend on where it points. */
  @Test
  void shortVectorsInAllDirections() {
    Space v = vector(3);
    Kernel k = learned(kernel("itself", v, v, O(3), t -> t)).at(v, Homs.blocks(O(3), O(2)).coset());
    for (double length : new double[] {0.7e-12, 1.3e-12}) {
      for (double[] at : new double[][] {{1, 0, 0}, {1, 1, 1}, {0.6, -0.8, 0}}) {
        double norm = Math.sqrt(Arrays.stream(at).map(e -> e * e).sum());
        double[] in = Arrays.stream(at).map(e -> e / norm * length).toArray();
        double[] once = k.apply(0, Array.of(in, 1, 3)).doubles();
        double[] again = k.apply(1, Array.of(in, 1, 3)).doubles();
        assertEquals(length > 1e-12, Arrays.equals(once, again), Arrays.toString(in));
      }
    }
  }

  /** median(s x) = s median(x), in both precisions. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 1e-14, 1e-6, 1e6, 1e20, 1e30})
  void mediansScale(double scale) {
    Kernel k = median().at(X, trivial().into(T(3)).coset());
    for (DType real : List.of(DType.FLOAT64, DType.FLOAT32)) {
      double[] one = k.apply(0, cloud(1, real)).doubles();
      double[] got = k.apply(0, cloud(scale, real)).doubles();
      assertArrayEquals(one, Arrays.stream(got).map(v -> v / scale).toArray(), 1e-5, "" + real);
    }
    double[] equal = k.apply(0, cloud(0, DType.FLOAT32)).doubles();
    assertArrayEquals(new double[3], equal);
  }

  /** S(s x) = s² S(x) while float32 holds the squares; refused where it does not. */
  @Test
  void covariancesScale() {
    Kernel k = covariance().at(X, O(3).into(GL(3)).coset());
    double[] one = k.apply(0, cloud(1, DType.FLOAT64)).doubles();
    for (double s : new double[] {1e-14, 1e-6, 1e6, 1e18}) {
      double[] got = k.apply(0, cloud(s, DType.FLOAT32)).doubles();
      assertArrayEquals(one, Arrays.stream(got).map(v -> v / s / s).toArray(), 1e-5, "" + s);
    }
    for (double s : new double[] {1e-22, 1e-30, 1e20}) {
      Array x = cloud(s, DType.FLOAT32);
      var e = assertThrows(RuntimeException.class, () -> k.apply(0, x));
      assertTrue(e.getMessage().contains("have no digits in float32"), e.getMessage());
    }
  }

  /** As many dimensions as one likes: the curve has 48 digits, coordinates decide the rest. */
  @ParameterizedTest
  @ValueSource(ints = {48, 49, 60})
  void theHilbertCurveInManyDimensions(int d) {
    Space x = points(3, d);
    for (var gamma : List.of(hilbert(), lexicographic())) {
      Kernel k = gamma.at(x, trivial().into(S(3)).coset());
      Array in = Array.normal(1, DType.FLOAT64, 1, 3, d);
      assertArrayEquals(k.apply(0, in).doubles(), k.apply(1, in).doubles());
      assertEquals(3, Arrays.stream(k.apply(0, in).doubles()).distinct().count());
    }
  }

  /** Σ mᵢ (vᵢ − v̄) is 0, and what rounding leaves of it for large masses is no false alarm. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e3, 1e6})
  void outputsThatCancelBesideLargeMasses(double mass) {
    Space x = vectors(4, 3).times(features(4, 1));
    Kernel k =
        Kernels.box(
            "momentum",
            x,
            vector(3),
            O(3),
            List.of(),
            false,
            (in, u) -> {
              Tensor m = in.get(1);
              Tensor mean = in.get(0).mul(m).sumKeep(1).div(m.sumKeep(1));
              return List.of(in.get(0).sub(mean).mul(m).sum(1));
            });
    Array v = Array.normal(6, DType.FLOAT64, 32, 4, 3);
    Array m = Array.normal(7, DType.FLOAT64, 32, 4, 1).map(t -> t.abs().add(1).mul(mass));
    Certificate c = certify(k, 0, protocol().inputs(v, m));
    assertTrue(c.holds(), c.toString());
  }

  /** What is moved by one factor, or not at all, does not hide the errors of another. */
  @Test
  void certificatesSeeSmallUnitsBesideLargeOnes() {
    Kernel bend = kernel("bend", X, X, E(3), t -> t.add(t.sub(t.meanKeep(1)).abs().mul(0.3)));
    for (double size : new double[] {1, 1e-12}) {
      Array in = Array.normal(2, DType.FLOAT64, 16, 4, 3).map(t -> t.mul(size));
      Certificate c = certify(bend, 0, protocol().inputs(in));
      assertTrue(c.failures().contains("O(3)"), size + ": " + c);
    }
    Space clocked = X.times(scalars(1));
    Kernel square =
        Kernels.box(
            "square", clocked, X, E(3), List.of(), false, (x, u) -> List.of(x.get(0).square()));
    Array time = Array.normal(3, DType.FLOAT64, 16, 1).map(t -> t.mul(1e12));
    Array in = Array.normal(4, DType.FLOAT64, 16, 4, 3);
    Certificate c = certify(square, 0, protocol().inputs(in, time));
    assertFalse(c.holds(), c.toString());
    assertTrue(c.failures().containsAll(List.of("T(3)", "O(3)")), c.toString());
  }
}
