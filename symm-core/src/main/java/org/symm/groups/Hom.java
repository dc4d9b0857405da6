package org.symm.groups;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symm.tensor.DType;

/**
 * A homomorphism φ: H → G. Equal homomorphisms have equal names, sources and targets.
 *
 * <p>Homomorphisms compose ({@link #then}); for those whose cosets G/φ(H) are known, {@link #coset}
 * gives them: canonical inclusions ({@link Group#into}), factors of products and projections.
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
  private final Optional<Coset> coset;
  private final boolean canonical;

  private Hom(
      String name, Group source, Group target, Rule map, Optional<Coset> coset, boolean canonical) {
    this.name = name;
    this.source = source;
    this.target = target;
    this.map = map;
    this.coset = coset;
    this.canonical = canonical;
  }

  /** A homomorphism given by its map, whose cosets are not known. */
  public static Hom of(String name, Group source, Group target, UnaryOperator<Element> map) {
    return new Hom(name, source, target, (h, n, t) -> map.apply(h), Optional.empty(), false);
  }

  /** A homomorphism with known cosets; canonical if it is the only inclusion of its kind. */
  static Hom of(String name, Rule map, Coset coset, boolean canonical) {
    return new Hom(name, coset.source(), coset.target(), map, Optional.of(coset), canonical);
  }

  /** The identity of a group. */
  public static Hom identity(Group g) {
    return Inclusions.of(g, g);
  }

  /** The inclusion of factor i (from 0) of a product, g ↦ (1, …, g, …, 1). */
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
    return canonical;
  }

  /**
   * φ(h), row by row.
   *
   * @param real the element type of real numbers in the run, for parts of the image that h has none
   *     of
   */
  public Element apply(Element h, DType real) {
    return apply(h, Inclusions.rows(h), real);
  }

  /** φ(h), row by row, for so many rows: an element of the trivial group does not know them. */
  public Element apply(Element h, long rows, DType real) {
    if (!h.group().equals(source)) {
      throw new IllegalArgumentException(
          this + " takes elements of " + source + ", not of " + h.group());
    }
    return map.apply(h, rows, real);
  }

  /** ψ ∘ φ, for ψ: G → K given. */
  public Hom then(Hom psi) {
    if (!target.equals(psi.source)) {
      throw new IllegalArgumentException(
          "cannot compose " + this + " with " + psi + ": " + target + " is not " + psi.source);
    }
    if (isIdentity() || psi.isIdentity()) {
      return isIdentity() ? psi : this;
    }
    if (canonical && psi.canonical && source.isIn(psi.target)) {
      return source.into(psi.target);
    }
    return new Hom(
        psi.canonical ? name + " → " + psi.target : name + ", then " + psi.name,
        source,
        psi.target,
        (h, n, t) -> psi.apply(apply(h, n, t), n, t),
        Optional.empty(),
        false);
  }

  private boolean isIdentity() {
    return canonical && source.equals(target);
  }

  /** The cosets G/φ(H); an error where they are not known. */
  public Coset coset() {
    return coset.orElseThrow(
        () ->
            new IllegalArgumentException(
                "the cosets of "
                    + this
                    + " are not known; use a canonical inclusion, or go in steps whose cosets are"));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Hom h
        && h.canonical == canonical
        && h.name.equals(name)
        && h.source.equals(source)
        && h.target.equals(target);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** As in {@code S(5) → O(3)×S(5)}. */
  @Override
  public String toString() {
    return name;
  }
}
