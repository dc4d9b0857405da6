package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * A homomorphism φ: H → G. Equal homomorphisms have equal names, sources and targets; those of
 * one's own also the same map.
 *
 * <p>Homomorphisms compose ({@link #then}); for those whose cosets G/φ(H) are known, {@link #coset}
 * gives them: canonical inclusions ({@link Group#into}), factors, projections, those of {@link
 * Homs}, any between groups of at most 1,000 elements, and those given {@link #cosets cosets}.
 */
public final class Hom {

  /** A map of elements that also knows the rows and the element type, for parts it fills in. */
  interface Rule {
    Element apply(Element h, long rows, DType real);
  }

  private final String name;
  private final Group source;
  private final Group target;
  private final Rule map;
  private final HomFacts facts;

  private Hom(String name, Group source, Group target, Rule map, HomFacts facts) {
    this.name = name;
    this.source = source;
    this.target = target;
    this.map = map;
    this.facts = facts;
  }

  /**
   * A homomorphism given by its map, which is checked: on all pairs of elements where both groups
   * are finite and small, and then the cosets are known too; otherwise on samples.
   *
   * @throws IllegalArgumentException naming two elements for which φ(ab) ≠ φ(a) φ(b)
   */
  public static Hom of(String name, Group source, Group target, UnaryOperator<Element> map) {
    Hom phi = new Hom(name, source, target, (h, rows, real) -> map.apply(h), HomFacts.of(map));
    Checks.homomorphism(phi);
    return FiniteCosets.of(phi).map(phi::with).orElse(phi);
  }

  /** A homomorphism of which nothing is known yet besides its map. */
  static Hom known(String name, Group source, Group target, Rule map) {
    return new Hom(name, source, target, map, HomFacts.of());
  }

  /** The same under the usual name, as {@code S(5) → O(3)×S(5)}. */
  static Hom known(Group source, Group target, Rule map) {
    return known(source + " → " + target, source, target, map);
  }

  private Hom with(HomFacts facts) {
    return new Hom(name, source, target, map, facts);
  }

  /** With known cosets. */
  Hom with(Coset.Rules rules) {
    return with(facts.with(rules));
  }

  /** Known to be injective: from φ(H) back to H. */
  Hom injective(UnaryOperator<Element> back) {
    return with(facts.injective(back));
  }

  /** Known to be onto, with its kernel: one coset. */
  Hom onto(Group kernel) {
    return with(facts.with(Coset.Rules.point(target)).kernel(kernel));
  }

  /** As the canonical inclusion of its source in its target. */
  Hom canonical() {
    return new Hom(source + " → " + target, source, target, map, facts.canonically());
  }

  /**
   * The same homomorphism with cosets of one's own making, checked on samples: project(section(q))
   * = q, and g and g φ(h) have one coset.
   */
  public Hom cosets(
      CosetSpace held, Function<Element, List<Tensor>> project, Coset.Section section) {
    return checked(facts.owning(project), new Coset.Rules(held, project, section));
  }

  private Hom checked(HomFacts known, Coset.Rules rules) {
    Hom phi = with(known.with(rules));
    Checks.cosets(phi.coset());
    return phi;
  }

  /** The same with another choice of representatives, checked on samples. */
  public Hom section(Coset.Section section) {
    return section(section, section);
  }

  /** The same, told from others by a key, as cosets of ψ ∘ φ depend on the section of ψ. */
  Hom section(Object key, Coset.Section section) {
    Coset c = coset();
    return checked(facts.choosing(key), new Coset.Rules(c.held(), c::project, section));
  }

  /** The identity of a group. */
  public static Hom identity(Group g) {
    return Inclusions.of(g, g);
  }

  /**
   * The inclusion of factor i (from 0) of a product, g ↦ (1, …, g, …, 1), or of N (i = 0) or H (i =
   * 1) in a semidirect product N ⋊ H.
   */
  public static Hom factor(Group product, int i) {
    return Factors.inclusion(product, i);
  }

  /**
   * The projection of a product to its factor i (from 0), or of a semidirect product N ⋊ H to H (i
   * = 1). Onto, so G/φ(H) is one point.
   */
  public static Hom projection(Group product, int i) {
    return Factors.projection(product, i);
  }

  /** H. */
  public Group source() {
    return source;
  }

  /** G. */
  public Group target() {
    return target;
  }

  /**
   * Whether this is the canonical inclusion of its source in its target, so that the source acts
   * through it just as it acts by itself.
   */
  public boolean isCanonical() {
    return facts.canonical();
  }

  /** The kernel, where it is known. */
  public Optional<Group> kernel() {
    return facts.back().isPresent()
        ? Optional.of(new Trivial())
        : facts.kernel().or(() -> FiniteCosets.kernel(this));
  }

  /** The image up to isomorphism, where it is known. */
  public Optional<Group> image() {
    return facts.cosets().filter(c -> c.held().parts().isEmpty()).isPresent()
        ? Optional.of(target)
        : facts.back().isPresent() ? Optional.of(source) : FiniteCosets.image(this);
  }

  /**
   * φ(h), row by row.
   *
   * @param real the element type of real numbers in the run, for parts of the image that h has none
   *     of
   */
  public Element apply(Element h, DType real) {
    return apply(h, h.rows(), real);
  }

  /** φ(h), row by row, for so many rows: an element of the trivial group does not know them. */
  public Element apply(Element h, long rows, DType real) {
    Refused.unless(
        h.group().equals(source), "%s takes elements of %s, not of %s", this, source, h.group());
    return Surrogate.through(this, h, map.apply(h, rows, real));
  }

  /** The way from φ(H) back to H, where φ is known to be injective. */
  Optional<UnaryOperator<Element>> back() {
    return facts.back();
  }

  /** ψ ∘ φ, for ψ: G → K given. Its cosets K/ψφ(H) are pairs from K/ψ(G) and G/φ(H). */
  public Hom then(Hom psi) {
    Refused.unless(
        target.equals(psi.source),
        "cannot compose %s with %s: %s is not %s",
        this,
        psi,
        target,
        psi.source);
    if (isIdentity() || psi.isIdentity()) {
      return isIdentity() ? psi : this;
    }
    if (facts.canonical() && psi.facts.canonical() && source.isIn(psi.target)) {
      return source.into(psi.target);
    }
    return after(psi);
  }

  /** The composite, with what follows about it. */
  Hom after(Hom psi) {
    Hom both =
        new Hom(
            psi.facts.canonical() ? name + " → " + psi.target : name + ", then " + psi.name,
            source,
            psi.target,
            (h, rows, real) -> psi.apply(apply(h, rows, real), rows, real),
            facts.then(psi, psi.facts));
    return both.hasCosets() ? both : FiniteCosets.of(both).map(both::with).orElse(both);
  }

  private boolean isIdentity() {
    return facts.canonical() && source.equals(target);
  }

  /** Whether the cosets G/φ(H) are known. */
  public boolean hasCosets() {
    return facts.cosets().isPresent();
  }

  /** The cosets G/φ(H); an error where they are not known. */
  public Coset coset() {
    Coset.Rules rules =
        facts
            .cosets()
            .orElseThrow(
                () ->
                    Refused.because(
                        "the cosets of %s are not known; use a canonical inclusion, go in steps whose"
                            + " cosets are, or give them: φ.cosets(held, project, section)",
                        this));
    return new Coset(this, rules);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Hom h
        && h.facts.canonical() == facts.canonical()
        && h.facts.own().equals(facts.own())
        && h.name.equals(name)
        && h.source.equals(source)
        && h.target.equals(target);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
