package org.symm.kernels;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.symm.engine.Parameter;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.spaces.Points;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/**
 * The only source of randomness of a kernel: streams with names. A stream's numbers depend on the
 * seed of the run and on its name, so adding a box does not move another box's numbers. The second
 * box of one name in a diagram gets streams of its own.
 */
public final class Noise {

  /** Starts the path of a box without noise; no stream of a box with noise starts so. */
  private static final String SILENT = "\0";

  private final Map<String, Integer> boxes;
  private final String path;
  private final long rows;
  private final DType real;
  private final Outcomes outcomes;
  private final TrainingPass pass;
  private final Tensor before;

  /**
   * The noise of a part.
   *
   * @param outcomes where choices go through all their outcomes; null where they draw
   * @param pass the step of training; null in evaluation
   * @param before what each row counts in means over the rows of one row of the data, (rows), where
   *     outcomes around this part do not count equally; null where all rows do
   */
  private Noise(
      Map<String, Integer> boxes,
      String path,
      long rows,
      DType real,
      Outcomes outcomes,
      TrainingPass pass,
      Tensor before) {
    this.boxes = boxes;
    this.path = path;
    this.rows = rows;
    this.real = real;
    this.outcomes = outcomes;
    this.pass = pass;
    this.before = before;
  }

  /** The noise of a run with so many rows and real numbers of the given type. */
  public static Noise of(long rows, DType real) {
    return new Noise(new HashMap<>(), "", rows, real, null, null, null);
  }

  /** The same noise, read as a step of training. */
  public Noise training(TrainingPass step) {
    return new Noise(boxes, path, rows, real, outcomes, step, before);
  }

  /** The same noise, read as in evaluation. */
  Noise evaluation() {
    return new Noise(boxes, path, rows, real, outcomes, null, null);
  }

  /** Whether this run is a step of training. */
  public boolean isTraining() {
    return pass != null;
  }

  boolean isFrozen(Diagram.Box box) {
    return pass != null && pass.isFrozen(box);
  }

  /**
   * What each row counts in a mean over all rows: 1 in the sum over the rows that stand for one row
   * of the data, float64 (rows). Empty where all count the same.
   */
  public Optional<Tensor> shares() {
    if (outcomes == null) {
      return Optional.ofNullable(before);
    }
    Tensor own = outcomes.shares();
    return Optional.of(before == null ? own : own.mul(before));
  }

  /**
   * In training: s ← s + momentum (value − s) once the step is done, for a statistic of this box. A
   * box that is run twice in a step keeps both, one after the other.
   */
  public void keep(Parameter statistic, Tensor value, double momentum) {
    pass.change(statistic, value, momentum);
  }

  /**
   * In training: a named term of the loss from inside of a box, which must be a {@link
   * Body.Trained}; for what the box has worked out already.
   *
   * @param number a number for each row, (rows)
   */
  public void add(String term, double weight, Supplier<Tensor> number) {
    if (pass != null) {
      pass.add(term, weight, number.get(), shares().orElse(null));
    }
  }

  /** The terms that a box adds to the loss, of what it read. */
  Noise add(Diagram.Box box, List<Tensor> x) {
    for (Body.Term t : box.terms()) {
      List<Tensor> number = t.number().apply(x, this);
      CompositionChecks.oneNumber(box, t, number, rows);
      pass.add(t.name(), t.weight(), number.get(0), shares().orElse(null));
    }
    return this;
  }

  /** In place of choices, all their outcomes: on so many times the rows. */
  Noise over(int copies, Outcomes all) {
    Tensor each = before == null ? null : before.repeatInterleave(copies, 0);
    return new Noise(boxes, path, rows * copies, real, all, pass, each);
  }

  /** Rows of the run here. */
  public long rows() {
    return rows;
  }

  /** Element type of real numbers. */
  public DType real() {
    return real;
  }

  /** The noise of a box: its streams carry its name and how often the name came before. */
  Noise box(String name) {
    int n = boxes.merge(name, 1, Integer::sum);
    return n == 1 ? at(name + "/") : box(name + "#" + n);
  }

  /** No noise, for a box that was declared without: reading a stream is an error. */
  Noise silent(String name) {
    return at(SILENT + name);
  }

  private Noise at(String other) {
    return new Noise(boxes, other, rows, real, outcomes, pass, before);
  }

  /** The noise of a part that runs on k times the rows. */
  public Noise times(int k) {
    if (outcomes != null && k > 1) {
      throw CompositionChecks.meanOfOutcomes(k);
    }
    Tensor each =
        pass == null ? null : shares().map(s -> s.repeatInterleave(k, 0).div(k)).orElse(null);
    return new Noise(boxes, path, rows * k, real, outcomes, pass, each);
  }

