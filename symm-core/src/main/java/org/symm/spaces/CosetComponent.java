package org.symm.spaces;

import java.util.List;
import java.util.Optional;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.ElementList;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * The cosets G/φ(H), with G acting by g′·[g] = [g′g]; subgroups of G act through their inclusion.
 */
public record CosetComponent(Coset coset) implements Component {

  @Override
  public List<Slot> parts() {
    return coset.parts();
  }

  @Override
  public Optional<Tensor> residual(List<Tensor> x) {
    return coset.isPoint()
        ? Optional.empty()
        : Optional.of(coset.held().residual(x).to(DType.FLOAT64));
  }

  @Override
  public Optional<String> law() {
    Optional<Group> held = coset.held().group();
    return coset.isPoint()
        ? Optional.empty()
        : Optional.of(held.map(Group::law).orElse("held as " + coset.held().name()));
  }

  @Override
  public Optional<List<Array>> all() {
    return ElementList.of(coset.target()).map(this::distinct);
  }

  /** The cosets of all elements, each once, in the order of their first elements. */
  private List<Array> distinct(List<Array> elements) {
    if (parts().isEmpty()) {
      return List.of();
    }
    var g = new Element(coset.target(), Array.tensors(elements));
    List<Array> q = Program.of("cosets", List.of(), coset.project(g)).run(0);
    return Points.distinct(q);
  }

  @Override
  public Optional<String> refusal(Group g) {
    return g.isIn(coset.target())
        ? Optional.empty()
        : Optional.of(
            g + " does not act on " + name() + ": it is not a subgroup of " + coset.target());
  }

  /** The cosets of elements spread over the group. */
  @Override
  public List<Tensor> sample(String stream, long rows, int labels, boolean equal) {
    return coset.project(coset.target().sample(stream, rows, DType.FLOAT64));
  }

  @Override
  public List<Tensor> act(Element g, List<Tensor> x) {
    if (coset.isPoint() || g.parts().isEmpty()) {
      return x;
    }
    DType real = Restricted.real(g, x);
    return coset.act(g.group().into(coset.target()).apply(g, real), x);
  }

  @Override
  public String acting() {
    return coset.target() + " by multiplication";
  }

  @Override
  public boolean isFixedBy(Group g) {
    return g.isTrivial() || parts().isEmpty();
  }

  @Override
  public String toString() {
    return coset.toString();
  }
}
