package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * C(n): the whole numbers 0 … n − 1 with addition modulo n. The element k turns the plane by 2πk/n.
 */
public record Cyclic(int n) implements Group {

  /** n must be at least 1. */
  public Cyclic {
    if (n < 1) {
      throw new IllegalArgumentException("C(n) needs n of at least 1, not " + n);
    }
  }

  @Override
  public String name() {
    return "C(" + n + ")";
  }

  @Override
  public List<Part> parts() {
    return List.of(Part.whole());
  }

  @Override
  public Element identity(long rows, DType real) {
    return Element.identity(this, Tensors.zeros(Shape.of(rows), DType.INT64));
  }

  @Override
  public Element multiply(Element g, Element h) {
    return Element.of(this, g.only().add(h.only()).mod(n));
  }

  @Override
  public Element inverse(Element g) {
    return Element.of(this, g.only().neg().mod(n));
  }

  @Override
  public Tensor residual(Element g) {
    Tensor k = g.only();
    return k.sub(k.mod(n)).abs().to(DType.FLOAT64);
  }

  @Override
  public Optional<String> noHaar() {
    return Optional.empty();
  }

  @Override
  public OptionalDouble finiteOrder() {
    return OptionalDouble.of(n);
  }

  @Override
  public Element sample(String stream, long rows, DType real) {
    return Element.of(this, Draws.integers(stream, n, Shape.of(rows)));
  }

  @Override
  public Optional<Hom> natural() {
    return Optional.of(Homs.turns(this));
  }

  @Override
  public String toString() {
    return name();
  }
}
