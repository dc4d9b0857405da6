package org.symm.tensor;

import java.util.regex.Pattern;

/**
 * Says what does not fit in a tensor operation: the box, the operation, both shapes, and where it
 * was written.
 */
public final class TensorException extends IllegalArgumentException {

  /** Methods that call a function of the author's, which is what went wrong. */
  private static final Pattern PASSING = Pattern.compile("then|map|with|named|lambda\\$.*");

  /** An error with a complete sentence. */
  public TensorException(String message) {
    super(message);
  }

  /** An error with a complete sentence and what caused it. */
  public TensorException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An error of a program. */
  static TensorException of(String program, String sentence, Throwable cause) {
    return new TensorException("program \"" + program + "\"" + sentence, cause);
  }

  /**
   * An error of an operation, named as its author called it, with the box being built and the
   * author's line: the last call within this package, and the first outside of it.
   */
  static TensorException in(String sentence) {
    String operation = "";
    String author = "an unknown line";
    for (StackTraceElement call : new Throwable().getStackTrace()) {
      if (call.getClassName().startsWith("org.symm.tensor.")) {
        String name = call.getMethodName();
        operation = PASSING.matcher(name).matches() ? operation : name;
      } else if (!call.getClassName().startsWith("java.")) {
        author = call.getFileName() + ":" + call.getLineNumber();
        break;
      }
    }
    String box = Scope.box();
    String where = box.isEmpty() ? "" : ", in box \"" + box + "\"";
    return new TensorException(operation + ": " + sentence + where + ", at " + author + ".");
  }
}
