package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.engine.Cache;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * The canonical inclusions, through which a subgroup acts as it acts by itself, with their cosets:
 * 1 in any group, a group in itself, A(n) in S(n), matrix groups by their laws, either factor of a
 * semidirect product and what is in them, and products factor by factor, in the order in which they
 * are written. Where a group fits several factors, as S(2) in S(2)×S(2), no inclusion is canonical.
 * So canonical inclusions compose to canonical ones. Groups of one element, as S(1) and C(1), are
 * in every group, as 1 is.
 */
final class Inclusions {

  /** Composing kernels asks the same few questions again and again. */
  private static final Cache<List<Group>, Optional<Hom>> KNOWN = new Cache<>(256);

  private Inclusions() {}

  static Hom of(Group h, Group g) {
    return any(h, g).orElseThrow(() -> new IllegalArgumentException(none(h, g)));
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
    return any(h, g).isPresent();
  }

  private static Optional<Hom> any(Group h, Group g) {
    Optional<Hom> known = KNOWN.get(List.of(h, g), () -> search(h, g));
    // Groups are equal whatever draws their elements: of another than was asked, it is searched.
    boolean same = known.stream().allMatch(in -> in.source() == h && in.target() == g);
    return same ? known : search(h, g);
  }

  /** As it is written; else without those of its factors that have one element. */
  private static Optional<Hom> search(Group h, Group g) {
    Optional<Hom> found = find(h, g);
    var rest = factors(h).stream().filter(f -> !f.isTrivial()).toList();
    return rest.size() == factors(h).size() || found.filter(Hom::hasCosets).isPresent()
        ? found
        : find(Product.of(rest), g).map(in -> without(h, in)).or(() -> found);
  }

  /** H → H′ → G, where H′ is H without factors of one element. */
  private static Hom without(Group h, Hom in) {
    Group less = in.source();
    Hom phi =
        Hom.known(
                h, in.target(), (e, r, t) -> in.apply(new Element(less, kept(h, e.parts())), r, t))
            .injective(e -> filled(h, in.back().orElseThrow().apply(e), e));
    return (in.hasCosets() ? phi.with(in.coset().rules()) : phi).canonical();
  }

  /** The parts of those factors of H that have more than one element. */
  private static List<Tensor> kept(Group h, List<Tensor> parts) {
    return Slot.each(
            factors(h), Group::parts, parts, (f, own) -> f.isTrivial() ? List.<Tensor>of() : own)
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The element of H, where the factors of one element are left out of it. */
  private static Element filled(Group h, Element rest, Element like) {
    var parts = new ArrayList<Tensor>();
    int at = 0;
    for (Group f : factors(h)) {
      int next = at + (f.isTrivial() ? 0 : f.parts().size());
      parts.addAll(
          f.isTrivial()
              ? f.identity(like.rows(), like.real().orElse(DType.FLOAT64)).parts()
              : rest.parts().subList(at, next));
      at = next;
    }
    return new Element(h, parts);
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
              .with(
                  new Coset.Rules(CosetSpace.of(g), Element::parts, (q, r, t) -> new Element(g, q)))
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
    boolean same =
        h instanceof Semidirect s && s.normal().equals(g.normal()) && s.twist() == g.twist();
    if (!same && !g.twist().keepsQuotient()) {
      return Optional.empty();
    }
    Group q = same ? ((Semidirect) h).quotient() : h;
    Hom n = same ? Hom.identity(g.normal()) : new Trivial().into(g.normal());
    return find(q, g.quotient()).map(k -> entrywise(h + " → " + g, h, g, List.of(n, k)));
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
    return ways.size() == 1
        ? Optional.of(entrywise(h + " → " + g, h, g, ways.get(0)))
        : Optional.empty();
  }

  /** φ₁ × φ₂ × …, one into each entry of G. */
  static Hom entrywise(String name, Group h, Composite g, List<Hom> each) {
    Hom phi =
        Hom.known(
                name,
                h,
                g,
                (e, r, t) ->
                    g.join(
                        Slot.each(
                            each,
                            k -> k.source().parts(),
                            e.parts(),
                            (k, own) -> k.apply(new Element(k.source(), own), r, t))))
            .injective(
                e ->
                    new Element(
                        h,
                        flat(
                            each.size(),
                            i -> each.get(i).back().orElseThrow().apply(g.entry(e, i)).parts())));
    if (!each.stream().allMatch(Hom::hasCosets)) {
      return phi;
    }
    List<Coset> cosets = each.stream().map(Hom::coset).toList();
    return phi.with(
        new Coset.Rules(
            cosets.stream().map(Coset::held).reduce(CosetSpace::times).orElseThrow(),
            e -> flat(cosets.size(), i -> cosets.get(i).project(g.entry(e, i))),
            (q, r, t) ->
                g.join(Slot.each(cosets, Coset::parts, q, (c, own) -> c.section(own, r, t)))));
  }

  private static List<Tensor> flat(int n, IntFunction<List<Tensor>> parts) {
    return IntStream.range(0, n).mapToObj(parts).flatMap(List::stream).toList();
  }
}
