package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.frames.Rounding;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.Surrogate;
import org.symm.kernels.Body;
import org.symm.kernels.Body.Finite;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.kernels.Outcomes;
import org.symm.spaces.Space;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/** Weighted finite sets of group elements made from a Γ. */
final class WeightedCandidates {

  private WeightedCandidates() {}

  /** K independent choices, equally weighted. */
  static Gamma samples(Gamma base, int k) {
    Refused.unless(k >= 1, "needs at least one sample, not %s", k);
    String name = k + " of " + base.name();
    return new Gamma(
        name,
        base.domain(),
        (x, c) -> {
          Diagram d = Symmetrisation.choice(base, x, c);
          return Gamma.box(
              name,
              x,
              c,
              d.parameters(),
              true,
              new Finite(
                  true,
                  new Body.Running(
                      List.of(d),
                      (in, u) -> {
                        Tensor equal = Tensors.ones(Shape.of(u.rows(), k), u.real());
                        return parts(c, d.run(Diagram.copies(in, k), u.times(k)), equal);
                      })));
        });
  }

  /** New weights (rows, m), from those before and what a kernel says of each candidate. */
  interface Rule {
    /**
     * The weights.
     *
     * @param numbers what the kernel says
     * @param rounding how much of it may come from rounding of the points that it saw
     */
    Tensor of(Tensor weights, Tensor numbers, Supplier<Tensor> rounding);
  }

  /** w λ; as before where that is 0 for all, up to rounding. */
  static Tensor times(Tensor w, Tensor lambda, Supplier<Tensor> rounding) {
    Tensor finite = lambda.stopGradient().isFinite();
    String sentence = "λ must be finite; for an energy use least(E), where ∞ forbids a candidate";
    Tensor product = w.mul(Tensors.requireRows(lambda, finite, sentence).relu());
    Tensor sum = product.stopGradient().sumKeep(1);
    return sum.le(Rounding.below(sum.mul(0))).where(w, product);
  }

  /**
   * The weights of those with the least number, up to rounding, if it is finite; all if none is.
   */
  static Tensor least(Tensor w, Tensor energy, Supplier<Tensor> rounding) {
    Tensor numbers = energy.stopGradient();
    String sentence = "energies must be numbers, or ∞ for what is forbidden, not NaN";
    Tensor e = Tensors.requireRows(numbers, numbers.eq(numbers), sentence);
    Tensor finite = e.isFinite();
    Tensor high = Rounding.largest(e, 1);
    Tensor known = finite.and(w.gt(0));
    Tensor low = known.where(e, high.add(1)).minKeep(1);
    Tensor equal = Rounding.below(high).add(Rounding.largest(rounding.get(), 1));
    Tensor best = known.and(e.le(low.add(equal)));
    return best.any(1).unsqueeze(1).where(best.where(w, w.mul(0)), w);
  }

  /**
   * The candidates of a Γ, weighted anew by what a kernel X → ℝ says of g⁻¹·x: the rule takes
   * weights and numbers (rows, m).
   */
  static Gamma weighted(Gamma base, String verb, Kernel number, Rule rule) {
    String name = base.name() + verb + number.name();
    return new Gamma(
        name,
        base.domain(),
        (x, c) -> {
          SymmetrisationChecks.startsFrom(name, number, x);
          SymmetrisationChecks.invariant(name, number, c);
          Diagram d = Symmetrisation.choice(base, x, c);
          Outcomes.Count all = Outcomes.count(d);
          int m = all.outcomes();
          if (m == 1 && all.random()) {
            throw SymmetrisationChecks.notFinite(base);
          }
          var parameters = new ArrayList<>(d.parameters());
          parameters.addAll(number.parameters());
          boolean random = all.random() || number.isStochastic();
          return Gamma.box(
              name,
              x,
              c,
              parameters,
              true,
              new Finite(
                  random,
                  new Body.Running(
                      List.of(d, number.diagram()),
                      (in, u) -> {
                        Outcomes.Run o = Outcomes.of(d, in, u);
                        var z = seen(x, c, o.values(), in, m, u);
                        var zeros = z.stream().map(WeightedCandidates::zeros).toList();
                        var near = new ArrayList<Tensor>();
                        for (int i = 0; i < z.size(); i++) {
                          int at = i;
                          Tensor t = z.get(i);
                          near.add(
                              zeros.get(i).map(e -> Terms.like(z.get(at), t.add(e))).orElse(t));
                        }
                        Tensor y =
                            number.diagram().run(near, u.times(m)).get(0).reshape(u.rows(), m);
                        Tensor w = o.weights().to(u.real());
                        return parts(c, o.values(), rule.of(w, y, () -> rounding(y, z, zeros)));
                      })));
        });
  }

  /** Zeros to differentiate by, for points of whose terms the size is known. */
  private static Optional<Tensor> zeros(Tensor z) {
    return z.dtype().isFloating()
        ? Terms.noted(z)
            .map(
                t -> {
                  double[] none = new double[(int) z.shape().count()];
                  return Array.of(none, z.shape().toArray()).to(z.dtype()).tensor();
                })
        : Optional.empty();
  }

  /**
   * What rounding of points may make of numbers (rows, m) that a kernel gives of them, to first
   * order: Σ |∂E/∂z| |δz|, with δz by the terms that z was summed from. Flat clouds from far away
   * have mirror images of one energy in exact arithmetic alone.
   */
  private static Tensor rounding(Tensor y, List<Tensor> z, List<Optional<Tensor>> zeros) {
    Tensor all = y.stopGradient().mul(0);
    for (int i = 0; i < z.size(); i++) {
      if (zeros.get(i).isPresent()) {
        Tensor slope = Tensors.gradients(y.sum(), List.of(zeros.get(i).get()))[0].stopGradient();
        Tensor sum = slope.abs().reshape(slope.size(0), -1).sum(1);
        Tensor may = sum.mul(Rounding.relative(Terms.noted(z.get(i)).get()));
        all = all.add(may.reshape(y.shape().toArray()));
      }
    }
    return all;
  }

  /** Values (B·m, …) with rows and candidates apart, and last the weights (B, m). */
  private static List<Tensor> parts(Coset c, List<Tensor> values, Tensor weights) {
    Surrogate.refuse("A finite set of choices", values);
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < values.size(); i++) {
      Shape all = weights.shape().then(c.parts().get(i).shape());
      out.add(values.get(i).reshape(all.toArray()));
    }
    out.add(weights);
    return out;
  }

  /** g⁻¹·x for each candidate: B·m rows. */
  private static List<Tensor> seen(
      Space x, Coset c, List<Tensor> q, List<Tensor> in, int m, Noise u) {
    Element g = c.section(q, u.rows() * m, u.real());
    return x.act(g.inverse(), Diagram.copies(in, m));
  }
}
