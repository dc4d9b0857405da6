package org.symm.tensor;

/**
 * Says what does not fit in a tensor operation: the box, the operation, both shapes, and where it
 * was written.
 */
public final class TensorException extends IllegalArgumentException {

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

  /** An error of an operation, with the box being built and the author's line added. */
  static TensorException in(String operation, String sentence) {
    String box = Scope.box();
    String where = box.isEmpty() ? "" : ", in box \"" + box + "\"";
    return new TensorException(operation + ": " + sentence + where + ", at " + author() + ".");
  }

  private static String author() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(f -> !f.getClassName().matches("(org\\.symm\\.tensor|java)\\..*"))
                    .findFirst()
                    .map(f -> f.getFileName() + ":" + f.getLineNumber())
                    .orElse("an unknown line"));
  }
}
