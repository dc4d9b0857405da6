package org.symm.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/**
 * Writes a file so that a process killed at any moment leaves the old one or the new one: into a
 * temporary file of the same folder, forced to the disk, renamed, and the folder forced too.
 */
public final class AtomicFile {

  private static final Duration STALE = Duration.ofHours(1);

  private AtomicFile() {}

  /** What is written. */
  public interface Content {
    /** Writes it. */
    void to(FileChannel channel) throws IOException;
  }

  /** Writes bytes. */
  public static void write(Path file, byte[] bytes) {
    write(file, channel -> all(channel, ByteBuffer.wrap(bytes)));
  }

  /** Writes all that is left in a buffer. */
  static void all(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Writes a file; missing folders are made.
   *
   * @throws CancellationException if the thread is interrupted; the previous file is as it was
   * @throws UncheckedIOException if the disk is full or the folder cannot be written
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    String prefix = "." + target.getFileName() + ".";
    Path part = folder.resolve(prefix + UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(folder);
      try (var channel = FileChannel.open(part, CREATE_NEW, WRITE)) {
        content.to(channel);
        channel.force(true);
      }
      Files.move(part, target, ATOMIC_MOVE);
      force(folder);
      sweep(folder, prefix);
    } catch (ClosedByInterruptException e) {
      var stop = new CancellationException("interrupted; " + target + " is as it was");
      stop.initCause(e);
      throw stop;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot save " + target + ", the previous file is as it was: " + e, e);
    } finally {
      part.toFile().delete(); // It is there only if something failed.
    }
  }

  /** Where a folder can be opened (not on Windows), the rename itself is forced to the disk. */
  private static void force(Path folder) {
    try (var channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The system keeps the order of renames itself, or cannot be asked to.
    }
  }

  /** Deletes what killed processes left long ago. */
  private static void sweep(Path folder, String prefix) throws IOException {
    Instant before = Instant.now().minus(STALE);
    try (var files = Files.newDirectoryStream(folder, prefix + "*.part")) {
      for (Path f : files) {
        if (Files.getLastModifiedTime(f).toInstant().isBefore(before)) {
          Files.deleteIfExists(f);
        }
      }
    }
  }
}
