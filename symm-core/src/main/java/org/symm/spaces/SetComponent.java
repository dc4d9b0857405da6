package org.symm.spaces;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.groups.Symmetric;
import org.symm.groups.Trivial;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Tensor;

/**
 * The set {0, …, n − 1}, on which S(n) acts by π·x = π(x). Another group acts on it through a
 * homomorphism G → S(n): {@code set(n).along(φ)}.
 */
public record SetComponent(int n) implements Component {

  @Override
  public List<Slot> parts() {
    return List.of(Slot.whole());
  }

  @Override
  public Optional<String> refusal(Group g) {
    return g instanceof Trivial || g.equals(new Symmetric(n))
        ? Optional.empty()
        : Optional.of(
            String.format(
                "%s does not act on %s: only S(%s) does, and groups through a homomorphism to it, as"
                    + " %s.along(φ)",
                g, this, n, this));
  }

  @Override
  public List<Tensor> sample(String stream, long rows, int labels, boolean equal) {
    return List.of(Draws.integers(stream, n, parts().get(0).rows(rows)));
  }

  @Override
  public List<Tensor> act(Element g, List<Tensor> x) {
    return g.group() instanceof Trivial || g.isIdentity()
        ? x
        : List.of(g.only().gather(1, x.get(0).unsqueeze(1)).squeeze(1));
  }

  @Override
  public Optional<Tensor> residual(List<Tensor> x) {
    return Optional.of(x.get(0).lt(0).or(x.get(0).ge(n)).to(DType.FLOAT64));
  }

  @Override
  public Optional<String> law() {
    return Optional.of("a whole number of 0 … " + (n - 1));
  }

  @Override
  public Optional<List<Array>> all() {
    return Optional.of(List.of(Array.of(LongStream.range(0, n).toArray(), n)));
  }

  @Override
  public String acting() {
    return "S(" + n + ") permutes";
  }

  @Override
  public boolean isFixedBy(Group g) {
    return g.isTrivial() || n == 1;
  }

  @Override
  public String toString() {
    return "set(" + n + ")";
  }
}
