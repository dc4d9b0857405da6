package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Orthogonal;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Translation;
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
 * ∂E(exp(−c A) g⁻¹·x)/∂cₐ at 0. What is added to g depends on g⁻¹·x alone, so it refines any Γ.
 */
record Descent(Gamma base, Kernel energy, int steps, double rate) implements Gamma {

  @Override
  public String name() {
    return base.name() + ", then down " + energy.name();
  }

  @Override
  public String domain() {
    return base.domain();
  }

  @Override
  public Kernel at(Space x, Coset c) {
    Messages.startsFrom(name(), energy, x);
    Messages.invariant(name(), energy, c);
    int generators = count(c.complement());
    if (generators == 0) {
      throw new IllegalArgumentException(
          c.complement() + " is discrete, so no energy can be descended; use least(energy).");
    }
    Kernel nu =
        Kernels.box(
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
    return Symmetrisation.along(nu, c.along(), base);
  }

  private static Element stopped(Element g) {
    return new Element(g.group(), g.parts().stream().map(Tensor::stopGradient).toList());
  }

  /** A leaf of a program, so that it can be differentiated by. */
  private static Tensor zeros(long rows, int generators, DType real) {
    return Tensors.constant(
        Array.of(new double[(int) rows * generators], rows, generators).to(real));
  }

  /** How many generators a group has. */
  private static int count(Group g) {
    return parts(g).stream().mapToInt(Descent::own).sum();
  }

  private static List<Group> parts(Group g) {
    return g instanceof Product p
        ? p.of().stream().flatMap(f -> parts(f).stream()).toList()
        : g instanceof Semidirect s
            ? java.util.stream.Stream.of(s.normal(), s.quotient())
                .flatMap(f -> parts(f).stream())
                .toList()
            : List.of(g);
  }

  private static int own(Group g) {
    return g instanceof Orthogonal o
        ? o.d() * (o.d() - 1) / 2
        : g instanceof Translation t ? t.d() : 0;
  }

  /** exp(Σ cₐ Aₐ), factor by factor; 1 in discrete ones. */
  private static Element exp(Group g, Tensor c) {
    var parts = new ArrayList<Tensor>();
    int at = 0;
    for (Group f : parts(g)) {
      Tensor own = c.slice(1, at, at + own(f));
      at += own(f);
      parts.addAll(
          f instanceof Orthogonal o
              ? List.of(LinearAlgebra.matrixExp(skew(o.d(), own)))
              : f instanceof Translation ? List.of(own) : f.identity(c.size(0), c.dtype()).parts());
    }
    return new Element(g, parts);
  }

  /** The skew matrices with the given entries above the diagonal. */
  private static Tensor skew(int d, Tensor c) {
    double[] basis = new double[d * (d - 1) / 2 * d * d];
    for (int i = 0, a = 0; i < d; i++) {
      for (int j = i + 1; j < d; j++, a++) {
        basis[(a * d + i) * d + j] = 1;
        basis[(a * d + j) * d + i] = -1;
      }
    }
    Tensor table = Tensors.constant(Array.of(basis, c.size(1), (long) d * d)).to(c.dtype());
    return c.matMul(table).reshape(c.size(0), d, d);
  }
}
