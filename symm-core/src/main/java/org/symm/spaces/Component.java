package org.symm.spaces;

import java.util.List;
import java.util.Optional;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.tensor.Tensor;

/**
 * One factor of a space: an array, the cosets of a homomorphism, a set. What the library knows of a
 * component it asks here, so that one of your own is a class with these methods, in a space {@code
 * new Space(List.of(component))}. Equal components must be equal as values, as records are. Where
 * only an axis of an array is new, an {@link Axis} is less work.
 */
public interface Component {

  /** The usual name. */
  default String name() {
    return toString();
  }

  /** How a point is held. */
  List<Slot> parts();

  /** All points, one a row, where they are finitely many. */
  default Optional<List<Array>> all() {
    return Optional.empty();
  }

  /**
   * How far arrays are from being points, (rows), 0 for points; empty if all arrays of the right
   * shape are points.
   */
  default Optional<Tensor> residual(List<Tensor> x) {
    return Optional.empty();
  }

  /** What {@link #residual} measures, in words; empty where all arrays are points. */
  default Optional<String> law() {
    return Optional.empty();
  }

  /** Why the group does not act here, a sentence without its full stop; empty if it does. */
  Optional<String> refusal(Group g);

  /** g·x, row by row. */
  List<Tensor> act(Element g, List<Tensor> x);

  /**
   * The axes of an array that a point is held in, without the rows axis; none for what is no array
   * or acts through a homomorphism. Networks and Γ's ask these what they mean.
   */
  default List<Axis> axes() {
    return List.of();
  }

  /** The same component without homomorphisms that it is restricted along. */
  default Component underlying() {
    return this;
  }

  /**
   * Points on which certificates try a kernel, in float64 and whole numbers, independent over rows.
   *
   * @param stream names the noise
   * @param labels whole numbers without an upper bound are drawn from 0 … labels − 1
   * @param equal whether all items get the same
   */
  List<Tensor> sample(String stream, long rows, int labels, boolean equal);

  /**
   * The space of differences of points, as vectors(n, d) for points(n, d), which a force or a
   * velocity lives in; empty for what is no array of real numbers.
   */
  default Optional<Component> tangent() {
    return Optional.empty();
  }

  /** Whether translations move points here: an array with an axis of coordinates of points. */
  default boolean isAffine() {
    return axes().stream().anyMatch(Axis::isAffine);
  }

  /** Which groups move points here, in words. */
  String acting();

  /**
   * Whether averages of points are points; not so for points of a plain set. Groups act on such
   * spaces by affine maps, so averages of equivariant maps are equivariant.
   */
  default boolean isConvex() {
    return false;
  }

  /** Whether the group acts by linear maps, so that sums of equivariant maps are equivariant. */
  default boolean isLinear(Group g) {
    return false;
  }

  /** Whether every element of the group leaves every point where it is. */
  boolean isFixedBy(Group g);

  /**
   * The axes of an array along which no element of the group mixes entries: those of g·x at an
   * index depend on those of x at that index alone. None for what is not an array.
   */
  default List<Integer> unmixed(Group g) {
    return List.of();
  }
}
