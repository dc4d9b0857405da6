package org.symm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every notebook found runs from its first cell to its last, at the small scale, with the outputs
 * it is stored with.
 */
class NotebooksIT {
  private static final String RUNNER = Launcher.ROOT.resolve("tests/notebooks/run.py").toString();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> notebook() throws Exception {
    return Launcher.notebooks().stream()
        .map(
            notebook ->
                DynamicTest.dynamicTest(
                    Path.of(notebook).getFileName().toString(),
                    () -> {
                      Launcher.Result result =
                          Launcher.run(
                              "python",
                              RUNNER,
                              "--committed",
                              "--out",
                              "target/notebooks",
                              notebook);
                      assertEquals(0, result.code(), result.text());
                      assertEquals("1 passed, 0 failed", result.lastLine());
                    }));
  }

  /** Controls: the runner refuses what it is there to refuse. */
  @TestFactory
  Stream<DynamicTest> runnerStopsAt() {
    return Stream.of(
            List.of(
                "an error",
                "throw new IllegalStateException(\"broken\");",
                "cell 1 failed: java.lang.IllegalStateException, broken"),
            List.of(
                "a line too wide",
                "String wide = \"" + "x".repeat(100) + "\";",
                "cell 1 has a line of 117 characters"),
            List.of("a compile error", "int x = \"text\";", "incompatible types"),
            List.of("a dead kernel", "System.exit(3);", "the kernel died"),
            List.of(
                "an endless cell", "while (true) { Thread.sleep(10); }", "a cell took more than"))
        .map(
            control ->
                DynamicTest.dynamicTest(
                    control.get(0), () -> refuses(control.get(1), List.of(control.get(2)))));
  }

  @Test
  void runnerRefusesNoise() throws Exception {
    refuses(
        "System.err.println(\"careful\");\n//\nnew Object()",
        List.of("cell 1 writes to stderr: careful", "cell 1 shows an object's identity"));
    refuses(
        "show(UUID.randomUUID());\n//\nshow(\"PrintStream\");\nnew java.awt.image.BufferedImage(2, 2, java.awt.image.BufferedImage.TYPE_INT_RGB)",
        List.of(
            "shows a display identifier",
            "shows the value of a print statement",
            "shows an empty figure"));
  }

  private void refuses(String code, List<String> complaints) throws Exception {
    Path notebook = Files.createTempFile(folder, "control", ".ipynb");
    Files.writeString(notebook, notebookOf(code, ""));
    Launcher.Result result =
        Launcher.run(
            "python",
            RUNNER,
            "--cell-limit",
            code.startsWith("while") ? "5" : "60",
            notebook.toString());
    assertEquals(1, result.code(), result.text());
    for (String complaint : complaints) {
      assertTrue(result.text().contains(complaint), complaint + " in " + result.text());
    }
    assertEquals("0 passed, 1 failed", result.lastLine());
  }

  @Test
  void runnerComparesNumbersWithStoredOnes() throws Exception {
    Path notebook = folder.resolve("stored.ipynb");
    String stream = "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"x = %s\\n\"}";
    String code = "System.out.println(\"x = \" + 1.00001);";
    Files.writeString(notebook, notebookOf(code, stream.formatted("1.0")));
    assertEquals(0, Launcher.run("python", RUNNER, "--committed", notebook.toString()).code());

    Files.writeString(notebook, notebookOf(code, stream.formatted("1.1")));
    Launcher.Result result = Launcher.run("python", RUNNER, "--committed", notebook.toString());
    assertEquals(1, result.code());
    assertTrue(result.text().contains("a number is now 1.00001, stored is 1.1"), result.text());
  }

  /** A notebook of one cell, stored at the small scale. */
  private static String notebookOf(String code, String output) {
    return """
        {"cells": [{"cell_type": "code", "id": "cell-0", "metadata": {}, "execution_count": 1,
          "outputs": [%s], "source": "%s"}],
         "metadata": {"kernelspec": {"name": "symm-java", "display_name": "Java (symm)", "language": "java"},
          "symm": {"scale": "fast"}},
         "nbformat": 4, "nbformat_minor": 5}
        """
        .formatted(output, code.replace("\"", "\\\"").replace("\n", "\\n"));
  }
}
