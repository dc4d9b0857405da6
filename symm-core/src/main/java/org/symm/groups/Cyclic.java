package org.symm.groups;

import java.util.Optional;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * C(n): the whole numbers 0 … n − 1 with addition modulo n. The element k turns the plane by 2πk/n.
 */
public record Cyclic(int n) implements IndexedGroup {

  /** n must be at least 1. */
  public Cyclic {
    Refused.unless(n >= 1, "C(n) needs n of at least 1, not %s", n);
  }

  @Override
  public int order() {
    return n;
  }

  @Override
  public Element multiply(Element g, Element h) {
    Tensor both = g.only().add(h.only()).mod(n);
    return Element.of(this, Surrogate.product(this, g.only(), h.only(), both));
  }

  @Override
  public Element inverse(Element g) {
    return Element.of(this, Surrogate.inverse(this, g.only(), g.only().neg().mod(n)));
  }

  @Override
  public Optional<Element> generating(DType real) {
    return Optional.of(Element.of(this, Tensors.full(Shape.of(1), 1 % n, DType.INT64)));
  }

  @Override
  public Optional<Hom> natural() {
    return Optional.of(Homs.turns(this));
  }

  @Override
  public String toString() {
    return "C(" + n + ")";
  }
}
