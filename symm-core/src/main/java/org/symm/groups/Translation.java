package org.symm.groups;

import java.util.List;
import java.util.Optional;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** T(d): the vectors of ℝᵈ with addition. Not compact. */
public record Translation(int d) implements Group {

  /** d must be at least 1. */
  public Translation {
    Refused.unless(d >= 1, "T(d) needs d of at least 1, not %s", d);
  }

  @Override
  public List<Slot> parts() {
    return List.of(Slot.numbers(d));
  }

  @Override
  public Element identity(long rows, DType real) {
    return Element.identity(this, Tensors.zeros(Group.batch(rows, d), real));
  }

  @Override
  public Element multiply(Element g, Element h) {
    return Element.of(this, g.only().add(h.only()));
  }

  @Override
  public Element inverse(Element g) {
    return Element.of(this, g.only().neg());
  }

  @Override
  public Tensor residual(Element g) {
    Tensor finite = g.only().isFinite().all(1);
    return finite.not().to(g.only().dtype());
  }

  @Override
  public Optional<String> noHaar() {
    return Optional.of(
        this
            + " is not compact, so it has no Haar probability; choose a translation by a statistic"
            + " of the input, as centroid() does");
  }

  /** Normal vectors with standard deviation 3 in each direction. */
  @Override
  public Element sample(String stream, long rows, DType real) {
    return Element.of(this, Draws.normal(stream, Group.batch(rows, d), real).mul(3));
  }

  /** The unit vectors. */
  @Override
  public Optional<Element> generating(DType real) {
    return Optional.of(Element.of(this, Tensors.eye(d, real)));
  }

  @Override
  public String law() {
    return "finite numbers";
  }

  @Override
  public String toString() {
    return "T(" + d + ")";
  }
}
