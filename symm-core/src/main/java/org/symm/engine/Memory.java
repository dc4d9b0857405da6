package org.symm.engine;

import ai.djl.ndarray.NDArray;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The native memory of an array, released once and counted until then. Past 256 MB of unreleased
 * memory a garbage collection is asked for.
 */
record Memory(NDArray nd, long bytes, AtomicBoolean released) implements Runnable {

  static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong LIVE = new AtomicLong();
  private static final AtomicLong SINCE = new AtomicLong();
  private static final long PRESSURE = 256L << 20;

  Memory(NDArray nd, long bytes) {
    this(nd, bytes, new AtomicBoolean());
  }

  /** Counts this memory; it is released by the result, or when its owner is unreachable. */
  Cleaner.Cleanable ownedBy(Array owner) {
    Cleaner.Cleanable release = CLEANER.register(owner, this);
    LIVE.addAndGet(bytes);
    if (SINCE.addAndGet(bytes) > PRESSURE) {
      SINCE.set(0);
      if (LIVE.get() > PRESSURE) {
        collect();
      }
    }
    return release;
  }

  @Override
  public void run() {
    if (released.compareAndSet(false, true)) {
      nd.close();
      LIVE.addAndGet(-bytes);
    }
  }

  /** Bytes that arrays hold now. */
  static long live() {
    return LIVE.get();
  }

  /**
   * The cleaner releases on a thread of its own: waits for it while it gets on, some milliseconds.
   */
  private static void collect() {
    System.gc();
    long live = LIVE.get();
    for (int idle = 0; idle < 5 && live > PRESSURE / 2; idle++) {
      LockSupport.parkNanos(1_000_000);
      idle = LIVE.get() < live ? -1 : idle;
      live = LIVE.get();
    }
  }
}
