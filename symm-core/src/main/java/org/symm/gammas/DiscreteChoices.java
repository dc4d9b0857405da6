package org.symm.gammas;

import java.util.List;
import org.symm.display.Refused;
import org.symm.frames.Rounding;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.IndexedGroup;
import org.symm.groups.Surrogate;
import org.symm.groups.Symmetric;
import org.symm.kernels.Body;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.Sorting;
import org.symm.symmetrisation.SymmetrisationChecks;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Choices from S(n) and from finite groups that are hard, with the gradient of soft ones. */
final class DiscreteChoices {

  private DiscreteChoices() {}

  /** The order of items by scores, with the gradient of log-Sinkhorn's soft permutation. */
  static Gamma sorting(Kernel scores, Sinkhorn how) {
    String name = "sorting by " + scores.name() + " with soft gradients";
    return Gammas.gamma(
        name,
        "every input of arrays that S(n) permutes; equal scores, up to rounding, in random order",
        (x, c) -> {
          SymmetrisationChecks.startsFrom(name, scores, x);
          SymmetrisationChecks.knows(scores, c);
          demandLinear(name, x, c);
          int n = c.complement() instanceof Symmetric s ? s.n() : 0;
          SymmetrisationChecks.chooses(name, new Symmetric(Math.max(1, n)), c);
          if (!scores.cod().equals(Spaces.features(n, 1))) {
            throw Refused.because(
                "%s needs one score for each of %s items, not %s; let it end in features(%s, 1).",
                name, n, scores.cod(), n);
          }
          Body body =
              (in, u) -> {
                Tensor raw = scores.diagram().run(detached(in), u).get(0).reshape(u.rows(), n);
                Present present = Present.of(x, in, n);
                Tensor s = present.where(noisy(present.where(raw), how, u));
                Tensor order = Sorting.sort(Sorting.scores(s.unsqueeze(2), present), u, present);
                Tensor soft = how.soft(Sinkhorn.unit(s), order, present);
                u.add("entropy", how.entropy(), () -> Sinkhorn.entropy(soft, order, present));
                return List.of(Surrogate.of(c.complement(), order, soft));
              };
          return Gamma.box(name, x, c, scores.parameters(), true, trained(body, scores));
        });
  }

  /** A body that runs a kernel and adds a term to the loss. */
  private static Body trained(Body body, Kernel inside) {
    return new Body.Trained(
        inside.diagram().statistics(), new Body.Running(List.of(inside.diagram()), body));
  }

  private static Tensor noisy(Tensor s, Sinkhorn how, Noise u) {
    if (how.uniform() > 0) {
      s = s.add(u.uniform("uniform", s.size(1)).mul(how.uniform()));
    }
    return how.gaussian() > 0 ? s.add(u.normal("gaussian", s.size(1)).mul(how.gaussian())) : s;
  }

  /** The element h with the largest score of h⁻¹·x, with the gradient of softmax. */
  static Gamma largest(Kernel score, double beta, double prior) {
    String name = "largest " + score.name() + " with soft gradients";
    return Gammas.gamma(
        name,
        "every input of arrays on which the group acts by linear maps; where scores are equal, up to"
            + " rounding, one of them at random",
        (x, c) -> {
          SymmetrisationChecks.startsFrom(name, score, x);
          SymmetrisationChecks.invariant(name, score, c);
          demandLinear(name, x, c);
          Group all = c.complement();
          if (!(all instanceof IndexedGroup g)) {
            throw Refused.because(
                "%s chooses from C(n) or a group by table, not from %s; take"
                    + " FiniteGroup.of(%s) if it is finite.",
                name, all, all);
          }
          int m = g.order();
          Body body =
              (in, u) -> {
                Tensor a =
                    u.alike(
                            score.isStochastic(),
                            detached(in),
                            (z, v) -> List.of(scores(score, x, c, m, z, v)))
                        .get(0);
                Tensor at = u.choice("ties", best(a));
                Tensor log = a.mul(beta).logSoftmax(1);
                u.add("prior", prior, () -> log.select(1, 0).neg());
                return List.of(Surrogate.of(all, at, log.exp()));
              };
          return Gamma.box(name, x, c, score.parameters(), true, trained(body, score));
        });
  }

  /** (rows, m): the score of h⁻¹·x for each h. */
  private static Tensor scores(Kernel score, Space x, Coset c, int m, List<Tensor> in, Noise u) {
    Tensor each =
        Tensors.range(m, DType.INT64).unsqueeze(0).expand(u.rows(), m).reshape(u.rows() * m);
    Element h = c.section(List.of(each), u.rows() * m, u.real());
    List<Tensor> seen = x.act(h.inverse(), Diagram.copies(in, m));
    Tensor a = score.diagram().run(seen, u.times(m)).get(0).reshape(u.rows(), m);
    Tensor finite = a.stopGradient().isFinite();
    return Tensors.requireRows(a, finite, "scores of group elements must be finite");
  }

  /** 1 where a score is the largest of its row, up to rounding. */
  private static Tensor best(Tensor a) {
    Tensor s = a.stopGradient();
    Tensor rounding = Rounding.below(Rounding.largest(s, 1));
    return s.ge(s.maxKeep(1).sub(rounding)).to(a.dtype());
  }

  /**
   * Where the choice comes from passes no gradient: the surrogate is for what chooses, and a
   * derivative by the input is that of the model as it runs.
   */
  private static List<Tensor> detached(List<Tensor> in) {
    return in.stream().map(Tensor::stopGradient).toList();
  }

  private static void demandLinear(String name, Space x, Coset c) {
    Group g = c.complement();
    Refused.unless(
        x.isSummable(g),
        "%s is for spaces on which %s acts by linear maps, not %s; take sorting(scores) or"
            + " haar(G).least(E), which pass no gradient to what chooses.",
        name,
        g,
        x);
  }
}
