package org.symm.learning;

/**
 * A loss, a parameter or the optimiser's state was infinite or not a number. The model has the best
 * parameters so far.
 */
public final class TrainingDiverged extends IllegalStateException {

  private final transient Run run;

  TrainingDiverged(String where, String reason, Run run) {
    super(
        "%s: training has diverged and is stopped; the model has the best parameters so far (epoch %s). %s"
            .formatted(where, run.best(), reason));
    this.run = run;
  }

  /** What was done until then, with the best parameters alone: nothing that is not finite. */
  public Run run() {
    return run;
  }
}
