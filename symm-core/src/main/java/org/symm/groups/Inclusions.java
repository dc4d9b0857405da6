package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
        : String.format(
            "no canonical inclusion of %s in %s; give the homomorphism explicitly: along(φ, Γ)",
            h, g);
  }

  static boolean exists(Group h, Group g) {
    return find(h, g).isPresent();
  }

  static <T> List<T> concat(List<T> a, List<T> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static Optional<Hom> find(Group h, Group g) {
    if (h.equals(g)) {
      return Optional.of(
          Hom.known(h, g, (e, r, t) -> e).injective(e -> e).onto(new Trivial()).canonical());
    }
    if (h instanceof Trivial one) {
      return Optional.of(
          Hom.known(h, g, (e, r, t) -> g.identity(r, t))
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
      return Optional.of(Factors.entry(g, 0));
    }
    if (h instanceof Semidirect s && s.normal().equals(g.normal()) && s.twist() == g.twist()) {
      return find(s.quotient(), g.quotient())
          .map(k -> entrywise(s, g, List.of(Hom.identity(g.normal()), k)));
    }
    return g.twist().keepsQuotient()
        ? find(h, g.quotient())
            .map(k -> h.equals(g.quotient()) ? Factors.entry(g, 1) : k.after(Factors.entry(g, 1)))
        : Optional.empty();
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
      Optional<Hom> k = find(Product.of(h.subList(0, e)), g.get(0));
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
    return ways.size() == 1 ? Optional.of(entrywise(h, g, ways.get(0))) : Optional.empty();
  }

  /** φ₁ × φ₂ × …, one into each entry of G. */
  private static Hom entrywise(Group h, Composite g, List<Hom> each) {
    Hom phi =
        Hom.known(h, g, (e, r, t) -> g.join(mapped(each, e.parts(), r, t)))
            .injective(
                e ->
                    new Element(
                        h, flat(each.size(), i -> each.get(i).back(g.entry(e, i)).parts())));
    if (!each.stream().allMatch(Hom::hasCosets)) {
      return phi;
    }
    List<Coset> cosets = each.stream().map(Hom::coset).toList();
    Held held = cosets.stream().map(Coset::held).reduce(Held::times).orElseThrow();
    return phi.with(
        new Coset.Rules(
            held,
            e -> flat(cosets.size(), i -> cosets.get(i).project(g.entry(e, i))),
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

  private static List<Tensor> flat(int n, IntFunction<List<Tensor>> parts) {
    return IntStream.range(0, n).mapToObj(parts).flatMap(List::stream).toList();
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
