package org.symm.learning;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What a training reports while it runs. Any of these may throw {@link CancellationException} to
 * stop it, as does interrupting its thread.
 */
public interface Listener {

  /** It starts, or goes on, with so many of so many steps done. */
  default void begin(Experiment e, long done, long steps) {}

  /** So many of so many steps are done. */
  default void step(long done, long steps) {}

  /** An epoch is over. */
  default void epoch(Epoch epoch, int epochs, double secondsLeft) {}

  /** It is over, in whatever way. */
  default void end(Run run) {}

  /** Says nothing. */
  static Listener silent() {
    return new Listener() {};
  }

  /** Several at once. */
  static Listener all(Listener... parts) {
    return new Several(List.of(parts));
  }

  /** What trainings use when no listener is given: lines in a terminal, or what was installed. */
  static Listener standard() {
    return Installed.maker.get();
  }

  /** Installs another standard, as a notebook does; each training asks for a new one. */
  static void install(Supplier<Listener> standard) {
    Installed.maker = Objects.requireNonNull(standard, "standard");
  }

  /** The standard in use. */
  final class Installed {
    private static volatile Supplier<Listener> maker = Lines::new;

    private Installed() {}
  }

  /** Several progresses, told in order. */
  record Several(List<Listener> parts) implements Listener {
    @Override
    public void begin(Experiment e, long done, long steps) {
      parts.forEach(p -> p.begin(e, done, steps));
    }

    @Override
    public void step(long done, long steps) {
      parts.forEach(p -> p.step(done, steps));
    }

    @Override
    public void epoch(Epoch epoch, int epochs, double secondsLeft) {
      parts.forEach(p -> p.epoch(epoch, epochs, secondsLeft));
    }

    @Override
    public void end(Run run) {
      parts.forEach(p -> p.end(run));
    }
  }
}
