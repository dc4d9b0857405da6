package org.symm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a person uses it. */
class LauncherIT {
  @TempDir Path folder;

  @Test
  void helpNamesEveryVerb() throws Exception {
    Launcher.Result help = Launcher.run("--help");
    assertEquals(0, help.code());
    for (String verb : new String[] {"lab", "run", "shell", "experiment", "doctor", "setup"}) {
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
    };
    for (String[] arguments : wrong) {
      Launcher.Result result = Launcher.run(arguments);
      assertEquals(2, result.code(), String.join(" ", arguments));
      assertTrue(result.text().startsWith("symm: "), result.text());
      assertFalse(result.text().contains("\tat "), "no stack trace: " + result.text());
    }
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
