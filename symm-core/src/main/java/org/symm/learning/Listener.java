package org.symm.learning;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What a training reports while it runs. Any of these may throw {@link CancellationException} to
 * stop it, as does interrupting its thread.
 */
public interface Listener {

  /** It starts, or goes on, with so many of so many steps done. */
  default void begin(long done, long steps) {}

  /** So many of so many steps are done; how many there is time for may change. */
  default void step(long done, long steps) {}

  /** An epoch is over. */
  default void epoch(Epoch epoch, int epochs) {}

  /** Something is wrong that does not end it, as a checkpoint that could not be saved. */
  default void warning(String says) {
    System.err.println(says);
  }

  /** It is over, in whatever way. */
  default void end(Run run) {}

  /** Says nothing. */
  static Listener silent() {
    return new Listener() {
      @Override
      public void warning(String says) {}
    };
  }

  /** What trainings use when no listener is given: a bar, or what was installed. */
  static Listener standard() {
    return TrainingBar.standard.get();
  }

  /** Installs another standard, as a notebook does; each training asks for a new one. */
  static void install(Supplier<Listener> standard) {
    TrainingBar.standard = Objects.requireNonNull(standard, "standard");
  }
}
