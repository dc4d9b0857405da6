package org.symm.learning;

import java.util.List;

/**
 * A run made again.
 *
 * @param run the new run
 * @param numbers what differs in parameters and metrics, a sentence each; none if all agree bit for
 *     bit
 * @param surroundings what differs in versions, device, data and code
 */
public record Rerun(Run run, List<String> numbers, List<String> surroundings) {

  /** Whether parameters and metrics agree bit for bit. */
  public boolean identical() {
    return numbers.isEmpty();
  }

  /** As in {@code identical, bit for bit}. */
  @Override
  public String toString() {
    return (identical() ? "identical, bit for bit" : "different: " + String.join("; ", numbers))
        + (surroundings.isEmpty() ? "" : ". " + String.join("; ", surroundings));
  }
}
