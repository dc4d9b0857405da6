package org.symm.learning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.symm.display.Progress;
import org.symm.engine.Parameter;
import org.symm.kernels.Kernel;

/**
 * What to train, on what, and how: a value; each setting gives a new one. Training starts the
 * parameters afresh from the seed, unless told otherwise by {@link #warm}, so that an experiment
 * gives the same run every time.
 *
 * <pre>{@code
 * var run = new Experiment(f.mean(4), training)
 *     .validation(validation).test(test)
 *     .epochs(150).batch(100).rate(1e-3).seed(0)
 *     .train();
 * run.save(Path.of("run.safetensors"));
 * }</pre>
 *
 * Unless set: mean squared error, Adam at 1e-3, 100 epochs, batches of 100, seed 0, no clipping, no
 * average, no early stopping. Where there is validation data, the parameters of the epoch with the
 * smallest validation loss are what the model has at the end; otherwise the last ones.
 */
public final class Experiment {

  final Settings settings;

  /** A model X → Y with the data it learns from. */
  public Experiment(Kernel model, DataSource training) {
    this(new Settings(model, training));
  }

  private Experiment(Settings settings) {
    this.settings = settings;
  }

  private Experiment with(Consumer<Settings> change) {
    return new Experiment(settings.with(change));
  }

