package org.symm.notebook;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What an interrupt has stopped. JJava interrupts the thread of a cell and says at once that the
 * cell is over, while a training still ends its step, saves and hands back its run. Here the cell
 * is over when its thread is, so that {@code var run = e.train()} has its value and the next cell
 * does not run beside it. A thread that does not heed the interrupt is left behind, with a word.
 */
final class Stopped {

  private static final long LIMIT_NANOS = 20_000_000_000L;
  private static final long PAUSE_MILLIS = 10;

  /** Threads that were left behind: they are not waited for again. */
  private static final Set<Thread> BEHIND =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private Stopped() {}

  /** From now on interrupted cells of this kernel are over when their threads are. */
  static void install(BaseKernel kernel) {
    try {
      // JavaKernel is in the kernel's own jar alone, which this is not compiled against.
      var shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
      shell.onSnippetEvent(Stopped::await);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this kernel has no getJShell(): " + kernel.getClass(), e);
    }
  }

  /** Called by the thread that evaluates, before it tells the kernel that the cell is over. */
  private static void await(SnippetEvent event) {
    if (!(event.exception() instanceof EvalException e)
        || !e.getExceptionClassName().equals("Execution Interrupted")) {
      return;
    }
    long start = System.nanoTime();
    while (!running().isEmpty()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        BEHIND.addAll(running());
        System.err.println(
            "The stopped cell has not heeded the interrupt and still runs; restart the kernel to end it.");
        return;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException again) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Threads in the method that JShell wraps around the statements of a cell. */
  private static List<Thread> running() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(t -> Arrays.stream(t.getValue()).anyMatch(f -> f.getMethodName().equals("do_it$")))
        .map(Map.Entry::getKey)
        .filter(t -> t != Thread.currentThread() && !BEHIND.contains(t))
        .toList();
  }
}
