package org.symm.groups;

import java.util.List;
import java.util.function.Function;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * The cosets G/φ(H): g and g φ(h) are the same. G acts by g′·[g] = [g′ g], worked out as project(g′
 * · section(q)). A section picks one element of each coset.
 */
public final class Coset {

  /** Picks a representative of each coset, for so many rows, with real numbers of a type. */
  public interface Section {
    /** An element g with [g] = q. */
    Element apply(List<Tensor> q, long rows, DType real);
  }

  /**
   * How cosets are worked with.
   *
   * @param held what they are held as
   * @param project g ↦ [g]
   * @param section [g] ↦ a representative, with project(section(q)) = q
   */
  record Rules(CosetSpace held, Function<Element, List<Tensor>> project, Section section) {

    /** The only coset of a group in itself. */
    static Rules point(Group g) {
      return new Rules(
          CosetSpace.of(new Trivial()), e -> List.of(), (q, rows, real) -> g.identity(rows, real));
    }
  }

  private final Hom along;
  private final Rules rules;

  Coset(Hom along, Rules rules) {
    this.along = along;
    this.rules = rules;
  }

  Rules rules() {
    return rules;
  }

  /** φ. */
  public Hom along() {
    return along;
  }

  /** H. */
  public Group source() {
    return along.source();
  }

  /** G. */
  public Group target() {
    return along.target();
  }

  /** The set of arrays that the cosets are held as. */
  public CosetSpace held() {
    return rules.held;
  }

  /**
   * The group whose elements stand for the cosets, as T(3) for E(3)/O(3); an error where they are
   * held otherwise, as SPD(3) for GL(3)/O(3).
   */
  public Group complement() {
    return held()
        .group()
        .orElseThrow(
            () ->
                Refused.because(
                    "the cosets %s are held as %s, not as elements of a group; use a Γ that chooses from"
                        + " %s.",
                    this, held().name(), held().name()));
  }

  /** Whether φ is onto, so that there is one coset. */
  public boolean isPoint() {
    return parts().isEmpty();
  }

  /** How a coset is held. */
  public List<Slot> parts() {
    return held().parts();
  }

  /** The coset of an element. */
  public List<Tensor> project(Element g) {
    return rules.project.apply(g);
  }

  /**
   * A representative of a coset; its parts that the coset does not hold are real numbers of the
   * given type.
   */
  public Element section(List<Tensor> q, DType real) {
    return section(q, q.isEmpty() ? 1 : q.get(0).size(0), real);
  }

  /** A representative, for so many rows: the coset of a group in itself does not know them. */
  public Element section(List<Tensor> q, long rows, DType real) {
    return rules.section.apply(q, rows, real);
  }

  /** g·q. */
  public List<Tensor> act(Element g, List<Tensor> q) {
    DType real = g.real().orElse(DType.FLOAT64);
    return project(g.times(section(q, g.rows(), real)));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Coset c && c.along.equals(along) && c.held().name().equals(held().name());
  }

  @Override
  public int hashCode() {
    return along.hashCode();
  }

  /** As in {@code E(3)×S(5)/O(3)×S(5)}. */
  @Override
  public String toString() {
    String full = along.isCanonical() ? source().name() : along.toString();
    return source() instanceof Trivial ? target().name() : target() + " / " + full;
  }
}
