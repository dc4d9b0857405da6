package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * The canonical inclusions with their cosets: 1 in any group, a group in itself, SO(d) in O(d),
 * either factor of a semidirect product, and products factor by factor, in the order in which they
 * are written.
 */
final class Inclusions {

  private Inclusions() {}

  /** An inclusion with what its cosets are: the complement, the projection and the section. */
  private record Known(
      Group source,
      Group target,
      Group complement,
      Embedding embed,
      Function<Element, Element> project,
      Embedding section) {}

  /** A map that also knows the rows and the element type, for the parts that it fills in. */
  private interface Embedding {
    Element apply(Element h, long rows, DType real);
  }

  static Hom of(Group h, Group g) {
    Known k =
        find(h, g)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no canonical inclusion of "
                            + h
                            + " in "
                            + g
                            + "; give the homomorphism explicitly: along(φ, Γ)"));
    var coset =
        new Coset(h, g, k.complement, k.project, (q, real) -> k.section.apply(q, rows(q), real));
    return Hom.of(name(h, g), h, g, (e, real) -> k.embed.apply(e, rows(e), real), coset);
  }

  static boolean exists(Group h, Group g) {
    return find(h, g).isPresent();
  }

  static boolean isCanonical(Hom f) {
    return f.toString().equals(name(f.source(), f.target()));
  }

  private static String name(Group h, Group g) {
    return h + " → " + g;
  }

  private static long rows(Element e) {
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
        e -> Element.of(two, org.symm.tensor.LinearAlgebra.det(e.only()).lt(0).to(DType.INT64)),
        (q, r, t) -> {
          Tensor sign = q.only().to(t).mul(-2).add(1);
          Tensor ones = org.symm.tensor.Tensors.ones(Group.batch(r, g.d() - 1), t);
          return Element.of(
              g, org.symm.tensor.Tensors.cat(1, ones, sign.unsqueeze(1)).diagonalMatrix());
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
    return find(h, g.quotient())
        .filter(k -> h.equals(g.quotient()))
        .map(
            k ->
                new Known(
                    h,
                    g,
                    g.normal(),
                    (e, r, t) -> g.pair(g.normal().identity(r, t), e),
                    g::normal,
                    (q, r, t) -> g.pair(q, g.quotient().identity(r, t))));
  }

  /**
   * Matches the factors of H with those of G in order; a factor of G that meets none gets the
   * trivial group.
   */
  private static Optional<Known> product(Group h, Product g) {
    List<Group> parts = h instanceof Product p ? p.of() : List.of(h);
    var known = new ArrayList<Known>();
    int at = 0;
    for (Group f : g.of()) {
      int end = at;
      Optional<Known> best = find(new Trivial(), f);
      for (int e = at + 1; e <= parts.size(); e++) {
        Optional<Known> k = find(Product.of(parts.subList(at, e).toArray(Group[]::new)), f);
        if (k.isPresent()) {
          best = k;
          end = e;
        }
      }
      known.add(best.orElseThrow());
      at = end;
    }
    if (at < parts.size()) {
      return Optional.empty();
    }
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
