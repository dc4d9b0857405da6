package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * The canonical inclusions, through which a subgroup acts as it acts by itself, with their cosets:
 * 1 in any group, a group in itself, A(n) in S(n), matrix groups by their laws, either factor of a
 * semidirect product and what is in them, and products factor by factor, in the order in which they
 * are written. Where a group fits several factors, as S(2) in S(2)×S(2), no inclusion is canonical.
 * So canonical inclusions compose to canonical ones.
 */
final class Inclusions {

  private Inclusions() {}

  static Hom of(Group h, Group g) {
    return find(h, g).orElseThrow(() -> new IllegalArgumentException(none(h, g)));
  }

  private static String none(Group h, Group g) {
    boolean several = g instanceof Product p && matches(factors(h), p.of()).size() > 1;
    return several
        ? h + " is in " + g + " in several ways; say which: Hom.factor(product, i)"
        : "no canonical inclusion of "
            + h
            + " in "
            + g
            + "; give the homomorphism explicitly: along(φ, Γ)";
  }

  static boolean exists(Group h, Group g) {
    return find(h, g).isPresent();
  }

  /** Rows of an element; 1 for one that is held in no arrays. */
  static long rows(Element e) {
    return e.parts().isEmpty() ? 1 : e.parts().get(0).size(0);
  }

  static <T> List<T> concat(List<T> a, List<T> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static Optional<Hom> find(Group h, Group g) {
    if (h.equals(g)) {
      return Optional.of(
          Hom.known("", h, g, (e, r, t) -> e).injective(e -> e).onto(new Trivial()).canonical());
    }
    if (h instanceof Trivial one) {
      return Optional.of(
          Hom.known("", h, g, (e, r, t) -> g.identity(r, t))
              .injective(e -> new Element(one, List.of()))
              .with(new Coset.Rules(Held.of(g), Element::parts, (q, r, t) -> new Element(g, q)))
              .canonical());
    }
    if (h instanceof MatrixGroup a && g instanceof MatrixGroup b && a.isWithin(b)) {
      return Optional.of(MatrixCosets.inclusion(a, b).canonical());
    }
    if (h instanceof Symmetric a && g instanceof Symmetric b && a.even() && a.n() == b.n()) {
      return Optional.of(Permutations.alternating(a, b).canonical());
    }
    if (g instanceof Semidirect s) {
      return semidirect(h, s).map(Hom::canonical);
    }
    return g instanceof Product p ? product(h, p).map(Hom::canonical) : Optional.empty();
  }

  /** N, or N ⋊ A for A in Q, or what is in Q, in N ⋊ Q. */
  private static Optional<Hom> semidirect(Group h, Semidirect g) {
    if (h.equals(g.normal()) && g.twist().keepsNormal()) {
      return Optional.of(Factors.normal(g));
    }
    if (h instanceof Semidirect s && s.normal().equals(g.normal()) && s.twist() == g.twist()) {
      return find(s.quotient(), g.quotient()).map(k -> larger(s, g, k));
    }
    return g.twist().keepsQuotient()
        ? find(h, g.quotient())
            .map(k -> h.equals(g.quotient()) ? Factors.quotient(g) : k.after(Factors.quotient(g)))
        : Optional.empty();
  }

  /** N ⋊ A in N ⋊ B: the cosets of A in B. */
  private static Hom larger(Semidirect h, Semidirect g, Hom k) {
    Hom phi =
        Hom.known("", h, g, (e, r, t) -> g.pair(h.normal(e), k.apply(h.quotient(e), r, t)))
            .injective(e -> h.pair(g.normal(e), k.back(g.quotient(e))));
    if (!k.hasCosets()) {
      return phi;
    }
    Coset c = k.coset();
    return phi.with(
        new Coset.Rules(
            c.held(),
            e -> c.project(g.quotient(e)),
            (q, r, t) -> g.pair(g.normal().identity(r, t), c.section(q, r, t))));
  }

  private static List<Group> factors(Group h) {
    return h instanceof Product p ? p.of() : h instanceof Trivial ? List.of() : List.of(h);
  }

  /**
   * All ways to match the factors of H, in order, with those of G: each factor of G gets a run of
   * factors of H, or none and so the trivial group.
   */
  private static List<List<Hom>> matches(List<Group> h, List<Group> g) {
    if (g.isEmpty()) {
      return h.isEmpty() ? List.of(List.of()) : List.of();
    }
    var all = new ArrayList<List<Hom>>();
    for (int e = 0; e <= h.size(); e++) {
      Optional<Hom> k = find(Product.of(h.subList(0, e).toArray(Group[]::new)), g.get(0));
      if (k.isPresent()) {
        for (List<Hom> rest : matches(h.subList(e, h.size()), g.subList(1, g.size()))) {
          all.add(concat(List.of(k.get()), rest));
        }
      }
    }
    return all;
  }

  private static Optional<Hom> product(Group h, Product g) {
    List<List<Hom>> ways = matches(factors(h), g.of());
    return ways.size() == 1 ? Optional.of(product(h, g, ways.get(0))) : Optional.empty();
  }

  /** φ₁ × φ₂ × …, one into each factor of G. */
  private static Hom product(Group h, Product g, List<Hom> each) {
    Hom phi =
        Hom.known("", h, g, (e, r, t) -> g.join(mapped(each, e.parts(), r, t)))
            .injective(
                e -> {
                  var split = g.split(e);
                  var parts = new ArrayList<Tensor>();
                  for (int i = 0; i < each.size(); i++) {
                    parts.addAll(each.get(i).back(split.get(i)).parts());
                  }
                  return new Element(h, parts);
                });
    if (!each.stream().allMatch(Hom::hasCosets)) {
      return phi;
    }
    List<Coset> cosets = each.stream().map(Hom::coset).toList();
    Held held = cosets.stream().map(Coset::held).reduce(Held::times).orElseThrow();
    return phi.with(
        new Coset.Rules(
            held,
            e -> {
              var split = g.split(e);
              var out = new ArrayList<Tensor>();
              for (int i = 0; i < cosets.size(); i++) {
                out.addAll(cosets.get(i).project(split.get(i)));
              }
              return out;
            },
            (q, r, t) -> {
              var out = new ArrayList<Element>();
              int at = 0;
              for (Coset c : cosets) {
                out.add(c.section(q.subList(at, at + c.parts().size()), r, t));
                at += c.parts().size();
              }
              return g.join(out);
            }));
  }

  private static List<Element> mapped(List<Hom> each, List<Tensor> parts, long rows, DType real) {
    var out = new ArrayList<Element>();
    int at = 0;
    for (Hom k : each) {
      int n = k.source().parts().size();
      out.add(k.apply(new Element(k.source(), parts.subList(at, at + n)), rows, real));
      at += n;
    }
    return out;
  }
}
