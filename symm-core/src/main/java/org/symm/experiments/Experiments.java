package org.symm.experiments;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.symm.engine.Torch;
import org.symm.experiments.command.Command;
import org.symm.experiments.command.ExperimentCommand;
import org.symm.experiments.command.Json;
import org.symm.experiments.command.Options;
import org.symm.experiments.command.UsageException;
import org.symm.experiments.graphs.GraphsCommand;
import org.symm.experiments.markov.MarkovCommand;
import org.symm.experiments.nbody.NBodyCommand;

/** The experiments by name, as {@code environment/symm experiment NAME …} starts them. */
public final class Experiments {

  private static final Map<String, ExperimentCommand> ALL = new TreeMap<>();

  static {
    for (ExperimentCommand e :
        List.of(new GraphsCommand(), new MarkovCommand(), new NBodyCommand())) {
      ALL.put(e.name(), e);
    }
  }

  private Experiments() {}

  /** The names. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * An experiment.
   *
   * @throws UsageException if there is none of this name
   */
  static ExperimentCommand named(String name) {
    ExperimentCommand e = ALL.get(name);
    if (e == null) {
      throw new UsageException(
          "there is no experiment " + name + "; there is " + String.join(", ", ALL.keySet()));
    }
    return e;
  }

  /**
   * Runs an experiment, or a {@link Study} of it.
   *
   * @return the exit code
   * @throws UsageException if there is none of this name, or its options are wrong
   */
  public static int run(String name, List<String> arguments) {
    ExperimentCommand e = named(name);
    if (Study.isMeant(arguments)) {
      return Study.command(name, arguments);
    }
    long start = System.nanoTime();
    var o = new Options(arguments, "--json");
    ExperimentCommand.Work work = e.read(o);
    boolean json = o.flag("--json", "prints one JSON object as the last line");
    o.demandKnown();
    List<String> help = o.help();
    if (!help.isEmpty()) {
      System.out.println("experiment " + name + ": " + e.says());
      help.forEach(System.out::println);
      Study.HELP.forEach(System.out::println);
      return 0;
    }
    Map<String, Object> results = work.run();
    if (json) {
      results.put("seconds", (System.nanoTime() - start) / 1e9);
      results.put("device", Torch.device().toString());
      results.put("threads", Torch.engineThreads());
      System.out.println(Json.GSON.toJson(results));
    }
    return 0;
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
