package org.symm.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symm.display.Displayed;
import org.symm.display.ProgressBar;
import org.symm.display.Screen;
import org.symm.learning.Epoch;
import org.symm.learning.Experiment;
import org.symm.learning.Listener;
import org.symm.learning.Run;

/**
 * A training in a notebook: one output with a bar, the time left, and the curves of the losses as
 * they grow.
 */
final class TrainingView implements Listener {

  private static final long BAR_NANOS = 200_000_000L;
  private static final long CURVE_NANOS = 1_500_000_000L;

  private final long start = System.nanoTime();
  private final List<Epoch> epochs = new ArrayList<>();
  private Screen.Live live;
  private String curve = "";
  private long before;
  private long drawn;
  private long shown;
  private ProgressBar bar;

  private record View(ProgressBar bar, String curve) implements Displayed {
    @Override
    public Map<String, String> display() {
      return Map.of("text/html", bar.display().get("text/html") + curve);
    }

    @Override
    public String toString() {
      return bar.toString();
    }
  }

  @Override
  public void begin(Experiment e, long done, long steps) {
    before = done;
    bar = bar(done, steps, false);
    live = Screen.current().open(new View(bar, curve));
  }

  private ProgressBar bar(long done, long steps, boolean stopped) {
    String note = epochs.isEmpty() ? "" : note(epochs.get(epochs.size() - 1));
    return new ProgressBar(
        "step",
        Math.toIntExact(done - before),
        Math.toIntExact(steps - before),
        (System.nanoTime() - start) / 1e9,
        note,
        stopped);
  }

  private static String note(Epoch e) {
    String text = String.format(Locale.ROOT, "epoch %d: training %.4g", e.number(), e.training());
    return Double.isNaN(e.validation())
        ? text
        : text + String.format(Locale.ROOT, ", validation %.4g", e.validation());
  }

  @Override
  public void step(long done, long steps) {
    bar = bar(done, steps, false);
    long now = System.nanoTime();
    if (now - shown > BAR_NANOS) {
      shown = now;
      live.update(new View(bar, curve));
    }
  }

  @Override
  public void epoch(Epoch epoch, int total, double secondsLeft) {
    epochs.add(epoch);
    long now = System.nanoTime();
    if (epochs.size() > 1 && now - drawn > CURVE_NANOS) {
      drawn = now;
      curve = Curves.image(epochs);
      live.update(new View(bar, curve));
    }
  }

  @Override
  public void end(Run run) {
    if (live != null) {
      curve = epochs.size() > 1 ? Curves.image(epochs) : curve;
      bar = bar(bar.done(), bar.total(), bar.done() < bar.total());
      live.finish(new View(bar, curve));
    }
  }
}