  private static void need(boolean fits, String sentence) {
    if (!fits) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Data that chooses the best epoch. */
  public Experiment validation(Data data) {
    return with(s -> s.validation = data);
  }

  /** Data that the finished model is measured on. */
  public Experiment test(Data data) {
    return with(s -> s.test = data);
  }

  /** The same with a kernel for the test alone, as one with more samples. */
  public Experiment test(Data data, Kernel kernel) {
    learned(kernel);
    return with(
        s -> {
          s.test = data;
          s.tested = kernel;
        });
  }

  /**
   * The kernel for validation and test, as one with more samples; its parameters are the model's.
   */
  public Experiment evaluation(Kernel kernel) {
    learned(kernel);
    return with(s -> s.evaluation = kernel);
  }

  private void learned(Kernel kernel) {
    Kernel model = settings.model;
    need(
        model.parameters().containsAll(kernel.parameters()),
        "\"" + kernel.name() + "\" has parameters that \"" + model.name() + "\" does not learn.");
  }

  /** The loss. */
  public Experiment loss(Loss l) {
    return with(s -> s.loss = l);
  }

  /** The optimiser. */
  public Experiment optimiser(Optimiser o) {
    return with(s -> s.optimiser = o);
  }

  /** A constant learning rate. */
  public Experiment rate(double rate) {
    return schedule(Schedule.constant(rate));
  }

  /** How many epochs it is to train. */
  public int epochs() {
    return settings.epochs;
  }

  /** A learning rate that depends on the step; see {@link #stepsPerEpoch}. */
  public Experiment schedule(Schedule schedule) {
    Schedule.checked("the rate of step 0", schedule.rate(0));
    return with(s -> s.schedule = schedule);
  }

  /** How often the training data is gone through. */
  public Experiment epochs(int n) {
    need(n >= 1, "there must be at least one epoch, not " + n + ".");
    return with(s -> s.epochs = n);
  }

  /**
   * Ends with the epoch in which the steps have taken so many seconds in all, as {@link
   * Epoch#seconds} counts them, if it comes before the last: equal times for models whose steps are
   * not equal work. Such a run is {@code finished}, and {@link #rerun} makes its steps whatever
   * time they take.
   */
  public Experiment seconds(double limit) {
    need(limit > 0, "a time is positive, not " + limit + " seconds.");
    return with(s -> s.seconds = limit);
  }

  /** Rows of a step, or of each of its batches; the last step of an epoch takes what is left. */
  public Experiment batch(int rows) {
    need(rows >= 1, "a batch has at least one row, not " + rows + ".");
    return with(s -> s.batch = rows);
  }

  /** Fixes the start of parameters, the order of rows and all noise. */
  public Experiment seed(long seed) {
    return with(s -> s.seed = seed);
  }

  /**
   * Starts from the values that the parameters have now, as of a model trained before, instead of
   * fresh ones from the seed.
   */
  public Experiment warm() {
    Kernel model = settings.model;
    model.ready();
    return with(s -> s.start = model.state().stream().map(p -> p.value().copy()).toList());
  }

  /**
   * What a named term counts in the loss, in place of the weight that its box gives it: loss + Σ
   * weight · term. See {@link Kernel#penalised}.
   */
  public Experiment term(String name, double weight) {
    need(Double.isFinite(weight), "the weight of \"" + name + "\" is finite, not " + weight + ".");
    return with(
        s -> {
          s.weights = new LinkedHashMap<>(s.weights);
          s.weights.put(name, weight);
        });
  }

  /**
   * Leaves the parameters of a part as they are, and its statistics: boxes with no others run as in
   * evaluation, with stored means of batch norm and without dropout.
   *
   * @param part a kernel that the model is made of; parameters are known by identity
   */
  public Experiment freeze(Kernel part) {
    var own = partOf(part);
    return with(s -> s.frozen = Stream.concat(s.frozen.stream(), own.stream()).distinct().toList());
  }

  /**
   * A learning rate for the parameters of a part: the schedule's times a factor, for each kernel
   * that is so set; where parts share parameters, the factor set last. The running numbers of the
   * optimiser do not depend on it.
   */
  public Experiment rate(Kernel part, double factor) {
    need(
        factor > 0 && Double.isFinite(factor),
        "a factor on a rate is positive and finite, not " + factor + "; freeze(part) is for 0.");
    partOf(part);
    return with(
        s -> {
          s.rates = new LinkedHashMap<>(s.rates);
          part.parameters().forEach(p -> s.rates.put(p, factor));
        });
  }

  private List<Parameter> partOf(Kernel part) {
    var own = part.state();
    need(
        !own.isEmpty() && settings.model.state().containsAll(own),
        "\"%s\" is no part of \"%s\" with parameters: %s."
            .formatted(
                part.name(),
                settings.model.name(),
                own.isEmpty() ? "it has none" : "it has some that the model has not"));
    return own;
  }

  /**
   * Batches of a step: their gradients are added up before parameters change, as for one batch of
   * all their rows. A step of many rows takes no more memory than one batch; but batches run in
   * chunks anyway, so that is of use only for models with statistics, as batch norm, of which each
   * batch has its own.
   */
  public Experiment accumulate(int batches) {
    need(batches >= 1, "a step has at least one batch, not " + batches + ".");
    return with(s -> s.accumulate = batches);
  }

  /** Shortens gradients to this norm, over all parameters; 0 for no clipping. */
  public Experiment clip(double norm) {
    need(
        norm >= 0 && Double.isFinite(norm),
        "a norm to clip to is finite and not negative, as " + norm + " is not.");
    return with(s -> s.clip = norm);
  }

  /**
   * Keeps an exponential moving average of the parameters, a ← d a + (1 − d) p after each step, and
   * of the statistics, which is what is validated and kept; 0 for none.
   */
  public Experiment ema(double decay) {
    need(decay >= 0 && decay < 1, "a decay is from 0 to less than 1, not " + decay + ".");
    return with(s -> s.average = decay);
  }

  /**
   * Stops after so many epochs without a smaller validation loss; 0 for never. Needs validation
   * data.
   */
  public Experiment patience(int epochs) {
    need(epochs >= 0, "patience is not negative, as " + epochs + " is.");
    return with(s -> s.patience = epochs);
  }

  /** Validates after every n-th epoch. */
  public Experiment validateEvery(int n) {
    need(n >= 1, "validation comes after every epoch or more, not " + n + ".");
    return with(s -> s.every = n);
  }

  /**
   * Saves the run in this file after each epoch and at its end. Where the file is there, {@link
   * #train} goes on with the run that it holds, as after a process was killed; one that has reached
   * its end is taken as it is. What cannot be saved, as when a disk is full, is told to the
   * listener as a warning.
   */
  public Experiment checkpoint(Path file) {
    return with(s -> s.checkpoint = file);
  }

  /** Trains with the standard listener. */
  public Run train() {
    return train(Listener.standard());
  }

  /**
   * Trains from the start, or on from a {@link #checkpoint} that is there. The model then has the
   * best parameters. A thread that is interrupted ends it within a step: the run is then {@code
   * cancelled}, {@link #resume} goes on from it, and the thread is still interrupted, so that loops
   * around it end too.
   *
   * @throws TrainingDiverged if a loss or a parameter is infinite or not a number
   * @throws IllegalArgumentException if the checkpoint is of another experiment, with what differs
   */
  public Run train(Listener listener) {
    Settings s = settings;
    need(
        s.validation == null || s.every <= s.epochs,
        "validation every " + s.every + " epochs never happens in " + s.epochs + " epochs.");
    need(
        s.validation != null || s.patience == 0,
        "patience(" + s.patience + ") waits for a smaller validation loss; give validation(data).");
    return new Training(this, saved()).run((long) s.epochs * stepsPerEpoch(), s.epochs, listener);
  }

  /** The run that a checkpoint holds; null if there is none. */
  private Run saved() {
    Path file = settings.checkpoint;
    if (file == null || !Files.exists(file)) {
      return null;
    }
    try {
      Run run = Run.load(file);
      check(run);
      int done = run.history().size();
      need(
          done <= settings.epochs,
          "it has %s epochs already, more than %s.".formatted(done, settings.epochs));
      return run;
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "checkpoint %s: %s Train with the settings that it has, or take another file."
              .formatted(file, wrong.getMessage()),
          wrong);
    }
  }

