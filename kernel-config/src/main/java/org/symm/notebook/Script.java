package org.symm.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs a file of Java statements, or those in the blocks of a Markdown page, as cells are run, and
 * stops at the first error. It is over after the last one, whatever threads they have started.
 */
final class Script {
  private static final Pattern BLANK = Pattern.compile("(?s)(\\s|//[^\\n]*\\n|/\\*.*?\\*/)*");

  private final JShell shell;
  private final Path file;
  private final String source;
  private int offset;

  private Script(JShell shell, Path file) throws IOException {
    this.shell = shell;
    this.file = file;
    String text = Files.readString(file);
    this.source = file.toString().endsWith(".md") ? JavaBlocks.of(text) : text;
  }

  /** Runs {@code file} after the imports; returns 0, or 1 when a statement failed. */
  static int run(Path imports, Path file) throws IOException {
    try (JShell shell = JShell.builder().executionEngine(new Here(), Map.of()).build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      return new Script(shell, imports).run() && new Script(shell, file).run() ? 0 : 1;
    }
  }

  /**
   * Statements run on this thread. JShell's own "local" engine waits for each thread that is there
   * when a statement starts one, as a worker of libtorch, which never ends.
   */
  private static final class Here implements ExecutionControlProvider {
    @Override
    public String name() {
      return "here";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return new DirectExecutionControl();
    }
  }

  private boolean run() {
    while (offset < source.length()) {
      String rest = source.substring(offset);
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      String statement = next.source() == null ? rest : next.source();
      for (SnippetEvent event : shell.eval(statement)) {
        if (event.causeSnippet() == null && !succeeded(event, statement)) {
          return false;
        }
      }
      offset =
          next.source() == null ? source.length() : source.length() - next.remaining().length();
    }
    return true;
  }

  private boolean succeeded(SnippetEvent event, String statement) {
    if (event.status() == Snippet.Status.REJECTED) {
      Diag error =
          shell
              .diagnostics(event.snippet())
              .filter(Diag::isError)
              .min(Comparator.comparing(Diag::getPosition))
              .orElseThrow();
      int snippet = Math.max(0, statement.indexOf(event.snippet().source()));
      report(snippet + (int) Math.max(0, error.getPosition()), error.getMessage(Locale.ROOT));
      return false;
    }
    if (event.exception() != null) {
      Matcher blank = BLANK.matcher(statement);
      report(blank.lookingAt() ? blank.end() : 0, describe(event.exception()));
      return false;
    }
    return true;
  }

  /** Says what is wrong at a position of the statement that begins at {@code offset}. */
  private void report(int position, String message) {
    long line = 1 + source.substring(0, offset + position).chars().filter(c -> c == '\n').count();
    System.err.println(file + ":" + line + ": " + message);
  }

  private static String describe(JShellException exception) {
    StringBuilder text = new StringBuilder();
    if (exception instanceof EvalException thrown) {
      text.append(thrown.getExceptionClassName()).append(": ");
    }
    text.append(exception.getMessage());
    Arrays.stream(exception.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.symm"))
        .limit(3)
        .forEach(frame -> text.append("\n    at ").append(frame));
    return text.toString();
  }
}
