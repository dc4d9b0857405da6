package org.symm.notebook;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** The Java side of the launcher {@code environment/symm}. */
public final class Main {
  /** Something that can be started by name with arguments; it returns the exit code. */
  @FunctionalInterface
  interface Program {
    int run(List<String> arguments) throws Exception;
  }

  /**
   * The experiments, by name. Each is a main function of the library that takes its own options.
   */
  private static final Map<String, Program> EXPERIMENTS = new TreeMap<>(Map.of());

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
    } catch (IllegalArgumentException e) {
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

  private static int experiment(List<String> arguments) throws Exception {
    String known =
        EXPERIMENTS.isEmpty()
            ? "this version has none"
            : "there is " + String.join(", ", EXPERIMENTS.keySet());
    if (arguments.isEmpty()) {
      return usage("which experiment? " + known);
    }
    Program program = EXPERIMENTS.get(arguments.get(0));
    return program == null
        ? usage("no experiment named \"" + arguments.get(0) + "\"; " + known)
        : program.run(arguments.subList(1, arguments.size()));
  }

  private static int usage(String message) {
    System.err.println("symm: " + message);
    return 2;
  }
}