  /**
   * Checks that a run is of this experiment: the same but for epochs, seconds, patience, the
   * checkpoint and the kernel that is tested.
   *
   * @throws IllegalArgumentException if it is of another, with what differs
   */
  public void check(Run run) {
    var differences = Provenance.others(run, settings.configuration(), settings.data());
    need(
        differences.isEmpty(),
        "this run is of another experiment: " + String.join("; ", differences) + ".");
  }

  /**
   * Goes on with a run until so many epochs more are complete; the same numbers as if it had not
   * stopped.
   *
   * @throws IllegalArgumentException if the run is of another experiment, with what differs
   */
  public Run resume(Run run, int more, Listener listener) {
    need(more >= 1, "there must be at least one epoch more, not " + more + ".");
    int target = Math.addExact(run.history().size(), more);
    return new Training(this, run).run((long) target * stepsPerEpoch(), target, listener);
  }

  /** Goes on with a saved run, with the standard listener. */
  public Run resume(Path file, int more) {
    return resume(Run.load(file), more, Listener.standard());
  }

  /** Goes on with a run, with the standard listener. */
  public Run resume(Run run, int more) {
    return resume(run, more, Listener.standard());
  }

  /** Makes a run again from the start and compares every number; leaves its file as it is. */
  public Rerun rerun(Run run) {
    var surroundings = Provenance.differences(run.provenance(), settings.provenance());
    surroundings.addAll(Provenance.differences(run.configuration(), settings.configuration()));
    Run again =
        new Training(seconds(Double.POSITIVE_INFINITY).with(s -> s.checkpoint = null), null)
            .run(run.steps(), run.history().size(), Listener.silent());
    Progress.check();
    return new Rerun(again, run.differences(again), List.copyOf(surroundings));
  }

  /** Steps of one epoch, for schedules. */
  public int stepsPerEpoch() {
    return settings.stepsPerEpoch();
  }
}
