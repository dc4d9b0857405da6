package org.symm.learning;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  Settings(Kernel model, DataSource training) {
    this.model = Objects.requireNonNull(model, "model");
    this.training = Objects.requireNonNull(training, "training");
    this.evaluation = model;
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

  int stepsPerEpoch() {
    long size = Math.min(batch, training.rows());
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
