package org.symm.learning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one epoch came to.
 *
 * @param number 1, 2, …
 * @param training mean loss over the epoch's rows, each before its step, without the terms
 * @param validation mean loss on the validation data after the epoch; not a number if not measured
 * @param rate learning rate of the last step
 * @param seconds wall-clock time of the steps, without validation; if only the last of them were
 *     made after a resume, scaled to all; not a number if none was
 * @param terms the named terms of the loss, each its mean over the epoch's rows, without its weight
 */
public record Epoch(
    int number,
    double training,
    double validation,
    double rate,
    double seconds,
    Map<String, Double> terms) {

  /** Copies the terms; a run saved before there were any has none. */
  public Epoch {
    terms = terms == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  /** Whether everything but the time agrees bit for bit. */
  boolean same(Epoch other) {
    return number == other.number
        && Double.compare(training, other.training) == 0
        && Double.compare(validation, other.validation) == 0
        && Double.compare(rate, other.rate) == 0
        && terms.equals(other.terms);
  }
}
