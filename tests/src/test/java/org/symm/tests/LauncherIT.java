package org.symm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a person uses it. */
class LauncherIT {
  @TempDir Path folder;

  @Test
  void helpNamesEveryVerb() throws Exception {
    Launcher.Result help = Launcher.run("--help");
    assertEquals(0, help.code());
    for (String verb :
        new String[] {"lab", "run", "shell", "experiment", "docs", "doctor", "setup"}) {
      assertTrue(help.text().contains("\n  " + verb), verb);
    }
  }

  @Test
  void wrongUsageIsSaidInOneLineAndExitsWithTwo() throws Exception {
    String[][] wrong = {
      {"bogus"},
      {"run"},
      {"run", "missing.ipynb"},
      {"run", "--out"},
      {"shell", "missing.jsh"},
      {"experiment", "no-such-experiment"},
      {"doctor", "now"},
      {"docs", "now"},
    };
    for (String[] arguments : wrong) {
      Launcher.Result result = Launcher.run(arguments);
      assertEquals(2, result.code(), String.join(" ", arguments));
      assertTrue(result.text().startsWith("symm: "), result.text());
      assertFalse(result.text().contains("\tat "), "no stack trace: " + result.text());
    }
  }

  /** Comments with a fault, or of classes that are not there, would stop it. */
  @Test
  void docsAreBuiltWithoutAWarning() throws Exception {
    Launcher.Result docs = Launcher.run("docs");
    assertEquals(0, docs.code(), docs.text());
    Path index = Path.of(docs.lastLine());
    assertTrue(Files.readString(index).contains("org/symm/kernels/package-summary.html"));
    assertTrue(Files.exists(index.resolveSibling("org/symm/notebook/Nb.html")));
  }

  @Test
  void scriptHasTheImportsOfNotebooks() throws Exception {
    Path script = folder.resolve("a script.jsh");
    Files.writeString(
        script,
        """
        double[] x = IntStream.range(0, 3).mapToDouble(i -> i / 2.0).toArray();
        show(x);
        for (int i : progress("loop", 2)) {}
        """);
    Launcher.Result result = Launcher.run("shell", script.toString());
    assertEquals(0, result.code(), result.text());
    assertTrue(result.text().contains("double[3] [0.0, 0.5, 1.0]"), result.text());
  }

  @Test
  void brokenScriptNamesFileAndLine() throws Exception {
    Path script = folder.resolve("broken.jsh");
    Files.writeString(script, "int a = 1;\n\nint b = a +\n    unknown(2);\n");
    Launcher.Result compile = Launcher.run("shell", script.toString());
    assertEquals(1, compile.code());
    assertTrue(compile.text().contains("broken.jsh:4: cannot find symbol"), compile.text());

    Files.writeString(
        script, "int a = 0;\n// divide\nint b = 1 / a;\nSystem.out.println(\"not reached\");\n");
    Launcher.Result thrown = Launcher.run("shell", script.toString());
    assertEquals(1, thrown.code());
    assertTrue(
        thrown.text().contains("broken.jsh:3: java.lang.ArithmeticException: / by zero"),
        thrown.text());
    assertFalse(thrown.text().contains("not reached"));
  }

  /** Threads that statements start do not keep a script from its end. */
  @Test
  void aScriptThatStartsThreadsEnds() throws Exception {
    Path script = folder.resolve("threads.jsh");
    Files.writeString(
        script,
        "void park() { java.util.concurrent.locks.LockSupport.park(); }\n"
            + "for (int i = 0; i < 20; i++) new Thread(() -> park()).start();\n".repeat(20));
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertEquals(0, Launcher.run("shell", script.toString()).code()));
  }

  /** A folder named é, without a locale as where nobody has set one. */
  @Test
  void namesOfFilesWithoutALocale() throws Exception {
    // A shell makes the names: this JVM may have no locale either, and then cannot.
    String made =
        """
        d=%s/$(printf '\\303\\251') && mkdir -p "$d" && f=$d/$(printf '\\303\\266').jsh
        printf 'System.out.println(Files.exists(Path.of("%%s")));\\n' "$f" >"$f"
        exec "$0" "$@" "$f\""""
            .formatted(folder);
    for (String locale : new String[] {"", "C", "POSIX"}) {
      Launcher.Result result =
          Launcher.run(
              Launcher.ROOT,
              List.of("env", "-u", "LANG", "LC_ALL=" + locale, "bash", "-c", made),
              "shell");
      assertEquals(0, result.code(), result.text());
      assertEquals("true", result.lastLine());
    }
  }

  /** A clone of its own, as far as the launcher looks. */
  private Path cloned(String name) throws IOException {
    Path clone = folder.resolve(name);
    Path from = Launcher.ROOT.resolve("environment");
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Path to = clone.resolve("environment").resolve(file.getFileName());
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return clone;
  }

  @Test
  void aFolderWithAColonIsRefused() throws Exception {
    Path clone = cloned("a:b");
    Launcher.Result result = Launcher.run(clone, List.of(), "experiment", "nbody");
    assertEquals(1, result.code());
    assertTrue(result.text().contains(clone + " has a colon in its name"), result.text());
    assertEquals(1, result.text().lines().count(), result.text());
    assertEquals(0, Launcher.run(clone, List.of(), "--help").code());
  }

  /** What is left to do in a clone that another user has set up is that user's. */
  @Test
  void aCloneOfAnotherUser() throws Exception {
    String me = System.getProperty("user.name");
    Assumptions.assumeTrue(me.equals("root"), "only root can be another user");
    Path clone = cloned("theirs");
    Files.createDirectory(clone.resolve(".symm"));
    Path home = Files.createDirectory(folder.resolve("home"));
    for (Path open : List.of(folder, clone, home)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    var as = new ArrayList<>(nobody);
    as.addAll(List.of("env", "HOME=" + home));
    Launcher.Result result = Launcher.run(clone, as, "experiment", "nbody");
    assertEquals(1, result.code(), result.text());
    String said = "symm: this clone was set up by root, and for you there is something left to do";
    assertTrue(result.text().startsWith(said), result.text());
    as.set(as.size() - 1, "HOME=/nonexistent");
    result = Launcher.run(clone, as, "experiment", "nbody");
    assertEquals(1, result.code(), result.text());
    assertTrue(result.text().contains("you have no home folder to write to"), result.text());
  }

  @Test
  void doctorNamesEveryPart() throws Exception {
    Launcher.Result result = Launcher.run("doctor");
    assertEquals(0, result.code(), result.text());
    for (String part :
        new String[] {
          "JDK",
          "Maven",
          "Python",
          "JupyterLab",
          "JJava",
          "DJL",
          "libtorch",
          "device",
          "threads",
          "cache"
        }) {
      assertTrue(result.text().contains("\n" + part + " "), part + " in " + result.text());
    }
    assertTrue(result.text().contains("nothing is wrong"), result.text());
    if (System.getProperty("os.name").equals("Linux")) {
      assertTrue(result.text().matches("(?s).*loaded +/.*libtorch.*"), result.text());
    }
  }
}
