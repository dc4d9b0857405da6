package org.symm.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Trivial;
import org.symm.spaces.Masks;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;

/**
 * A Markov kernel k: X → Y, held as a string diagram, together with the group it is equivariant
 * for: k(dy | g·x) = g·k(dy | x), the law of the outputs. A kernel that reads no noise is a
 * function.
 *
 * <p>A value: composing makes new kernels and changes none. Its parameters are shared, so training
 * a composite trains its parts.
 *
 * <pre>{@code
 * var f = deepSets(X, X, 64).to(O(3).times(S(5)), haar(O(3))).to(E(3).times(S(5)), centroid());
 * Array y = f.apply(seed, x);
 * }</pre>
 */
public class Kernel {

  private final String name;
  private final Group group;
  private final Diagram diagram;
  private Runner runner;

  /** A kernel from its diagram; the group must act on both ends. */
  protected Kernel(String name, Group group, Diagram diagram) {
    Refused.ifNull(name, "the name of a kernel");
    Refused.ifNull(group, "the group that \"%s\" is equivariant for", name);
    Refused.ifNull(diagram, "the diagram of \"%s\"", name);
    CompositionChecks.acts(name, diagram.dom(), "domain", group);
    CompositionChecks.acts(name, diagram.cod(), "codomain", group);
    this.name = name;
    this.group = group;
    this.diagram = diagram;
  }

  /** The name that errors and drawings use. */
  public String name() {
    return name;
  }

  /** X. */
  public Space dom() {
    return diagram.dom();
  }

  /** Y. */
  public Space cod() {
    return diagram.cod();
  }

  /** The group that this kernel is equivariant for, by construction or by its author's word. */
  public Group group() {
    return group;
  }

  /**
   * Whether this kernel is known to be equivariant for a group: one in its own, or one that leaves
   * every point of domain and codomain where it is.
   */
  public boolean isEquivariantFor(Group g) {
    Refused.ifNull(g, "the group that \"%s\" may be equivariant for", name);
    return g.isIn(group) || (dom().isFixedBy(g) && cod().isFixedBy(g));
  }

  /** The string diagram. */
  public Diagram diagram() {
    return diagram;
  }

  /** The same kernel under another name. */
  public Kernel named(String other) {
    return new Kernel(other, group, diagram);
  }

  /** The same kernel, taken to be equivariant for a smaller group only. */
  public Kernel restrictedTo(Group smaller) {
    if (!isEquivariantFor(smaller)) {
      smaller.into(group);
    }
    return new Kernel(name, smaller, diagram);
  }

  /**
   * This kernel followed by another: equivariant for the largest group known for which both are.
   */
  public Kernel then(Kernel next) {
    Refused.ifNull(next, "the kernel after \"%s\"", name);
    if (!cod().equals(next.dom())) {
      throw CompositionChecks.compose(this, next);
    }
    return new Kernel(
        name + ", " + next.name,
        CommonGroup.of(this, next),
        new Diagram.Sequence(dom(), List.of(diagram, next.diagram)));
  }

  /** This kernel beside another: X ⊗ X′ → Y ⊗ Y′. */
  public Kernel beside(Kernel other) {
    Refused.ifNull(other, "the kernel beside \"%s\"", name);
    return new Kernel(
        name + " ⊗ " + other.name,
        CommonGroup.of(this, other),
        new Diagram.Beside(List.of(diagram, other.diagram)));
  }

  /** The kernel inside a named frame of the drawing. */
  public Kernel framed(String title) {
    Refused.ifNull(title, "the title of a frame around \"%s\"", name);
    return new Kernel(title, group, new Framed.Region(title, diagram));
  }

  /**
   * The mean of K independent samples, y = (1/K) Σ yₖ, at B·K rows in one program. Equivariant for
   * the same group, exactly in law; as K grows it tends to the function x ↦ E[y | x].
   *
   * <p>Into Y ⊗ present(n) it is the mean in Y, and the mask on which all samples of a row agree;
   * where they do not, the run stops.
   *
   * @throws IllegalArgumentException if the codomain, apart from masks, is not convex
   */
  public Kernel mean(int samples) {
    Refused.unless(samples >= 1, "a mean needs at least one sample, not %s", samples);
    averages();
    return new Kernel(
        "mean of " + samples + ": " + name,
        group,
        new Framed.Mean(samples, Framed.Masked.around(diagram)));
  }

  /**
   * The mean ave(k)(x) = E[y | x] over all outcomes of the choices from finitely many, as from a
   * finite group or a frame, each with its probability: the exact average, on as many times the
   * rows as there are outcomes. Noise of other kinds is shared by the outcomes of a row, and the
   * mean is given that noise; without any, it is an equivariant function. With such noise it is
   * equivariant in law where the noise is a frame's own, or where what is averaged was equivariant
   * for nothing before. Not always: u for x &lt; 0 and ±u otherwise, with u ~ N(0, 1) and a fair
   * sign, is O(1)-equivariant in law, its mean over signs is not; then {@link #mean(int)} is what
   * keeps it.
   *
   * @throws IllegalArgumentException as for {@link #mean(int)}, or if there is noise and none of it
   *     is a choice from finitely many
   */
  public Kernel mean() {
    averages();
    Outcomes.Count all = Outcomes.count(diagram);
    if (all.random() && all.outcomes() == 1) {
      throw CompositionChecks.noChoices(this);
    }
    return new Kernel(
        "mean: " + name,
        group,
        new Framed.Expectation(Framed.Masked.around(diagram), all.random()));
  }

