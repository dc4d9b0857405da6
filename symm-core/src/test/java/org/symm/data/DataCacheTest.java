package org.symm.data;

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
import org.symm.tensor.Array;

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
      assertEquals(List.of("a.npy", "a.npy.sha256"), names);
    }
  }

  @Test
  void damagedFilesAreMadeAgainAndTheLogSaysSo() throws IOException {
    load(folder);
    byte[] good = Files.readAllBytes(folder.resolve("a.npy"));
    byte[] flipped = good.clone();
    flipped[flipped.length - 1] ^= 1;
    byte[] cut = Arrays.copyOf(good, 100);
    for (byte[] bad : List.of(flipped, cut, new byte[0])) {
      Files.write(folder.resolve("a.npy"), bad);
      assertArrayEquals(new double[] {1, 2}, load(folder));
      assertArrayEquals(good, Files.readAllBytes(folder.resolve("a.npy")));
    }
    assertEquals(4, made);
    assertEquals(3, logged.size());
    assertTrue(
        logged.get(0).contains("a.npy again: it does not match its checksum"), logged.get(0));
  }

  @Test
  void aMissingChecksumIsNotTrusted() throws IOException {
    load(folder);
    Files.delete(folder.resolve("a.npy.sha256"));
    load(folder);
    assertEquals(2, made);
    assertTrue(logged.get(0).contains("is missing"), logged.get(0));
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
