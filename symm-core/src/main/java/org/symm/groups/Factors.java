package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import org.symm.tensor.Tensor;

/** The inclusions of the factors of a product, and the projections to them, with their cosets. */
final class Factors {

  private Factors() {}

  /** g ↦ (1, …, g, …, 1); the cosets are held as the other factors. */
  static Hom inclusion(Group group, int i) {
    if (group instanceof Semidirect s) {
      Group f = factor(List.of(s.normal(), s.quotient()), i, s);
      return f.isIn(s) ? f.into(s) : i == 0 ? normal(s) : quotient(s);
    }
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
    int at = g.of().subList(0, i).stream().mapToInt(f -> f.parts().size()).sum();
    int end = at + h.parts().size();
    return Hom.known(
            h + " → " + g + " at " + i,
            h,
            g,
            (e, rows, real) -> {
              var all = new ArrayList<>(g.of().stream().map(f -> f.identity(rows, real)).toList());
              all.set(i, e);
              return g.join(all);
            })
        .injective(e -> g.split(e).get(i))
        .with(
            new Coset.Rules(
                Held.of(complement),
                e -> {
                  var parts = new ArrayList<Tensor>(e.parts());
                  parts.subList(at, end).clear();
                  return parts;
                },
                (q, rows, real) -> {
                  var parts = new ArrayList<>(q);
                  parts.addAll(at, h.identity(rows, real).parts());
                  return new Element(g, parts);
                }));
  }

  /** N in N ⋊ H; the cosets are held as H. */
  static Hom normal(Semidirect g) {
    Group h = g.quotient();
    return Hom.known(
            g.normal() + " → " + g + " at 0",
            g.normal(),
            g,
            (e, r, t) -> g.pair(e, h.identity(r, t)))
        .injective(g::normal)
        .with(
            new Coset.Rules(
                Held.of(h),
                e -> g.quotient(e).parts(),
                (q, r, t) -> g.pair(g.normal().identity(r, t), new Element(h, q))));
  }

  /** H in N ⋊ H; the cosets are held as N, on which (n, h) acts by m ↦ n (h ▷ m). */
  static Hom quotient(Semidirect g) {
    Group n = g.normal();
    return Hom.known(
            g.quotient() + " → " + g + " at 1",
            g.quotient(),
            g,
            (e, r, t) -> g.pair(n.identity(r, t), e))
        .injective(g::quotient)
        .with(
            new Coset.Rules(
                Held.of(n),
                e -> g.normal(e).parts(),
                (q, r, t) -> g.pair(new Element(n, q), g.quotient().identity(r, t))));
  }

  /** (g₀, …, gₙ) ↦ gᵢ, or (n, h) ↦ h; onto, so there is one coset. */
  static Hom projection(Group group, int i) {
    String from = " from " + i;
    if (group instanceof Product p) {
      Group to = factor(p.of(), i, p);
      var others = new ArrayList<>(p.of());
      others.remove(i);
      return Hom.known(group + " → " + to + from, p, to, (e, r, t) -> p.split(e).get(i))
          .onto(Product.of(others.toArray(Group[]::new)));
    }
    if (group instanceof Semidirect s && i == 1) {
      Group to = s.quotient();
      return Hom.known(group + " → " + to + from, s, to, (e, r, t) -> s.quotient(e))
          .onto(s.normal());
    }
    throw new IllegalArgumentException(
        group instanceof Semidirect
            ? "the only projection of " + group + " is to its quotient, number 1"
            : group + " is not a product, so it has no projections");
  }

  private static Group factor(List<Group> of, int i, Group g) {
    if (i < 0 || i >= of.size()) {
      throw new IllegalArgumentException(g + " has factors 0 to " + (of.size() - 1) + ", not " + i);
    }
    return of.get(i);
  }
}
