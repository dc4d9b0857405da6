package org.symm.learning;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;
import org.symm.display.ProgressBar;

/** Plain lines for a terminal or a log: the first epoch, then one line every few seconds. */
final class Lines implements Listener {

  private static final double SECONDS = 5;

  /** What makes the standard listener of a training. */
  static volatile Supplier<Listener> standard = Lines::new;

  private final PrintStream out;
  private long last;
  private boolean first = true;

  Lines() {
    this(System.err);
  }

  Lines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void epoch(Epoch e, int epochs, double left) {
    long now = System.nanoTime();
    if (!first && e.number() < epochs && now - last < SECONDS * 1e9) {
      return;
    }
    first = false;
    last = now;
    out.printf(
        Locale.ROOT,
        "epoch %d of %d: training %.4g%s, rate %.2g%s%n",
        e.number(),
        epochs,
        e.training(),
        Double.isNaN(e.validation())
            ? ""
            : String.format(Locale.ROOT, ", validation %.4g", e.validation()),
        e.rate(),
        e.number() < epochs ? ", " + ProgressBar.duration(left) + " left" : "");
  }

  @Override
  public void end(Run run) {
    out.println(run);
  }
}
