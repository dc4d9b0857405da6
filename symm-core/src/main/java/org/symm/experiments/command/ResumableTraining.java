package org.symm.experiments.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.symm.learning.Experiment;
import org.symm.learning.Run;
import org.symm.tensor.TensorException;

/**
 * A training that a command asks for: {@code --checkpoint}, and what is said when it is stopped.
 */
public final class ResumableTraining {

  private ResumableTraining() {}

  /** The option for the file that a run is saved to; null if it is not given. */
  public static Path checkpoint(Options o) {
    return o.path("--checkpoint", "a file to save to, and to go on from where it is there");
  }

  /**
   * Trains from the start, or on from a checkpoint that is there.
   *
   * @throws UsageException if the checkpoint is of another experiment
   * @throws CancellationException if it is stopped, with how to go on
   */
  public static Run run(Experiment e, Path checkpoint) {
    Run run;
    try {
      run = e.checkpoint(checkpoint).train();
    } catch (TensorException failed) {
      throw failed;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage());
    }
    if (run.ending().equals("cancelled")) {
      Thread.interrupted(); // The file is read below; the exception says that it was stopped.
      throw new CancellationException(
          "stopped after step %s, in epoch %s; %s"
              .formatted(run.steps(), run.history().size() + 1, kept(checkpoint)));
    }
    return run;
  }

  private static String kept(Path checkpoint) {
    if (checkpoint == null) {
      return "nothing is saved. With --checkpoint FILE the same command would go on from there.";
    }
    return Files.exists(checkpoint)
        ? "%s has all up to step %s, and the same command goes on from there."
            .formatted(checkpoint, Run.load(checkpoint).steps())
        : checkpoint + " could not be saved.";
  }

  /** Seconds that its steps took. */
  public static double seconds(Run run) {
    return run.history().stream().mapToDouble(e -> e.seconds()).filter(t -> t > 0).sum();
  }
}
