package org.symm.learning;

/** A loss was infinite or not a number. The model has the best parameters so far. */
public final class TrainingDiverged extends IllegalStateException {

  private final transient Run run;

  TrainingDiverged(String where, double loss, Run run) {
    super(
        "%s is %s: training has diverged and is stopped; the model has the best parameters so far (epoch %s). Try a smaller learning rate or clip(1), and look for infinite or missing numbers in the data."
            .formatted(where, loss, run.best()));
    this.run = run;
  }

  /** What was done until then. */
  public Run run() {
    return run;
  }
}
