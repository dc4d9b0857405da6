package org.symm.display;

import java.io.Console;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A terminal. Values go to standard output. What changes goes to standard error, so that results
 * can be piped: rewritten in place when a person looks on, otherwise a line every ten seconds and
 * the last state.
 */
final class TerminalScreen implements Screen {
  private static final long LINE_NANOS = 10_000_000_000L;

  static final Screen NONE = new NoScreen();
  static final AtomicReference<Screen> CURRENT =
      new AtomicReference<>(
          "1".equals(System.getenv("SYMM_QUIET"))
              ? NONE
              : new TerminalScreen(System.out, System.err, attended()));

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;

  TerminalScreen(PrintStream out, PrintStream err, boolean interactive) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
  }

  /**
   * Whether a person looks on. From JDK 22 a console exists without a terminal, and says so itself.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean attended() {
    Console console = System.console();
    try {
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJdk22) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  @Override
  public void show(Object value) {
    out.println(value);
  }

  @Override
  public Live open(Displayed first) {
    Live line = interactive ? new RewrittenLine() : new LogLines();
    line.update(first);
    return line;
  }

  /** A line that starts again; a longer one than the terminal would leave its beginning behind. */
  private final class RewrittenLine implements Live {
    private static final int MOST = 79;

    private int width;

    @Override
    public void update(Displayed value) {
      String all = value.toString();
      String text = all.length() > MOST ? all.substring(0, MOST - 1) + "…" : all;
      err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
      err.flush();
      width = text.length();
    }

    @Override
    public void finish(Displayed value) {
      update(value);
      err.println();
    }
  }

  private final class LogLines implements Live {
    private long last = System.nanoTime();

    @Override
    public void update(Displayed value) {
      if (System.nanoTime() - last >= LINE_NANOS) {
        last = System.nanoTime();
        err.println(value);
      }
    }

    @Override
    public void finish(Displayed value) {
      err.println(value);
    }
  }

  private static final class NoScreen implements Screen, Live {
    @Override
    public void show(Object value) {}

    @Override
    public Live open(Displayed first) {
      return this;
    }

    @Override
    public void update(Displayed value) {}

    @Override
    public void finish(Displayed value) {}
  }
}
