package org.symm.learning;

import java.util.concurrent.CancellationException;

/** A training was interrupted. The model has the best parameters so far. */
public final class TrainingCancelled extends CancellationException {

  private final transient Run run;

  TrainingCancelled(Run run) {
    super(
        "training was cancelled after step %s; the model has the best parameters so far (epoch %s). Go on with experiment.resume(run)."
            .formatted(run.steps(), run.best()));
    this.run = run;
  }

  /** What was done until then; {@link Experiment#resume} goes on from it. */
  public Run run() {
    return run;
  }
}
