package org.symm.groups;

import java.util.List;
import java.util.OptionalDouble;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** A finite group whose elements are held as their numbers, 0 … |G| − 1; the identity is 0. */
public sealed interface IndexedGroup extends Group permits Cyclic, FiniteGroup {

  /** |G|, how many elements it has. */
  int order();

  @Override
  default List<Slot> parts() {
    return List.of(Slot.whole());
  }

  @Override
  default Element identity(long rows, DType real) {
    return Element.identity(this, Tensors.zeros(Shape.of(rows), DType.INT64));
  }

  @Override
  default Tensor residual(Element g) {
    return g.only().lt(0).or(g.only().ge(order())).to(DType.FLOAT64);
  }

  @Override
  default String law() {
    return "a whole number of 0 … " + (order() - 1);
  }

  @Override
  default OptionalDouble finiteOrder() {
    return OptionalDouble.of(order());
  }

  @Override
  default Element sample(String stream, long rows, DType real) {
    return Element.of(this, Draws.integers(stream, order(), Shape.of(rows)));
  }
}
