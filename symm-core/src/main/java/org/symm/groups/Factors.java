package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.symm.tensor.Tensor;

/** The inclusions of the factors of a product, and the projections to them, with their cosets. */
final class Factors {

  private Factors() {}

  /** g ↦ (1, …, g, …, 1); the cosets are held as the other factors. */
  static Hom inclusion(Group group, int i) {
    if (!(group instanceof Product g)) {
      throw new IllegalArgumentException(
          group + " is not a product; use the canonical inclusion: h.into(" + group + ")");
    }
    Group h = factor(g.of(), i, g);
    if (h.isIn(g)) {
      return h.into(g);
    }
    var others = new ArrayList<>(g.of());
    others.remove(i);
    Group complement = Product.of(others.toArray(Group[]::new));
    Function<Element, Element> project =
        e -> {
          var parts = new ArrayList<Tensor>();
          var split = g.split(e);
          for (int j = 0; j < split.size(); j++) {
            parts.addAll(j == i ? List.of() : split.get(j).parts());
          }
          return new Element(complement, parts);
        };
    Hom.Rule section =
        (q, rows, real) -> {
          int at = 0;
          for (int j = 0; j < i; j++) {
            at += g.of().get(j).parts().size();
          }
          var parts = new ArrayList<>(q.parts());
          parts.addAll(at, h.identity(rows, real).parts());
          return new Element(g, parts);
        };
    Hom.Rule embed =
        (e, rows, real) -> {
          var parts = new ArrayList<Tensor>();
          for (int j = 0; j < g.of().size(); j++) {
            parts.addAll((j == i ? e : g.of().get(j).identity(rows, real)).parts());
          }
          return new Element(g, parts);
        };
    String name = h + " → " + g + " at " + i;
    return new Coset(name, h, g, complement, embed, project, section, false).along();
  }

  /** (g₀, …, gₙ) ↦ gᵢ, or (n, h) ↦ h; onto, so there is one coset. */
  static Hom projection(Group group, int i) {
    Function<Element, Element> take;
    Group to;
    if (group instanceof Product p) {
      to = factor(p.of(), i, p);
      take = e -> p.split(e).get(i);
    } else if (group instanceof Semidirect s && i == 1) {
      to = s.quotient();
      take = s::quotient;
    } else {
      throw new IllegalArgumentException(
          group instanceof Semidirect
              ? "the only projection of " + group + " is to its quotient, number 1"
              : group + " is not a product, so it has no projections");
    }
    Group one = new Trivial();
    return new Coset(
            group + " → " + to + " from " + i,
            group,
            to,
            one,
            (e, rows, real) -> take.apply(e),
            e -> one.identity(0, null),
            (q, rows, real) -> to.identity(rows, real),
            false)
        .along();
  }

  private static Group factor(List<Group> of, int i, Group g) {
    if (i < 0 || i >= of.size()) {
      throw new IllegalArgumentException(g + " has factors 0 to " + (of.size() - 1) + ", not " + i);
    }
    return of.get(i);
  }
}
