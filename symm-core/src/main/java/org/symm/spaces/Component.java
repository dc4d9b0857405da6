package org.symm.spaces;

import java.util.List;
import java.util.Optional;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.tensor.Tensor;

/** One factor of a space: an array, or the cosets of a homomorphism. */
public sealed interface Component permits ArrayComponent, CosetComponent, Restricted, SetComponent {

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

  /** Why the group does not act here; null if it does. */
  String refusal(Group g);

  /** g·x, row by row. */
  List<Tensor> act(Element g, List<Tensor> x);

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
