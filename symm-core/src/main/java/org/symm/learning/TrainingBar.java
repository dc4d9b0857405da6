package org.symm.learning;

import java.util.Locale;
import java.util.function.Supplier;
import org.symm.display.ProgressBar;
import org.symm.display.Screen;

/** A training as a bar on the screen, with the last epoch's losses and the time left. */
public class TrainingBar implements Listener {

  private static final long REFRESH_NANOS = 200_000_000L;

  /** What makes the standard listener of a training. */
  static volatile Supplier<Listener> standard = TrainingBar::new;

  private Screen.Live live;
  private String note = "";
  private long start;
  private long shown;
  private long before;
  private long steps;

  @Override
  public void begin(long done, long steps) {
    this.before = done;
    this.steps = steps;
    start = System.nanoTime();
    shown = start;
    live = Screen.current().open(bar(done, false));
  }

  @Override
  public void step(long done, long steps) {
    this.steps = steps;
    long now = System.nanoTime();
    if (now - shown > REFRESH_NANOS) {
      shown = now;
      live.update(bar(done, false));
    }
  }

  @Override
  public void epoch(Epoch e, int epochs) {
    note = String.format(Locale.ROOT, "epoch %d: training %.4g", e.number(), e.training());
    for (var term : e.terms().entrySet()) {
      note += String.format(Locale.ROOT, ", %s %.4g", term.getKey(), term.getValue());
    }
    if (!Double.isNaN(e.validation())) {
      note += String.format(Locale.ROOT, ", validation %.4g", e.validation());
    }
  }

  /** Below the bar, which is drawn again. */
  @Override
  public void warning(String says) {
    System.err.println();
    System.err.println(says);
  }

  @Override
  public void end(Run run) {
    if (live != null) {
      boolean finished = run.ending().equals("finished");
      steps = finished ? run.steps() : steps;
      live.finish(bar(run.steps(), !finished));
    }
  }

  /** What was done before a resume does not count: the time left is estimated from the rest. */
  private ProgressBar bar(long done, boolean stopped) {
    return new ProgressBar(
        "step",
        Math.toIntExact(done - before),
        Math.toIntExact(steps - before),
        (System.nanoTime() - start) / 1e9,
        note,
        stopped);
  }
}
