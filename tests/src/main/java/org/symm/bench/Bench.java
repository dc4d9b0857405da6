package org.symm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * Runs benchmarks and prints a Markdown table: {@code Bench [--threads N] [--python PATH]
 * [--checkout PATH] [--rounds N] [NAME...]}. Two sides run as two processes that measure in turn;
 * the ratio is the median over turns.
 */
public final class Bench {

  /** Measurements of a pair of processes, in turn. */
  private static final int TURNS = 5;

  private int threads = 2;
  private int rounds = 3;
  private String python;
  private String checkout;
  private final List<String> names = new ArrayList<>();
  private final LinkedHashSet<String> versions = new LinkedHashSet<>();

  private Bench() {}

  /** Runs the benchmarks named, or all. */
  public static void main(String[] args) {
    var bench = new Bench();
    try {
      bench.read(args);
      bench.run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private void read(String[] args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--threads" -> threads = Integer.parseInt(value(args, ++i));
        case "--rounds" -> rounds = Integer.parseInt(value(args, ++i));
        case "--python" -> python = value(args, ++i);
        case "--checkout" -> checkout = value(args, ++i);
        case "--help" ->
            throw new IllegalArgumentException(
                "usage: tests/bench/run [--threads N] [--python PATH] [--checkout PATH] [--rounds N]"
                    + " [NAME...]\nnames: "
                    + known());
        default -> names.add(args[i]);
      }
    }
    if (!known().containsAll(names)) {
      throw new IllegalArgumentException("benchmarks are " + known() + ", not " + names);
    }
  }

  private static String value(String[] args, int i) {
    if (i >= args.length) {
      throw new IllegalArgumentException(args[i - 1] + " needs a value");
    }
    return args[i];
  }

  private static List<String> known() {
    return Benchmark.all().stream().map(Benchmark::name).toList();
  }

  private void run() {
    if (python == null) {
      System.err.println("No --python PATH with torch: times of the Java side only.");
    }
    System.out.println(
        "| benchmark | threads | here | other side | ratio: median (least … most) | at most |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    for (Benchmark b : Benchmark.all()) {
      if (names.isEmpty() ? !b.published() : names.contains(b.name())) {
        System.out.println(row(b));
      }
    }
    System.out.println();
    System.out.println(String.join("; ", versions) + "; load at the end " + load() + ".");
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    } catch (IOException e) {
      return "unknown";
    }
  }

  private String row(Benchmark b) {
    int n = b.threads() == 0 ? threads : b.threads();
    boolean pair =
        b.other() != null
            && (!b.python() || python != null)
            && (!b.published() || checkout != null);
    var ours = new ArrayList<Double>();
    var others = new ArrayList<Double>();
    for (int round = 0; round < rounds; round++) {
      try (Peer one = Peer.java(b.ours(), n);
          Peer two = pair ? other(b, n) : null) {
        note(one, n);
        if (two != null) {
          note(two, n);
          if (b.python() && one.parameters() != two.parameters()) {
            throw new IllegalStateException(
                b.name()
                    + ": the networks learn "
                    + one.parameters()
                    + " and "
                    + two.parameters()
                    + " numbers; they should be the same");
          }
        }
        for (int turn = 0; turn < (b.once() ? 1 : TURNS); turn++) {
          ours.add(one.measure());
          if (two != null) {
            others.add(two.measure());
          }
        }
      }
    }
    return "| "
        + b.title()
        + " | "
        + n
        + " | "
        + amount(median(ours), b.unit())
        + " | "
        + (others.isEmpty() ? "" : amount(median(others), b.unit()))
        + " | "
        + spread(ours, others, b)
        + " | "
        + (Double.isNaN(b.limit()) || (b.other() != null && others.isEmpty())
            ? ""
            : b.other() == null ? amount(b.limit(), b.unit()) : figure(b.limit()))
        + " |";
  }

  private Peer other(Benchmark b, int n) {
    return b.python() ? Peer.python(python, b.other(), n, checkout) : Peer.java(b.other(), n);
  }

  private void note(Peer p, int n) {
    versions.add(p.version());
    if (p.threads() != n) {
      throw new IllegalStateException(
          p.version() + " runs on " + p.threads() + " threads, not " + n);
    }
  }

  private static double median(List<Double> values) {
    return Case.median(values.stream().mapToDouble(x -> x).toArray());
  }

  /** Ratios where there are two sides; the spread of the one side otherwise. */
  private static String spread(List<Double> ours, List<Double> others, Benchmark b) {
    var values = new ArrayList<Double>();
    for (int i = 0; i < ours.size(); i++) {
      values.add(others.isEmpty() ? ours.get(i) : ours.get(i) / others.get(i));
    }
    double least = values.stream().mapToDouble(x -> x).min().orElse(Double.NaN);
    double most = values.stream().mapToDouble(x -> x).max().orElse(Double.NaN);
    return others.isEmpty()
        ? "(" + amount(least, b.unit()) + " … " + amount(most, b.unit()) + ")"
        : figure(median(values)) + " (" + figure(least) + " … " + figure(most) + ")";
  }

  private static String amount(double x, String unit) {
    return (figure(x) + " " + unit).strip();
  }

  private static String figure(double x) {
    return String.format(
        Locale.ROOT, x >= 1000 ? "%,.0f" : x >= 100 ? "%.0f" : x >= 10 ? "%.1f" : "%.2f", x);
  }
}
