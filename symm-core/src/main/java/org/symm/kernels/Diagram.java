package org.symm.kernels;

import java.util.ArrayList;
import java.util.List;
import org.symm.engine.Parameter;
import org.symm.groups.Slot;
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
  default List<Body.Term> terms() {
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
    public List<Body.Term> terms() {
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

  /** Each row so many times, one after the other. */
  static List<Tensor> copies(List<Tensor> x, long times) {
    return x.stream().map(t -> Terms.each(t, r -> r.repeatInterleave(times, 0))).toList();
  }

  /** The copies of each row in an axis of their own. */
  static Tensor apart(Tensor y, int copies) {
    return y.reshape(y.shape().insert(1, copies).with(0, y.size(0) / copies).toArray());
  }
}
