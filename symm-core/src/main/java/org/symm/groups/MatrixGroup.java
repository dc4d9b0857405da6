package org.symm.groups;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A group of invertible real d × d matrices, given by the laws that they satisfy: O(d), SO(d), U(n)
 * and SU(n) as real matrices, GL(d), SL(d), Sp(2n), the Lorentz groups, ℝ₊, and groups of one's
 * own. A group is within another of its size if its laws imply those of the other. Groups with
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

    /**
     * The law at 1, linearised: equations Σ c[i d + j] A[i][j] = 0 on matrices A of the Lie
     * algebra, each by its coefficients. Empty if they are not known.
     */
    default Optional<List<double[]>> linearised(int d) {
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
  private final Optional<LieAlgebra> given;
  private List<double[]> generators;

  private MatrixGroup(
      String name,
      int d,
      Law[] laws,
      Sampler sampler,
      Optional<String> noHaar,
      Optional<LieAlgebra> given) {
    this.given = given;
    this.name = name;
    this.d = d;
    this.laws = new LinkedHashSet<>(List.of(laws));
    this.sampler = sampler;
    this.noHaar = noHaar;
  }

  /** A compact group, with a sampler of its Haar probability. */
  public static MatrixGroup compact(String name, int d, Sampler haar, Law... laws) {
    return new MatrixGroup(name, d, laws, haar, Optional.empty(), Optional.empty());
  }

  /** A group without a Haar probability, or without a known sampler of it, for the reason given. */
  public static MatrixGroup of(String name, int d, Sampler sampler, String noHaar, Law... laws) {
    return new MatrixGroup(name, d, laws, sampler, Optional.of(noHaar), Optional.empty());
  }

  /**
   * The connected group that a Lie algebra generates, with a membership test. Its samples are
   * products of two exponentials exp(Σ cᵢAᵢ) with normal c. The test must hold for them.
   *
   * @param generators matrices A₁, A₂, … whose commutators span the Lie algebra with them
   * @param membership how far a matrix is from the group
   */
  public static MatrixGroup generated(String name, Law membership, double[][]... generators) {
    return of(name, LieAlgebra.generated(name, generators), membership);
  }

  /**
   * The group of a Lie algebra and one element of each of its components. Its laws are the bilinear
   * forms, vectors and linear forms that all of these keep, and determinant 1: components that no
   * such law tells apart are let in too. It has no sampler of a Haar probability.
   *
   * @param generators matrices A₁, A₂, … whose commutators span the Lie algebra with them
   * @param others one element of each component but that of 1
   * @throws IllegalArgumentException if these laws hold for a larger Lie algebra, as for {diag(t,
   *     t²)}: then give a membership test, {@link #generated}
   */
  public static MatrixGroup of(String name, double[][][] generators, double[][]... others) {
    LieAlgebra algebra = LieAlgebra.generated(name, generators, others);
    MatrixGroup g = of(name, algebra, new Invariants(algebra).laws());
    int cut = LieAlgebra.basis(g.d, g.laws).orElseThrow().size();
    int dimension = algebra.basis().size();
    Refused.unless(
        cut == dimension,
        "the forms, vectors and determinants that %s keeps are kept by a group of dimension %s, not"
            + " only by one of dimension %s; give a membership test: MatrixGroup.generated",
        name,
        cut,
        dimension);
    return g;
  }

  private static MatrixGroup of(String name, LieAlgebra given, Law... laws) {
    String why =
        String.format(
            "no sampler of a Haar probability of %s is known; if it is compact, give one:"
                + " MatrixGroup.compact",
            name);
    MatrixGroup g =
        new MatrixGroup(
            name, given.d(), laws, given.sampler(), Optional.of(why), Optional.of(given));
    Checks.members(g);
    return g;
  }

  /**
   * A basis of the Lie algebra: of what was given, or of the matrices A for which all laws hold to
   * first order at 1 + A.
   *
   * @throws IllegalArgumentException if the group has a law of its own whose linear form is not
   *     known
   */
  public synchronized List<double[][]> generators() {
    if (generators == null) {
      generators =
          given
              .map(LieAlgebra::basis)
              .or(() -> LieAlgebra.basis(d, laws))
              .orElseThrow(() -> unknown("generators"));
    }
    return generators.stream().map(LieAlgebra::rows).toList();
  }

  /** Empty for a group by a law of its own whose linear form is not known. */
  @Override
  public Optional<Element> generating(DType real) {
    if (given.isEmpty() && (!isClassical() || LieAlgebra.basis(d, laws).isEmpty())) {
      return Optional.empty();
    }
    var algebra =
        new LieAlgebra(d, generators().stream().map(MatrixLaws::flat).toList(), components());
    return Optional.of(Element.of(this, algebra.generating(real)));
  }

  private IllegalArgumentException unknown(String what) {
    return Refused.because(
        "the %s of %s are not known, as a law of its own says nothing of them (Law.linearised);"
            + " give them: MatrixGroup.generated or MatrixGroup.of",
        what, name);
  }

  /**
   * One element of each connected component, 1 first: as given, or for groups by classical laws
   * diag(±1, 1, …, 1, ±1), as far as they are in the group and no two in one component.
   *
   * @throws IllegalArgumentException for other groups
   */
  public List<double[][]> components() {
    if (given.isPresent()) {
      return given.get().components().stream().map(LieAlgebra::copy).toList();
    }
    if (!isClassical()) {
      throw unknown("components");
    }
    var found = new LinkedHashMap<List<Double>, double[][]>();
    for (int signs = 0; signs < 4; signs++) {
      double[][] g = MatrixLaws.ORTHOGONAL.form(d);
      g[0][0] *= (signs & 1) == 0 ? 1 : -1;
      g[d - 1][d - 1] *= (signs & 2) == 0 ? 1 : -1;
      // Components differ by the sign of the determinant and, of spacetime, of time.
      double time = has(MatrixLaws.LORENTZ) ? g[0][0] : 1;
      if (contains(g)) {
        found.putIfAbsent(List.of(Math.signum(LieAlgebra.determinant(g)), time), g);
      }
    }
    return List.copyOf(found.values());
  }

  private boolean contains(double[][] g) {
    Tensor one = Array.of(MatrixLaws.flat(g), 1, d, d).tensor();
    Tensor off = residual(Element.of(this, one));
    return Program.of("contains", List.of(), List.of(off)).run(0).get(0).number() < 1e-9;
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
    return d == other.d && other.laws.stream().allMatch(l -> Invariants.imply(laws, l, d));
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
