package org.symm.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsTest {

  private static String refused(String name, String... arguments) {
    return assertThrows(
            IllegalArgumentException.class, () -> Experiments.run(name, List.of(arguments)))
        .getMessage();
  }

  @Test
  void wrongArgumentsAreSaidBeforeAnythingRuns() {
    assertTrue(refused("nobdy").contains("there is nbody"));
    assertTrue(refused("nbody", "--epoch", "3").contains("unknown option --epoch"));
    assertTrue(refused("nbody", "--epochs").contains("--epochs needs a value"));
    assertTrue(refused("nbody", "--epochs", "0").contains("at least 1, not 0"));
    assertTrue(refused("nbody", "--epochs", "many").contains("not many"));
    assertTrue(refused("nbody", "--model", "magic").contains("canonical"));
    assertTrue(refused("nbody", "nothing").contains("expected an option"));
  }

  @Test
  void theLastLineIsOneJsonObject(@TempDir Path cache) {
    System.setProperty("symm.cache.dir", cache.toString());
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      String options =
          "--model canonical --backbone deepsets --epochs 1 --train 100 --seed 3 --json";
      assertEquals(0, Experiments.run("nbody", List.of(options.split(" "))));
    } finally {
      System.setOut(before);
      System.clearProperty("symm.cache.dir");
    }
    String last = bytes.toString(StandardCharsets.UTF_8).strip().lines().reduce((a, b) -> b).get();
    JsonObject o = JsonParser.parseString(last).getAsJsonObject();
    assertTrue(
        o.keySet()
            .containsAll(
                Set.of(
                    "test_mse",
                    "train_steps_per_second",
                    "parameters",
                    "certificate",
                    "seconds",
                    "device",
                    "threads")));
    assertEquals("holds", o.get("certificate").getAsString());
    double error = o.get("test_mse").getAsDouble();
    assertTrue(error > 0 && error < 0.6, "one epoch gives " + error);
  }
}
