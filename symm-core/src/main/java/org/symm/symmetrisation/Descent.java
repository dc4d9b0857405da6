package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.frames.Frames;
import org.symm.frames.Rounding;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Translation;
import org.symm.kernels.Body;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Steps down an energy over a group, along its generators: g ← g exp(−η Σ cₐ Aₐ) with cₐ =
 * ∂E(exp(−c A) g⁻¹·x)/∂cₐ at 0. What is added to g depends on g⁻¹·x alone, so it refines any Γ, if
 * H acts on the generators by orthogonal maps: O(d) does on T(d), ℝ₊ and GL(d) do not.
 *
 * <p>A step is no longer than 1 along the generators of a matrix group, and along translations than
 * the distance from 0 of the farthest point, where the Γ before puts it: beyond that a slope says
 * nothing, and exp of a large matrix is no longer in the group. Where a slope is not finite g
 * stays. What steps return is orthonormalised where G is, so that rounding does not add up.
 */
final class Descent {

  private static final int SAMPLES = 32;

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
    SymmetrisationChecks.startsFrom(name, energy, x);
    SymmetrisationChecks.invariant(name, energy, c);
    int generators = c.complement().factors().stream().mapToInt(Descent::own).sum();
    if (generators == 0) {
      throw new IllegalArgumentException(
          c.complement() + " is discrete, so no energy can be descended; use least(energy).");
    }
    if (!keepsLengths(c, generators)) {
      throw Refused.because(
          "%s: %s does not keep the lengths of generators, so steps along a slope are not"
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
        new Body.Running(
            List.of(energy.diagram()),
            (in, u) -> {
              Group q = c.complement();
              Element g = q.identity(u.rows(), u.real());
              Tensor reach = reach(x, in);
              for (int i = 0; i < steps; i++) {
                Tensor zero = zeros(u.rows(), generators, u.real());
                Element near = g.times(exp(q, zero));
                Element s = c.section(near.parts(), u.rows(), u.real());
                Tensor e = energy.diagram().run(x.act(s.inverse(), in), u).get(0);
                Tensor step =
                    Tensors.gradients(e.sum(), List.of(zero))[0].stopGradient().mul(-rate);
                Tensor finite = step.isFinite().all(1).unsqueeze(1);
                Tensor known = finite.where(step, Tensors.zeros(step.shape(), step.dtype()));
                g = settled(g.times(exp(q, bounded(q, known, reach))));
              }
              return g.parts();
            }));
  }

  /**
   * Whether H acts on the Lie algebra by orthogonal maps, on samples: c ↦ −∂E/∂c is then a vector
   * for it.
   */
  private static boolean keepsLengths(Coset c, int generators) {
    DType real = DType.FLOAT64;
    Group q = c.complement();
    Tensor small = Draws.normal("generators", Shape.of(SAMPLES, generators), real).mul(0.01);
    Element h = c.along().apply(c.source().sample("h", SAMPLES, real), real);
    Element e = exp(q, small);
    List<Tensor> one = q.identity(SAMPLES, real).parts();
    Tensor before = length(e.parts(), one);
    Tensor after = length(c.act(h, e.parts()), one);
    Tensor kept = after.sub(before).abs().le(before.mul(1e-6)).all(0);
    return Program.evaluate("lengths", 0, List.of(kept.to(real))).get(0).number() == 1;
  }

  /** The distance of elements from 1, over their parts of real numbers, shape (rows). */
  private static Tensor length(List<Tensor> parts, List<Tensor> one) {
    return IntStream.range(0, parts.size())
        .filter(i -> parts.get(i).dtype().isFloating())
        .mapToObj(i -> parts.get(i).sub(one.get(i)).square().reshape(SAMPLES, -1).sum(1))
        .reduce(Tensor::add)
        .orElseThrow()
        .sqrt();
  }

  /** How far the farthest point is from 0, shape (rows, 1); 1 where the space has no points. */
  private static Tensor reach(Space x, List<Tensor> at) {
    return IntStream.range(0, at.size())
        .filter(i -> x.components().size() == at.size() && x.components().get(i).isAffine())
        .mapToObj(i -> at.get(i))
        .map(p -> Rounding.reach(p.reshape(p.size(0), -1, p.size(-1))).unsqueeze(1))
        .reduce(Tensor::maximum)
        .orElseGet(() -> Tensors.ones(Shape.of(at.get(0).size(0), 1), at.get(0).dtype()));
  }

  /** Steps along generators (rows, generators), factor by factor no longer than is allowed. */
  private static Tensor bounded(Group q, Tensor step, Tensor reach) {
    var parts = new ArrayList<Tensor>();
    int at = 0;
    for (Group f : q.factors()) {
      Tensor own = step.slice(1, at, at + own(f));
      at += own(f);
      if (own(f) > 0) {
        Tensor length = Rounding.length(own);
        Tensor one = Tensors.ones(length.shape(), length.dtype());
        Tensor most = f instanceof Translation ? reach : one;
        Tensor tooLong = length.gt(most);
        parts.add(own.mul(tooLong.where(most.div(tooLong.where(length, one)), one)));
      }
    }
    return Tensors.cat(1, parts.toArray(Tensor[]::new));
  }

  /** An element brought back to the group where rounding has led out of it; no gradients. */
  private static Element settled(Element g) {
    var parts = new ArrayList<Tensor>();
    for (Group f : g.group().factors()) {
      for (int i = 0; i < f.parts().size(); i++) {
        Tensor p = g.parts().get(parts.size()).stopGradient();
        parts.add(f instanceof MatrixGroup m && m.isOrthogonal() ? Frames.gramSchmidt(p) : p);
      }
    }
    return new Element(g.group(), parts);
  }

  /** A leaf of a program, so that it can be differentiated by. */
  private static Tensor zeros(long rows, int generators, DType real) {
    return Array.of(new double[(int) rows * generators], rows, generators).to(real).tensor();
  }

  /** How many generators a factor has. */
  private static int own(Group g) {
    return g instanceof Translation t
        ? t.d()
        : g instanceof MatrixGroup m ? m.generators().size() : 0;
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
    double[] flat =
        g.generators().stream().flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
    Tensor table = Array.of(flat, c.size(1), (long) g.d() * g.d()).tensor();
    return LinearAlgebra.matrixExp(c.matMul(table.to(c.dtype())).reshape(c.size(0), g.d(), g.d()));
  }
}
