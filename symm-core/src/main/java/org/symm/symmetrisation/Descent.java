package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.MatrixGroup;
import org.symm.groups.MatrixLaws;
import org.symm.groups.Product;
import org.symm.groups.Refused;
import org.symm.groups.Semidirect;
import org.symm.groups.Translation;
import org.symm.groups.Twist;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Steps down an energy over a group, along its generators: g ← g exp(−η Σ cₐ Aₐ) with cₐ =
 * ∂E(exp(−c A) g⁻¹·x)/∂cₐ at 0. What is added to g depends on g⁻¹·x alone, so it refines any Γ, if
 * H acts on the generators by orthogonal maps: O(d) does on T(d), ℝ₊ and GL(d) do not.
 */
final class Descent {

  private Descent() {}

  static Gamma of(Gamma base, Kernel energy, int steps, double rate) {
    String name = base.name() + ", then down " + energy.name();
    return new Gamma(
        name,
        base.domain(),
        (x, c) -> Symmetrisation.along(down(name, energy, steps, rate, x, c), c.along(), base));
  }

  /** The steps of a choice that is 1 so far: equivariant for H. */
  private static Kernel down(String name, Kernel energy, int steps, double rate, Space x, Coset c) {
    Messages.startsFrom(name, energy, x);
    Messages.invariant(name, energy, c);
    int generators = c.complement().factors().stream().mapToInt(Descent::own).sum();
    if (generators == 0) {
      throw new IllegalArgumentException(
          c.complement() + " is discrete, so no energy can be descended; use least(energy).");
    }
    if (stretches(c.target(), c)) {
      throw Refused.because(
          "%s: %s does not keep the lengths of translations, so steps along a slope are not"
              + " equivariant for it; descend for E(d), or use samples(K).least(energy).",
          name, c.source());
    }
    return Kernels.box(
        "down " + energy.name(),
        x,
        Spaces.cosets(c),
        c.source(),
        energy.parameters(),
        energy.isStochastic(),
        (in, u) -> {
          Group q = c.complement();
          Element g = q.identity(u.rows(), u.real());
          for (int i = 0; i < steps; i++) {
            Tensor zero = zeros(u.rows(), generators, u.real());
            Element near = g.times(exp(q, zero));
            Element s = c.section(near.parts(), u.rows(), u.real());
            Tensor e = energy.diagram().run(x.act(s.inverse(), in), u).get(0);
            Tensor slope = Tensors.gradients(e.sum(), List.of(zero))[0];
            Element step = exp(q, slope.stopGradient().mul(-rate));
            g = stopped(g.times(step));
          }
          return g.parts();
        });
  }

  /**
   * Whether H changes the lengths of generators: c ↦ −∂E/∂c is a vector for h only if h acts on the
   * Lie algebra by an orthogonal map.
   */
  private static boolean stretches(Group g, Coset c) {
    if (g instanceof Product p) {
      return p.of().stream().anyMatch(f -> stretches(f, c));
    }
    List<Group> h = c.source().factors();
    return g instanceof Semidirect s
        && c.complement().factors().contains(s.normal())
        && s.quotient().factors().stream().filter(h::contains).anyMatch(f -> stretches(s, f));
  }

  private static boolean stretches(Semidirect s, Group f) {
    return !(s.twist() instanceof Twist.Named)
        || (f instanceof MatrixGroup m && !m.has(MatrixLaws.ORTHOGONAL));
  }

  private static Element stopped(Element g) {
    return new Element(g.group(), g.parts().stream().map(Tensor::stopGradient).toList());
  }

  /** A leaf of a program, so that it can be differentiated by. */
  private static Tensor zeros(long rows, int generators, DType real) {
    return Tensors.constant(
        Array.of(new double[(int) rows * generators], rows, generators).to(real));
  }

  /** How many generators a factor has. */
  private static int own(Group g) {
    return g instanceof Translation t ? t.d() : g instanceof MatrixGroup m ? basis(m).length : 0;
  }

  /** exp(Σ cₐ Aₐ), factor by factor; 1 in discrete ones. */
  private static Element exp(Group g, Tensor c) {
    var parts = new ArrayList<Tensor>();
    int at = 0;
    for (Group f : g.factors()) {
      Tensor own = c.slice(1, at, at + own(f));
      at += own(f);
      parts.addAll(
          f instanceof MatrixGroup m
              ? List.of(exp(m, own))
              : f instanceof Translation ? List.of(own) : f.identity(c.size(0), c.dtype()).parts());
    }
    return new Element(g, parts);
  }

  private static Tensor exp(MatrixGroup g, Tensor c) {
    double[] flat = Arrays.stream(basis(g)).flatMapToDouble(Arrays::stream).toArray();
    Tensor table = Tensors.constant(Array.of(flat, c.size(1), (long) g.d() * g.d()));
    return LinearAlgebra.matrixExp(c.matMul(table.to(c.dtype())).reshape(c.size(0), g.d(), g.d()));
  }

  /** A basis of the Lie algebra, each matrix row by row: skew ones, all, or 1. */
  private static double[][] basis(MatrixGroup g) {
    int d = g.d();
    boolean all = g.isScale() || g.equals(Groups.GL(d));
    if (!all && !g.isOrthogonal()) {
      throw new IllegalArgumentException(
          "the generators of " + g + " are not known; descend in O(d), SO(d), GL(d), ℝ₊ or T(d).");
    }
    var basis = new ArrayList<double[]>();
    for (int i = 0; i < d; i++) {
      for (int j = all ? 0 : i + 1; j < d; j++) {
        double[] a = new double[d * d];
        a[j * d + i] = all ? 0 : -1;
        a[i * d + j] = 1;
        basis.add(a);
      }
    }
    return basis.toArray(double[][]::new);
  }
}
