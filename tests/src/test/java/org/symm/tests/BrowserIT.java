package org.symm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A real JupyterLab in Chromium: run all, figures, no error, no far request, interrupt. Skipped,
 * with the reason, where there is no Chromium; SYMM_BROWSER=required makes that a failure.
 * Screenshots are in {@code tests/target/screenshots}.
 */
class BrowserIT {
  private static final int SKIPPED = 77;

  @Test
  void notebooksRunInJupyterLab() throws Exception {
    if (!hasChromium()) {
      skip("no Chromium on this machine (on Debian: apt-get install chromium)");
    }
    Launcher.Result ready = Launcher.run("setup", "--test");
    assertEquals(0, ready.code(), ready.text());
    List<String> command =
        new ArrayList<>(
            List.of(
                "python",
                Launcher.ROOT.resolve("tests/notebooks/browser.py").toString(),
                "target/screenshots"));
    Launcher.notebooks().stream().filter(n -> !n.endsWith("smoke.ipynb")).forEach(command::add);
    Launcher.Result result = Launcher.run(command.toArray(String[]::new));
    assertNotEquals(SKIPPED, result.code(), result.text());
    assertEquals(0, result.code(), result.text());
    assertEquals("browser test passed", result.lastLine());
  }

  private static boolean hasChromium() {
    return System.getenv("SYMM_CHROMIUM") != null
        || Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                folder ->
                    Stream.of(
                            "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                        .map(name -> Path.of(folder, name)))
            .anyMatch(Files::isExecutable);
  }

  private static void skip(String reason) {
    assertNotEquals("required", System.getenv("SYMM_BROWSER"), reason);
    System.out.println("browser test skipped: " + reason);
    Assumptions.abort(reason);
  }
}
