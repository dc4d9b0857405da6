package org.symm.experiments.markov;

import org.symm.experiments.command.Json;

/**
 * What one run came to; as JSON, the last line that {@code experiment markov} prints.
 *
 * @param testLoss relative squared error on fresh rows, with the mean of test samples
 * @param detEquiScore see {@link Markov#equivarianceScore}
 * @param trainingLoss the last epoch's, with the mean of training samples
 */
public record MarkovResult(
    String task,
    int dim,
    String model,
    int seed,
    int steps,
    double rate,
    String recipe,
    int samples,
    int testSamples,
    double testLoss,
    double detEquiScore,
    double trainingLoss,
    long parameters,
    double trainSeconds,
    double trainStepsPerSecond,
    double seconds,
    String device,
    int threads) {

  /** One line of JSON. */
  public String json() {
    return Json.GSON.toJson(this);
  }

  /** What {@link #json} wrote. */
  public static MarkovResult of(String json) {
    return Json.GSON.fromJson(json, MarkovResult.class);
  }
}
