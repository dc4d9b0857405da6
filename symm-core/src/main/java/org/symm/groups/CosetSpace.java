package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The set of arrays that the cosets of a homomorphism are held as: the elements of a group, unit
 * vectors, positive definite matrices, or a set of one's own.
 */
public interface CosetSpace {

  /** The usual name. */
  String name();

  /** How a coset is held. */
  List<Slot> parts();

  /** How far a batch of arrays is from the set, (rows); 0 inside. */
  Tensor residual(List<Tensor> q);

  /** The group whose elements these are, if they are one's. */
  default Optional<Group> group() {
    return Optional.empty();
  }

  /** The elements of a group. */
  static CosetSpace of(Group g) {
    return new Elements(g);
  }

  /** A set of one's own. */
  static CosetSpace of(String name, List<Slot> parts, Function<List<Tensor>, Tensor> residual) {
    return new Own(name, parts, residual);
  }

  /** Pairs, of one set and the other. */
  default CosetSpace times(CosetSpace other) {
    if (group().isPresent() && other.group().isPresent()) {
      return of(group().get().times(other.group().get()));
    }
    if (parts().isEmpty() || other.parts().isEmpty()) {
      return parts().isEmpty() ? other : this;
    }
    int n = parts().size();
    return of(
        name() + "×" + other.name(),
        Stream.concat(parts().stream(), other.parts().stream()).toList(),
        q ->
            residual(q.subList(0, n))
                .to(DType.FLOAT64)
                .maximum(other.residual(q.subList(n, q.size())).to(DType.FLOAT64)));
  }

  /** A set of one's own. */
  record Own(String name, List<Slot> parts, Function<List<Tensor>, Tensor> test)
      implements CosetSpace {

    /** Copies the parts. */
    public Own {
      parts = List.copyOf(parts);
    }

    @Override
    public Tensor residual(List<Tensor> q) {
      return test.apply(q);
    }
  }

  /** The elements of a group. */
  record Elements(Group of) implements CosetSpace {

    @Override
    public String name() {
      return of.name();
    }

    @Override
    public List<Slot> parts() {
      return of.parts();
    }

    @Override
    public Tensor residual(List<Tensor> q) {
      return q.isEmpty()
          ? Tensors.zeros(Shape.of(1), DType.FLOAT64)
          : of.residual(new Element(of, q)).to(DType.FLOAT64);
    }

    @Override
    public Optional<Group> group() {
      return Optional.of(of);
    }
  }

  /** The unit vectors of ℝᵈ. */
  record Sphere(int d) implements CosetSpace {

    @Override
    public String name() {
      return "S" + CayleyTable.superscript(d - 1);
    }

    @Override
    public List<Slot> parts() {
      return List.of(Slot.numbers(d));
    }

    @Override
    public Tensor residual(List<Tensor> q) {
      return q.get(0).square().sum(1).sub(1).abs();
    }
  }

  /** The positive definite matrices of a matrix group. */
  record PositiveDefinite(MatrixGroup in) implements CosetSpace {

    /** Their size. */
    public int d() {
      return in.d();
    }

    /** Whether these are all positive definite matrices of their size, those of GL(d). */
    public boolean isAll() {
      return in.hasOnly();
    }

    @Override
    public String name() {
      return "SPD(" + d() + ")" + (isAll() ? "" : " in " + in);
    }

    @Override
    public List<Slot> parts() {
      return in.parts();
    }

    @Override
    public Tensor residual(List<Tensor> q) {
      Tensor s = q.get(0);
      Tensor least = LinearAlgebra.eigh(s)[0].select(1, 0);
      Tensor size = s.abs().max(1, 2).maximum(Double.MIN_NORMAL);
      Tensor skew = s.sub(s.t()).abs().max(1, 2).div(size);
      Tensor off = skew.maximum(least.gt(0).not().to(s.dtype()));
      return off.maximum(in.residual(Element.of(in, s)));
    }
  }
}
