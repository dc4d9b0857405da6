package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.learned;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.polar;
import static org.symm.gammas.Gammas.robust;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.frames.Orthogonalisation;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Homs;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.GroupProjection;
import org.symm.symmetrisation.Maps;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Exact means over frames: equivariance as functions, continuity, gradients. */
class CloudFramesTest {

  private static final Space X = points(4, 3);
  private static final Space PLANE = points(4, 2);

  /** Per row the largest difference between k(g·x) and g·k(x), sorted. */
  private static double[] gaps(Kernel k, Group g, DType real) {
    long n = 20;
    Space x = k.dom();
    Element e = g.sample("g", n, real);
    Tensor at = Laws.points(x, "x", n, real).get(0);
    Tensor moved = x.act(e, List.of(at)).get(0);
    Array a = k.apply(1, Laws.values(7, moved).get(0));
    Array b = k.apply(2, Laws.values(7, at).get(0));
    Tensor want = x.act(e, List.of(b.tensor())).get(0);
    double[] gap = Laws.value(7, a.tensor().sub(want).abs().max(1, 2).to(DType.FLOAT64));
    Arrays.sort(gap);
    return gap;
  }

  /**
   * The mean is a function, equivariant for each factor, in float64 and float32; f itself is not.
   */
  @Test
  void exactMeansAreEquivariantFunctions() {
    Group os = O(3).times(S(4));
    Group es = E(3).times(S(4));
    var means =
        List.of(
            sym(X, trivial(), O(3), pca()),
            sym(X, S(4), SO(3).times(S(4)), pca()),
            sym(X, S(4), es, pca()),
            sym(PLANE, trivial(), SE(2), pca()),
            sym(X, S(4), os, robust()),
            sym(X, S(4), SE(3).times(S(4)), robust()),
            sym(PLANE, S(4), E(2).times(S(4)), robust()),
            sym(X, trivial(), S(4), haar(S(4))),
            sym(PLANE, trivial(), C(5), haar(C(5))));
    for (Kernel k : means) {
      for (Group f : k.group().factors()) {
        double[] fine = gaps(k.mean(), f, DType.FLOAT64);
        assertTrue(fine[19] <= 1e-9, k + " for " + f + ": " + fine[19]);
        double[] single = gaps(k.mean(), f, DType.FLOAT32);
        assertTrue(single[9] <= 2e-3, k + " in float32 for " + f + ": " + single[9]);
      }
      Kernel raw = Maps.equivariant(k.dom(), trivial());
      assertTrue(gaps(raw, k.group(), DType.FLOAT64)[9] > 1e-2, "control for " + k.group());
    }
  }

  private static Kernel sym(Space x, Group from, Group to, Gamma g) {
    return Maps.equivariant(x, from).to(to, g);
  }

  /** One sample of a frame is no function: the mean is what makes it one. */
  @Test
  void oneSampleIsNotEquivariantPathwise() {
    assertTrue(gaps(sym(X, trivial(), O(3), pca()), O(3), DType.FLOAT64)[15] > 1e-2);
  }

  /** Points at ±(1 + t/2) e₁ and ±e₂, the second pair turned by a small angle s. */
  private static Array cross(double t, double s) {
    double a = 1 + t / 2;
    return Array.of(
        new double[] {a, 0, -a, 0, -Math.sin(s), Math.cos(s), Math.sin(s), -Math.cos(s)}, 1, 4, 2);
  }

  private static Kernel bent() {
    return kernel(
        "bent", PLANE, PLANE, S(4), t -> t.mul(Array.of(new double[] {1, 2}).tensor()).tanh());
  }

