package org.symm.groups;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A group of invertible real d × d matrices, given by the laws that they satisfy: O(d), SO(d), U(n)
 * and SU(n) as real matrices, GL(d), SL(d), Sp(2n), the Lorentz groups, ℝ₊, and groups of one's
 * own. Of two groups of one size, the one with more laws is a subgroup of the other. Groups with
 * equal names, sizes and laws are equal, whatever draws their elements, and a product draws equal
 * factors by the first: give groups of your own names of their own.
 */
public final class MatrixGroup implements Group {

  /** What defines elements: how far each of (rows, d, d) matrices is from satisfying it, (rows). */
  public interface Law {
    /** 0 where a matrix satisfies the law. */
    Tensor residual(Tensor g);

    /** The inverse of matrices that satisfy it, where it gives one in closed form. */
    default Optional<Tensor> inverse(Tensor g) {
      return Optional.empty();
    }

    /** The law in words, as {@code gᵀg = 1}. */
    default String words() {
      return "a law of its own";
    }
  }

  /** Random matrices (rows, d, d). */
  public interface Sampler {
    /** Independent elements from a stream of noise. */
    Tensor sample(String stream, long rows, DType real);
  }

  private final String name;
  private final int d;
  private final Set<Law> laws;
  private final Sampler sampler;
  private final Optional<String> noHaar;

  private MatrixGroup(String name, int d, Law[] laws, Sampler sampler, Optional<String> noHaar) {
    this.name = name;
    this.d = d;
    this.laws = new LinkedHashSet<>(List.of(laws));
    this.sampler = sampler;
    this.noHaar = noHaar;
  }

  /** A compact group, with a sampler of its Haar probability. */
  public static MatrixGroup compact(String name, int d, Sampler haar, Law... laws) {
    return new MatrixGroup(name, d, laws, haar, Optional.empty());
  }

  /** A group without a Haar probability, or without a known sampler of it, for the reason given. */
  public static MatrixGroup of(String name, int d, Sampler sampler, String noHaar, Law... laws) {
    return new MatrixGroup(name, d, laws, sampler, Optional.of(noHaar));
  }

  /**
   * The connected group that a Lie algebra generates, with a membership test. Its samples are
   * products of two exponentials exp(Σ cᵢAᵢ) with normal c. The test must hold for them.
   *
   * @param generators a basis A₁, A₂, … of the Lie algebra
   * @param membership how far a matrix is from the group
   */
  public static MatrixGroup generated(String name, Law membership, double[][]... generators) {
    int d = generators[0].length;
    double[] flat = MatrixLaws.flat(generators);
    Sampler sampler =
        (s, rows, real) -> {
          Tensor basis = Array.of(flat, generators.length, (long) d * d).tensor(real);
          Tensor c = Draws.normal(s, Shape.of(2 * rows, generators.length), real).mul(0.5);
          Tensor e = LinearAlgebra.matrixExp(c.matMul(basis).reshape(2 * rows, d, d));
          return e.slice(0, 0, rows).matMul(e.slice(0, rows, 2 * rows));
        };
    String why =
        String.format(
            "no sampler of a Haar probability of %s is known; if it is compact, give one:"
                + " MatrixGroup.compact",
            name);
    MatrixGroup g = of(name, d, sampler, why, membership);
    Checks.members(g);
    return g;
  }

  /** The size of the matrices. */
  public int d() {
    return d;
  }

  /** Whether all elements satisfy a law because it is one of those that define the group. */
  public boolean has(Law law) {
    return laws.contains(law);
  }

  /** Whether this is O(d) or SO(d). */
  public boolean isOrthogonal() {
    return has(MatrixLaws.ORTHOGONAL)
        && Set.of(MatrixLaws.ORTHOGONAL, MatrixLaws.SPECIAL).containsAll(laws);
  }

  /** Whether all determinants are 1 by definition. */
  public boolean isSpecial() {
    return has(MatrixLaws.SPECIAL);
  }

  /** Whether this is ℝ₊, which acts on vectors of every size by x ↦ s x. */
  public boolean isScale() {
    return has(MatrixLaws.SCALE);
  }

  /** Whether all laws are classical ones, so that what is known of these groups holds. */
  boolean isClassical() {
    return laws.stream().allMatch(MatrixLaws.class::isInstance);
  }

  /** Whether there are no laws but these. */
  boolean hasOnly(Law... known) {
    return Set.of(known).containsAll(laws);
  }

  /** Whether the laws of this group are those of a larger one of the same size and some more. */
  boolean is(MatrixGroup larger, Law... more) {
    var all = new HashSet<>(larger.laws);
    boolean gained = all.addAll(List.of(more));
    return d == larger.d && gained && all.equals(laws);
  }

  /** Whether every element is one of the other group, by its laws. */
  boolean isWithin(MatrixGroup other) {
    return d == other.d && laws.containsAll(other.laws);
  }

  @Override
  public List<Slot> parts() {
    return List.of(Slot.numbers(d, d));
  }

  @Override
  public Element identity(long rows, DType real) {
    return Element.identity(this, Tensors.eye(d, real).unsqueeze(0).expand(rows, d, d));
  }

  @Override
  public Element multiply(Element g, Element h) {
    return Element.of(this, g.only().matMul(h.only()));
  }

  @Override
  public Element inverse(Element g) {
    Tensor a = g.only();
    Optional<Tensor> closed = laws.stream().flatMap(l -> l.inverse(a).stream()).findFirst();
    return Element.of(this, closed.orElseGet(() -> LinearAlgebra.inverse(a)));
  }

  /** Without laws, a matrix is outside if it is singular or not finite. */
  @Override
  public Tensor residual(Element g) {
    Tensor a = g.only();
    return laws.stream()
        .map(l -> l.residual(a))
        .reduce(Tensor::maximum)
        .orElseGet(
            () -> {
              // Of entries of size one: powers of a unit leave the numbers that there are.
              Tensor size = a.abs().maxKeep(1, 2);
              Tensor det = LinearAlgebra.det(a.div(size.gt(0).where(size, size.add(1))));
              return det.isFinite().and(det.ne(0)).not().to(a.dtype());
            });
  }

  @Override
  public Optional<String> noHaar() {
    return noHaar;
  }

  /** Of O(1), SO(1), SL(1), SU(1): 1 × 1 matrices by two of the laws are ±1 or 1. */
  @Override
  public OptionalDouble finiteOrder() {
    boolean one =
        (d == 1 && isSpecial() && isClassical()) || (d == 2 && has(MatrixLaws.SPECIAL_UNITARY));
    return one
        ? OptionalDouble.of(1)
        : d == 1 && isOrthogonal() ? OptionalDouble.of(2) : OptionalDouble.empty();
  }

  @Override
  public String law() {
    return laws.isEmpty()
        ? "an invertible matrix"
        : laws.stream().map(Law::words).distinct().collect(Collectors.joining(", "));
  }

  @Override
  public Element sample(String stream, long rows, DType real) {
    return Element.of(this, sampler.sample(stream, rows, real));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof MatrixGroup g && g.name.equals(name) && g.d == d && g.laws.equals(laws);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, d);
  }

  @Override
  public String toString() {
    return name;
  }
}
