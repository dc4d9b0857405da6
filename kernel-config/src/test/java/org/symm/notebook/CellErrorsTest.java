package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errors as cells show them, of statements that a shell really evaluates. */
class CellErrorsTest {
  private final JShell shell = JShell.builder().executionEngine("local").build();
  private final CellErrors errors = new CellErrors(shell);
  private int cell;

  @AfterEach
  void stop() {
    shell.close();
  }

  /** Runs a cell; returns what its error says, without colours; empty if it has none. */
  private String run(String code) {
    errors.enter(++cell, code);
    try {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(code);
      while (next.completeness().isComplete()) {
        for (SnippetEvent event : shell.eval(next.source())) {
          if (event.exception() instanceof EvalException thrown) {
            return String.join("\n", errors.lines(thrown)).replaceAll("\u001B\\[[0-9;]*m", "");
          }
        }
        next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining());
      }
      return "";
    } finally {
      errors.leave();
    }
  }

  private void at(int line, String code) {
    String said = run(code);
    String place = "    at cell [%d], line %d".formatted(cell, line);
    assertTrue((said + "\n").contains(place + "\n"), place + " in\n" + said);
  }

  @Test
  void theLineIsThatOfTheCell() {
    run("int q = 0;");
    at(1, "1/q;");
    at(3, "int a = 1;\n\n1/q;");
    at(2, "// 1/q;\n1/q;");
    at(3, "/* 1/q; */\n\n1/q;");
    at(3, "int b = 3; // 1/q;\n\n1/q;");
    at(2, "String s = \"1/q;\";\n1/q;");
    at(4, "int c = 1;;\n\n\n1/q;");
    at(2, "\nint d = 1, e = 1/q;");
    at(3, "q++; q--;\nq++; q--;\n1/q;");
  }

  @Test
  void aMethodOfAnotherCellIsNamed() {
    run(
        "int f(int n) {\n  if (n > 0) {\n    throw new IllegalStateException();\n  }\n  return n;\n}");
    assertEquals(
        "IllegalStateException\n    at cell [1], line 3 in f\n    at cell [2], line 3",
        run("int a = 1;\n\nf(a);").replaceAll("\n    \\(.*", ""));
  }

  @Test
  void equalFramesAreCounted() {
    run("int down(int n) { return down(n + 1) + 1; }");
    String said = run("down(0);");
    assertTrue(said.lines().count() < 8, said);
    assertTrue(said.contains("times more)"), said);
  }

  @Test
  void aClassOfACellHasItsOwnName() {
    run("class Mine extends RuntimeException { Mine(String m) { super(m); } }");
    assertEquals("Mine: why", run("throw new Mine(\"why\");").lines().findFirst().orElse(""));
  }

  @Test
  void framesOfLibrariesAreFolded() {
    String said = run("java.util.List.of(1).add(2);");
    assertTrue(
        said.startsWith("UnsupportedOperationException\n    at cell [1], line 1\n    ("), said);
    assertTrue(said.endsWith("of the library and the kernel not shown)"), said);
  }
}
