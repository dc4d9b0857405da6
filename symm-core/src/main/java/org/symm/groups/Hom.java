package org.symm.groups;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.symm.tensor.DType;

/**
 * A homomorphism φ: H → G. Equal homomorphisms have equal names, sources and targets.
 *
 * <p>Homomorphisms compose ({@link #then}); for those whose cosets G/φ(H) are known, {@link #coset}
 * gives them.
 */
public final class Hom {

  private final String name;
  private final Group source;
  private final Group target;
  private final BiFunction<Element, DType, Element> map;
  private final Optional<Coset> coset;

  private Hom(
      String name,
      Group source,
      Group target,
      BiFunction<Element, DType, Element> map,
      Optional<Coset> coset) {
    this.name = name;
    this.source = source;
    this.target = target;
    this.map = map;
    this.coset = coset;
  }

  /** A homomorphism given by its map, whose cosets are not known. */
  public static Hom of(String name, Group source, Group target, UnaryOperator<Element> map) {
    return new Hom(name, source, target, (h, real) -> map.apply(h), Optional.empty());
  }

  /**
   * A homomorphism with known cosets, whose map fills in parts of real numbers of the given type.
   */
  static Hom of(
      String name,
      Group source,
      Group target,
      BiFunction<Element, DType, Element> map,
      Coset coset) {
    return new Hom(name, source, target, map, Optional.of(coset));
  }

  /** The identity of a group. */
  public static Hom identity(Group g) {
    return Inclusions.of(g, g);
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
   * φ(h), row by row.
   *
   * @param real the element type of real numbers in the run, for parts of the image that h has none
   *     of
   */
  public Element apply(Element h, DType real) {
    if (!h.group().equals(source)) {
      throw new IllegalArgumentException(
          this + " takes elements of " + source + ", not of " + h.group());
    }
    return map.apply(h, real);
  }

  /** ψ ∘ φ, for ψ: G → K given. */
  public Hom then(Hom psi) {
    if (!target.equals(psi.source)) {
      throw new IllegalArgumentException(
          "cannot compose " + this + " with " + psi + ": " + target + " is not " + psi.source);
    }
    Hom both =
        new Hom(
            name + " → " + psi.target,
            source,
            psi.target,
            (h, real) -> psi.apply(apply(h, real), real),
            Optional.empty());
    return Inclusions.isCanonical(this) && Inclusions.isCanonical(psi) && source.isIn(psi.target)
        ? source.into(psi.target)
        : both;
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
