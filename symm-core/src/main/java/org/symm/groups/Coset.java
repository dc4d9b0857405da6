package org.symm.groups;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * The cosets G/φ(H): g and g φ(h) are the same. G acts by g′·[g] = [g′ g], worked out as project(g′
 * · section(q)). A section picks one element of each coset.
 */
public final class Coset {

  private final Group source;
  private final Group target;
  private final Group complement;
  private final Function<Element, Element> project;
  private final BiFunction<Element, DType, Element> section;

  /**
   * Cosets that are held as the elements of a set of representatives.
   *
   * @param source H
   * @param target G
   * @param complement how a coset is held: as an element of this group, with G = complement · φ(H)
   * @param project g ↦ [g]
   * @param section [g] ↦ a representative, with project(section(q)) = q
   */
  Coset(
      Group source,
      Group target,
      Group complement,
      Function<Element, Element> project,
      BiFunction<Element, DType, Element> section) {
    this.source = source;
    this.target = target;
    this.complement = complement;
    this.project = project;
    this.section = section;
  }

  /** H. */
  public Group source() {
    return source;
  }

  /** G. */
  public Group target() {
    return target;
  }

  /** The group whose elements stand for the cosets, as T(3) for E(3)/O(3). */
  public Group complement() {
    return complement;
  }

  /** How a coset is held. */
  public List<Part> parts() {
    return complement.parts();
  }

  /** The coset of an element. */
  public List<Tensor> project(Element g) {
    return project.apply(g).parts();
  }

  /**
   * A representative of a coset; its parts that the coset does not hold are real numbers of the
   * given type.
   */
  public Element section(List<Tensor> q, DType real) {
    return section.apply(new Element(complement, q), real);
  }

  /** g·q. */
  public List<Tensor> act(Element g, List<Tensor> q) {
    return project(g.times(section(q, g.real().orElse(DType.FLOAT64))));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Coset c
        && c.source.equals(source)
        && c.target.equals(target)
        && c.complement.equals(complement);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, target, complement);
  }

  /** As in {@code E(3)×S(5)/O(3)×S(5)}. */
  @Override
  public String toString() {
    return source instanceof Trivial ? target.name() : target + " / " + source;
  }
}
