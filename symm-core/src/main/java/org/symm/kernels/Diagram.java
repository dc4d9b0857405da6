package org.symm.kernels;

import java.util.ArrayList;
import java.util.List;
import org.symm.engine.Parameter;
import org.symm.groups.Slot;
import org.symm.spaces.Component;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Scope;
import org.symm.tensor.Tensor;
import org.symm.tensor.Terms;

/**
 * A string diagram: boxes joined by composition. Everything the library does with a kernel is a
 * reading of this value; {@link #run} is the one that maps the wires' tensors through.
 */
public sealed interface Diagram
    permits Diagram.Box,
        Diagram.Sequence,
        Diagram.Beside,
        Diagram.Copy,
        Diagram.Discard,
        Diagram.Swap,
        Framed {

  /** The space of the wires that come in. */
  Space dom();

  /** The space of the wires that go out. */
  Space cod();

  /** The tensors that go out, for those that come in and noise. */
  List<Tensor> run(List<Tensor> x, Noise u);

  /** The diagrams directly inside this one. */
  default List<Diagram> children() {
    return List.of();
  }

  /** What it learns: the parameters of its boxes, each once, in order. */
  default List<Parameter> parameters() {
    return children().stream().flatMap(c -> c.parameters().stream()).distinct().toList();
  }

  /** The same without the frames that only name what is in them: what is computed. */
  default Diagram unframed() {
    return this;
  }

  /** What training keeps beside the parameters, as running means: each once, in order. */
  default List<Parameter> statistics() {
    return children().stream().flatMap(c -> c.statistics().stream()).distinct().toList();
  }

  /** The terms that it adds to the loss of a training, in order. */
  default List<Term> terms() {
    return children().stream().flatMap(c -> c.terms().stream()).toList();
  }

  /** Whether a box computes something else in training. */
  default boolean differsInTraining() {
    return children().stream().anyMatch(Diagram::differsInTraining);
  }

  /** Whether a box reads noise. */
  default boolean isRandom() {
    return children().stream().anyMatch(Diagram::isRandom);
  }

  /** The types of real numbers that it runs in, float64 first: those of all its boxes. */
  default List<DType> precisions() {
    List<DType> all = DType.REAL;
    for (Diagram c : children()) {
      List<DType> own = c.precisions();
      all = all.equals(own) ? all : all.stream().filter(own::contains).toList();
    }
    return all;
  }

  /**
   * The fewest present items, of n, with which a row can be run: the most that one of its boxes
   * needs.
   */
  default int fewest(int n) {
    return children().stream().mapToInt(c -> c.fewest(n)).max().orElse(0);
  }

  /** What a box computes. */
  interface Body {
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
      return Present.isIn(dom) ? new OnPresent(dom, cod, body) : body;
    }

    @Override
    public List<Tensor> apply(List<Tensor> x, Noise u) {
      List<Tensor> y = body.apply(Present.zeroed(dom, x), u);
      return Present.cleaned(cod, y, dom, x);
    }
  }

  /**
   * What a box computes of rows that have some present items at least; a run stops at another.
   *
   * @param items n of the mask present(n)
   * @param fewest how many of these must be present
   */
  record Fewest(int items, int fewest, Body body) implements Wrapping {

    /**
     * The body on points of a space, with the demand that so many of n items are present in each
     * row; the body itself where the space has no present(n).
     *
     * @param name who needs them, for the error
     */
    public static Body of(String name, Space x, int n, int fewest, Body body) {
      if (fewest == 0 || !Present.isIn(x, n)) {
        return body;
      }
      return new Fewest(
          n, fewest, (in, u) -> body.apply(Present.demanded(name, x, in, n, fewest), u));
    }

    /** A body that runs diagrams from the same space, with what these need. */
    public static Body of(Body body, List<Diagram> inside) {
      Body out = body;
      for (Component c : Present.masks(inside.get(0).dom()).components()) {
        int n = Present.items(c).orElseThrow();
        int most = inside.stream().mapToInt(d -> d.fewest(n)).max().orElse(0);
        out = most == 0 ? out : new Fewest(n, most, out);
      }
      return out;
    }

    @Override
    public int fewest(int n) {
      return Math.max(n == items ? fewest : 0, body.fewest(n));
    }
  }

  /**
   * A box: a named function of its input and of noise.
   *
   * @param name what the drawing and errors call it
   * @param dom what goes in
   * @param cod what comes out
   * @param body what it computes
   * @param parameters what it learns
   * @param random whether it reads noise
   */
  record Box(
      String name, Space dom, Space cod, Body body, List<Parameter> parameters, boolean random)
      implements Diagram {

    @Override
    public boolean isRandom() {
      return random;
    }

    @Override
    public List<DType> precisions() {
      return body.precisions();
    }

    @Override
    public List<Parameter> statistics() {
      return body.statistics();
    }

    @Override
    public List<Term> terms() {
      return body.terms();
    }

    @Override
    public boolean differsInTraining() {
      return body.differsInTraining();
    }

    @Override
    public int fewest(int n) {
      return body.fewest(n);
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      Noise reading = u.isFrozen(this) ? u.evaluation() : u;
      boolean trains = differsInTraining() && reading.isTraining();
      Noise own = random || trains ? reading.box(name) : reading.silent(name);
      var out = Scope.named(name, () -> body.apply(x, own));
      CompositionChecks.fits(this, out, u.rows());
      if (trains) {
        Scope.named(name, () -> own.add(this, x));
      }
      return out;
    }
  }

  /**
   * One diagram after another; an empty sequence is wires going straight on. Sequences in it are
   * written flat, and straight wires only where they read a space as another with the same arrays.
   */
  record Sequence(Space dom, List<Diagram> steps) implements Diagram {

    /**
     * Checks that each step starts where the one before it ends, as arrays: a space and its
     * restriction along a homomorphism have the same wires.
     */
    public Sequence {
      var flat = new ArrayList<Diagram>();
      Space at = dom;
      for (Diagram d : steps) {
        if (!d.dom().underlying().equals(at.underlying())) {
          throw CompositionChecks.step(at, d);
        }
        if (!(d instanceof Sequence s)) {
          flat.add(d);
        } else if (!s.steps.isEmpty()) {
          flat.addAll(s.steps);
        } else if (!d.dom().equals(at)) {
          flat.add(d);
        }
        at = d.cod();
      }
      steps = List.copyOf(flat);
    }

    @Override
    public Diagram unframed() {
      return new Sequence(dom, steps.stream().map(Diagram::unframed).toList());
    }

    @Override
    public Space cod() {
      return steps.isEmpty() ? dom : steps.get(steps.size() - 1).cod();
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      for (Diagram d : steps) {
        x = d.run(x, u);
      }
      return x;
    }

    @Override
    public List<Diagram> children() {
      return steps;
    }
  }

  /** Diagrams side by side, X ⊗ X′ → Y ⊗ Y′. */
  record Beside(List<Diagram> sides) implements Diagram {

    @Override
    public Diagram unframed() {
      return new Beside(sides.stream().map(Diagram::unframed).toList());
    }

    @Override
    public Space dom() {
      return sides.stream().map(Diagram::dom).reduce(new Space(List.of()), Space::times);
    }

    @Override
    public Space cod() {
      return sides.stream().map(Diagram::cod).reduce(new Space(List.of()), Space::times);
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      return Slot.each(sides, d -> d.dom().parts(), x, (d, own) -> d.run(own, u)).stream()
          .flatMap(List::stream)
          .toList();
    }

    @Override
    public List<Diagram> children() {
      return sides;
    }
  }

  /** X → X ⊗ X. */
  record Copy(Space dom) implements Diagram {

    @Override
    public Space cod() {
      return dom.times(dom);
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      var out = new ArrayList<>(x);
      out.addAll(x);
      return out;
    }
  }

  /** X → I. */
  record Discard(Space dom) implements Diagram {

    @Override
    public Space cod() {
      return new Space(List.of());
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      return List.of();
    }
  }

  /** X ⊗ Y → Y ⊗ X. */
  record Swap(Space left, Space right) implements Diagram {

    @Override
    public Space dom() {
      return left.times(right);
    }

    @Override
    public Space cod() {
      return right.times(left);
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      int n = left.parts().size();
      var out = new ArrayList<>(x.subList(n, x.size()));
      out.addAll(x.subList(0, n));
      return out;
    }
  }

  /** A body that runs other diagrams: in training it differs where they do. */
  static Body running(Body body, Diagram... inside) {
    var all = List.of(inside);
    Body counted = Fewest.of(body, all);
    return all.stream().noneMatch(Diagram::differsInTraining)
        ? counted
        : new Trained(
            all.stream().flatMap(d -> d.statistics().stream()).distinct().toList(), counted);
  }

  /** Each row so many times, one after the other. */
  static List<Tensor> copies(List<Tensor> x, long times) {
    return x.stream().map(t -> Terms.each(t, r -> r.repeatInterleave(times, 0))).toList();
  }

  /** The copies of each row in an axis of their own. */
  static Tensor apart(Tensor y, int copies) {
    return y.reshape(y.shape().insert(1, copies).with(0, y.size(0) / copies).toArray());
  }
}
