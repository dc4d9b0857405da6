package org.symm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/scripts.md: a Java file by itself, by JBang, and a notebook in Kotlin. */
class ScriptsIT {
  private static final Path EXAMPLES = Launcher.ROOT.resolve("docs/examples");
  private static final String SCRIPT = EXAMPLES.resolve("Stress.java").toString();
  private static final String TABLE = Launcher.ROOT.resolve("notebooks/data/copper.csv").toString();

  @TempDir Path folder;

  private static Launcher.Result run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder
        .environment()
        .putIfAbsent("DJL_CACHE_DIR", Launcher.ROOT.resolve(".symm/cache").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Launcher.Result(process.waitFor(), text);
  }

  private static List<String> java(String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.concat(
            Stream.of(java, "-cp", System.getenv("SYMM_CLASSPATH"), SCRIPT), Stream.of(arguments))
        .toList();
  }

  /** Twice: the second process takes the run that the first has saved, and says the same. */
  @Test
  void aJavaFileRunsByItself() throws Exception {
    String saved = folder.resolve("stress.safetensors").toString();
    var first = run(Map.of(), java(TABLE, saved));
    assertLearned(first);
    var second = run(Map.of(), java(TABLE, saved));
    assertLearned(second);
    assertEquals(findings(first), findings(second));
    assertEquals(2, run(Map.of(), java(TABLE)).code());
  }

  private static void assertLearned(Launcher.Result result) {
    assertEquals(0, result.code(), result.text());
    assertTrue(result.text().contains("finished after 60 epochs, 360 steps"), result.text());
    assertTrue(result.text().contains("equivariant for 432: holds"), result.text());
  }

  private static List<String> findings(Launcher.Result result) {
    return result
        .text()
        .lines()
        .filter(l -> l.startsWith("finished") || l.contains("float"))
        .toList();
  }

  /** Its dependencies by their coordinates, from this build and the jars that Maven has. */
  @Test
  void aJavaFileRunsByJBang() throws Exception {
    String jbang = onPath("jbang");
    assumeTrue(jbang != null, "jbang is not on the PATH");
    Path built = folder.resolve("built");
    Path core = Launcher.ROOT.resolve("symm-core");
    put(Launcher.ROOT.resolve("pom.xml"), built, "symm", "pom");
    put(core.resolve("pom.xml"), built, "symm-core", "pom");
    put(core.resolve("target/symm-core-0.1.0.jar"), built, "symm-core", "jar");
    Path maven = Path.of(System.getProperty("user.home"), ".m2", "repository");
    var result =
        run(
            Map.of(
                "JBANG_DIR", folder.resolve("jbang").toString(),
                "JBANG_REPO", folder.resolve("repository").toString()),
            List.of(
                jbang,
                "--repos",
                "built=" + built.toUri(),
                "--repos",
                "maven=" + maven.toUri(),
                SCRIPT,
                TABLE,
                folder.resolve("run.safetensors").toString()));
    assertLearned(result);
  }

  private static void put(Path file, Path repository, String artifact, String ending)
      throws IOException {
    Path to = repository.resolve("org/symm/" + artifact + "/0.1.0");
    Files.createDirectories(to);
    Files.copy(file, to.resolve(artifact + "-0.1.0." + ending));
  }

  private static String onPath(String command) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv("PATH"))
        .map(p -> new File(p, command))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst()
        .orElse(null);
  }

  @Test
  void aNotebookRunsInKotlin() throws Exception {
    String kernels = Launcher.run("python", "-m", "jupyter", "kernelspec", "list").text();
    assumeTrue(
        kernels.lines().anyMatch(l -> l.strip().startsWith("kotlin ")),
        "no kernel \"kotlin\": environment/symm python -m pip install kotlin-jupyter-kernel");
    String notebook = EXAMPLES.resolve("kotlin.ipynb").toString();
    var result = Launcher.run("python", "-m", "jupyter", "execute", "--timeout=300", notebook);
    assertEquals(0, result.code(), result.text());
  }
}
