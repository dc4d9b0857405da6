package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InspectionTest {
  private static final Documentation SOURCES =
      new Documentation(List.of(Path.of("../symm-core/src/main/java"), Path.of("src/main/java")));

  private static JShell shell;

  @BeforeAll
  static void start() throws IOException {
    shell = JShell.builder().executionEngine("local").build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    Files.readAllLines(Path.of("imports.jsh")).forEach(shell::eval);
    shell.eval("var X = points(5, 3);");
    shell.eval("Kernel k = null;");
  }

  @AfterAll
  static void stop() {
    shell.close();
  }

  /** The text at the sign | of {@code code}. */
  private static String at(String code) {
    return Inspection.at(
            SOURCES, shell.sourceCodeAnalysis(), code.replace("|", ""), code.indexOf('|'))
        .map(Object::toString)
        .orElse("");
  }

  private static void says(String code, String... parts) {
    String text = at(code);
    for (String part : parts) {
      assertTrue(text.contains(part), code + ": no \"" + part + "\" in\n" + text);
    }
  }

  @Test
  void aFunctionWithoutAndWithItsParenthesis() {
    says("points|", "Space Spaces.points(int n, int d)", "n points");
    says("poi|nts", "points(int n, int d)");
    says("points(|", "points(int n, int d)");
    says("points(5, |3)", "points(int n, int d)");
    says("var Y = points|(5, 3);", "points(int n, int d)");
  }

  @Test
  void aMethodOfAVariable() {
    says("k.to(|", "Kernel.to(Group larger, Symmetriser gamma)", "throws IllegalArgumentException");
    says("k.to|", "Kernel.to(Group larger");
    says("k.to(O(3), haar|", "Gammas.haar(Group g)");
    says("haar(O(3)).refine(|", "refine(Kernel nu)", "refine(Kernel nu, Hom along)");
  }

  @Test
  void aConstructorAClassAndAVariable() {
    says("new Experiment(|", "Experiment(Kernel model, DataSource training)");
    says("new Experiment|", "Experiment(Kernel model, DataSource training)");
    says("Experi|ment", "org.symm.learning.Experiment", "training");
    says("k|", "org.symm.kernels.Kernel", "Markov");
  }

  @Test
  void ofOverloadsTheirFirstSentencesOfOneAllThatIsWritten() {
    String all = at("k.to(|");
    String overloads = at("k.mean(|");
    assertTrue(overloads.contains("mean(int samples)") && overloads.contains("mean()"), overloads);
    assertTrue(all.contains("throws "), all);
    assertTrue(!overloads.contains("throws "), overloads);
  }

  @Test
  void wordsOfTheJdkHaveTheirSignatures() {
    says("Math.hypot(|", "double Math.hypot(double");
  }

  @Test
  void afterOtherStatementsOfTheCell() {
    says("import java.util.List;\nvar Y = points(|", "Space Spaces.points(int n, int d)");
    says("import java.util.List;\nint a = 1; // points\nhaar|(O(3))", "Gammas.haar(Group g)");
    says("int f(int i) { return i; }\nvar Y = points(5, |3);\nint b = 2;", "points(int n, int d)");
  }

  @Test
  void aPlaceBeyondTheCodeIsItsEnd() {
    assertTrue(
        Inspection.at(SOURCES, shell.sourceCodeAnalysis(), "points(", 100).isPresent(), "beyond");
  }

  @Test
  void nothingIsKnownOfNonsense() {
    assertEquals("", at("noSuchName|"));
    assertEquals("", at("|"));
  }

  @Test
  void thePageOfANameHasAllItsDeclarations() {
    String page = Inspection.of(SOURCES, "gramSchmidt").toString();
    assertTrue(page.contains("Gamma Gammas.gramSchmidt(Kernel frames)"), page);
    assertTrue(Inspection.of(SOURCES, "Kernel").toString().startsWith("class Kernel"), "Kernel");
    assertTrue(Inspection.of(SOURCES, "param").toString().contains("NB_"), "param");
    String one = Inspection.of(SOURCES, "Kernel.to").toString();
    assertTrue(one.startsWith("Kernel to(Group larger, Symmetriser gamma)"), one);
    assertThrows(IllegalArgumentException.class, () -> Inspection.of(SOURCES, null));
    var none =
        assertThrows(IllegalArgumentException.class, () -> Inspection.of(SOURCES, "gramSmith"));
    assertEquals("nothing in the library is called gramSmith", none.getMessage());
  }

  /** Every function that a notebook can call without a prefix has a page, and each form a word. */
  @Test
  void everyWordOfTheNotebooksIsDocumented() throws Exception {
    List<String> bare = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("imports.jsh"))) {
      Matcher imported = Pattern.compile("import static (org\\.symm.*)\\.\\*;").matcher(line);
      if (!imported.matches()) {
        continue;
      }
      for (var method : Class.forName(imported.group(1)).getDeclaredMethods()) {
        boolean called =
            Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers());
        if (called && !method.getDeclaringClass().isEnum() && !method.isSynthetic()) {
          String owner = method.getDeclaringClass().getSimpleName();
          SOURCES.declared(owner, method.getName()).stream()
              .filter(e -> e.html().isEmpty())
              .forEach(e -> bare.add(owner + ": " + e.signature()));
        }
      }
    }
    assertEquals(List.of(), bare.stream().distinct().toList());
  }
}
