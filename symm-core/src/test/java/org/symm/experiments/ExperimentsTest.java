package org.symm.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.experiments.command.Command;
import org.symm.experiments.command.UsageException;
import org.symm.learning.Run;

class ExperimentsTest {

  private static String refused(String name, String... arguments) {
    return assertThrows(UsageException.class, () -> Experiments.run(name, List.of(arguments)))
        .getMessage();
  }

  @Test
  void wrongArgumentsAreSaidBeforeAnythingRuns() {
    assertTrue(refused("nobdy").contains("there is graphs, markov, nbody"));
    assertTrue(refused("nbody", "--epoch", "3").contains("unknown option --epoch"));
    assertTrue(refused("nbody", "--epochs").contains("--epochs needs a value"));
    assertTrue(refused("nbody", "--epochs", "0").contains("at least 1, not 0"));
    assertTrue(refused("nbody", "--epochs", "many").contains("not many"));
    assertTrue(refused("nbody", "--model", "magic").contains("canonical"));
    assertTrue(refused("nbody", "nothing").contains("expected an option"));
    assertTrue(
        refused("markov", "--task", "sum").contains("one of cov, linreg, expm, inv, not sum"));
    assertTrue(refused("markov", "--model", "magic").contains("intrinsic-gamma"));
    assertTrue(refused("markov", "--lr", "0").contains("a number above 0"));
  }

  @Test
  void helpListsOptionsAndRunsNothing() {
    for (String name : Experiments.names()) {
      PrintStream before = System.out;
      var out = new ByteArrayOutputStream();
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      try {
        assertEquals(0, Experiments.run(name, List.of("--samples", "3", "--help")));
      } finally {
        System.setOut(before);
      }
      String said = out.toString(StandardCharsets.UTF_8);
      for (String part :
          List.of("experiment " + name, "--model", "--seed", "--json", "--over", "--results")) {
        assertTrue(said.contains(part), said);
      }
      assertTrue(refused(name, "--help", "--epoch", "3").contains("unknown option --epoch"));
    }
  }

  /** A finished run is not passed off as one with other settings. */
  @Test
  void aCheckpointIsOfOneExperiment(@TempDir Path folder) {
    Path file = folder.resolve("run.safetensors");
    String[] options =
        ("--task expm --dim 2 --model none --test-samples 1 --steps 20 --checkpoint " + file)
            .split(" ");
    assertEquals(0, Experiments.run("markov", List.of(options)));
    assertEquals(0, Experiments.run("markov", List.of(options)));
    var others =
        Map.of(
            "--lr 0.1", "schedule was Constant[rate=0.001]",
            "--recipe fast", "clip was 0.0",
            "--steps 10", "stepsPerEpoch was 20",
            "--dim 3", "model was ");
    others.forEach(
        (other, says) -> {
          var all = new ArrayList<>(List.of(options));
          all.addAll(List.of(other.split(" ")));
          String said = refused("markov", all.toArray(String[]::new));
          assertTrue(said.contains(says), said);
        });
  }

  /** A training is stopped, goes on, is tested as one that never was, and goes on to a new end. */
  @Test
  void theLastLineIsOneJsonObject(@TempDir Path cache) throws IOException {
    System.setProperty("symm.cache.dir", cache.toString());
    try {
      String options =
          "--model canonical --backbone deepsets --train 100 --seed 3 --test-samples 1 --json";
      JsonObject o = nbody(options + " --epochs 2");
      assertTrue(
          o.keySet()
              .containsAll(
                  Set.of(
                      "test_mse",
                      "train_seconds",
                      "train_steps_per_second",
                      "parameters",
                      "certificate",
                      "seconds",
                      "device",
                      "threads")));
      assertEquals("holds", o.get("certificate").getAsString());
      double error = o.get("test_mse").getAsDouble();
      assertTrue(error > 0 && error < 0.6, "two epochs give " + error);

      Path file = cache.resolve("run.safetensors");
      String saved = options + " --checkpoint " + file;
      assertEquals(1, nbody(saved + " --epochs 1").get("epochs").getAsInt());
      Run one = Run.load(file);
      assertEquals("finished", one.ending());
      assertEquals(2000, one.test().rows().length);
      for (int i = 0; i < 2; i++) {
        assertEquals(error, nbody(saved + " --epochs 2").get("test_mse").getAsDouble());
      }
      String said = refused("nbody", (saved + " --epochs 1").split(" "));
      assertTrue(said.contains("2 epochs already, more than 1"), said);
      said = refused("nbody", (saved.replace("seed 3", "seed 4") + " --epochs 3").split(" "));
      assertTrue(said.contains("another experiment: seed was 3 and is 4."), said);
    } finally {
      System.clearProperty("symm.cache.dir");
    }
  }

  /** What the command prints last. */
  private static JsonObject nbody(String options) {
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertEquals(0, Experiments.run("nbody", List.of(options.split(" "))));
    } finally {
      System.setOut(before);
    }
    String last = bytes.toString(StandardCharsets.UTF_8).strip().lines().reduce((a, b) -> b).get();
    return JsonParser.parseString(last).getAsJsonObject();
  }

  /**
   * A process gets a signal, as by Ctrl-C: it saves within a step, says so, and the next goes on.
   */
  @Test
  void aSignalSavesAndSaysHowToGoOn(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run.safetensors");
    for (String checkpoint : List.of("", " --checkpoint " + file)) {
      String said = interrupted("--task expm --dim 2 --model none --steps 4000000" + checkpoint);
      assertFalse(said.contains("\tat "), said);
      assertTrue(said.contains("symm: stopped after step "), said);
      assertTrue(
          said.contains(
              checkpoint.isEmpty()
                  ? "nothing is saved. With --checkpoint FILE"
                  : file + " has all up to step " + Run.load(file).steps() + ", and the same"),
          said);
    }
    Run run = Run.load(file);
    assertEquals("cancelled", run.ending());
  }

  private static String interrupted(String options) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Experiments.class.getName(),
                "markov"));
    command.addAll(List.of(options.split(" ")));
    Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text;
    try (var lines = p.inputReader()) {
      text = lines.readLine() + "\n"; // The kernel: it trains from now on.
      Thread.sleep(3000);
      new ProcessBuilder("kill", "-TERM", "" + p.pid()).start().waitFor();
      text += lines.lines().collect(Collectors.joining("\n"));
    }
    assertEquals(143, p.waitFor(), text);
    return text;
  }

  /** No stack of Java, whatever is wrong. */
  @Test
  void failuresAreSentences() {
    assertEquals(2, Experiments.command(List.of()));
    assertEquals(2, Experiments.command(List.of("markov", "--steps", "0")));
    Map<Throwable, Integer> codes =
        Map.of(
            new IllegalStateException("a"), 1,
            new NullPointerException(), 1,
            new OutOfMemoryError("c"), 1,
            new NoSuchFileException("d"), 2,
            new CancellationException("e"), 130);
    codes.forEach(
        (thrown, code) -> {
          PrintStream before = System.err;
          var bytes = new ByteArrayOutputStream();
          System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
          try {
            Command.Body body =
                () -> {
                  if (thrown instanceof Error e) {
                    throw e;
                  }
                  throw (Exception) thrown;
                };
            assertEquals(code, Command.run(body));
          } finally {
            System.setErr(before);
          }
          String said = bytes.toString(StandardCharsets.UTF_8);
          assertTrue(said.matches("symm: [^\n]+\n"), said);
        });
  }
}
