package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * What is known of a homomorphism φ: H → G besides its map.
 *
 * @param cosets how the cosets G/φ(H) are worked with
 * @param back from φ(H) back to H, where φ is injective
 * @param kernel the kernel, where it is not trivial
 * @param canonical whether this is the canonical inclusion
 * @param own the maps of one's own that it is made of: a name does not tell them apart
 * @param sections the sections chosen for it, on which the cosets of ψ ∘ φ depend, but not its own
 */
record HomFacts(
    Optional<Coset.Rules> cosets,
    Optional<UnaryOperator<Element>> back,
    Optional<Group> kernel,
    boolean canonical,
    List<Object> own,
    List<Object> sections) {

  HomFacts {
    own = List.copyOf(own);
    sections = List.copyOf(sections);
  }

  /** Nothing but the maps of one's own. */
  static HomFacts of(Object... own) {
    return new HomFacts(
        Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(own), List.of());
  }

  HomFacts with(Coset.Rules rules) {
    return new HomFacts(Optional.of(rules), back, kernel, canonical, own, sections);
  }

  HomFacts owning(Object map) {
    return new HomFacts(
        cosets, back, kernel, canonical, Inclusions.concat(own, List.of(map)), sections);
  }

  HomFacts choosing(Object section) {
    return new HomFacts(cosets, back, kernel, canonical, own, List.of(section));
  }

  HomFacts injective(UnaryOperator<Element> inverse) {
    return new HomFacts(cosets, Optional.of(inverse), kernel, canonical, own, sections);
  }

  HomFacts kernel(Group g) {
    return new HomFacts(cosets, back, Optional.of(g), canonical, own, sections);
  }

  HomFacts canonically() {
    return new HomFacts(cosets, back, kernel, true, own, sections);
  }

  /** What follows about ψ ∘ φ, from these facts about φ and others about ψ. */
  HomFacts then(Hom psi, HomFacts others) {
    return new HomFacts(
        others.cosets.flatMap(k -> cosets.flatMap(g -> composed(psi, k, others.back, g))),
        back.flatMap(b -> others.back.map(p -> k -> b.apply(p.apply(k)))),
        others.back.flatMap(p -> kernel),
        false,
        Inclusions.concat(Inclusions.concat(own, others.own), others.sections),
        Inclusions.concat(sections, others.sections));
  }

  /** K/ψφ(H) as pairs from K/ψ(G) and G/φ(H): [k] = (q, [g]) with k = section(q) ψ(g). */
  private static Optional<Coset.Rules> composed(
      Hom psi, Coset.Rules outer, Optional<UnaryOperator<Element>> back, Coset.Rules inner) {
    if (inner.held().parts().isEmpty()) {
      return Optional.of(outer);
    }
    int n = outer.held().parts().size();
    return back.map(
        p ->
            new Coset.Rules(
                outer.held().times(inner.held()),
                k -> {
                  List<Tensor> q = outer.project().apply(k);
                  DType real = k.real().orElse(DType.FLOAT64);
                  Element s = outer.section().apply(q, k.rows(), real);
                  return Inclusions.concat(q, inner.project().apply(p.apply(s.inverse().times(k))));
                },
                (q, rows, real) -> {
                  Element s = outer.section().apply(q.subList(0, n), rows, real);
                  Element g = inner.section().apply(q.subList(n, q.size()), rows, real);
                  return s.times(psi.apply(g, rows, real));
                }));
  }
}
