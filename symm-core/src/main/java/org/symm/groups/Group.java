package org.symm.groups;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.symm.display.Displayed;
import org.symm.display.Html;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;

/**
 * A group whose elements are arrays. All operations work on a batch of elements, one a row.
 *
 * <p>Conventions: actions are left actions; a permutation π is held as the indices π(0), …, π(n−1),
 * and (πσ)(i) = π(σ(i)); matrix groups are matrices; translations are vectors.
 */
public sealed interface Group extends Displayed
    permits Trivial, IndexedGroup, Symmetric, MatrixGroup, Translation, Composite {

  /** Cayley tables are shown up to this order. */
  int SHOWN = 24;

  /** The usual name, as {@code O(3)} or {@code E(3)×S(5)}. */
  default String name() {
    return toString();
  }

  /** How an element is held. */
  List<Slot> parts();

  /** The identity, once for each row. */
  Element identity(long rows, DType real);

  /** The product g h, row by row. */
  Element multiply(Element g, Element h);

  /** The inverse, row by row. */
  Element inverse(Element g);

  /**
   * How far each row is from the group: the largest violation of what defines an element, 0 inside.
   * Shape (rows), in the element type of the run, or float64 for groups of whole numbers.
   */
  Tensor residual(Element g);

  /** Why the group has no Haar probability; empty if it is compact and has one. */
  default Optional<String> noHaar() {
    return Optional.empty();
  }

  /**
   * Elements from the Haar probability, independent over rows; an error with the reason where there
   * is none.
   */
  default Element haar(String stream, long rows, DType real) {
    Refused.ifPresent(noHaar());
    return sample(stream, rows, real);
  }

  /**
   * Elements spread over the group, independent over rows: from the Haar probability where there is
   * one, otherwise from a normal law. For checks and certificates.
   */
  Element sample(String stream, long rows, DType real);

  /**
   * A few elements, one a row, that generate the group, of a Lie group together with their powers
   * up to a limit: exp(A/2‖A‖) for a basis of its Lie algebra and one element of each component. A
   * linear equation that holds for these holds for all elements where their eigenvalues on the
   * space are not far apart, as on vectors, forms and other small tensors. Empty where none are
   * known.
   */
  Optional<Element> generating(DType real);

  /** |G|, the number of elements, where it is known to be finite. */
  default OptionalDouble finiteOrder() {
    return OptionalDouble.empty();
  }

  /** Whether the identity is known to be the only element, as of 1, S(1), C(1) and SO(1). */
  default boolean isTrivial() {
    return finiteOrder().orElse(0) == 1;
  }

  /**
   * What defines an element among the arrays that it is held in, in words, as {@code gᵀg = 1}; of
   * several factors, each by its name.
   */
  String law();

  /** The groups that this one is built of: a certificate speaks of each. */
  default List<Group> factors() {
    return List.of(this);
  }

  /**
   * The homomorphism through which the group acts on arrays, as C(n) → SO(2); empty for groups that
   * act by themselves or not at all.
   */
  default Optional<Hom> natural() {
    return Optional.empty();
  }

  /** The direct product with another group. */
  default Group times(Group other) {
    Refused.ifNull(other, "the group beside %s", this);
    return Product.of(this, other);
  }

  /** The canonical inclusion of this group in a larger one; an error if none is known. */
  default Hom into(Group larger) {
    Refused.ifNull(larger, "the group in which %s is", this);
    return Inclusions.of(this, larger);
  }

  /** Whether a canonical inclusion in the larger group is known. */
  default boolean isIn(Group larger) {
    Refused.ifNull(larger, "the group in which %s may be", this);
    return Inclusions.exists(this, larger);
  }

  @Override
  default Map<String, String> display() {
    var rows =
        factors().stream()
            .map(
                f ->
                    List.of(
                        f.name(), Slot.words(f.parts()), f.noHaar().isPresent() ? "none" : "yes"))
            .toList();
    boolean small = ElementList.elements(this).filter(e -> e.rows() <= SHOWN).isPresent();
    return Map.of(
        "text/html",
        Html.caption(name())
            + Html.table(List.of("factor", "held as", "Haar probability"), rows)
            + (small
                ? Html.caption("g h in row g, column h") + CayleyTable.html(FiniteGroup.of(this))
                : ""));
  }

  /** A shape with a leading rows axis. */
  static Shape batch(long rows, long... sizes) {
    return Shape.of(rows).then(Shape.of(sizes));
  }
}
