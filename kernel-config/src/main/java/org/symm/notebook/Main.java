package org.symm.notebook;

import java.nio.file.Path;
import java.util.List;
import org.symm.experiments.Experiments;
import org.symm.experiments.command.Command;
import org.symm.experiments.command.UsageException;

/** The Java side of the launcher {@code environment/symm}. */
public final class Main {
  private Main() {}

  /** {@code experiment NAME OPTION...}, {@code script IMPORTS FILE} or {@code doctor}. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    return switch (arguments.isEmpty() ? "" : arguments.get(0)) {
      case "experiment" -> Experiments.command(rest);
      case "script" -> Command.run(() -> Script.run(Path.of(rest.get(0)), Path.of(rest.get(1))));
      case "doctor" -> Command.run(Doctor::run);
      default ->
          Command.run(
              () -> {
                throw new UsageException("expected experiment, script or doctor, got " + arguments);
              });
    };
  }
}
