package org.symm.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.symm.experiments.markov.Markov;
import org.symm.experiments.markov.MarkovTask;

/**
 * One line of the table.
 *
 * @param name what the command line calls it
 * @param title what it measures
 * @param unit of a measurement
 * @param limit what the number should not exceed: a ratio if there is another side
 * @param ours the case measured in Java
 * @param other the case it is compared with; null for none
 * @param python whether the other side is PyTorch
 * @param threads native threads of each process; 0 as asked
 * @param once whether a process gives one measurement only
 */
record Benchmark(
    String name,
    String title,
    String unit,
    double limit,
    String ours,
    String other,
    boolean python,
    int threads,
    boolean once) {

  private static Benchmark alone(
      String name, String title, String unit, double limit, String ours, boolean once) {
    return new Benchmark(name, title, unit, limit, ours, null, false, 0, once);
  }

  private static Benchmark python(String name, String title, double limit, String c, int threads) {
    return new Benchmark(name, title, "µs", limit, c, c.split(":")[0], true, threads, false);
  }

  private static Benchmark java(
      String name, String title, double limit, String ours, String other) {
    return new Benchmark(name, title, "µs", limit, ours, other, false, 0, false);
  }

  /** What symmetry costs a perceptron on matrices, beside the perceptrons themselves. */
  private static Benchmark price(Markov.Model model, int dim, double limit) {
    String c = ":" + MarkovTask.INV + ":" + dim + ":" + model;
    String name = (model + "-" + dim).toLowerCase(Locale.ROOT);
    return java(
        "price-" + name,
        "training step of perceptrons on matrices, "
            + name.replace('-', ' ')
            + ", K = 10 / the perceptrons alone on as many rows",
        limit,
        "price" + c,
        "networks" + c);
  }

  private static Benchmark peak(int samples) {
    return new Benchmark(
        "peak-" + samples,
        "peak memory of gradients with K = " + samples + " / with K = 4, 500 rows of 25 points",
        "MiB",
        1.1,
        "peak:" + samples,
        "peak:4",
        false,
        0,
        true);
  }

  /** A training of the published experiment, against its authors' code. */
  private static Benchmark markov(MarkovTask task, int dim, Markov.Model model, double limit) {
    String name = (task + "-" + dim + "-" + model).toLowerCase(Locale.ROOT);
    String c = "markov:" + task + ":" + dim + ":" + model;
    return new Benchmark(
        "markov-" + name,
        "whole training loop, " + name.replace('-', ' ') + ", K = 10, batch 100",
        "µs",
        limit,
        c,
        c,
        true,
        0,
        false);
  }

  /** Whether the other side is the authors' code, from a checkout. */
  boolean published() {
    return ours.startsWith("markov");
  }

  private static List<Benchmark> published(int dim, double limit) {
    return Stream.of(MarkovTask.values())
        .flatMap(
            t ->
                Stream.of(Markov.Model.RECURSIVE, Markov.Model.HAAR, Markov.Model.NONE)
                    .map(m -> markov(t, dim, m, m == Markov.Model.RECURSIVE ? limit : 1)))
        .toList();
  }

  /** All of them, in the order of the table. */
  static List<Benchmark> all() {
    return Stream.of(own(), published(4, 0.7), published(32, 0.65)).flatMap(List::stream).toList();
  }

  private static List<Benchmark> own() {
    return List.of(
        alone("trace", "trace and load a program of 200 operations", "ms", 60, "trace", false),
        alone("call", "call a program, beyond libtorch's own time", "µs", 25, "call", false),
        python("mlp", "training step, MLP 10-128-128-128-1, batch 100", 0.75, "mlp", 0),
        python("haar", "Haar O(3) and its action on (4096, 20, 3)", 0.5, "haar", 0),
        java("average-4", step("haar", 4), 1.25, "average:4", "deepsets:400"),
        java("average-10", step("haar", 10), 1.25, "average:10", "deepsets:1000"),
        java(
            "recursive-4",
            step("haar refined by 16", 4),
            Double.NaN,
            "recursive:4:16",
            "deepsets:400"),
        java(
            "recursive-10",
            step("haar refined by 16", 10),
            Double.NaN,
            "recursive:10:16",
            "deepsets:1000"),
        price(Markov.Model.HAAR, 4, 1.3),
        price(Markov.Model.RECURSIVE, 4, 1.3),
        price(Markov.Model.HAAR, 32, 1.8),
        price(Markov.Model.RECURSIVE, 32, 1.8),
        python("attention", "attention encoder, gradients on 2,000 rows", 0.5, "attention:2000", 2),
        peak(16),
        peak(64),
        alone(
            "growth", "resident memory after 10,000 steps / after 1,000", "", 1.05, "growth", true),
        alone(
            "first",
            "start of the JVM to the result of a first program",
            "ms",
            2000,
            "first",
            true),
        alone("nbody", "n-body simulation, 3,000 samples", "s", Double.NaN, "nbody", true),
        alone(
            "certificate",
            "certificate for E(3)×S(5), K = 4",
            "s",
            Double.NaN,
            "certificate",
            true));
  }

  private static String step(String gamma, int samples) {
    return "training step of deep sets, "
        + gamma
        + ", K = "
        + samples
        + " / backbone on as many rows";
  }
}
