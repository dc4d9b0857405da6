package org.symm.engine;

import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that run parts of one computation side by side, each with one native thread: as many as
 * libtorch was given, {@link Torch#engineThreads}.
 */
public final class Workers {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          r -> {
            Thread t =
                new Thread(
                    () -> {
                      Torch.ready();
                      Torch.threads(1);
                      r.run();
                    },
                    "symm-worker-" + NUMBER.incrementAndGet());
            t.setDaemon(true);
            return t;
          });

  private Workers() {}

  /**
   * Runs work(0) … work(n − 1) side by side and waits for all; the first error stops the others at
   * their next chunk.
   */
  public static void each(int n, IntConsumer work) {
    if (n == 1) {
      work.accept(0);
    } else {
      all(n, work);
    }
  }

  /**
   * Runs work on one worker and waits for it: on one native thread, for what comes between parts
   * that run side by side. On several, libtorch's other threads would go on waiting in a loop for
   * more, and take the processor from the workers that come next.
   */
  public static void alone(Runnable work) {
    if (Torch.engineThreads() == 1) {
      work.run();
    } else {
      all(1, w -> work.run());
    }
  }

  private static void all(int n, IntConsumer work) {
    var running = new ArrayList<Future<?>>();
    for (int i = 0; i < n; i++) {
      int w = i;
      running.add(POOL.submit(() -> work.accept(w)));
    }
    try {
      for (Future<?> f : running) {
        f.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    } finally {
      running.forEach(
          f -> f.cancel(true)); // after an error; those that have ended stay as they are
    }
  }
}
