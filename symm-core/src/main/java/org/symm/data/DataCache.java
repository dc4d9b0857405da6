package org.symm.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symm.learning.AtomicFile;
import org.symm.tensor.Array;

/**
 * A folder of arrays that are costly to make. Each is an {@code .npy} file with its SHA-256 beside
 * it (in the format of {@code sha256sum}), checked at every load.
 *
 * @param folder where the files lie; made when first needed
 */
public record DataCache(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(DataCache.class);

  /**
   * The user's cache: the folder named by the system property {@code symm.cache.dir}, else by the
   * environment variable {@code SYMM_CACHE_DIR}, else {@code ~/.cache/symm}.
   */
  public static DataCache standard() {
    Path usual = Path.of(System.getProperty("user.home"), ".cache", "symm");
    return Stream.of(System.getProperty("symm.cache.dir"), System.getenv("SYMM_CACHE_DIR"))
        .filter(folder -> folder != null && !folder.isBlank())
        .findFirst()
        .map(folder -> new DataCache(Path.of(folder)))
        .orElse(new DataCache(usual));
  }

  /**
   * The array stored as {@code name}.npy, or, where there is none, the one that {@code make} gives,
   * which is then stored. A file that is damaged or does not match its checksum is made again, and
   * a warning says so; so does one if the array cannot be stored.
   */
  public Array array(String name, Supplier<Array> make) {
    Path file = folder.resolve(name + ".npy");
    if (Files.exists(file)) {
      try {
        return verified(file);
      } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
        LOG.warn("Making {} again: {}", file, e.getMessage());
      }
    }
    Array array = make.get();
    try {
      byte[] bytes = Npy.encode(array);
      // The checksum goes first: if the process dies between the two, the file is missing or wrong.
      AtomicFile.write(checksumFile(file), checksumLine(bytes, file));
      AtomicFile.write(file, bytes);
    } catch (UncheckedIOException e) {
      LOG.warn("Not kept for the next time: {}", e.getMessage());
    }
    return array;
  }

  private static Array verified(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Path checksum = checksumFile(file);
    if (!Files.exists(checksum)) {
      throw new IOException("its checksum " + checksum.getFileName() + " is missing");
    }
    if (!MessageDigest.isEqual(Files.readAllBytes(checksum), checksumLine(bytes, file))) {
      throw new IOException("it does not match its checksum " + checksum.getFileName());
    }
    return Npy.decode(bytes, file.toString());
  }

  private static Path checksumFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  private static byte[] checksumLine(byte[] bytes, Path file) {
    String line = sha256(bytes) + "  " + file.getFileName() + "\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 in lower-case hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every Java must have.", e);
    }
  }
}
