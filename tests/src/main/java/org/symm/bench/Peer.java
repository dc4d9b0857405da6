package org.symm.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A measuring process: asks and answers go line by line. */
final class Peer implements AutoCloseable {

  /** The variables that environment/symm sets. */
  private static final Map<String, String> LAUNCHER =
      Map.of(
          "DJL_OFFLINE", "true",
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "1073741824",
          "MALLOC_TOP_PAD_", "67108864");

  private final String command;
  private final Process process;
  private final BufferedReader from;
  private final Writer to;
  private final JsonObject about;

  private Peer(List<String> command, int threads, Map<String, String> environment) {
    this.command = String.join(" ", command);
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("could not start " + this.command, e);
    }
    from = process.inputReader(StandardCharsets.UTF_8);
    to = process.outputWriter(StandardCharsets.UTF_8);
    about = line();
  }

  /** A JVM of this library with the settings of the launcher, and the class path of this one. */
  static Peer java(String name, int threads) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Dai.djl.pytorch.num_threads=" + threads);
    words.add("@kernel-config/jvm.args");
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(Measure.class.getName(), name));
    return new Peer(words, threads, LAUNCHER);
  }

  /** A Python of the user's, with a checkout of the published code or null. */
  static Peer python(String python, String name, int threads, String checkout) {
    var words =
        new ArrayList<>(List.of(python, "tests/bench/peers.py", name, String.valueOf(threads)));
    if (checkout != null) {
      words.add(checkout);
    }
    return new Peer(words, threads, Map.of());
  }

  private JsonObject line() {
    try {
      for (String l = from.readLine(); l != null; l = from.readLine()) {
        if (l.startsWith("{")) {
          return JsonParser.parseString(l).getAsJsonObject();
        }
      }
    } catch (IOException | JsonSyntaxException e) {
      throw new IllegalStateException("no answer from " + command, e);
    }
    throw new IllegalStateException("no answer from " + command);
  }

  /** What the process runs on. */
  String version() {
    return about.get("version").getAsString();
  }

  /** Native threads that it uses. */
  int threads() {
    return about.get("threads").getAsInt();
  }

  /** Numbers that its network learns; 0 where there is none. */
  long parameters() {
    return about.get("parameters").getAsLong();
  }

  /** One measurement. */
  double measure() {
    try {
      to.write("\n");
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + command, e);
    }
    return line().get("value").getAsDouble();
  }

  @Override
  public void close() {
    try {
      to.close();
      process.waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
