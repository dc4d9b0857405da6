package org.symm.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The launcher {@code environment/symm}, as tests call it. It takes the jars that Maven has just
 * built (SYMM_CLASSPATH, set in the pom), so that no Maven runs inside Maven, and sets up the
 * Python part when that is missing.
 */
final class Launcher {
  /** The root of the repository: Maven runs tests in their module's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Exit code and everything printed. */
  record Result(int code, String text) {
    /** The last line that is not blank. */
    String lastLine() {
      return text.strip().lines().reduce("", (before, line) -> line);
    }
  }

  private Launcher() {}

  /** Runs the launcher; what it prints is shown as it comes and returned. */
  static Result run(String... arguments) throws IOException, InterruptedException {
    return run(ROOT, List.of(), arguments);
  }

  /** Runs the launcher of a clone, behind the words of another command as env or setpriv. */
  static Result run(Path root, List<String> before, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(root.resolve("environment/symm").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("NB_FAST", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    StringBuilder text = new StringBuilder();
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
        text.append(line).append('\n');
      }
    }
    return new Result(process.waitFor(), text.toString());
  }

  /** Every notebook of the repository, in order. */
  static List<String> notebooks() throws IOException {
    List<String> found = new ArrayList<>();
    for (String folder : List.of("tests/notebooks", "notebooks")) {
      Path path = ROOT.resolve(folder);
      if (Files.isDirectory(path)) {
        try (var files = Files.list(path)) {
          files.map(Path::toString).filter(f -> f.endsWith(".ipynb")).sorted().forEach(found::add);
        }
      }
    }
    return found;
  }
}
