package org.symm.notebook;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.symm.display.Displayed;
import org.symm.display.Screen;

/** Keeps what a program prints and shows, until it is closed, and prints it. */
final class Recording implements AutoCloseable {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final Screen screen;

  Recording() {
    OutputStream both =
        new OutputStream() {
          @Override
          public void write(int b) {
            kept.write(b);
            out.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            kept.write(bytes, from, length);
            out.write(bytes, from, length);
          }
        };
    PrintStream recorder = new PrintStream(both, true, StandardCharsets.UTF_8);
    System.setOut(recorder);
    screen = Screen.use(new Shown(recorder));
  }

  String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    Screen.use(screen);
  }

  /** Prints values; of those that change, nothing. */
  private record Shown(PrintStream out) implements Screen {
    @Override
    public void show(Object value) {
      out.println(value);
    }

    @Override
    public Live open(Displayed first) {
      return Screen.none().open(first);
    }
  }
}
