package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @Test
  void unknownNamesAreUsageErrors() {
    assertTrue(said(2, "experiment", "nothing-of-that-name").contains("nothing-of-that-name"));
    assertTrue(said(2, "experiment").contains("which experiment?"));
    assertTrue(said(2, "bogus").contains("bogus"));
    assertTrue(said(2, "script", "missing.jsh", "missing.jsh").contains("no such file"));
  }

  /** Threads that statements start, as libtorch's workers, are not waited for. */
  @Test
  void aScriptIsOverAfterItsLastStatement(@TempDir Path folder) throws IOException {
    String start =
        """
        for (int i = 0; i < 20; i++) {
          Thread t = new Thread(() -> java.util.concurrent.locks.LockSupport.park(), "parked");
          t.setDaemon(true);
          t.start();
        }
        """;
    Path script = Files.writeString(folder.resolve("threads.jsh"), start.repeat(40));
    Path imports = Files.writeString(folder.resolve("imports.jsh"), "import java.util.List;");
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertEquals(0, Main.run(List.of("script", imports.toString(), script.toString()))));
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
