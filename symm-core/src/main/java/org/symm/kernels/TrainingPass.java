package org.symm.kernels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symm.engine.Parameter;
import org.symm.tensor.Tensor;
import org.symm.tensor.Update;

/**
 * One run of a diagram as a step of training runs it: boxes that compute something else in training
 * do so, and leave here new values of their statistics and named terms of the loss. Evaluation,
 * certificates and {@link Kernel#run} have none.
 */
public final class TrainingPass {

  private final long rows;
  private final Set<Parameter> frozen;
  private final List<Change> changes = new ArrayList<>();
  private final Map<String, Tensor> terms = new LinkedHashMap<>();
  private final Map<String, Double> weights = new LinkedHashMap<>();

  /** s ← s + momentum (value − s), once the step is done. */
  private record Change(Parameter statistic, Tensor value, double momentum) {}

  /**
   * A pass through so many rows of the data.
   *
   * @param frozen parameters and statistics that this training does not change; boxes that have
   *     only such run as in evaluation
   */
  public TrainingPass(long rows, Set<Parameter> frozen) {
    this.rows = rows;
    this.frozen = Set.copyOf(frozen);
  }

  boolean isFrozen(Diagram.Box box) {
    var own = new ArrayList<>(box.parameters());
    own.addAll(box.statistics());
    return !own.isEmpty() && frozen.containsAll(own);
  }

  void change(Parameter statistic, Tensor value, double momentum) {
    changes.add(new Change(statistic, value.stopGradient().to(statistic.dtype()), momentum));
  }

  /** Adds a term: numbers of the rows of a box, of which each counts by its share. */
  void add(String name, double weight, Tensor number, Tensor shares) {
    Tensor counted =
        shares == null
            ? number.reshape(rows, -1).mean(1)
            : number.mul(shares.to(number.dtype())).reshape(rows, -1).sum(1);
    terms.merge(name, counted, Tensor::add);
    Double before = weights.putIfAbsent(name, weight);
    if (before != null && before != weight) {
      throw CompositionChecks.twoWeights(name, before, weight);
    }
  }

  /**
   * The terms by name, a number for each row of the data, (rows): means over samples and frames.
   */
  public Map<String, Tensor> terms() {
    return Map.copyOf(terms);
  }

  /** What a term counts in the loss, as its box says. */
  public double weight(String term) {
    return weights.get(term);
  }

  /** The statements that update the statistics, one after the other. */
  public List<Update> updates() {
    return changes.stream()
        .map(c -> Update.lerp(List.of(c.statistic.tensor()), List.of(c.value), c.momentum))
        .toList();
  }
}
