package org.symm.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.symm.engine.Torch;

/**
 * A measuring process: {@code Measure CASE}. It warms up, prints a line about itself, and then
 * answers each line on its input with one measurement. It ends with its input.
 */
public final class Measure {

  private Measure() {}

  /** Measures the case named by the first argument. */
  public static void main(String[] args) throws IOException {
    Case c = Cases.of(args[0]);
    c.warm();
    say(
        "{\"version\": \"Java %s, libtorch %s\", \"threads\": %d, \"parameters\": %d}",
        System.getProperty("java.version"),
        Torch.engine().getVersion(),
        Torch.engineThreads(),
        c.parameters());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      say("{\"value\": %.4f}", c.measure());
    }
    System.exit(0);
  }

  private static void say(String form, Object... values) {
    System.out.println(String.format(Locale.ROOT, form, values));
    System.out.flush();
  }
}
