package org.symm.notebook;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.symm.engine.Torch;

/** Says what the engine is, where it was loaded from, and what is wrong with it. */
final class Doctor {
  private Doctor() {}

  /** Prints the report; returns 1 when the engine cannot be used. */
  static int run() throws IOException {
    Runtime runtime = Runtime.getRuntime();
    line("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    line("heap", "at most %d MB".formatted(runtime.maxMemory() >> 20));
    line("cores", String.valueOf(runtime.availableProcessors()));
    Engine engine;
    try {
      engine = Engine.getInstance();
    } catch (RuntimeException | LinkageError e) {
      line("problem", "the engine does not start: " + rootMessage(e));
      return 1;
    }
    line("DJL", Engine.getDjlVersion());
    line("libtorch", engine.getVersion());
    line("device", Torch.device() + ", GPUs: " + engine.getGpuCount());
    line("threads", Torch.engineThreads() + " within an operation");
    for (Path library : loadedLibraries()) {
      line("loaded", library.toString());
    }
    return 0;
  }

  /**
   * The native libraries of libtorch in this process, as Linux lists them; empty on other systems.
   */
  static List<Path> loadedLibraries() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    if (!Files.exists(maps)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(maps)) {
      return lines
          .filter(map -> map.matches(".*/lib(torch|djl_torch|c10)[^/]*"))
          .map(map -> Path.of(map.substring(map.indexOf('/'))))
          .distinct()
          .toList();
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }

  private static void line(String name, String value) {
    System.out.printf("%-11s %s%n", name, value);
  }
}
