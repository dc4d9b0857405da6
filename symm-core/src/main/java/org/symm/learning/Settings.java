package org.symm.learning;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.kernels.Kernel;

/** The settings of an {@link Experiment}: a value, changed by {@link #with} alone. */
final class Settings implements Cloneable {

  final Kernel model;
  final DataSource training;
  Kernel evaluation;

  /** The kernel for the test; null for that of the validation. */
  Kernel tested;

  Data validation;
  Data test;
  Loss loss = Loss.meanSquaredError();
  Optimiser optimiser = Optimiser.adam();
  Schedule schedule = Schedule.constant(1e-3);
  int epochs = 100;
  double seconds = Double.POSITIVE_INFINITY;
  int batch = 100;
  long seed;
  List<Array> start = List.of();
  double clip;
  double average;
  int patience;
  int every = 1;
  Path checkpoint;

  /** What terms count, where that is not what their boxes say. */
  Map<String, Double> weights = Map.of();

  /** Parameters and statistics that do not change. */
  List<Parameter> frozen = List.of();

  /** Factors on the rate, for parameters for which it is not 1. */
  Map<Parameter, Double> rates = Map.of();

  /** Batches of a step. */
  int accumulate = 1;

  /** Settings that runs of earlier versions do not name, as they are unless set. */
  static final Map<String, String> LATER =
      Map.of("terms", "{}", "frozen", "none", "rates", "{}", "accumulate", "1");

  Settings(Kernel model, DataSource training) {
    this.model = Objects.requireNonNull(model, "model");
    this.training = Objects.requireNonNull(training, "training");
    this.evaluation = model;
    if (training instanceof Through t) {
      Refused.unless(
          t.kernel().parameters().stream().noneMatch(model.parameters()::contains),
          "rows pass \"%s\", which has parameters of the model; no gradient passes there. Give it"
              + " parameters of its own.",
          t.kernel().name());
    }
  }

  /** These settings with a change. */
  Settings with(Consumer<Settings> change) {
    try {
      var s = (Settings) clone();
      change.accept(s);
      return s;
    } catch (CloneNotSupportedException never) {
      throw new AssertionError(never);
    }
  }

  Kernel tested() {
    return tested == null ? evaluation : tested;
  }

  /** Rows of a step, but for the last of an epoch. */
  int rowsOfStep() {
    return (int) Math.min((long) batch * accumulate, training.rows());
  }

  /** What changes in training, of what is learned. */
  List<Parameter> learned() {
    return model.parameters().stream().filter(p -> !frozen.contains(p)).toList();
  }

  int stepsPerEpoch() {
    long size = rowsOfStep();
    return Math.toIntExact((training.rows() + size - 1) / size);
  }

  /**
   * The rate of a step.
   *
   * @throws IllegalArgumentException if the schedule gives none
   */
  double rate(long step) {
    double rate = schedule.rate(step);
    return Schedule.isRate(rate)
        ? rate
        : Schedule.checked("the rate of step " + step + ", by " + text(schedule) + ",", rate);
  }

  /** What is trained and how, as texts by name. */
  Map<String, String> configuration() {
    var out = new LinkedHashMap<String, String>();
    out.put("model", model.toString());
    out.put("evaluation", evaluation.toString());
    out.put("tested", tested().toString());
    out.put(
        "parameters",
        model.parameters().stream().map(Parameter::toString).collect(Collectors.joining(", ")));
    out.put("loss", loss.name());
    out.put("optimiser", text(optimiser));
    out.put("schedule", text(schedule));
    out.put("epochs", String.valueOf(epochs));
    out.put("seconds", String.valueOf(seconds));
    out.put("batch", String.valueOf(batch));
    out.put("stepsPerEpoch", String.valueOf(stepsPerEpoch()));
    out.put("seed", String.valueOf(seed));
    out.put("start", start.isEmpty() ? "from the seed" : Data.hash(start));
    out.put("clip", String.valueOf(clip));
    out.put("average", String.valueOf(average));
    out.put("patience", String.valueOf(patience));
    out.put("validateEvery", String.valueOf(every));
    out.put("terms", new TreeMap<>(weights).toString());
    out.put("frozen", frozen.isEmpty() ? "none" : numbers(frozen).toString());
    out.put("rates", factors().toString());
    out.put("accumulate", String.valueOf(accumulate));
    return out;
  }

  /** Which of the model's stored numbers these are. */
  private List<Integer> numbers(Collection<Parameter> some) {
    var all = model.state();
    return some.stream().map(all::indexOf).sorted().toList();
  }

  /** The factors on rates, by the parameters' numbers. */
  private Map<List<Integer>, Double> factors() {
    var out = new LinkedHashMap<List<Integer>, Double>();
    rates.values().stream()
        .distinct()
        .sorted()
        .forEach(
            f ->
                out.put(
                    numbers(rates.keySet().stream().filter(p -> rates.get(p).equals(f)).toList()),
                    f));
    return out;
  }

  /** A record says what it is; a lambda's own text changes from process to process. */
  private static String text(Object o) {
    return o.getClass().isHidden() ? "a function" : o.toString();
  }

  /** The hashes of the data. */
  String data() {
    return Stream.of(training, validation, test)
        .map(d -> d == null ? "none" : d.hash())
        .collect(Collectors.joining(" "));
  }

  /** Where a run's numbers come from, with the hashes of the data. */
  Map<String, String> provenance() {
    return Provenance.now(data());
  }
}
