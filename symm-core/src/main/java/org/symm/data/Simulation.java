package org.symm.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;

/** Runs the simulations: batches of them on all processors, or one of them with all its frames. */
final class Simulation {
  private static final int BATCH = 64;
  private static final int INPUT_FRAME = 30;
  private static final int TARGET_FRAME = 40;
  private static final int ROW = 3 * ChargedParticles.BODIES;

  private Simulation() {}

  /** The state at frame 30 and the positions at frame 40 of every simulation. */
  static Particles particles(InitialStates states, DoubleConsumer progress) {
    int size = states.size();
    double[] positions = new double[size * ROW];
    double[] velocities = new double[size * ROW];
    double[] targets = new double[size * ROW];
    List<Runnable> batches = new ArrayList<>();
    for (int from = 0; from < size; from += BATCH) {
      int first = from;
      int count = Math.min(BATCH, size - from);
      batches.add(() -> batch(states, first, count, positions, velocities, targets));
    }
    runAll(batches, progress);
    return Particles.of(size, states.charges(), positions, velocities, targets);
  }

  private static void batch(
      InitialStates states,
      int first,
      int count,
      double[] positions,
      double[] velocities,
      double[] targets) {
    Leapfrog leapfrog = new Leapfrog(states, first, count);
    for (int frame = 0; frame <= TARGET_FRAME; frame++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("The simulation was interrupted.");
      }
      leapfrog.steps(ChargedParticles.STEPS_PER_FRAME);
      for (int s = 0; s < count; s++) {
        int offset = (first + s) * ROW;
        if (frame == INPUT_FRAME) {
          leapfrog.copyPositions(s, positions, offset);
          leapfrog.copyVelocities(s, velocities, offset);
        } else if (frame == TARGET_FRAME) {
          leapfrog.copyPositions(s, targets, offset);
        }
      }
    }
  }

  /**
   * Runs the tasks on all processors and reports the fraction done on the calling thread. Whatever
   * ends this method early, the tasks stop within a frame.
   */
  private static void runAll(List<Runnable> tasks, DoubleConsumer progress) {
    int threads = Math.min(tasks.size(), Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads, Simulation::worker);
    try {
      ExecutorCompletionService<Void> done = new ExecutorCompletionService<>(pool);
      for (Runnable task : tasks) {
        Future<Void> ignored = done.submit(task, null);
      }
      for (int n = 1; n <= tasks.size(); n++) {
        done.take().get();
        progress.accept(n / (double) tasks.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException("The simulation was interrupted.");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A simulation failed: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "charged-particles");
    thread.setDaemon(true);
    return thread;
  }

  /** All frames of simulation {@code index} of {@code states}. */
  static Trajectory trajectory(InitialStates states, int index) {
    int frames = ChargedParticles.FRAMES;
    double[] positions = new double[frames * ROW];
    double[] velocities = new double[frames * ROW];
    Leapfrog leapfrog = new Leapfrog(states, index, 1);
    for (int frame = 0; frame < frames; frame++) {
      leapfrog.steps(ChargedParticles.STEPS_PER_FRAME);
      leapfrog.copyPositions(0, positions, frame * ROW);
      leapfrog.copyVelocities(0, velocities, frame * ROW);
    }
    int bodies = ChargedParticles.BODIES;
    return new Trajectory(
        NumpyArray.of(
            Arrays.copyOfRange(states.charges(), index * bodies, (index + 1) * bodies), bodies),
        NumpyArray.of(positions, frames, bodies, 3),
        NumpyArray.of(velocities, frames, bodies, 3));
  }
}
