package org.symm.experiments;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.symm.experiments.command.Command;
import org.symm.experiments.command.UsageException;
import org.symm.experiments.markov.MarkovCommand;
import org.symm.experiments.nbody.NBodyCommand;

/** The experiments by name, as {@code environment/symm experiment NAME …} starts them. */
public final class Experiments {

  private static final Map<String, ToIntFunction<List<String>>> ALL =
      new TreeMap<>(Map.of("markov", MarkovCommand::run, "nbody", NBodyCommand::run));

  private Experiments() {}

  /** The names. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * Runs an experiment.
   *
   * @return the exit code
   * @throws UsageException if there is none of this name, or its options are wrong
   */
  public static int run(String name, List<String> arguments) {
    var experiment = ALL.get(name);
    if (experiment == null) {
      throw new UsageException(
          "there is no experiment " + name + "; there is " + String.join(", ", ALL.keySet()));
    }
    return experiment.applyAsInt(arguments);
  }

  /**
   * As {@link #run}, for a terminal: the name, then its options; what goes wrong is said in a
   * sentence, and a signal lets a training end its step and save.
   */
  public static int command(List<String> arguments) {
    return Command.stoppable(
        () -> {
          if (arguments.isEmpty()) {
            throw new UsageException("which experiment? there is " + String.join(", ", names()));
          }
          return run(arguments.get(0), arguments.subList(1, arguments.size()));
        });
  }

  /** As {@link #command}, for a process of its own. */
  public static void main(String[] arguments) {
    System.exit(command(List.of(arguments)));
  }
}
