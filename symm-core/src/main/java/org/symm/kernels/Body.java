package org.symm.kernels;

import java.util.List;
import org.symm.engine.Parameter;
import org.symm.spaces.Masks;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * What a box computes: a function of tensors and noise, written once for each shape into a program.
 * What else is known of it, as what it keeps in training, stands in bodies around it.
 */
public interface Body {
  /** One tensor for each part of the codomain, from one for each part of the domain and noise. */
  List<Tensor> apply(List<Tensor> x, Noise u);

  /** What training keeps for it, as running means. */
  default List<Parameter> statistics() {
    return List.of();
  }

  /** What it adds to the loss of a training. */
  default List<Term> terms() {
    return List.of();
  }

  /** Whether it computes something else in training: see {@link Trained}. */
  default boolean differsInTraining() {
    return !statistics().isEmpty();
  }

  /** The types of real numbers that it runs in, float64 first. */
  default List<DType> precisions() {
    return DType.REAL;
  }

  /** The fewest present items, of n, that it needs in a row. */
  default int fewest(int n) {
    return 0;
  }

  /** A body that adds something to another one. */
  sealed interface Wrapping extends Body {
    /** What is computed. */
    Body body();

    @Override
    default List<Tensor> apply(List<Tensor> x, Noise u) {
      return body().apply(x, u);
    }

    @Override
    default List<Parameter> statistics() {
      return body().statistics();
    }

    @Override
    default List<Term> terms() {
      return body().terms();
    }

    @Override
    default boolean differsInTraining() {
      return body().differsInTraining();
    }

    @Override
    default List<DType> precisions() {
      return body().precisions();
    }

    @Override
    default int fewest(int n) {
      return body().fewest(n);
    }
  }

  /**
   * What a box computes that asks {@link Noise#isTraining()}: in training it may draw, as dropout
   * does, though the box reads no noise otherwise, and {@linkplain Noise#keep keep} statistics of
   * all rows of the step, as batch norm does. Where there are statistics, a step of training runs
   * all its rows at once, in one chunk.
   *
   * @param statistics what it keeps
   */
  record Trained(List<Parameter> statistics, Body body) implements Wrapping {

    /** Copies the statistics. */
    public Trained {
      statistics = List.copyOf(statistics);
    }

    @Override
    public boolean differsInTraining() {
      return true;
    }
  }

  /**
   * A named term of the loss.
   *
   * @param name what histories call it
   * @param weight what it counts in the loss; an experiment may say otherwise
   * @param number one array of one number for each row, (rows), from what the box reads, with the
   *     box's own noise
   */
  record Term(String name, double weight, Body number) {}

  /**
   * What a box computes, with terms that are added to the loss in training: the mean over rows,
   * samples and outcomes, times the weight. Nothing in evaluation and certificates.
   */
  record Penalised(Body body, List<Term> terms) implements Wrapping {

    /** Copies the terms. */
    public Penalised {
      terms = List.copyOf(terms);
    }

    @Override
    public boolean differsInTraining() {
      return true;
    }
  }

  /**
   * What a box computes that takes one of m values, each with a probability: a law Σ wᵢ(x)
   * δ(yᵢ(x)). Running it draws one; {@link Kernel#mean()} goes through all.
   *
   * @param isRandom whether the values themselves depend on noise
   * @param values the values, (rows, m, …) for each part of the codomain, and last the weights,
   *     (rows, m): 0 or more, with a positive sum
   */
  record Finite(boolean isRandom, Body values) implements Wrapping {

    @Override
    public Body body() {
      return values;
    }

    @Override
    public List<Tensor> apply(List<Tensor> x, Noise u) {
      return u.choose(this, x);
    }
  }

  /**
   * What a box computes in some types of real numbers only, as a model that a file holds in one.
   */
  record Typed(List<DType> precisions, Body body) implements Wrapping {

    /** Copies the types. */
    public Typed {
      precisions = List.copyOf(precisions);
    }
  }

  /**
   * What a box computes of present items: it reads 0 at absent ones, and what it writes there
   * becomes 0, of points the centroid of the present ones.
   */
  record OnPresent(Space dom, Space cod, Body body) implements Wrapping {

    /** The body on points of a space; the body itself where all items are present. */
    public static Body of(Space dom, Space cod, Body body) {
      return Masks.isIn(dom) ? new OnPresent(dom, cod, body) : body;
    }

    @Override
    public List<Tensor> apply(List<Tensor> x, Noise u) {
      List<Tensor> y = body.apply(Masks.zeroed(dom, x), u);
      return Masks.cleaned(cod, y, dom, x);
    }
  }

  /**
   * What a box computes of rows that have some present items at least; a run stops at another.
   *
   * @param name who needs them, for the error
   * @param space what the box reads
   * @param items n of the mask present(n)
   * @param fewest how many of these must be present
   */
  record Fewest(String name, Space space, int items, int fewest, Body body) implements Wrapping {

    /**
     * The body on points of a space, with the demand that so many of n items are present in each
     * row; the body itself where the space has no present(n).
     */
    public static Body of(String name, Space x, int n, int fewest, Body body) {
      return fewest == 0 || !Masks.isIn(x, n) ? body : new Fewest(name, x, n, fewest, body);
    }

    @Override
    public List<Tensor> apply(List<Tensor> x, Noise u) {
      return body.apply(Masks.demanded(name, space, x, items, fewest), u);
    }

    @Override
    public int fewest(int n) {
      return Math.max(n == items ? fewest : 0, body.fewest(n));
    }
  }

  /**
   * A body that runs other diagrams from the same space: in training it differs where they do, it
   * keeps what they keep, and a row needs as many present items as they need.
   */
  record Running(List<Diagram> inside, Body body) implements Wrapping {

    /** Copies the diagrams. */
    public Running {
      inside = List.copyOf(inside);
    }

    @Override
    public List<Parameter> statistics() {
      return inside.stream().flatMap(d -> d.statistics().stream()).distinct().toList();
    }

    @Override
    public boolean differsInTraining() {
      return inside.stream().anyMatch(Diagram::differsInTraining);
    }

    @Override
    public int fewest(int n) {
      return inside.stream().mapToInt(d -> d.fewest(n)).reduce(body.fewest(n), Math::max);
    }
  }
}
