package org.symm.notebook;

import java.util.ArrayList;
import java.util.List;
import org.symm.display.Screen;
import org.symm.learning.Epoch;
import org.symm.learning.Run;
import org.symm.learning.TrainingBar;

/** A training in a notebook: its bar, and below it the curves of the losses as they grow. */
final class TrainingView extends TrainingBar {

  private static final long REFRESH_NANOS = 1_500_000_000L;

  private final List<Epoch> epochs = new ArrayList<>();
  private Screen.Live live;
  private long drawn;

  @Override
  public void epoch(Epoch epoch, int of) {
    super.epoch(epoch, of);
    epochs.add(epoch);
    if (live == null && epochs.size() > 1) {
      live = Screen.current().open(Curves.of(epochs));
      drawn = System.nanoTime();
    } else if (live != null && System.nanoTime() - drawn > REFRESH_NANOS) {
      live.update(Curves.of(epochs));
      drawn = System.nanoTime();
    }
  }

  @Override
  public void end(Run run) {
    super.end(run);
    if (live != null) {
      live.finish(Curves.of(epochs));
    }
  }
}
