package org.symm.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.engine.Array;

class DataCacheTest {
  private static final Logger LOG = Logger.getLogger(DataCache.class.getName());

  @TempDir Path folder;
  private final List<String> logged = new ArrayList<>();
  private final Handler listener = new Listener();
  private int made;

  @BeforeEach
  void listen() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(listener);
    LOG.setUseParentHandlers(true);
  }

  @Test
  void makesOnceAndThenReads() throws IOException {
    assertArrayEquals(new double[] {1, 2}, load(folder));
    assertArrayEquals(new double[] {1, 2}, load(folder));
    assertEquals(1, made);
    assertTrue(logged.isEmpty());
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertEquals(List.of("a.npz"), names);
    }
  }

  @Test
  void damagedFilesAreMadeAgainAndTheLogSaysSo() throws IOException {
    load(folder);
    Path file = folder.resolve("a.npz");
    byte[] good = Files.readAllBytes(file);
    byte[] flipped = good.clone();
    flipped[60] ^= 1;
    byte[] other = Npy.npz("b", make());
    made--;
    for (byte[] bad : List.of(flipped, Arrays.copyOf(good, 100), new byte[0], other)) {
      Files.write(file, bad);
      assertArrayEquals(new double[] {1, 2}, load(folder));
      assertArrayEquals(new double[] {1, 2}, load(folder));
    }
    assertEquals(5, made);
    assertEquals(4, logged.size());
    assertTrue(logged.stream().allMatch(line -> line.contains("a.npz")), logged.toString());
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOnlyAWarning() throws IOException {
    Path file = Files.write(folder.resolve("a-file-not-a-folder"), new byte[0]);
    assertArrayEquals(new double[] {1, 2}, load(file.resolve("cache")));
    assertTrue(logged.get(0).startsWith("Not kept for the next time: cannot save"), logged.get(0));
  }

  private double[] load(Path where) {
    return new DataCache(where).array("a", this::make).doubles();
  }

  private Array make() {
    made++;
    return Array.of(new double[] {1, 2}, 2);
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord entry) {
      logged.add(new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
