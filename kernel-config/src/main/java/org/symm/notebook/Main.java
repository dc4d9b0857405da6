package org.symm.notebook;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.symm.experiments.Experiments;
import org.symm.experiments.UsageException;

/** The Java side of the launcher {@code environment/symm}. */
public final class Main {
  private Main() {}

  /** {@code experiment NAME OPTION...}, {@code script IMPORTS FILE} or {@code doctor}. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    try {
      return switch (arguments.isEmpty() ? "" : arguments.get(0)) {
        case "experiment" -> experiment(rest);
        case "script" -> Script.run(Path.of(rest.get(0)), Path.of(rest.get(1)));
        case "doctor" -> Doctor.run();
        default -> usage("expected experiment, script or doctor, got " + arguments);
      };
    } catch (UsageException e) {
      return usage(e.getMessage());
    } catch (NoSuchFileException e) {
      return usage("no such file: " + e.getMessage());
    } catch (CancellationException e) {
      System.err.println("symm: " + e.getMessage());
      return 130;
    } catch (Exception e) {
      e.printStackTrace();
      return 1;
    }
  }

  private static int experiment(List<String> arguments) {
    if (arguments.isEmpty()) {
      return usage("which experiment? there is " + String.join(", ", Experiments.names()));
    }
    return Experiments.run(arguments.get(0), arguments.subList(1, arguments.size()));
  }

  private static int usage(String message) {
    System.err.println("symm: " + message);
    return 2;
  }
}
