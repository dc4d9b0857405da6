package org.symm.groups;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * The cosets G/φ(H): g and g φ(h) are the same. G acts by g′·[g] = [g′ g], worked out as project(g′
 * · section(q)). A section picks one element of each coset.
 */
public final class Coset {

  private final String name;
  private final Group source;
  private final Group target;
  private final Group complement;
  private final Hom.Rule embed;
  private final Function<Element, Element> project;
  private final Hom.Rule section;
  private final boolean canonical;

  /**
   * Cosets that are held as the elements of a set of representatives.
   *
   * @param name of φ
   * @param source H
   * @param target G
   * @param complement how a coset is held: as an element of this group, with G = complement · φ(H)
   * @param embed φ
   * @param project g ↦ [g]
   * @param section [g] ↦ a representative, with project(section(q)) = q
   * @param canonical whether φ is the canonical inclusion of H in G
   */
  Coset(
      String name,
      Group source,
      Group target,
      Group complement,
      Hom.Rule embed,
      Function<Element, Element> project,
      Hom.Rule section,
      boolean canonical) {
    this.name = name;
    this.source = source;
    this.target = target;
    this.complement = complement;
    this.embed = embed;
    this.project = project;
    this.section = section;
    this.canonical = canonical;
  }

  /** φ. */
  public Hom along() {
    return Hom.of(name, embed, this, canonical);
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
    Element e = new Element(complement, q);
    return section.apply(e, Inclusions.rows(e), real);
  }

  /** A representative, for so many rows: the coset of a group in itself does not know them. */
  public Element section(List<Tensor> q, long rows, DType real) {
    return section.apply(new Element(complement, q), rows, real);
  }

  /** g·q. */
  public List<Tensor> act(Element g, List<Tensor> q) {
    DType real = g.real().orElse(DType.FLOAT64);
    return project(g.times(section(q, Inclusions.rows(g), real)));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Coset c
        && c.name.equals(name)
        && c.canonical == canonical
        && c.source.equals(source)
        && c.target.equals(target)
        && c.complement.equals(complement);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, source, target, complement);
  }

  /** As in {@code E(3)×S(5)/O(3)×S(5)}. */
  @Override
  public String toString() {
    String full = canonical ? source.name() : name;
    return source instanceof Trivial ? target.name() : target + " / " + full;
  }
}
