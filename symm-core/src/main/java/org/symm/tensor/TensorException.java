package org.symm.tensor;

import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what does not fit in a tensor operation: the box, the operation, both shapes, and where it
 * was written.
 */
public final class TensorException extends IllegalArgumentException {

  /** Methods that call a function of the author's, which is what went wrong. */
  private static final Pattern PASSING = Pattern.compile("then|map|with|named|lambda\\$.*");

  /** What {@link #inRows} makes of it. */
  private static final Pattern NAMED = Pattern.compile("row (\\d+) \\(counted from 0\\): ");

  /** Where a condition on rows stopped a program: a row of a tensor, and how many it has. */
  private static final Pattern ROW = Pattern.compile("\\[row (\\d+) of (\\d+)\\] ");

  /**
   * The file of what is typed into a session, as {@code $JShell$47.java} or {@code $JShell$47B}.
   */
  private static final Pattern SNIPPET = Pattern.compile("^\\$JShell\\$(\\d+)");

  /** An error with a complete sentence. */
  public TensorException(String message) {
    super(Scope.rows(message));
  }

  /** An error with a complete sentence and what caused it. */
  public TensorException(String message, Throwable cause) {
    super(Scope.rows(message), cause);
  }

  /** An error of a program. */
  public static TensorException of(String program, String sentence, Throwable cause) {
    return new TensorException("program \"" + program + "\"" + sentence, cause);
  }

  /** The same error of a program that is run under another name. */
  public TensorException named(String own, String name) {
    String sentence = getMessage().replace("program \"" + own + "\"", "program \"" + name + "\"");
    return new TensorException(sentence, getCause());
  }

  /**
   * The same error of a program whose rows are rows of some data: where it names a row of them, it
   * then names the row of the data.
   *
   * @param rows how many rows the program has
   * @param number the row of the data for each
   */
  public TensorException ofRows(long rows, LongUnaryOperator number, String data) {
    TensorException named = inRows(0, rows);
    Matcher m = NAMED.matcher(named.getMessage());
    if (!m.find()) {
      return named;
    }
    long row = number.applyAsLong(Long.parseLong(m.group(1)));
    String sentence = m.replaceFirst("row " + row + " of " + data + " (counted from 0): ");
    return new TensorException(sentence, getCause());
  }

  /** A line of a file; a snippet of JShell has no line that its author knows. */
  static String line(StackTraceElement call) {
    Matcher snippet = SNIPPET.matcher(String.valueOf(call.getFileName()));
    return snippet.find()
        ? "in snippet " + snippet.group(1) + " of the session"
        : "at " + call.getFileName() + ":" + call.getLineNumber();
  }

  /**
   * The same error of a program that ran on the rows from one on, so many of them: where it names a
   * row of a tensor, as {@code [row 7 of 20]}, it then names the row of the arrays.
   */
  public TensorException inRows(long from, long rows) {
    Matcher m = ROW.matcher(getMessage());
    if (!m.find()) {
      return this;
    }
    long row = from + Long.parseLong(m.group(1)) * rows / Long.parseLong(m.group(2));
    String sentence = m.replaceFirst("row " + row + " (counted from 0): ");
    return new TensorException(sentence, getCause());
  }

  /**
   * An error of an operation, named as its author called it, with the box being built and the
   * author's line: the last call within this package, and the first outside of it.
   */
  static TensorException in(String sentence) {
    String operation = "";
    String author = "at an unknown line";
    for (StackTraceElement call : new Throwable().getStackTrace()) {
      if (call.getClassName().startsWith("org.symm.tensor.")) {
        String name = call.getMethodName();
        operation = PASSING.matcher(name).matches() ? operation : name;
      } else if (!call.getClassName().startsWith("java.")) {
        author = line(call);
        break;
      }
    }
    String box = Scope.box();
    String where = box.isEmpty() ? "" : ", in box \"" + box + "\"";
    return new TensorException(operation + ": " + sentence + where + ", " + author + ".");
  }
}
