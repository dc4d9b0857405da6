package org.symm.experiments.markov;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.symm.display.Progress;
import org.symm.engine.Torch;
import org.symm.experiments.command.Options;
import org.symm.files.AtomicFile;
import org.symm.plotting.Figure;
import org.symm.plotting.Figures;
import org.symm.plotting.Plot;

/**
 * Many runs of {@link Markov}, each in a process of its own: results and checkpoints lie in a
 * folder, so that a sweep that was stopped goes on where it was. At the end, a table and the
 * paper's figure.
 *
 * @param folder where results are kept: a JSON file a run
 * @param cells the runs
 * @param options what all runs share, as arguments of the command
 */
public record MarkovGrid(Path folder, List<Cell> cells, List<String> options) {

  /** One run. */
  record Cell(MarkovTask task, int dim, Markov.Model model, int seed) {
    String name() {
      return Options.name(task) + "-" + dim + "-" + Options.name(model) + "-" + seed;
    }

    List<String> arguments() {
      String all = "--task %s --dim %s --model %s --seed %s";
      return List.of(all.formatted(Options.name(task), dim, Options.name(model), seed).split(" "));
    }
  }

  private record Running(Cell cell, Process process, Path output) {}

  private Path file(Cell c, String end) {
    return folder.resolve(c.name() + end);
  }

  /** Runs what has no result yet, so many at a time; then the table and the figure. */
  int run(int workers) {
    try {
      Files.createDirectories(folder);
      var failed = work(workers);
      report();
      failed.forEach(c -> System.err.println("failed: " + file(c, ".log")));
      return failed.isEmpty() ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Cell> work(int workers) throws IOException {
    var waiting = new ArrayList<>(cells);
    waiting.removeIf(c -> Files.exists(file(c, ".json")));
    var progress = Progress.of("runs", waiting.size());
    var running = new CopyOnWriteArrayList<Running>();
    var failed = new ArrayList<Cell>();
    // A signal that ends this process ends those of the runs too.
    Runnable end = () -> running.forEach(r -> r.process.destroy());
    Torch.atExit(end);
    try {
      while (!waiting.isEmpty() || !running.isEmpty()) {
        while (running.size() < workers && !waiting.isEmpty()) {
          running.add(start(waiting.remove(0), workers));
        }
        Running first = running.get(0);
        if (running.stream().allMatch(r -> r.process.isAlive())) {
          first.process.waitFor(200, TimeUnit.MILLISECONDS);
          continue;
        }
        for (Running r : running) {
          if (!r.process.isAlive()) {
            running.remove(r);
            if (!finished(r)) {
              failed.add(r.cell);
            }
            progress.step(r.cell.name());
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

  private Running start(Cell c, int workers) throws IOException {
    int threads = Math.max(1, Torch.engineThreads() / workers);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dai.djl.pytorch.num_threads=" + threads);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), MarkovCommand.class.getName()));
    command.addAll(c.arguments());
    command.addAll(options);
    command.addAll(List.of("--json", "--checkpoint", file(c, ".safetensors").toString()));
    Path output = file(c, ".out");
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(file(c, ".log").toFile());
    builder.environment().put("OMP_NUM_THREADS", "" + threads);
    return new Running(c, builder.start(), output);
  }

  /** Keeps the last line as the result, and clears up, if the run ended well. */
  private boolean finished(Running r) throws IOException {
    if (r.process.exitValue() != 0) {
      return false;
    }
    String last =
        Files.readAllLines(r.output).stream().reduce((a, b) -> b).orElse("nothing was printed");
    AtomicFile.write(file(r.cell, ".json"), last.getBytes(StandardCharsets.UTF_8));
    for (String end : List.of(".out", ".log", ".safetensors")) {
      Files.deleteIfExists(file(r.cell, end));
    }
    return true;
  }

  private List<MarkovResult> results() throws IOException {
    var out = new ArrayList<MarkovResult>();
    for (Cell c : cells) {
      if (Files.exists(file(c, ".json"))) {
        out.add(MarkovResult.of(Files.readString(file(c, ".json"))));
      }
    }
    return out;
  }

  private void report() throws IOException {
    var results = results();
    if (results.isEmpty()) {
      return;
    }
    String table = table(results);
    System.out.print(table);
    AtomicFile.write(folder.resolve("results.md"), table.getBytes(StandardCharsets.UTF_8));
    Optional<Figure> figure = figure(results);
    figure.ifPresent(f -> f.save(folder.resolve("losses.png")));
    figure.ifPresent(f -> f.save(folder.resolve("losses.svg")));
  }

  /** Test losses as Markdown: a row for each task and dimension, a column for each model. */
  public static String table(List<MarkovResult> results) {
    var models = results.stream().map(MarkovResult::model).distinct().toList();
    var out = new StringBuilder("| task, d | " + String.join(" | ", models) + " |\n");
    out.append("|---".repeat(models.size() + 1)).append("|\n");
    results.stream()
        .collect(
            Collectors.groupingBy(
                r -> r.task() + ", " + r.dim(),
                LinkedHashMap::new,
                Collectors.groupingBy(
                    MarkovResult::model, Collectors.averagingDouble(MarkovResult::testLoss))))
        .forEach(
            (row, losses) -> {
              out.append("| ").append(row);
              for (String m : models) {
                Double loss = losses.get(m);
                out.append(" | ")
                    .append(loss == null ? "" : String.format(Locale.ROOT, "%.4g", loss));
              }
              out.append(" |\n");
            });
    return out.toString();
  }

  /**
   * The paper's figure: mean test loss against dimension, a panel a task, a curve a model; losses
   * that are not finite are left out. Empty if none is.
   */
  public static Optional<Figure> figure(List<MarkovResult> results) {
    var panels = new ArrayList<Figure>();
    for (String task : results.stream().map(MarkovResult::task).distinct().toList()) {
      Plot plot = Figures.lines(task, "d", "test loss").logX().logY().size(480, 360);
      boolean empty = true;
      for (String model : results.stream().map(MarkovResult::model).distinct().toList()) {
        var losses =
            results.stream()
                .filter(r -> r.task().equals(task) && r.model().equals(model))
                .collect(
                    Collectors.groupingBy(
                        MarkovResult::dim,
                        TreeMap::new,
                        Collectors.averagingDouble(MarkovResult::testLoss)));
        losses.values().removeIf(l -> !Double.isFinite(l));
        if (!losses.isEmpty()) {
          empty = false;
          plot =
              plot.with(
                  model,
                  losses.keySet().stream().mapToDouble(d -> d).toArray(),
                  losses.values().stream().mapToDouble(l -> l).toArray());
        }
      }
      if (!empty) {
        panels.add(plot);
      }
    }
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(Figures.panels(2, panels.toArray(Figure[]::new)));
  }
}
