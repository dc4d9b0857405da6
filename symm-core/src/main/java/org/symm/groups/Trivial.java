package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** The group of one element, written 1. */
public record Trivial() implements Group {

  @Override
  public List<Slot> parts() {
    return List.of();
  }

  @Override
  public Element identity(long rows, DType real) {
    return new Element(this, List.of());
  }

  @Override
  public Element multiply(Element g, Element h) {
    return g;
  }

  @Override
  public Element inverse(Element g) {
    return g;
  }

  @Override
  public Tensor residual(Element g) {
    return Tensors.zeros(Shape.of(1), DType.FLOAT64);
  }

  @Override
  public Optional<Element> generating(DType real) {
    return Optional.of(identity(1, real));
  }

  @Override
  public OptionalDouble finiteOrder() {
    return OptionalDouble.of(1);
  }

  @Override
  public Element sample(String stream, long rows, DType real) {
    return identity(rows, real);
  }

  @Override
  public List<Group> factors() {
    return List.of();
  }

  @Override
  public String law() {
    return "no array";
  }

  @Override
  public String toString() {
    return "1";
  }
}
