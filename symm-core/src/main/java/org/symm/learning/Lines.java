package org.symm.learning;

import java.io.PrintStream;
import java.util.Locale;

/** Plain lines for a terminal or a log: the first epoch, then one line every few seconds. */
final class Lines implements Listener {

  private static final double SECONDS = 5;

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
        e.number() < epochs ? ", " + time(left) + " left" : "");
  }

  @Override
  public void end(Run run) {
    out.println(run);
  }

  static String time(double seconds) {
    long s = Math.round(seconds);
    return s < 60
        ? s + " s"
        : s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
  }
}
