package org.symm.files;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symm.engine.Array;

/**
 * A folder of arrays that are costly to make. Each is an {@code .npz} file, whose checksum (CRC-32)
 * is checked at every load.
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
   * The array stored as {@code name}.npz, or, where there is none, the one that {@code make} gives,
   * which is then stored. A file that is damaged or does not match its checksum is made again, and
   * a warning says so; so does one if the array cannot be stored.
   */
  public Array array(String name, Supplier<Array> make) {
    Path file = folder.resolve(name + ".npz");
    if (Files.exists(file)) {
      try {
        Array kept = Npy.read(file).get(name);
        if (kept != null) {
          return kept;
        }
        LOG.warn("Making {} again: it holds no array of this name.", file);
      } catch (UncheckedIOException | IllegalArgumentException e) {
        LOG.warn("Making it again: {}", e.getMessage());
      }
    }
    Array array = make.get();
    try {
      AtomicFile.write(file, Npy.npz(name, array));
    } catch (UncheckedIOException e) {
      LOG.warn("Not kept for the next time: {}", e.getMessage());
    }
    return array;
  }
}
