package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The canonical inclusions with their cosets: 1 in any group, a group in itself, SO(d) in O(d),
 * either factor of a semidirect product and what is in them, and products factor by factor, in the
 * order in which they are written. Where a group fits several factors, as S(2) in S(2)×S(2), no
 * inclusion is canonical. So canonical inclusions compose to canonical ones.
 */
final class Inclusions {

  private Inclusions() {}

  /** An inclusion with what its cosets are: the complement, the projection and the section. */
  private record Known(
      Group source,
      Group target,
      Group complement,
      Hom.Rule embed,
      Function<Element, Element> project,
      Hom.Rule section) {}

  static Hom of(Group h, Group g) {
    Known k = find(h, g).orElseThrow(() -> new IllegalArgumentException(none(h, g)));
    return new Coset(h + " → " + g, h, g, k.complement, k.embed, k.project, k.section, true)
        .along();
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

  private static Optional<Known> find(Group h, Group g) {
    Group one = new Trivial();
    if (h.equals(g)) {
      return Optional.of(
          new Known(
              h,
              g,
              one,
              (e, r, t) -> e,
              e -> one.identity(0, null),
              (q, r, t) -> g.identity(r, t)));
    }
    if (h instanceof Trivial) {
      return Optional.of(new Known(h, g, g, (e, r, t) -> g.identity(r, t), e -> e, (q, r, t) -> q));
    }
    if (h instanceof Orthogonal a && g instanceof Orthogonal b && a.special() && a.d() == b.d()) {
      return Optional.of(reflections(a, b));
    }
    if (g instanceof Semidirect s) {
      return semidirect(h, s);
    }
    if (g instanceof Product p) {
      return product(h, p);
    }
    return Optional.empty();
  }

  /** SO(d) in O(d); the cosets are C(2), by the sign of the determinant. */
  private static Known reflections(Orthogonal h, Orthogonal g) {
    Group two = new Cyclic(2);
    return new Known(
        h,
        g,
        two,
        (e, r, t) -> Element.of(g, e.only()),
        e -> Element.of(two, LinearAlgebra.det(e.only()).lt(0).to(DType.INT64)),
        (q, r, t) -> {
          Tensor sign = q.only().to(t).mul(-2).add(1);
          Tensor ones = Tensors.ones(Group.batch(r, g.d() - 1), t);
          return Element.of(g, Tensors.cat(1, ones, sign.unsqueeze(1)).diagonalMatrix());
        });
  }

  private static Optional<Known> semidirect(Group h, Semidirect g) {
    if (h.equals(g.normal())) {
      return Optional.of(
          new Known(
              h,
              g,
              g.quotient(),
              (e, r, t) -> g.pair(e, g.quotient().identity(r, t)),
              g::quotient,
              (q, r, t) -> g.pair(g.normal().identity(r, t), q)));
    }
    if (h instanceof Semidirect s && s.normal().equals(g.normal()) && s.twist() == g.twist()) {
      return find(s.quotient(), g.quotient())
          .map(
              k ->
                  new Known(
                      h,
                      g,
                      k.complement,
                      (e, r, t) -> g.pair(s.normal(e), k.embed.apply(s.quotient(e), r, t)),
                      e -> k.project.apply(g.quotient(e)),
                      (q, r, t) -> g.pair(g.normal().identity(r, t), k.section.apply(q, r, t))));
    }
    return find(h, g.quotient()).map(k -> besideNormal(h, g, k));
  }

  /** H in Q in N ⋊ Q: the cosets are those of H in Q, each with an element of N. */
  private static Known besideNormal(Group h, Semidirect g, Known k) {
    Group complement = Product.of(g.normal(), k.complement);
    int n = g.normal().parts().size();
    return new Known(
        h,
        g,
        complement,
        (e, r, t) -> g.pair(g.normal().identity(r, t), k.embed.apply(e, r, t)),
        e -> {
          var parts = new ArrayList<>(g.normal(e).parts());
          parts.addAll(k.project.apply(g.quotient(e)).parts());
          return new Element(complement, parts);
        },
        (q, r, t) -> {
          var all = q.parts();
          var rest = new Element(k.complement, all.subList(n, all.size()));
          return g.pair(new Element(g.normal(), all.subList(0, n)), k.section.apply(rest, r, t));
        });
  }

  private static List<Group> factors(Group h) {
    return h instanceof Product p ? p.of() : h instanceof Trivial ? List.of() : List.of(h);
  }

  /**
   * All ways to match the factors of H, in order, with those of G: each factor of G gets a run of
   * factors of H, or none and so the trivial group.
   */
  private static List<List<Known>> matches(List<Group> h, List<Group> g) {
    if (g.isEmpty()) {
      return h.isEmpty() ? List.of(List.of()) : List.of();
    }
    var all = new ArrayList<List<Known>>();
    for (int e = 0; e <= h.size(); e++) {
      Optional<Known> k = find(Product.of(h.subList(0, e).toArray(Group[]::new)), g.get(0));
      if (k.isPresent()) {
        for (List<Known> rest : matches(h.subList(e, h.size()), g.subList(1, g.size()))) {
          var one = new ArrayList<>(List.of(k.get()));
          one.addAll(rest);
          all.add(one);
        }
      }
    }
    return all;
  }

  private static Optional<Known> product(Group h, Product g) {
    List<List<Known>> ways = matches(factors(h), g.of());
    if (ways.size() != 1) {
      return Optional.empty();
    }
    List<Known> known = ways.get(0);
    Group complement = Product.of(known.stream().map(Known::complement).toArray(Group[]::new));
    return Optional.of(
        new Known(
            h,
            g,
            complement,
            (e, r, t) -> assemble(g, known, e, false, r, t),
            e -> {
              var split = g.split(e);
              var out = new ArrayList<Tensor>();
              for (int i = 0; i < known.size(); i++) {
                out.addAll(known.get(i).project.apply(split.get(i)).parts());
              }
              return new Element(complement, out);
            },
            (q, r, t) -> assemble(g, known, q, true, r, t)));
  }

  private static Element assemble(
      Product g, List<Known> known, Element e, boolean section, long rows, DType real) {
    var out = new ArrayList<Element>();
    int at = 0;
    for (Known k : known) {
      Group from = section ? k.complement : k.source;
      int n = from.parts().size();
      Element piece = new Element(from, e.parts().subList(at, at + n));
      out.add((section ? k.section : k.embed).apply(piece, rows, real));
      at += n;
    }
    return g.join(out);
  }
}
