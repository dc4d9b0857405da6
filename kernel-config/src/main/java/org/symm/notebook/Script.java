package org.symm.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * stops at the first error, or where a block says something else than the output that the page has
 * below it. It is over after the last one, whatever threads they have started.
 */
final class Script {
  private static final Pattern BLANK = Pattern.compile("(?s)(\\s|//[^\\n]*\\n|/\\*.*?\\*/)*");

  private final JShell shell;
  private final Path file;
  private final List<JavaBlock> blocks;

  private Script(JShell shell, Path file) throws IOException {
    this.shell = shell;
    this.file = file;
    this.blocks =
        file.toString().endsWith(".md")
            ? JavaBlock.of(file)
            : List.of(new JavaBlock(Files.readString(file), Optional.empty()));
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
    return blocks.stream().allMatch(b -> b.output().isEmpty() ? runs(b.java()) : says(b));
  }

  private boolean runs(String source) {
    Optional<Failure> failure = firstFailure(source);
    failure.ifPresent(f -> report(source, f.position, f.kind + f.message + f.where));
    return failure.isEmpty();
  }

  /** Runs a block whose output is given; the message of an error is a part of it. */
  private boolean says(JavaBlock block) {
    Optional<Failure> failure;
    String said;
    try (Recording recording = new Recording()) {
      failure = firstFailure(block.java());
      failure.ifPresent(f -> System.out.println(f.message));
      said = recording.text();
    }
    if (!block.expects(said)) {
      int position = failure.map(f -> f.position).orElse(firstPosition(block.java()));
      String where = failure.map(f -> f.kind + f.where + "\n").orElse("");
      report(
          block.java(),
          position,
          "says\n%s\n%sand not\n%s"
              .formatted(said.strip(), where, block.output().orElseThrow().strip()));
      return false;
    }
    return true;
  }

  private Optional<Failure> firstFailure(String source) {
    int offset = 0;
    while (offset < source.length()) {
      String rest = source.substring(offset);
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      String statement = next.source() == null ? rest : next.source();
      for (SnippetEvent event : shell.eval(statement)) {
        Optional<Failure> failure =
            event.causeSnippet() == null ? failure(event, statement, offset) : Optional.empty();
        if (failure.isPresent()) {
          return failure;
        }
      }
      offset =
          next.source() == null ? source.length() : source.length() - next.remaining().length();
    }
    return Optional.empty();
  }

  /**
   * Why a statement failed.
   *
   * @param position of the place in the source
   * @param kind the class of what was thrown, before its message
   * @param where frames of the library, in lines of their own
   */
  private record Failure(int position, String kind, String message, String where) {}

  private Optional<Failure> failure(SnippetEvent event, String statement, int offset) {
    if (event.status() == Snippet.Status.REJECTED) {
      Diag error =
          shell
              .diagnostics(event.snippet())
              .filter(Diag::isError)
              .min(Comparator.comparing(Diag::getPosition))
              .orElseThrow();
      int snippet = Math.max(0, statement.indexOf(event.snippet().source()));
      int position = offset + snippet + (int) Math.max(0, error.getPosition());
      return Optional.of(new Failure(position, "", error.getMessage(Locale.ROOT), ""));
    }
    return Optional.ofNullable(event.exception())
        .map(e -> failure(e, offset + firstPosition(statement)));
  }

  /** Where the first statement begins. */
  private static int firstPosition(String source) {
    Matcher blank = BLANK.matcher(source);
    return blank.lookingAt() ? blank.end() : 0;
  }

  private static Failure failure(JShellException exception, int position) {
    String kind =
        exception instanceof EvalException thrown ? thrown.getExceptionClassName() + ": " : "";
    String where =
        Arrays.stream(exception.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("org.symm"))
            .limit(3)
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
    return new Failure(position, kind, String.valueOf(exception.getMessage()), where);
  }

  /** Says what is wrong at a position of the source. */
  private void report(String source, int position, String message) {
    long line = 1 + source.substring(0, position).chars().filter(c -> c == '\n').count();
    System.err.println(file + ":" + line + ": " + message);
  }
}
