package org.symm.data;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writing a file so that a reader sees the old content or the new, whenever the process dies. */
final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes {@code bytes} beside {@code file}, forces them to the disk, then renames. Missing
   * folders are made.
   *
   * @throws UncheckedIOException if the disk is full or the folder cannot be written
   */
  static void write(Path file, byte[] bytes) {
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try (FileOutputStream out = new FileOutputStream(part.toFile())) {
        out.write(bytes);
        out.getFD().sync();
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw new UncheckedIOException("Cannot write " + target + ": " + e, e);
    }
  }
}