  /** Runs a part with noise of its own once for rows that are equal so far. */
  List<Tensor> once(List<Tensor> x, Body f) {
    if (outcomes == null || outcomes.isExact()) {
      return f.apply(x, this);
    }
    outcomes.reads();
    return repeated(f.apply(equal(x), alike()));
  }

  /**
   * Runs a part, which may be on more rows, once for rows that no choice has told apart yet.
   *
   * @param random whether it reads noise
   */
  public List<Tensor> alike(boolean random, List<Tensor> x, Body f) {
    if (outcomes == null || path.startsWith(SILENT)) {
      return f.apply(x, this);
    }
    if (random) {
      drawn("values", u -> List.of());
    }
    return repeated(f.apply(equal(x), alike()));
  }

  private List<Tensor> equal(List<Tensor> x) {
    return x.stream().map(t -> Terms.each(t, r -> r.every(0, outcomes.block()))).toList();
  }

  /** The noise of rows that are equal so far, each once. */
  private Noise alike() {
    long block = outcomes.block();
    Tensor each =
        pass == null ? null : shares().map(s -> s.every(0, block).mul(block)).orElse(null);
    return new Noise(boxes, path, rows / block, real, null, pass, each);
  }

  private List<Tensor> repeated(List<Tensor> y) {
    return Diagram.copies(y, outcomes.block());
  }

  /** Draws: once for rows that are equal so far, so that outcomes share what is no choice. */
  private List<Tensor> drawn(String name, Function<Noise, List<Tensor>> draw) {
    if (outcomes == null || outcomes.isExact() || path.startsWith(SILENT)) {
      stream(name);
      return draw.apply(this);
    }
    outcomes.reads();
    return repeated(draw.apply(alike()));
  }

  /** The full name of a stream of this box. */
  public String stream(String name) {
    if (path.startsWith(SILENT)) {
      throw CompositionChecks.silent(path.substring(SILENT.length()), name);
    }
    if (outcomes != null) {
      throw CompositionChecks.notFinite(path + name);
    }
    return path + name;
  }

  /** Independent standard normal numbers, shape (rows, sizes…). */
  public Tensor normal(String name, long... sizes) {
    return drawn(name, u -> List.of(Draws.normal(u.stream(name), u.shape(sizes), real))).get(0);
  }

  /** As {@link #normal} if any of the conditions is true; else zeros, and nothing is drawn. */
  public Tensor normalIfAny(String name, Tensor conditions, long... sizes) {
    return drawn(
            name, u -> List.of(Draws.normalIfAny(u.stream(name), conditions, u.shape(sizes), real)))
        .get(0);
  }

  /** Independent uniform numbers in [0, 1), shape (rows, sizes…). */
  public Tensor uniform(String name, long... sizes) {
    return drawn(name, u -> List.of(Draws.uniform(u.stream(name), u.shape(sizes), real))).get(0);
  }

  /** Independent uniform permutations of 0 … n − 1, shape (rows, n). */
  public Tensor permutations(String name, long n) {
    return drawn(name, u -> List.of(Draws.permutations(u.stream(name), u.shape(), n))).get(0);
  }

  private Shape shape(long... sizes) {
    return Group.batch(rows, sizes);
  }

  /**
   * A choice: independent indices below m, one a row, with probabilities in proportion to weights
   * of shape (rows, m). Noise that has finitely many outcomes and so an exact reading.
   */
  public Tensor choice(String name, Tensor weights) {
    return outcomes == null || path.startsWith(SILENT)
        ? Draws.categorical(stream(name), weights.stopGradient())
        : outcomes.next(weights);
  }

  /** One of finitely many values for each row, drawn by their weights, or all in turn. */
  List<Tensor> choose(Body.Finite f, List<Tensor> x) {
    if (outcomes != null && !path.startsWith(SILENT)) {
      if (f.isRandom()) {
        drawn("values", u -> List.of());
      }
      return outcomes.next(f.values().apply(equal(x), alike()));
    }
    List<Tensor> all = f.values().apply(x, this);
    int last = all.size() - 1;
    Tensor at = choice("choice", all.get(last));
    return all.subList(0, last).stream()
        .map(t -> t.takeAlong(1, at.reshape(Shape.perRow(t.rank(), rows))).squeeze(1))
        .toList();
  }

  /** Independent elements of a compact group from its Haar probability; finite if the group is. */
  public Element haar(String name, Group g) {
    Optional<Points> all =
        outcomes == null || path.startsWith(SILENT)
            ? Optional.empty()
            : Points.all(Spaces.elements(g));
    return new Element(
        g,
        all.isPresent()
            ? all.get()
                .at(outcomes.next(Tensors.ones(Shape.of(rows, all.get().size()), real)), real)
            : drawn(name, u -> g.haar(u.stream(name), u.rows, real).parts()));
  }
}
