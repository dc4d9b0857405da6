package org.symm.experiments;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.symm.display.Progress;
import org.symm.engine.Torch;
import org.symm.files.AtomicFile;

/**
 * The runs of a {@link Study} as processes of this machine, so many at a time, which share the
 * threads of this one. A run that ended well leaves {@code NAME.json}, its last line; one that
 * failed {@code NAME.log}.
 *
 * @param folder where these lie
 * @param workers processes at a time
 */
record RunProcesses(Path folder, int workers) {

  /**
   * A run.
   *
   * @param arguments the experiment's name and its options
   * @param saves whether it takes a file for checkpoints
   */
  record Job(String name, List<String> arguments, boolean saves) {}

  private record Running(Job job, Process process) {}

  /** A file of a run, by what its name ends in. */
  Path file(Job j, String end) {
    return folder.resolve(j.name + end);
  }

  /** Does what has no result yet; returns the runs that failed. */
  List<Job> work(List<Job> all) throws IOException {
    var waiting = new ArrayList<>(all);
    waiting.removeIf(j -> Files.exists(file(j, ".json")));
    var progress = Progress.of("runs", waiting.size());
    var running = new CopyOnWriteArrayList<Running>();
    var failed = new ArrayList<Job>();
    // A signal that ends this process ends those of the runs too.
    Runnable end = () -> running.forEach(r -> r.process.destroy());
    Torch.atExit(end);
    try {
      while (!waiting.isEmpty() || !running.isEmpty()) {
        while (running.size() < workers && !waiting.isEmpty()) {
          running.add(start(waiting.remove(0)));
        }
        if (running.stream().allMatch(r -> r.process.isAlive())) {
          running.get(0).process.waitFor(200, TimeUnit.MILLISECONDS);
          continue;
        }
        for (Running r : running) {
          if (!r.process.isAlive()) {
            running.remove(r);
            if (!finished(r)) {
              failed.add(r.job);
            }
            progress.step(r.job.name);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped by an interrupt; the same command goes on");
    } finally {
      end.run();
      Torch.notAtExit(end);
    }
    return failed;
  }

  private Running start(Job j) throws IOException {
    int threads = Math.max(1, Torch.engineThreads() / workers);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dai.djl.pytorch.num_threads=" + threads);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Experiments.class.getName()));
    command.addAll(j.arguments);
    command.add("--json");
    if (j.saves) {
      command.addAll(List.of("--checkpoint", file(j, ".safetensors").toString()));
    }
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(file(j, ".out").toFile())
            .redirectError(file(j, ".log").toFile());
    builder.environment().put("OMP_NUM_THREADS", "" + threads);
    return new Running(j, builder.start());
  }

  /** Keeps the last line as the result, and clears up, if the run ended well. */
  private boolean finished(Running r) throws IOException {
    if (r.process.exitValue() != 0) {
      return false;
    }
    String last =
        Files.readAllLines(file(r.job, ".out")).stream()
            .reduce((a, b) -> b)
            .orElse("nothing was printed");
    AtomicFile.write(file(r.job, ".json"), (last + "\n").getBytes(StandardCharsets.UTF_8));
    for (String end : List.of(".out", ".log", ".safetensors")) {
      Files.deleteIfExists(file(r.job, end));
    }
    return true;
  }
}
