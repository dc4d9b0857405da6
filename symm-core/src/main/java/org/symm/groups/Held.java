package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The set of arrays that the cosets of a homomorphism are held as: the elements of a group, unit
 * vectors, positive definite matrices.
 *
 * @param name the usual name
 * @param parts how a coset is held
 * @param group the group whose elements these are, if they are one's
 * @param residual how far a batch of arrays is from the set, (rows); 0 inside
 */
public record Held(
    String name, List<Slot> parts, Optional<Group> group, Function<List<Tensor>, Tensor> residual) {

  /** A set of one's own. */
  public Held(String name, List<Slot> parts, Function<List<Tensor>, Tensor> residual) {
    this(name, List.copyOf(parts), Optional.empty(), residual);
  }

  /** The unit vectors of ℝᵈ. */
  public static Held sphere(int d) {
    return new Held(
        "S" + CayleyTable.superscript(d - 1),
        List.of(Slot.numbers(d)),
        q -> q.get(0).square().sum(1).sub(1).abs());
  }

  /** The elements of a group. */
  public static Held of(Group g) {
    return new Held(
        g.name(),
        g.parts(),
        Optional.of(g),
        q ->
            q.isEmpty()
                ? Tensors.zeros(Shape.of(1), DType.FLOAT64)
                : g.residual(new Element(g, q)).to(DType.FLOAT64));
  }

  /** Pairs, of one set and the other. */
  Held times(Held other) {
    if (group.isPresent() && other.group.isPresent()) {
      return of(group.get().times(other.group.get()));
    }
    if (parts.isEmpty() || other.parts.isEmpty()) {
      return parts.isEmpty() ? other : this;
    }
    int n = parts.size();
    return new Held(
        name + "×" + other.name,
        Stream.concat(parts.stream(), other.parts.stream()).toList(),
        q ->
            residual
                .apply(q.subList(0, n))
                .to(DType.FLOAT64)
                .maximum(other.residual.apply(q.subList(n, q.size())).to(DType.FLOAT64)));
  }
}
