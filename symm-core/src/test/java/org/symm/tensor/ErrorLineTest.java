package org.symm.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How errors name the author's line. */
class ErrorLineTest {

  private static String line(String type, String file) {
    return TensorException.line(new StackTraceElement(type, "apply", file, 7));
  }

  /** JShell puts a class around each snippet, whose lines its author does not know. */
  @Test
  void ofAFileAndOfASnippet() {
    assertEquals("at Model.java:7", line("Model", "Model.java"));
    assertEquals("in snippet 47 of the session", line("REPL.$JShell$47", "$JShell$47.java"));
    assertEquals("in snippet 3 of the session", line("REPL.$JShell$3B", "$JShell$3B.java"));
  }
}
