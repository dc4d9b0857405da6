package org.symm.experiments.command;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.symm.engine.Torch;

/** A command of a terminal: what goes wrong is said in a sentence and by the exit code. */
public final class Command {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int STOPPED = 130;

  /** How long a signal waits for a step to end and a checkpoint to be saved. */
  private static final long PATIENCE_SECONDS = 30;

  private Command() {}

  /** What it does; its value is the exit code. */
  public interface Body {
    /** Does it. */
    int run() throws Exception;
  }

  /**
   * Runs a command: 1 if it fails, 2 if it is used wrongly, 130 if it is stopped, each with a
   * sentence on standard error.
   */
  @SuppressWarnings("CatchingUnchecked") // Also what lies beyond Exception ends in a sentence.
  public static int run(Body body) {
    try {
      return body.run();
    } catch (UsageException e) {
      return say(MISUSED, e.getMessage());
    } catch (NoSuchFileException e) {
      return say(MISUSED, "no such file: " + e.getMessage());
    } catch (CancellationException e) {
      return say(STOPPED, e.getMessage());
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      return failed(e, e.getMessage());
    } catch (OutOfMemoryError e) {
      return failed(e, "memory ran out: " + e.getMessage());
    } catch (Throwable e) {
      return failed(e, e.toString());
    }
  }

  private static int failed(Throwable e, String message) {
    if ("1".equals(System.getenv("SYMM_TRACE"))) {
      e.printStackTrace();
    }
    return say(FAILED, message == null ? e.toString() : message);
  }

  private static int say(int code, String message) {
    System.err.println("symm: " + message);
    return code;
  }

  /**
   * The same for one that heeds interrupts: a signal, as of Ctrl-C, interrupts its thread and waits
   * until it has ended in its own way.
   */
  public static int stoppable(Body body) {
    var over = new CountDownLatch(1);
    Thread here = Thread.currentThread();
    Runnable signal = () -> interrupt(here, over);
    Torch.atExit(signal);
    try {
      return run(body);
    } finally {
      over.countDown();
      Torch.notAtExit(signal);
    }
  }

  private static void interrupt(Thread thread, CountDownLatch over) {
    thread.interrupt();
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("symm: stopped in the middle of a step.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
