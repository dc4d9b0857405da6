package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.kernels.Diagram;
import org.symm.kernels.Diagram.Finite;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.kernels.Outcomes;
import org.symm.spaces.Space;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Weighted finite sets of group elements made from a Γ. */
final class Candidates {

  private Candidates() {}

  /** K independent choices, equally weighted. */
  static Gamma samples(Gamma base, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("needs at least one sample, not " + k);
    }
    String name = k + " of " + base.name();
    return Gammas.gamma(
        name,
        base.domain(),
        (x, c) -> {
          Diagram d = Symmetrisation.choice(base, x, c);
          return Gammas.box(
              name,
              x,
              c,
              d.parameters(),
              true,
              new Finite(
                  true,
                  (in, u) -> {
                    Tensor equal = Tensors.ones(Shape.of(u.rows(), k), u.real());
                    return parts(c, d.run(Diagram.copies(in, k), u.times(k)), equal);
                  }));
        });
  }

  /** w λ; as before where that is 0 for all, up to rounding. */
  static Tensor times(Tensor w, Tensor lambda) {
    Tensor finite = lambda.stopGradient().isFinite();
    String sentence = "λ must be finite; for an energy use least(E), where ∞ forbids a candidate";
    Tensor product = w.mul(Tensors.requireRows(lambda, finite, sentence).relu());
    Tensor sum = product.stopGradient().sumKeep(1);
    return sum.le(Rounding.below(sum.mul(0))).where(w, product);
  }

  /**
   * The weights of those with the least number, up to rounding, if it is finite; all if none is.
   */
  static Tensor least(Tensor w, Tensor energy) {
    Tensor numbers = energy.stopGradient();
    String sentence = "energies must be numbers, or ∞ for what is forbidden, not NaN";
    Tensor e = Tensors.requireRows(numbers, numbers.eq(numbers), sentence);
    Tensor finite = e.isFinite();
    Tensor high = Rounding.largest(e, 1);
    Tensor known = finite.and(w.gt(0));
    Tensor low = known.where(e, high.add(1)).minKeep(1);
    Tensor best = known.and(e.le(low.add(Rounding.below(high))));
    return best.any(1).unsqueeze(1).where(best.where(w, w.mul(0)), w);
  }

  /**
   * The candidates of a Γ, weighted anew by what a kernel X → ℝ says of g⁻¹·x: the rule takes
   * weights and numbers (rows, m).
   */
  static Gamma weighted(Gamma base, String verb, Kernel number, BinaryOperator<Tensor> rule) {
    String name = base.name() + verb + number.name();
    return Gammas.gamma(
        name,
        base.domain(),
        (x, c) -> {
          Messages.startsFrom(name, number, x);
          Messages.invariant(name, number, c);
          Diagram d = Symmetrisation.choice(base, x, c);
          Outcomes.Count all = Outcomes.count(d);
          int m = all.outcomes();
          if (m == 1 && all.random()) {
            throw Messages.notFinite(base);
          }
          var parameters = new ArrayList<>(d.parameters());
          parameters.addAll(number.parameters());
          boolean random = all.random() || number.isStochastic();
          return Gammas.box(
              name,
              x,
              c,
              parameters,
              true,
              new Finite(
                  random,
                  (in, u) -> {
                    Outcomes.Run o = Outcomes.of(d, in, u);
                    var z = seen(x, c, o.values(), in, m, u);
                    Tensor y = number.diagram().run(z, u.times(m)).get(0).reshape(u.rows(), m);
                    return parts(c, o.values(), rule.apply(o.weights().to(u.real()), y));
                  }));
        });
  }

  /** Values (B·m, …) with rows and candidates apart, and last the weights (B, m). */
  private static List<Tensor> parts(Coset c, List<Tensor> values, Tensor weights) {
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
