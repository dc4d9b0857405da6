package org.symm.learning;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import org.symm.display.Progress;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.tensor.Seeds;

/** The loop: steps, epochs, validation, the best so far, and every way to end. */
final class Training {

  /** Losses are read back from the device after so many steps. */
  private static final int READ = 50;

  /** Rates are checked before the first step for so many steps, and each at its own step. */
  private static final long LOOK_AHEAD = 1_000_000;

  private static final String RUNNING = "running";
  private static final String DIVERGED = "diverged";

  private final Settings s;
  private final Map<String, String> provenance;
  private final State state;
  private final List<String> terms;
  private final int batch;
  private final int full;
  private final int rest;
  private final int perEpoch;
  private final Step step;
  private final Step shorter;
  private final Evaluation validation;
  private final List<Epoch> history = new ArrayList<>();
  private int best;
  private long done;

  /** From the start, or from where a run stopped. */
  Training(Experiment experiment, Run from) {
    this.s = experiment.settings;
    this.provenance = s.provenance();
    if (from != null) {
      experiment.check(from);
      resumable(from);
    }
    Refused.unless(
        !s.learned().isEmpty(),
        "\"%s\" has nothing to learn%s.",
        s.model.name(),
        s.frozen.isEmpty() ? "" : ": all its parameters are frozen");
    long n = s.training.rows();
    batch = s.rowsOfStep();
    full = (int) (n / batch);
    rest = (int) (n % batch);
    perEpoch = s.stepsPerEpoch();
    start();
    terms = Step.terms(s);
    state = new State(s, perEpoch, terms.size());
    if (from != null) {
      state.restore(from.arrays());
      history.addAll(from.history());
      best = from.best();
      done = from.steps();
    }
    step = new Step(s, state, batch, full);
    shorter = rest == 0 ? null : new Step(s, state, rest, 1);
    state
        .notFinite()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  name + " is not finite before the first step; start from finite numbers.");
            });
    validation = s.validation == null ? null : new Evaluation(s.evaluation, s.loss, s.validation);
  }

  private static void resumable(Run run) {
    Refused.unless(
        !run.ending().equals("diverged"),
        "this run has diverged: what it would go on from is not finite. run.restore(model) gives the model its best parameters, and experiment.warm() starts from them.");
  }

  private void start() {
    s.model.init(Seeds.of(s.seed, "parameters"));
    for (int i = 0; i < s.start.size(); i++) {
      s.model.state().get(i).set(s.start.get(i));
    }
  }

  /**
   * Trains until so many steps are done and so many epochs closed, in all; an interrupt, or a
   * listener that has enough, ends it before.
   */
  Run run(long limit, int epochs, Listener listener) {
    for (long step = done; step < Math.min(limit, done + LOOK_AHEAD); step++) {
      s.rate(step);
    }
    try {
      listener.begin(done, limit);
      boolean early = loop(limit, epochs, listener);
      end(tested(early ? "stopped early" : "finished"), listener);
    } catch (TrainingDiverged diverged) {
      listener.end(diverged.run());
      throw diverged;
    } catch (CancellationException stop) {
      cancel(listener);
    } catch (RuntimeException | Error other) {
      try {
        if (over == null) {
          listener.end(finish("failed"));
        }
      } catch (RuntimeException | Error more) {
        other.addSuppressed(more);
      }
      throw other;
    }
    return over;
  }

  /** How it ended; the listener has been told. */
  private Run over;

  private void end(Run run, Listener listener) {
    save(run, listener);
    over = run;
    listener.end(run);
  }

  /** The thread stays interrupted, so that a loop of trainings stops; files need it not to be. */
  private void cancel(Listener listener) {
    if (over != null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      finite();
      end(finish("cancelled"), listener);
    } catch (TrainingDiverged diverged) {
      listener.end(diverged.run());
      throw diverged;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether the last checkpoint could not be saved, which is said once. */
  private boolean unsaved;

  private void save(Run run, Listener listener) {
    if (s.checkpoint == null) {
      return;
    }
    try {
      run.save(s.checkpoint);
      unsaved = false;
    } catch (UncheckedIOException e) {
      if (!unsaved || !run.ending().equals(RUNNING)) {
        boolean more = run.ending().equals(RUNNING);
        String next = more ? "; the training goes on, and tries again." : ".";
        listener.warning(e.getMessage() + next);
      }
      unsaved = true;
    }
  }

  /** Whether the arrays after the last step were asked for: afterwards the model has the best. */
  private boolean finishing;

  /** The arrays after the last step, once the model has the best parameters in their place. */
  private Map<String, Array> ended;

  private Run finish(String ending) {
    if (ended == null) {
      if (finishing) {
        throw new IllegalStateException("The arrays of the last step could not be copied.");
      }
      finishing = true;
      try {
        ended = state.copies();
      } finally {
        state.finish();
      }
    }
    return run(ending, ended);
  }

  /** With the losses of the test rows; one that is infinite or not a number is no good end. */
  private Run tested(String ending) {
    Run run = finish(ending);
    if (s.test == null) {
      return run;
    }
    double[] losses =
        new Evaluation(s.tested(), s.loss, s.test).losses(s.test, Seeds.of(s.seed, "test"));
    var arrays = new LinkedHashMap<>(run.arrays());
    arrays.put("test", Array.of(losses));
    for (int i = 0; i < losses.length; i++) {
      if (!Double.isFinite(losses[i])) {
        throw diverged("the loss of row " + i + " of the test data is " + losses[i]);
      }
    }
    return run(ending, arrays);
  }

  private Run run(String ending, Map<String, Array> arrays) {
    return new Run(provenance, s.configuration(), List.copyOf(history), best, done, ending, arrays);
  }

  /** What is not finite is not kept: of a training that has diverged, the best parameters are. */
  private TrainingDiverged diverged(String where) {
    var kept = new LinkedHashMap<>(finish(DIVERGED).arrays());
    kept.keySet().removeIf(name -> !name.startsWith("best/"));
    return new TrainingDiverged(where, reason(), run(DIVERGED, kept));
  }

  /** What may be behind it: numbers of the data that are not finite, or steps that are too long. */
  private String reason() {
    return fault("training", s.training)
        .or(() -> fault("validation", s.validation))
        .or(() -> fault("test", s.test))
        .map(place -> place + " is not finite; leave such rows out or fill them in.")
        .orElse("Try a smaller learning rate or clip(1), and see where the loss may be infinite.");
  }

  private static Optional<String> fault(String name, DataSource source) {
    return source instanceof Through t
        ? fault(name, t.data())
        : source instanceof Data data
            ? data.notFinite().map(row -> "In the " + name + " data, " + row)
            : Optional.empty();
  }

  private void finite() {
    state
        .notFinite()
        .ifPresent(
            name -> {
              throw diverged(name + " is not finite after step " + done);
            });
  }

  /** Whether patience ended it. */
  private boolean loop(long limit, int epochs, Listener listener) {
    while (true) {
      if (history.size() < Math.min(epochs, done / perEpoch)) {
        epochEnd(epochs, listener);
      }
      if (done >= limit || left() <= 0) {
        return false;
      }
      if (s.patience > 0 && history.size() - best >= s.patience) {
        return true;
      }
      steps(limit, listener);
    }
  }

  /** The epochs that there is time for, the present one among them. */
  private double left() {
    double spent = history.stream().mapToDouble(Epoch::seconds).filter(t -> t > 0).sum();
    double open = done % perEpoch == 0 ? 0 : 1;
    return spent == 0
        ? Double.POSITIVE_INFINITY
        : Math.max(open, Math.ceil((s.seconds - spent) / spent * history.size()));
  }

  private long epochStart;

  /** Steps of the present epoch that were made here, not in the run that this one goes on from. */
  private double epochSteps = Double.NaN;

  /** The steps of the present epoch that are still to do. */
  private void steps(long limit, Listener listener) {
    epochStart = System.nanoTime();
    long epoch = done / perEpoch;
    long expected = (long) Math.min(limit, (epoch + left()) * perEpoch);
    long[] order =
        Data.permutation(
            Math.toIntExact(s.training.rows()), Seeds.of(Seeds.of(s.seed, "order"), epoch));
    int cut = full * batch;
    try (Array most = Array.of(Arrays.copyOf(order, cut));
        Array last = rest == 0 ? null : Array.of(Arrays.copyOfRange(order, cut, order.length))) {
      int checked = (int) (done % perEpoch);
      epochSteps = perEpoch - checked;
      for (int place = checked; place < perEpoch && done < limit; place++) {
        Progress.check();
        if (place < full) {
          step.run(most, place, place, done);
        } else {
          shorter.run(last, 0, place, done);
        }
        done++;
        if (done % READ == 0 || place == perEpoch - 1 || done == limit) {
          check(checked, place);
          checked = place + 1;
        }
        listener.step(done, expected);
      }
    }
  }

  private void check(int from, int to) {
    double[] losses = state.losses.doubles();
    for (int i = from; i <= to; i++) {
      if (!Double.isFinite(losses[i])) {
        long at = done - to + i;
        throw diverged(
            "the loss of step %s (epoch %s) is %s".formatted(at, history.size() + 1, losses[i]));
      }
    }
    if (terms.isEmpty()) {
      return;
    }
    double[] values = state.terms.doubles();
    for (int i = from * terms.size(); i < (to + 1) * terms.size(); i++) {
      if (!Double.isFinite(values[i])) {
        throw diverged(
            "the term \"%s\" of step %s (epoch %s) is %s"
                .formatted(
                    terms.get(i % terms.size()),
                    done - to + i / terms.size(),
                    history.size() + 1,
                    values[i]));
      }
    }
  }

  /** The mean over the epoch's rows of what steps came to, for means over the rows of each. */
  private double mean(IntToDoubleFunction ofStep) {
    double sum = 0;
    for (int i = 0; i < perEpoch; i++) {
      sum += ofStep.applyAsDouble(i) * (i < full ? batch : rest);
    }
    return sum / s.training.rows();
  }

  private Map<String, Double> epochTerms() {
    var out = new LinkedHashMap<String, Double>();
    double[] values = terms.isEmpty() ? new double[0] : state.terms.doubles();
    for (int t = 0; t < terms.size(); t++) {
      int at = t;
      out.put(terms.get(t), mean(i -> values[i * terms.size() + at]));
    }
    return out;
  }

  private void epochEnd(int epochs, Listener listener) {
    int number = history.size() + 1;
    double[] losses = state.losses.doubles();
    double seconds = (System.nanoTime() - epochStart) / 1e9 / epochSteps * perEpoch;
    finite();
    double measured = validate(number);
    boolean better =
        s.validation == null
            || (!Double.isNaN(measured)
                && (best == 0 || measured < history.get(best - 1).validation()));
    if (better) {
      state.keepBest();
      best = number;
    }
    var epoch =
        new Epoch(number, mean(i -> losses[i]), measured, s.rate(done - 1), seconds, epochTerms());
    history.add(epoch);
    if (s.checkpoint != null) {
      var copies = state.copies();
      try {
        save(run(RUNNING, copies), listener);
      } finally {
        copies.values().forEach(Array::close);
      }
    }
    listener.epoch(epoch, epochs);
  }

  private double validate(int number) {
    if (validation == null || number % s.every != 0) {
      return Double.NaN;
    }
    long seed = Seeds.of(s.seed, "validation");
    double loss = state.judging(() -> new Losses(validation.losses(s.validation, seed)).mean());
    if (!Double.isFinite(loss)) {
      throw diverged("the validation loss of epoch " + number + " is " + loss);
    }
    return loss;
  }
}
