package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.learning.Toy.same;
import static org.symm.learning.Toy.values;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.scalars;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.engine.Array;
import org.symm.files.AtomicFile;
import org.symm.files.Safetensors;

class RunTest {

  private static final Listener QUIET = Listener.silent();

  @TempDir Path folder;

  @Test
  void savedAndLoaded() throws IOException {
    Run run = Toy.full(Toy.noisy()).train(QUIET);
    Path file = folder.resolve("new/run.safetensors");
    run.save(file);
    Run loaded = Run.load(file);
    assertEquals(List.of(), run.differences(loaded));
    assertEquals(run.provenance(), loaded.provenance());
    assertEquals(run.configuration(), loaded.configuration());
    assertEquals(run.history(), loaded.history());
    assertEquals(run.toString(), loaded.toString());
    try (var files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
    var other = Toy.noisy();
    other.init(99);
    loaded.restore(other);
    assertTrue(same(values(other), values(run.parameters())));
    var e = assertThrows(IllegalArgumentException.class, () -> loaded.restore(Toy.plain()));
    assertTrue(e.getMessage().contains("build the same model"), e.getMessage());
    assertTrue(Toy.full(Toy.noisy()).rerun(loaded).identical());
  }

  @Test
  void provenance() {
    var p = Toy.full(Toy.plain()).epochs(1).train(QUIET).provenance();
    assertEquals("2.7.1", p.get("libtorch"));
    assertEquals("0.35.1", p.get("DJL"));
    assertEquals("cpu()", p.get("device"));
    assertTrue(p.get("code revision").matches("[0-9a-f]{40}(-dirty)?|none"), p.toString());
    assertTrue(p.get("data").matches("[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}"), p.get("data"));
  }

  /** The file by the format's own description, read with nothing of ours. */
  @Test
  void theFileIsSafetensors() throws IOException {
    Path file = folder.resolve("a.safetensors");
    var x = Array.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    var y = Array.of(new long[] {-1, 7});
    new Safetensors(Map.of("k", "v"), Map.of("x/0", x)).write(file);
    new Safetensors(Map.of("k", "v"), new java.util.TreeMap<>(Map.of("x/0", x, "y", y)))
        .write(file);
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int n = (int) bytes.getLong();
    assertEquals(0, n % 8);
    var json = new byte[n];
    bytes.get(json);
    var header = JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
    assertEquals("{\"k\":\"v\"}", header.get("__metadata__").toString());
    assertEquals(
        "{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}",
        header.get("x/0").toString());
    assertEquals(
        "{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[24,40]}", header.get("y").toString());
    assertEquals(4f, bytes.getFloat(8 + n + 12));
    assertEquals(7, bytes.getLong(8 + n + 32));
    assertEquals(8 + n + 40, bytes.capacity());
    assertEquals(
        "[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]",
        Arrays.toString(Safetensors.read(file).arrays().get("x/0").floats()));
  }

  @Test
  void truncatedAndForeignFiles() throws IOException {
    Path file = folder.resolve("run.safetensors");
    Toy.full(Toy.plain()).epochs(1).train(QUIET).save(file);
    byte[] all = Files.readAllBytes(file);
    Path cut = folder.resolve("cut");
    for (int n = 0; n < all.length; n += Math.max(1, all.length / 40)) {
      Files.write(cut, Arrays.copyOf(all, n));
      var e = assertThrows(IllegalArgumentException.class, () -> Run.load(cut));
      assertTrue(e.getMessage().contains("not a complete safetensors file"), e.getMessage());
    }
    Files.write(
        cut,
        "PK, a zip or anything else, longer than eight bytes".getBytes(StandardCharsets.UTF_8));
    var e = assertThrows(IllegalArgumentException.class, () -> Run.load(cut));
    assertTrue(e.getMessage().contains("does not start with the length"), e.getMessage());
    new Safetensors(Map.of(), Map.of("x", Array.of(new double[] {1}))).write(cut);
    e = assertThrows(IllegalArgumentException.class, () -> Run.load(cut));
    assertTrue(e.getMessage().contains("of other origin"), e.getMessage());
    assertThrows(java.io.UncheckedIOException.class, () -> Run.load(folder.resolve("none")));
  }

  @Test
  void checkpointsResume() throws IOException {
    Path file = folder.resolve("c.safetensors");
    var e = Toy.full(Toy.noisy()).checkpoint(file);
    var stop =
        new Listener() {
          @Override
          public void step(long done, long steps) {
            if (done == 10) {
              throw new IllegalStateException("the power is cut");
            }
          }
        };
    assertThrows(IllegalStateException.class, () -> e.train(stop));
    assertEquals(8, Run.load(file).steps());
    Run resumed = e.resume(Run.load(file), 3, QUIET);
    assertEquals(List.of(), Toy.full(Toy.noisy()).train(QUIET).differences(resumed));
    byte[] saved = Files.readAllBytes(file);
    assertTrue(e.rerun(resumed).identical());
    assertArrayEquals(saved, Files.readAllBytes(file), "a rerun leaves the file alone");
  }

  /** Stops at a step, as an interrupt does. */
  private static Listener until(int at) {
    return new Listener() {
      @Override
      public void step(long done, long steps) {
        if (done == at) {
          throw new CancellationException();
        }
      }
    };
  }

  /** The same experiment goes on to its end, with the numbers of one that was never stopped. */
  @Test
  void trainGoesOnFromACheckpoint() throws IOException {
    Path file = folder.resolve("c.safetensors");
    var e = Toy.full(Toy.noisy()).checkpoint(file);
    Run five = Toy.full(Toy.noisy()).train(QUIET);
    Run part = e.train(until(10));
    assertEquals("cancelled", part.ending());
    assertEquals(10, Run.load(file).steps(), "in the middle of the third epoch");
    Run whole = Toy.full(Toy.noisy()).checkpoint(file).train(QUIET);
    assertEquals(List.of(), five.differences(whole));
    Run saved = Run.load(file);
    assertEquals("finished", saved.ending());
    assertArrayEquals(five.test().rows(), saved.test().rows());

    var k = Toy.noisy();
    Run again = Toy.full(k).checkpoint(file).train(until(1));
    assertEquals("finished", again.ending(), "no step is left to be stopped at");
    assertEquals(List.of(), five.differences(again));
    assertTrue(same(values(k), values(five.parameters())), "the model has its best parameters");
    Run seven = e.epochs(7).train(QUIET);
    assertEquals(List.of(), Toy.full(Toy.noisy()).epochs(7).train(QUIET).differences(seven));

    String said = refused(e.epochs(2));
    assertTrue(said.contains("it has 7 epochs already, more than 2."), said);
    assertTrue(said.contains(file.toString()), said);
    Files.writeString(file, "something else, longer than eight bytes");
    assertTrue(refused(e).contains("not a complete safetensors file"), refused(e));
  }

  private static String refused(Experiment e) {
    return assertThrows(IllegalArgumentException.class, () -> e.train(QUIET)).getMessage();
  }

  /** One that patience has ended is over, until there is more of it. */
  @Test
  void patienceIsOverOnce() {
    var e =
        new Experiment(Toy.plain(), Toy.data(50, 1))
            .validation(Toy.data(50, 2))
            .rate(0)
            .patience(3)
            .epochs(30)
            .checkpoint(folder.resolve("c.safetensors"));
    for (int i = 0; i < 2; i++) {
      Run run = e.train(QUIET);
      assertEquals("stopped early", run.ending());
      assertEquals(4, run.history().size());
    }
    assertEquals(6, e.patience(5).train(QUIET).history().size());
  }

  /** Only what differs is named, and once. */
  @Test
  void whatMakesARunAnotherOne() {
    Path file = folder.resolve("c.safetensors");
    Toy.full(Toy.noisy()).epochs(1).checkpoint(file).train(QUIET);
    String of = "this run is of another experiment: ";
    var others = new java.util.LinkedHashMap<String, Experiment>();
    others.put("seed was 7 and is 8.", Toy.full(Toy.noisy()).seed(8));
    others.put("clip was 1.0 and is 2.0.", Toy.full(Toy.noisy()).clip(2));
    others.put(
        "test data was " + Toy.data(30, 3).hash().substring(0, 12) + "… and is none.",
        Toy.full(Toy.noisy()).test(null));
    var wider = mlp(scalars(2), scalars(1), 9).noisy(gaussian(2)).mean(3);
    others.put("parameters was ", Toy.full(wider));
    others.put("model was ", Toy.full(Toy.plain()));
    others.forEach(
        (says, e) -> {
          String said = refused(e.checkpoint(file));
          assertTrue(said.contains(of + says), said);
          assertFalse(said.contains(";"), "nothing else: " + said);
        });
    String said = refused(Toy.full(wider).checkpoint(file));
    assertTrue(said.contains("(8, 4)") && said.contains("(9, 4)"), said);
    assertFalse(said.contains("bias (1)"), "what both have goes unsaid: " + said);
  }

  /** A disk that is full for a while: two warnings, and the numbers of one that never was. */
  @Test
  void checkpointsThatCannotBeSaved() throws IOException {
    Path wall = Files.createFile(folder.resolve("wall"));
    Path file = wall.resolve("c.safetensors");
    var warnings = new ArrayList<String>();
    var listener =
        new Listener() {
          @Override
          public void warning(String says) {
            warnings.add(says);
          }

          @Override
          public void epoch(Epoch epoch, int epochs) {
            try {
              if (epoch.number() == 3) {
                Files.delete(wall);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    Run run = Toy.full(Toy.noisy()).checkpoint(file).train(listener);
    assertEquals("finished", run.ending());
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("cannot save " + file), warnings.get(0));
    assertEquals(List.of(), Toy.full(Toy.noisy()).train(QUIET).differences(Run.load(file)));

    Files.delete(file);
    Files.delete(wall);
    Files.createFile(wall);
    warnings.clear();
    Toy.full(Toy.noisy()).epochs(2).checkpoint(file).train(listener);
    assertEquals(2, warnings.size(), "at first, and at the end: " + warnings);
  }

  /** An epoch that is resumed in its middle counts as many seconds as a whole one. */
  @Test
  void secondsOfAResumedEpoch() {
    var slow =
        new Listener() {
          @Override
          public void step(long done, long steps) {
            try {
              Thread.sleep(30);
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            if (done == 3) {
              throw new CancellationException();
            }
          }
        };
    var e = Toy.full(Toy.plain());
    Run part = e.train(slow);
    double seconds = e.resume(part, 1, slow).history().get(0).seconds();
    assertTrue(seconds >= 4 * 0.03, "four steps of 0.03 s took " + seconds);
  }

  /** Files have the mode that others have which the same process makes. */
  @Test
  void filesFollowTheUmask() throws IOException {
    Path ours = folder.resolve("ours");
    AtomicFile.write(ours, new byte[] {1});
    Path plain = Files.createFile(folder.resolve("plain"));
    assertEquals(
        Files.readAttributes(plain, "posix:permissions"),
        Files.readAttributes(ours, "posix:permissions"));
  }

  /** A run that is cancelled when all its steps are done still has the last parameters. */
  @Test
  void cancelledAtTheVeryEnd() {
    var ends = new ArrayList<Run>();
    var stop =
        new Listener() {
          @Override
          public void end(Run run) {
            ends.add(run);
            if (ends.size() == 1) {
              throw new CancellationException();
            }
          }
        };
    var e = Toy.full(Toy.plain());
    var cancelled = e.train(stop);
    assertEquals(List.of(), ends.get(0).differences(cancelled));
  }

  /** An error on the way, of a full disk or memory, ends a training that can go on all the same. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void failedOnTheWay(boolean memory) {
    var ends = new ArrayList<Run>();
    var full =
        new Listener() {
          @Override
          public void epoch(Epoch epoch, int epochs) {
            if (epoch.number() == 2) {
              if (memory) {
                throw new OutOfMemoryError("as a test");
              }
              throw new UncheckedIOException(new IOException("no space left"));
            }
          }

          @Override
          public void end(Run run) {
            ends.add(run);
          }
        };
    var e = Toy.full(Toy.noisy());
    var what = memory ? OutOfMemoryError.class : UncheckedIOException.class;
    assertThrows(what, () -> e.train(full));
    Run failed = ends.get(0);
    assertEquals("failed", failed.ending());
    assertEquals(2, failed.history().size());
    Run whole = Toy.full(Toy.noisy()).train(QUIET);
    int left = whole.history().size() - 2;
    assertEquals(List.of(), whole.differences(e.resume(failed, left, QUIET)));
  }

  /** A listener that fails when it is told the end is not told another. */
  @Test
  void endsOnce() {
    var ends = new ArrayList<String>();
    var failing =
        new Listener() {
          @Override
          public void end(Run run) {
            ends.add(run.ending());
            throw new IllegalStateException("no");
          }
        };
    assertThrows(IllegalStateException.class, () -> Toy.full(Toy.plain()).train(failing));
    assertEquals(List.of("finished"), ends);
  }

  /** Saves runs of one number each, 1, 2, …, for ever. */
  static final class Saving {
    public static void main(String[] args) {
      Run like = Toy.full(Toy.plain()).epochs(1).train(QUIET);
      for (int i = 1; ; i++) {
        float[] x = new float[300_000];
        Arrays.fill(x, i);
        like.arrays().put("x", Array.of(x));
        like.arrays().put("y", Array.of(new long[] {i}));
        like.save(Path.of(args[0]));
      }
    }
  }

  /** Really kills a process that saves, again and again. */
  @Test
  void interruptedWhileSaving() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "before");
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> AtomicFile.write(file, new byte[] {1}));
    assertTrue(Thread.interrupted());
    assertEquals("before", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void killedWhileSaving() throws Exception {
    Path file = folder.resolve("killed.safetensors");
    var random = new Random(1);
    for (int round = 0; round < 4; round++) {
      Files.deleteIfExists(file);
      Process p = Toy.java(Saving.class, 1, folder.resolve("log"), file.toString());
      long start = System.nanoTime();
      while (!Files.exists(file) && System.nanoTime() - start < 60e9 && p.isAlive()) {
        Thread.sleep(5);
      }
      Thread.sleep(20 + random.nextInt(150));
      assertTrue(p.isAlive(), () -> "the saving process ended: " + log());
      p.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
      Run run = Run.load(file);
      long i = run.arrays().get("y").longs()[0];
      for (float x : run.arrays().get("x").floats()) {
        assertEquals((float) i, x);
      }
      assertFalse(run.history().isEmpty());
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void gitRevisions() throws Exception {
    Path repo = Files.createDirectories(folder.resolve("repo"));
    assertEquals("none", Provenance.revision(repo.toString()), "outside a repository");
    git(repo, "init", "-q");
    assertEquals("none", Provenance.revision(repo.toString()), "before the first commit");
    Files.writeString(repo.resolve("a"), "1");
    git(repo, "add", "a");
    git(repo, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "a");
    String clean = Provenance.revision(repo.toString());
    assertTrue(clean.matches("[0-9a-f]{40}"), clean);
    Files.writeString(repo.resolve("a"), "2");
    assertEquals(clean + "-dirty", Provenance.revision(repo.toString()));
  }

  private static void git(Path folder, String... words) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
