package org.symm.spaces;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Slot;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** A component on which H acts through a homomorphism φ: H → G, h·x = φ(h)·x. */
public record Restricted(Component of, Hom along) implements Component {

  @Override
  public List<Slot> parts() {
    return of.parts();
  }

  @Override
  public Optional<Tensor> residual(List<Tensor> x) {
    return of.residual(x);
  }

  @Override
  public Optional<String> law() {
    return of.law();
  }

  @Override
  public Optional<List<Array>> all() {
    return of.all();
  }

  @Override
  public Optional<String> refusal(Group g) {
    return g.isIn(along.source())
        ? of.refusal(along.target())
        : Optional.of(
            String.format(
                "%s does not act on %s: only %s and its subgroups do", g, name(), along.source()));
  }

  @Override
  public List<Tensor> sample(String stream, long rows, int labels, boolean equal) {
    return of.sample(stream, rows, labels, equal);
  }

  @Override
  public List<Tensor> act(Element g, List<Tensor> x) {
    return g.parts().isEmpty() ? x : of.act(image(g, along, x), x);
  }

  /** φ(g), for g of φ's source or of a subgroup. */
  static Element image(Element g, Hom phi, List<Tensor> x) {
    DType real = real(g, x);
    return phi.apply(g.group().into(phi.source()).apply(g, real), real);
  }

  @Override
  public Optional<Component> tangent() {
    return of.tangent().map(t -> new Restricted(t, along));
  }

  @Override
  public Component underlying() {
    return of.underlying();
  }

  /** The element type of real numbers where g acts on x, for parts that φ fills in. */
  static DType real(Element g, List<Tensor> x) {
    return Stream.concat(x.stream(), g.parts().stream())
        .map(Tensor::dtype)
        .filter(DType::isFloating)
        .findFirst()
        .orElse(DType.FLOAT64);
  }

  @Override
  public String acting() {
    return along.source() + " through " + along;
  }

  @Override
  public boolean isConvex() {
    return of.isConvex();
  }

  @Override
  public boolean isLinear(Group g) {
    return of.isLinear(along.target());
  }

  @Override
  public boolean isFixedBy(Group g) {
    return of.isFixedBy(along.target());
  }

  @Override
  public List<Integer> unmixed(Group g) {
    return of.unmixed(along.target());
  }

  @Override
  public String toString() {
    return of.name() + " along " + along;
  }
}
