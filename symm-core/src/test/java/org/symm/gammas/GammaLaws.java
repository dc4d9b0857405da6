package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.Laws;
import org.symm.PresentLaws;
import org.symm.engine.Array;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.networks.Networks;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.Maps;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** What every Γ satisfies, along the homomorphism and on the points it is made for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GammaLaws {

  /** A Γ, X = points(n, d), φ: H → G, and whether it is a function on generic inputs. */
  record Case(Gamma gamma, Space x, Hom phi, boolean deterministic) {
    Kernel kernel() {
      return gamma.at(x, phi.coset());
    }

    Kernel symmetrised(Kernel f) {
      return f.along(phi, gamma);
    }

    @Override
    public String toString() {
      return gamma.name() + " along " + phi;
    }
  }

  /** The cases under test. */
  abstract Stream<Case> cases();

  Stream<Case> functions() {
    return cases().filter(Case::deterministic);
  }

  private static List<Array> values(List<Tensor> t) {
    return Laws.values(7, t.toArray(Tensor[]::new));
  }

  private static List<Array> point(Space x, long rows, DType real) {
    return values(Laws.points(x, "x", rows, real));
  }

  /** g·x for a random g, the same in all rows or not. */
  private static List<Array> moved(Space x, Element g, List<Array> at) {
    return values(x.act(g, at.stream().map(Array::tensor).toList()));
  }

  private static double gap(List<Array> a, List<Array> b) {
    double[] rows = gaps(a, b);
    return rows[rows.length - 1];
  }

  /** The largest difference in each row, sorted; NaN is the largest. */
  private static double[] gaps(List<Array> a, List<Array> b) {
    double[] worst = new double[(int) a.get(0).shape().size(0)];
    for (int i = 0; i < a.size(); i++) {
      double[] x = a.get(i).doubles();
      double[] y = b.get(i).doubles();
      for (int j = 0; j < x.length; j++) {
        int row = j / (x.length / worst.length);
        double d = Math.abs(x[j] - y[j]);
        worst[row] = d <= worst[row] ? worst[row] : d;
      }
    }
    java.util.Arrays.sort(worst);
    return worst;
  }

  /**
   * In float64 on every row. In float32 on half of the rows at least: frames that are nearly
   * dependent lose digits in proportion to their condition number.
   */
  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionIsEquivariantPathwise(Case c) {
    for (DType real : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Group g = c.phi().target();
      Space q = Spaces.cosets(c.phi().coset());
      Element e = g.sample("g", 20, real);
      var x = point(c.x(), 20, real);
      Kernel choose = c.kernel();
      int row = real == DType.FLOAT64 ? 19 : 9;
      double error = gaps(choose.run(1, moved(c.x(), e, x)), moved(q, e, choose.run(2, x)))[row];
      assertTrue(error <= 10 * Laws.rounding(real), c + " in " + real + ": " + error);
      Kernel f = c.symmetrised(Maps.equivariant(c.x(), c.phi().source()));
      double all = gaps(f.run(1, moved(c.x(), e, x)), moved(c.x(), e, f.run(2, x)))[row];
      assertTrue(all <= 2000 * Laws.rounding(real), "sym by " + c + " in " + real + ": " + all);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isEquivariantInLaw(Case c) {
    double z = z(c, Laws.points(c.x(), "x", 1, DType.FLOAT64));
    assertTrue(z < Laws.Z, c + ": z = " + z);
  }

  /** The z-score between Γ(g·x) and g·Γ(x), at one x for one random g. */
  static double z(Case c, List<Tensor> one) {
    long n = 6000;
    Group g = c.phi().target();
    Space q = Spaces.cosets(c.phi().coset());
    Element e = Laws.constant(g, "g", n, DType.FLOAT64);
    var x = new ArrayList<Array>();
    for (int i = 0; i < one.size(); i++) {
      x.addAll(
          values(List.of(one.get(i).expand(c.x().parts().get(i).rows(n).toArray()).contiguous())));
    }
    Kernel choose = c.kernel();
    return Laws.z(
        numbers(choose.run(1, moved(c.x(), e, x))), numbers(moved(q, e, choose.run(2, x))));
  }

  public static Array numbers(List<Array> parts) {
    return values(List.of(Laws.features(parts.stream().map(Array::tensor).toList(), 12))).get(0);
  }

  /** sym(f) = f for an f that is G-equivariant already, sample by sample. */
  @ParameterizedTest
  @MethodSource("cases")
  void isStable(Case c) {
    Kernel f = Maps.equivariant(c.x(), c.phi().target());
    var x = point(c.x(), 20, DType.FLOAT64);
    Kernel sym = c.symmetrised(f);
    assertEquals(c.phi().target(), sym.group());
    double error = gap(sym.run(3, x), f.run(3, x));
    assertTrue(error <= 1e-9, c + ": " + error);
    Kernel g = Maps.equivariant(c.x(), c.phi().source());
    double change = gap(c.symmetrised(g).run(3, x), g.run(3, x));
    assertTrue(change > 1e-3, c + " changes a map that is only H-equivariant: " + change);
  }

  /** sym(id) = id in both precisions, for clouds of several sizes: g is in the group it says. */
  @ParameterizedTest
  @MethodSource("cases")
  void theIdentityIsStable(Case c) {
    Kernel id = c.symmetrised(Kernels.identity(c.x(), c.phi().source()));
    for (DType real : List.of(DType.FLOAT64, DType.FLOAT32)) {
      for (double size : new double[] {1e-3, 1, 1e3}) {
        var x = new ArrayList<Array>();
        for (Array a : point(c.x(), 20, real)) {
          x.add(a.dtype().isFloating() ? a.map(t -> t.mul(size)) : a);
        }
        double error = gap(id.run(3, x), x) / size;
        assertTrue(error <= 100 * Laws.rounding(real), c + " in " + real + ": " + error);
      }
    }
  }

  /** s f(s⁻¹ x) does not depend on which representative s of a coset is taken. */
  @ParameterizedTest
  @MethodSource("cases")
  void theSectionDoesNotMatter(Case c) {
    long n = 20;
    DType real = DType.FLOAT64;
    Coset cosets = c.phi().coset();
    Kernel f = Maps.equivariant(c.x(), c.phi().source());
    List<Tensor> x = Laws.points(c.x(), "x", n, real);
    List<Tensor> q = Laws.points(Spaces.cosets(cosets), "q", n, real);
    Element s = cosets.section(q, n, real);
    Element h = c.phi().apply(c.phi().source().sample("h", n, real), n, real);
    Laws.small(
        c.toString(),
        1e-9,
        List.of("s and s φ(h)"),
        List.of(Laws.gap(sharp(f, c.x(), s, x), sharp(f, c.x(), s.times(h), x))));
  }

  /** f♯([s], x) = s·f(s⁻¹·x). */
  private static List<Tensor> sharp(Kernel f, Space x, Element s, List<Tensor> at) {
    var noise = Noise.of(at.get(0).size(0), DType.FLOAT64);
    return x.act(s, f.diagram().run(x.act(s.inverse(), at), noise));
  }

  /**
   * On rows of different size what absent items hold changes nothing. Of a Γ made from kernels on X
   * there is none on X ⊗ present(n); {@link PresentGammasTest} has such.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void absentItemsChangeNothing(Case c) {
    int n = (int) c.x().parts().get(0).shape().size(0);
    Space x = c.x().times(Spaces.present(n));
    Kernel any = Networks.mlp(x, c.x(), 8).init(1);
    Kernel f = Kernels.of("any", c.phi().source(), any.diagram());
    Kernel sym;
    try {
      sym = f.along(c.phi(), c.gamma());
    } catch (IllegalArgumentException e) {
      Assumptions.assumeFalse(e.getMessage().contains("build both on the same space"));
      throw e;
    }
    PresentLaws.ignoresAbsent(sym, sym.diagram().fewest(n));
  }

  /** Noise is an argument; a function does not read it. */
  @ParameterizedTest
  @MethodSource("cases")
  void theSameSeedGivesTheSameChoice(Case c) {
    var x = point(c.x(), 5, DType.FLOAT64);
    var a = c.kernel().run(9, x);
    var b = c.kernel().run(9, x);
    for (int i = 0; i < a.size(); i++) {
      assertArrayEquals(a.get(i).doubles(), b.get(i).doubles());
    }
    if (c.deterministic()) {
      assertEquals(0, gap(a, c.kernel().run(10, x)), c + " is a function");
    } else {
      assertTrue(gap(a, c.kernel().run(10, x)) > 0, c + " is random");
    }
  }
}