  /** Stops if averages of outputs are no outputs. */
  private void averages() {
    if (!Masks.without(cod()).isConvex()) {
      throw CompositionChecks.notConvex(this);
    }
  }

  /** This kernel symmetrised along φ: H → G. */
  public Kernel along(Hom phi, Symmetriser gamma) {
    Refused.ifNull(phi, "the homomorphism along which to symmetrise \"%s\"", name);
    Refused.ifNull(gamma, "the Γ that symmetrises \"%s\" along %s", name, phi);
    return gamma.symmetrise(this, phi);
  }

  /**
   * This kernel symmetrised along the canonical inclusion of its group in a larger one.
   *
   * @throws IllegalArgumentException if none is known, as from S(5) to O(3): name the group for
   *     both, O(3)×S(5), or give up the smaller by {@link #restrictedTo}
   */
  public Kernel to(Group larger, Symmetriser gamma) {
    Refused.ifNull(larger, "the group to which to symmetrise \"%s\"", name);
    if (!group.isIn(larger)) {
      throw CompositionChecks.notLarger(this, larger);
    }
    return along(group.into(larger), gamma);
  }

  /** The parameters, each once, in the order of the diagram. */
  public List<Parameter> parameters() {
    return diagram.parameters().stream().distinct().toList();
  }

  /** What training keeps beside the parameters, as running means of batch norm: each once. */
  public List<Parameter> statistics() {
    return diagram.statistics();
  }

  /** All stored numbers: the parameters, then the statistics. */
  public List<Parameter> state() {
    return Stream.concat(parameters().stream(), statistics().stream()).distinct().toList();
  }

  /**
   * The same kernel, which adds a term to the loss when it is trained: weight · E[number(y)], the
   * mean over rows, samples and outcomes. Histories show it by its name; evaluation and
   * certificates know nothing of it.
   *
   * @param number a kernel Y → scalars(1), which may have parameters and noise; it need not be
   *     invariant
   */
  public Kernel penalised(String term, double weight, Kernel number) {
    Refused.ifNull(term, "the name of a term of \"%s\"", name);
    Refused.ifNull(number, "what the term \"%s\" adds to the loss of \"%s\"", term, name);
    CompositionChecks.term(this, term, weight, number);
    Body same = (y, u) -> y;
    var terms =
        List.of(
            new Body.Term(
                term,
                weight,
                (y, u) -> List.of(number.diagram.run(y, u).get(0).reshape(u.rows()))));
    Diagram box =
        new Diagram.Box(
            term,
            cod(),
            cod(),
            new Body.Penalised(new Body.Running(List.of(number.diagram), same), terms),
            number.parameters(),
            false);
    return new Kernel(name, group, new Diagram.Sequence(dom(), List.of(diagram, box)));
  }

  /** Count of learned numbers. */
  public long parameterCount() {
    return parameters().stream().mapToLong(p -> p.shape().count()).sum();
  }

  /**
   * Starts all parameters and statistics afresh; the seed and their order in the diagram fix the
   * values.
   */
  public Kernel init(long seed) {
    var all = state();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).init(Seeds.of(seed, i + "/" + all.get(i).name()));
    }
    return this;
  }

  /** Starts the parameters and statistics that have no value yet. */
  public void ready() {
    var all = state();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).initialised()) {
        all.get(i).init(Seeds.of(0, i + "/" + all.get(i).name()));
      }
    }
  }

  /** Whether the diagram has a box that reads noise. */
  public boolean isStochastic() {
    return diagram.isRandom();
  }

  /** The types of real numbers that this kernel runs in, float64 first. */
  public List<DType> precisions() {
    return diagram.precisions();
  }

  /**
   * One sample of the output for each row of the input.
   *
   * @param seed fixes the noise
   * @param x one array for each part of the domain, rows first, real numbers all float32 or all
   *     float64
   * @return one array for each part of the codomain
   */
  public List<Array> run(long seed, List<Array> x) {
    return runner().run(this, seed, x);
  }

  /**
   * As {@link #run}, the same numbers, for many rows: with a progress bar, and stopped within a
   * chunk of rows by an interrupt.
   *
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public List<Array> predict(long seed, List<Array> x) {
    return runner().predict(this, seed, x);
  }

  /**
   * So many independent samples of a kernel that starts from I, with real numbers of the given
   * type.
   */
  public List<Array> sample(long seed, long rows, DType real) {
    Refused.ifNull(real, "the element type of samples of \"%s\"", name);
    Refused.unless(rows >= 1, "\"%s\" gives 1 sample and more, not %s.", name, rows);
    return runner().sample(this, seed, rows, real);
  }

  private synchronized Runner runner() {
    runner = runner == null ? Runner.of(this) : runner;
    return runner;
  }

  /** One sample for each row, for a codomain held in one array. */
  public Array apply(long seed, Array... x) {
    Refused.ifNull(x, "the inputs of \"%s\"", name);
    var out = run(seed, Arrays.asList(x));
    if (out.size() != 1) {
      throw Refused.because(
          "\"%s\" returns %s arrays; use run(seed, inputs) to get all of them.", name, out.size());
    }
    return out.get(0);
  }

  /** As in {@code deepSets: points(5, 3) → points(5, 3), equivariant for S(5)}. */
  @Override
  public String toString() {
    String equivariant = group instanceof Trivial ? "" : ", equivariant for " + group;
    return name + ": " + dom() + " → " + cod() + equivariant;
  }
}