  private static double jump(Gamma g, double small) {
    Kernel mean = bent().to(SO(2).times(S(4)), g).mean();
    double[] a = mean.apply(1, cross(small, 0)).doubles();
    double[] b = mean.apply(1, cross(-small, 0)).doubles();
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, Math.abs(a[i] - b[i]));
    }
    return worst;
  }

  /**
   * Through a cloud with equal eigenvalues the axes of PCA are swapped. At the crossing g·f(g⁻¹x)
   * changes from diag(tanh 1, tanh 2) to diag(tanh 2, tanh 1) on the unit cross: by tanh 2 − tanh
   * 1. The weighted frame does not jump.
   */
  @Test
  void onlyTheUnweightedFrameJumps() {
    double known = Math.tanh(2) - Math.tanh(1);
    assertEquals(known, jump(pca(), 1e-7), 1e-6);
    assertEquals(known, jump(pca(), 1e-9), 1e-6);
    assertTrue(jump(robust(), 1e-7) < 1e-6, "robust frame: " + jump(robust(), 1e-7));
  }

  /** d/dx of Σ sin y against finite differences, for y from frames. */
  @Test
  void gradientsPassThroughFrames() {
    Group one = trivial();
    Kernel moments =
        kernel(
            "moments",
            X,
            frames(3),
            O(3),
            t -> {
              Tensor r = t.square().sumKeep(2).sqrt();
              return t.t().matMul(Tensors.cat(2, r, r.square(), r.sin()));
            });
    Kernel f = Maps.equivariant(X, one);
    for (Kernel k :
        List.of(
            f.to(O(3), pca()).mean(),
            f.to(SO(3), robust()).mean(),
            f.to(O(3), polar(moments)),
            f.to(O(3), minimal()))) {
      double[] x = Laws.value(3, Laws.points(X, "gradient", 1, DType.FLOAT64).get(0));
      Tensor in = Tensors.input(Shape.of(1, 4, 3), DType.FLOAT64);
      Tensor y = k.diagram().run(List.of(in), Noise.of(1, DType.FLOAT64)).get(0).sin().sum();
      Program p = Program.of("y", List.of(in), List.of(y, Tensors.gradients(y, List.of(in))[0]));
      double[] slope = p.run(1, Array.of(x, 1, 4, 3)).get(1).doubles();
      double[] want = new double[12];
      for (int i = 0; i < 12; i++) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[i] += 1e-6;
        down[i] -= 1e-6;
        want[i] =
            (p.run(1, Array.of(up, 1, 4, 3)).get(0).doubles()[0]
                    - p.run(1, Array.of(down, 1, 4, 3)).get(0).doubles()[0])
                / 2e-6;
      }
      assertArrayEquals(want, slope, 1e-5 * (1 + Math.abs(want[0])), k.name());
    }
  }

  /** What is rounding is judged by the size of the points, however large they are. */
  @Test
  void robustFramesDoNotDependOnSize() {
    Array y = Laws.values(3, Laws.points(X, "y", 50, DType.FLOAT32).get(0)).get(0);
    Kernel k = robust().at(X, trivial().into(SO(3)).coset());
    for (double size : new double[] {1e-20, 1e-3, 1e5}) {
      Tensor a = k.apply(1, y).tensor().unsqueeze(1);
      Tensor b = k.apply(1, y.map(t -> t.mul(size))).tensor().unsqueeze(1);
      double[] gap = Laws.value(3, a.sub(b).abs().max(2, 3).reshape(-1).to(DType.FLOAT64));
      Arrays.sort(gap);
      assertTrue(gap[gap.length * 9 / 10] < 1e-4, size + ": " + gap[gap.length * 9 / 10]);
    }
  }

  /** A column that is replaced passes no gradient; the others pass that of the new frame. */
  @Test
  void gradientsPassReplacedColumns() {
    Tensor in = Tensors.input(Shape.of(2, 3, 3), DType.FLOAT64);
    Tensor w = Array.of(normals(18, 5), 2, 3, 3).tensor();
    Noise u = Noise.of(2, DType.FLOAT64);
    Tensor y =
        GroupProjection.orthonormal(Orthogonalisation.GRAM_SCHMIDT, List.of(in), u, false)
            .get(0)
            .mul(w)
            .sum();
    Program p = Program.of("y", List.of(in), List.of(y, Tensors.gradients(y, List.of(in))[0]));
    double[] x = normals(18, 6);
    x[1] = x[4] = x[7] = 0;
    double[] slope = p.run(1, Array.of(x, 2, 3, 3)).get(1).doubles();
    for (int i = 0; i < 18; i++) {
      if (i == 1 || i == 4 || i == 7) {
        assertEquals(0, slope[i]);
        continue;
      }
      double was = x[i];
      x[i] = was + 1e-6;
      double up = p.run(1, Array.of(x, 2, 3, 3)).get(0).number();
      x[i] = was - 1e-6;
      double down = p.run(1, Array.of(x, 2, 3, 3)).get(0).number();
      x[i] = was;
      assertEquals((up - down) / 2e-6, slope[i], 1e-6, "entry " + i);
    }
  }

  private static double[] normals(int n, long seed) {
    return new java.util.Random(seed).doubles(n, -1, 1).toArray();
  }

  /** Frames that leave all open are independent of each other, beside each other or not. */
  @Test
  void completionsAreIndependent() {
    Noise u = Noise.of(400, DType.FLOAT64);
    Tensor none = Tensors.zeros(Shape.of(400, 2, 3, 3), DType.FLOAT64);
    Tensor rounding = Tensors.zeros(Shape.of(800), DType.FLOAT64);
    Tensor both =
        GroupProjection.orthonormal(Orthogonalisation.GRAM_SCHMIDT, none, rounding, u, false);
    Tensor turn =
        GroupProjection.orthonormal(
                Orthogonalisation.GRAM_SCHMIDT, List.of(none.select(1, 0)), u, true)
            .get(0);
    var list = List.of(none.select(1, 0), none.select(1, 1));
    assertIndependent(GroupProjection.orthonormal(Orthogonalisation.GRAM_SCHMIDT, list, u, false));
    assertIndependent(GroupProjection.orthonormal(Orthogonalisation.POLAR, list, u, false));
    assertIndependent(List.of(both.select(1, 0), both.select(1, 1), turn));
  }

  private static void assertIndependent(List<Tensor> frames) {
    for (Tensor other : frames.subList(1, frames.size())) {
      double[] trace = Laws.value(3, frames.get(0).t().matMul(other).trace());
      double mean = Arrays.stream(trace).average().orElseThrow();
      double square = Arrays.stream(trace).map(t -> t * t).average().orElseThrow();
      assertEquals(0, mean, 0.25);
      assertEquals(1, square, 0.45);
    }
  }

  /** Polar factors of a batch in which some leave a direction open: the others do not change. */
  @Test
  void openPolarFactorsLeaveOthers() {
    double[] x = normals(27, 4);
    Arrays.fill(x, 9, 18, 0);
    Tensor in = Array.of(x, 3, 3, 3).tensor();
    Tensor q =
        GroupProjection.orthonormal(
                Orthogonalisation.POLAR, List.of(in), Noise.of(3, DType.FLOAT64), false)
            .get(0);
    Tensor off = q.t().matMul(q).sub(Tensors.eye(3, DType.FLOAT64)).abs().max(0, 1, 2);
    Program p = Program.of("polar", List.of(), List.of(q, off));
    double[] one = p.run(1).get(0).doubles();
    double[] two = p.run(2).get(0).doubles();
    assertEquals(0, p.run(1).get(1).number(), 1e-12);
    for (int i = 0; i < 27; i++) {
      boolean open = i >= 9 && i < 18;
      assertEquals(open, Math.abs(one[i] - two[i]) > 1e-9, "entry " + i);
    }
  }

  /** Two equal frames inside a finite mean over candidates. */
  @Test
  void framesInsideFiniteMeans() {
    Group g = O(2).times(O(2));
    Space x = Spaces.matrices(Hom.projection(g, 0), Hom.projection(g, 1));
    Space out = frames(2).along(Hom.projection(g, 0)).times(frames(2).along(Hom.projection(g, 1)));
    Kernel nu = mlp(Tensor::tanh, x, out, 8).noisy(gaussian(2));
    Kernel energy = mlp(Tensor::tanh, x, Spaces.scalars(1), 8);
    Gamma least = haar(g).refine(nu).samples(3).least(energy);
    Kernel k = mlp(Tensor::tanh, x, x, 8).to(g, least).init(0);
    Array y = k.apply(1, Laws.values(2, Laws.points(x, "x", 30, DType.FLOAT64).get(0)).get(0));
    assertTrue(Arrays.stream(y.doubles()).allMatch(Double::isFinite));
  }

  /** The polar factor minimises ‖A − Q‖; by hand for a diagonal matrix with a reflection. */
  @Test
  void thePolarFactorByHand() {
    double[] a = {0, -3, 2, 0};
    var in = List.of(Array.of(a, 1, 2, 2).tensor());
    Tensor q =
        GroupProjection.orthonormal(Orthogonalisation.POLAR, in, Noise.of(1, DType.FLOAT64), false)
            .get(0);
    assertArrayEquals(new double[] {0, -1, 1, 0}, Laws.value(1, q), 1e-14);
  }

  /**
   * O(3)/O(2) is the sphere: a network's vector, made a direction, turns a map that only the axis
   * knows about into one for O(3). A vector of length 0 gives a random direction.
   */
  @Test
  void aDirectionStandsForACosetOfTheSphere() {
    Hom phi = Homs.blocks(O(3), O(2));
    Space seen = X.along(phi);
    Kernel f =
        kernel(
            "stretch the axis",
            seen,
            seen,
            O(2),
            t -> Tensors.cat(2, t.slice(2, 0, 2), t.slice(2, 2, 3).sin()));
    Kernel first = kernel("first", X, Spaces.vector(3), O(3), t -> t.select(1, 0));
    Kernel sym = f.along(phi, learned(first));
    assertTrue(gaps(sym, O(3), DType.FLOAT64)[19] < 1e-10);
    double[] zero = sym.apply(1, Array.of(new double[12], 1, 4, 3)).doubles();
    assertArrayEquals(new double[12], zero, 1e-15);
  }

  @Test
  void aFrameThatDependsOnTheOrderIsRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> sym(X, S(4), O(3).times(S(4)), minimal()).mean());
    assertTrue(e.getMessage().contains("depends on what S(4) moves"), e.getMessage());
  }
}
