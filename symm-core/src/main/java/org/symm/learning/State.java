package org.symm.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * The arrays that a training changes: those of parameters and statistics, their running average,
 * the optimiser's buffers, the best so far, and the losses of the epoch.
 */
final class State {

  /** All that the model stores: its parameters, then its statistics. */
  final List<Parameter> stored;

  /** The parameters that change. */
  final List<Parameter> learned;

  /** The running average of what is stored; empty if there is none. */
  final List<Array> average = new ArrayList<>();

  final List<List<Array>> buffers = new ArrayList<>();
  final List<Array> best;

  /** The loss of each step of the epoch, float64. */
  final Array losses;

  /** The terms of each step of the epoch, float64 (steps, terms); null if there are none. */
  final Array terms;

  private static final String LOSSES = "losses";
  private static final String TERMS = "terms";

  private final Program finite;

  /** A fresh state beside the model's present values, which become the training's own. */
  State(Settings s, int steps, int terms) {
    stored = s.model.state();
    learned = s.learned();
    stored.forEach(p -> p.set(p.value().copy()));
    best = values().stream().map(Array::copy).toList();
    if (s.average > 0) {
      values().forEach(a -> average.add(a.copy()));
    }
    for (int i = 0; i < s.optimiser.buffers(); i++) {
      buffers.add(learned.stream().map(p -> p.value().map(x -> x.mul(0))).toList());
    }
    losses = Array.of(new double[steps]);
    this.terms = terms == 0 ? null : Array.of(new double[steps * terms], steps, terms);
    finite = zeros();
  }

  /** The name of an array that training goes on from and that holds a number that is not finite. */
  Optional<String> notFinite() {
    if (Double.isFinite(sum(finite))) {
      return Optional.empty();
    }
    return named().entrySet().stream()
        .filter(e -> !e.getKey().equals(LOSSES) && !e.getKey().equals(TERMS))
        .filter(e -> !Arrays.stream(e.getValue().doubles()).allMatch(Double::isFinite))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Σ 0 x over all numbers x, in float64: 0, or not a number where one of them is not finite. */
  private Program zeros() {
    var all = new ArrayList<Tensor>(stored.stream().map(Parameter::tensor).toList());
    Stream.concat(Stream.of(average), buffers.stream())
        .flatMap(List::stream)
        .forEach(a -> all.add(a.tensor()));
    Tensor sum =
        all.stream().map(x -> x.mul(0).sum().to(DType.FLOAT64)).reduce(Tensor::add).orElseThrow();
    return Program.of("what is not finite", List.of(), List.of(sum));
  }

  private static double sum(Program zeros) {
    try (Array a = zeros.run(0).get(0)) {
      return a.doubles()[0];
    }
  }

  List<Array> values() {
    return stored.stream().map(Parameter::value).toList();
  }

  /** What is validated and kept: the average if there is one. */
  List<Array> judged() {
    return average.isEmpty() ? values() : average;
  }

  void keepBest() {
    for (int i = 0; i < best.size(); i++) {
      best.get(i).overwrite(judged().get(i));
    }
  }

  /** Measures something with the judged values in the parameters' place. */
  double judging(DoubleSupplier measure) {
    var own = values();
    put(judged());
    try {
      return measure.getAsDouble();
    } finally {
      put(own);
    }
  }

  /** Leaves the best parameters in the model. */
  void finish() {
    put(best.stream().map(Array::copy).toList());
  }

  private void put(List<Array> values) {
    for (int i = 0; i < values.size(); i++) {
      stored.get(i).set(values.get(i));
    }
  }

  /** All arrays by name: the present ones, not copies. */
  private Map<String, Array> named() {
    var out = new LinkedHashMap<String, Array>();
    name(out, "best", stored, best);
    name(out, "last", stored, values());
    name(out, "average", stored, average);
    for (int i = 0; i < buffers.size(); i++) {
      name(out, "buffer" + i, learned, buffers.get(i));
    }
    out.put(LOSSES, losses);
    if (terms != null) {
      out.put(TERMS, terms);
    }
    return out;
  }

  private static void name(
      Map<String, Array> into, String group, List<Parameter> of, List<Array> arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      into.put(group + "/" + i + "/" + of.get(i).name(), arrays.get(i));
    }
  }

  /** Copies of all arrays by name. */
  Map<String, Array> copies() {
    var out = new LinkedHashMap<String, Array>();
    named().forEach((k, a) -> out.put(k, a.copy()));
    return out;
  }

  /** Goes back to stored arrays; stops with what is missing or does not fit. */
  void restore(Map<String, Array> stored) {
    named()
        .forEach(
            (k, a) -> {
              Array b = stored.get(k);
              if (b == null || !b.type().equals(a.type())) {
                String there = b == null ? "no array" : b.type() + " as";
                throw new IllegalArgumentException(
                    "the run does not fit this experiment: it has %s \"%s\", the experiment needs %s."
                        .formatted(there, k, a.type()));
              }
              a.overwrite(b);
            });
  }
}
