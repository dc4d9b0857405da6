package org.symm.learning;

/**
 * What one epoch came to.
 *
 * @param number 1, 2, …
 * @param training mean loss over the epoch's rows, each before its step
 * @param validation mean loss on the validation data after the epoch; not a number if not measured
 * @param rate learning rate of the last step
 * @param seconds wall-clock time of the steps, without validation; if only the last of them were
 *     made after a resume, scaled to all; not a number if none was
 */
public record Epoch(int number, double training, double validation, double rate, double seconds) {

  /** Whether everything but the time agrees bit for bit. */
  boolean same(Epoch other) {
    return number == other.number
        && Double.compare(training, other.training) == 0
        && Double.compare(validation, other.validation) == 0
        && Double.compare(rate, other.rate) == 0;
  }
}
