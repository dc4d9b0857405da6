package org.symm.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.symm.display.Progress;
import org.symm.tensor.Array;
import org.symm.tensor.Seeds;

/** The loop: steps, epochs, validation, the best so far, and every way to end. */
final class Training {

  /** Losses are read back from the device after so many steps. */
  private static final int READ = 50;

  private final Settings s;
  private final Map<String, String> provenance;
  private final State state;
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
    }
    if (s.model.parameters().isEmpty()) {
      throw new IllegalArgumentException("\"" + s.model.name() + "\" has nothing to learn.");
    }
    long n = s.training.rows();
    batch = (int) Math.min(s.batch, n);
    full = (int) (n / batch);
    rest = (int) (n % batch);
    perEpoch = s.stepsPerEpoch();
    start();
    state = new State(s.model.parameters(), s.average > 0, s.optimiser.buffers(), perEpoch);
    if (from != null) {
      state.restore(from.arrays());
      history.addAll(from.history());
      best = from.best();
      done = from.steps();
    }
    step = new Step(s, state, batch, full);
    shorter = rest == 0 ? null : new Step(s, state, rest, 1);
    validation = s.validation == null ? null : new Evaluation(s.evaluation, s.loss, s.validation);
  }

  private void start() {
    s.model.init(Seeds.of(s.seed, "parameters"));
    for (int i = 0; i < s.start.size(); i++) {
      s.model.parameters().get(i).set(s.start.get(i));
    }
  }

  /** Trains until so many steps are done and so many epochs closed, in all. */
  Run run(long limit, int epochs, Listener listener) {
    try {
      listener.begin(done, limit);
      boolean early = loop(limit, epochs, listener);
      Run run = finish(early ? "stopped early" : "finished", true);
      told = true;
      listener.end(run);
      return run;
    } catch (TrainingDiverged diverged) {
      listener.end(diverged.run());
      throw diverged;
    } catch (CancellationException stop) {
      Thread.interrupted();
      Run run = finish("cancelled", false);
      listener.end(run);
      var cancelled = new TrainingCancelled(run);
      cancelled.initCause(stop);
      throw cancelled;
    } catch (RuntimeException | Error other) {
      try {
        if (!told) {
          listener.end(finish("failed", false));
        }
      } catch (RuntimeException | Error more) {
        other.addSuppressed(more);
      }
      throw other;
    }
  }

  /** Whether the listener knows how it ended. */
  private boolean told;

  /** Whether the arrays after the last step were asked for: afterwards the model has the best. */
  private boolean finishing;

  /** The arrays after the last step, once the model has the best parameters in their place. */
  private Map<String, Array> ended;

  private Run finish(String ending, boolean measured) {
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
    var arrays = new LinkedHashMap<>(ended);
    if (measured && s.test != null) {
      double[] losses =
          new Evaluation(s.evaluation, s.loss, s.test).losses(s.test, Seeds.of(s.seed, "test"));
      arrays.put("test", Array.of(losses));
    }
    return run(ending, arrays);
  }

  private Run run(String ending, Map<String, Array> arrays) {
    return new Run(provenance, s.configuration(), List.copyOf(history), best, done, ending, arrays);
  }

  /** Whether patience ended it. */
  private boolean loop(long limit, int epochs, Listener listener) {
    while (true) {
      if (history.size() < Math.min(epochs, done / perEpoch)) {
        epochEnd(epochs, listener);
        if (s.patience > 0 && history.size() - best >= s.patience && done < limit) {
          return true;
        }
      }
      if (done >= limit || left() <= 0) {
        return false;
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
        String where = "the loss of step " + at + " (epoch " + (history.size() + 1) + ")";
        throw new TrainingDiverged(where, losses[i], finish("diverged", false));
      }
    }
  }

  private void epochEnd(int epochs, Listener listener) {
    int number = history.size() + 1;
    double[] losses = state.losses.doubles();
    double sum = 0;
    for (int i = 0; i < perEpoch; i++) {
      sum += losses[i] * (i < full ? batch : rest);
    }
    double seconds = (System.nanoTime() - epochStart) / 1e9 / epochSteps * perEpoch;
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
        new Epoch(number, sum / s.training.rows(), measured, s.schedule.rate(done - 1), seconds);
    history.add(epoch);
    if (s.checkpoint != null) {
      var copies = state.copies();
      try {
        run("running", copies).save(s.checkpoint);
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
      String where = "the validation loss of epoch " + number;
      throw new TrainingDiverged(where, loss, finish("diverged", false));
    }
    return loss;
  }
}
