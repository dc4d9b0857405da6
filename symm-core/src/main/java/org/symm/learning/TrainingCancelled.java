package org.symm.learning;

import java.util.concurrent.CancellationException;

/** A training was interrupted. The model has the best parameters so far. */
public final class TrainingCancelled extends CancellationException {

  private final transient Run run;

  TrainingCancelled(Run run) {
    super(
        "training was cancelled after step "
            + run.steps()
            + "; the model has the best parameters so far (epoch "
            + run.best()
            + "). Go on with experiment.resume(run).");
    this.run = run;
  }

  /** What was done until then; {@link Experiment#resume} goes on from it. */
  public Run run() {
    return run;
  }
}
