package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void unknownNamesAreUsageErrors() {
    assertTrue(said(2, "experiment", "nothing-of-that-name").contains("nothing-of-that-name"));
    assertTrue(said(2, "experiment").contains("which experiment?"));
    assertTrue(said(2, "bogus").contains("bogus"));
    assertTrue(said(2, "script", "missing.jsh", "missing.jsh").contains("no such file"));
  }

  private static String said(int code, String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertEquals(code, Main.run(List.of(arguments)));
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
