package org.symm.display;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;

/**
 * Progress of a loop, shown on {@link Screen#current()}, and the point where the loop can be
 * stopped: an interrupted thread (a person pressed "interrupt") leaves by {@link
 * CancellationException} at its next step.
 *
 * <pre>{@code
 * for (int epoch : Progress.of("training", 100)) { ... }      // as a loop
 *
 * var progress = Progress.of("simulating", 3000);             // or step by step
 * while (...) { ...; progress.step("loss 0.12"); }
 * }</pre>
 *
 * <p>The steps belong to one thread.
 */
public final class Progress implements Iterable<Integer> {
  private static final long REFRESH_NANOS = 100_000_000L;

  private final String label;
  private final int total;
  private final long start = System.nanoTime();
  private final Screen.Live live;
  private long shown = start;
  private int done;
  private String note = "";

  private Progress(String label, int total) {
    Refused.unless(
        total >= 0,
        "Progress \"%s\" needs a number of steps that is not negative, got %s",
        label,
        total);
    this.label = label;
    this.total = total;
    this.live = Screen.current().open(state(false));
    if (total == 0) {
      live.finish(state(false));
    }
  }

  /** A loop of {@code total} steps. */
  public static Progress of(String label, int total) {
    return new Progress(label, total);
  }

  /**
   * Throws {@link CancellationException} when this thread was interrupted: for loops that show no
   * progress.
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("Stopped by an interrupt");
    }
  }

  /** Counts one step. */
  public void step() {
    step(note);
  }

  /**
   * Counts one step and shows {@code remark} beside it.
   *
   * @throws CancellationException when this thread was interrupted
   * @throws IllegalStateException when all steps were counted before
   */
  public void step(String remark) {
    if (done == total) {
      throw new IllegalStateException(label + ": all " + total + " steps are done");
    }
    note = remark;
    stopIfInterrupted();
    done++;
    long now = System.nanoTime();
    if (done == total) {
      live.finish(state(false));
    } else if (now - shown >= REFRESH_NANOS) {
      shown = now;
      live.update(state(false));
    }
  }

  /** How many steps are counted. */
  public int done() {
    return done;
  }

  /** The numbers of the steps that are left, in order; asking for the next one counts the last. */
  @Override
  public Iterator<Integer> iterator() {
    return new Iterator<>() {
      private int next = done;

      @Override
      public boolean hasNext() {
        if (next == total && done < total) {
          step();
        }
        return next < total;
      }

      @Override
      public Integer next() {
        if (next == total) {
          throw new NoSuchElementException(label);
        }
        if (next > done) {
          step();
        }
        stopIfInterrupted();
        return next++;
      }
    };
  }

  private void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      live.finish(state(true));
      throw new CancellationException(label + ": stopped by an interrupt at " + done + "/" + total);
    }
  }

  private ProgressBar state(boolean stopped) {
    return new ProgressBar(label, done, total, (System.nanoTime() - start) / 1e9, note, stopped);
  }
}
