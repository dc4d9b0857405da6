package org.symm.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.symm.display.Refused;
import org.symm.experiments.command.ExperimentCommand;
import org.symm.experiments.command.Options;
import org.symm.experiments.command.UsageException;
import org.symm.files.AtomicFile;

/**
 * Many runs of an experiment: one for each combination of some options' values and each seed, every
 * one in a process of its own. A folder keeps their results and checkpoints, so that a study that
 * was stopped goes on where it was, and one with more values or seeds runs only what is new.
 *
 * <pre>{@code
 * environment/symm experiment markov --over task=cov,inv --over dim=4,8 --seeds 3 --results DIR
 *
 * Study.of("markov").over("task", "cov", "inv").over("dim", 4, 8).seeds(3).run(folder, 1);
 * }</pre>
 *
 * <p>In the folder: {@code runs.tsv}, a run a line, its name and its arguments with a tab between
 * them; for each run {@code NAME.json}, the last line that it printed. Another engine, as a job
 * array, can do the runs of the list and put these files there; the same command then makes only
 * what follows. {@code results.json} and {@code results.csv}, all results; {@code results.md}, a
 * table of each measure, mean and standard error over the seeds; {@code figure.svg} and {@code
 * figure.png}, see {@link StudyResults#figure}. {@code NAME.log} is what a run said that failed.
 *
 * @param experiment the experiment's name
 * @param over the options that differ, without {@code --}, and their values
 * @param fixed the options that all runs share, with their values
 * @param seed the first seed
 * @param seeds how many seeds, one after another
 */
public record Study(
    String experiment,
    Map<String, List<String>> over,
    Map<String, String> fixed,
    int seed,
    int seeds) {

  private static final String OVER = "--over";
  private static final String RESULTS = "--results";
  private static final String WORKERS = "--workers";
  private static final String SEEDS = "--seeds";
  private static final String SEED = "seed";

  /** What the help of an experiment says of studies. */
  static final List<String> HELP =
      List.of(
          "a study, many runs, one process each; goes on where it is:",
          "  --over N=V,V    an option and its values; again for more of them",
          "  --seeds         seeds from --seed on (1)",
          "  --results       the folder for results, tables and a figure",
          "  --workers       processes at a time (1)");

  /** Keeps the order of options and values. */
  public Study {
    over = new LinkedHashMap<>(over);
    fixed = new LinkedHashMap<>(fixed);
  }

  /** One run: its name, and the values of the options that differ. */
  record Single(String name, Map<String, String> values) {}

  /** One run, of the settings that are meant where nothing is said. */
  public static Study of(String experiment) {
    Experiments.named(experiment);
    return new Study(experiment, Map.of(), Map.of(), 0, 1);
  }

  /** The same with all values of an option, as {@code over("dim", 4, 8)}. */
  public Study over(String option, Object... values) {
    if (values.length == 0 || over.containsKey(option) || fixed.containsKey(option)) {
      throw new UsageException(
          "--over %s needs at least one value, and the option to be given once".formatted(option));
    }
    if (option.equals(SEED)) {
      throw new UsageException("seeds are given by --seeds and --seed, not by --over seed=…");
    }
    var more = new LinkedHashMap<>(over);
    more.put(option, Arrays.stream(values).map(String::valueOf).distinct().toList());
    return new Study(experiment, more, fixed, seed, seeds);
  }

  /** The same with an option that all runs share, as {@code with("steps", 2000)}. */
  public Study with(String option, Object value) {
    if (option.equals(SEED)) {
      Refused.unless(value instanceof Integer, "the first seed is a whole number, not %s", value);
      return new Study(experiment, over, fixed, (int) value, seeds);
    }
    if (over.containsKey(option)) {
      throw new UsageException("--" + option + " is given twice, also by --over");
    }
    var more = new LinkedHashMap<>(fixed);
    more.put(option, String.valueOf(value));
    return new Study(experiment, over, more, seed, seeds);
  }

  /** The same with so many seeds. */
  public Study seeds(int count) {
    Refused.unless(count >= 1, "a study needs at least one seed, not %s", count);
    return new Study(experiment, over, fixed, seed, count);
  }

  /** Whether arguments of an experiment ask for a study. */
  static boolean isMeant(List<String> arguments) {
    return !arguments.contains("--help")
        && List.of(OVER, RESULTS, WORKERS).stream().anyMatch(arguments::contains);
  }

  /** Runs the study that arguments ask for, and returns the exit code. */
  static int command(String experiment, List<String> arguments) {
    Study s = of(experiment);
    var own = new ArrayList<String>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (option.equals("--json")) {
        throw new UsageException("a study writes results.json to its folder; leave --json out");
      }
      if (i + 1 == arguments.size() || !option.startsWith("--")) {
        throw new UsageException("expected an option with a value, got " + option);
      }
      String value = arguments.get(i + 1);
      if (option.equals(OVER)) {
        int at = value.indexOf('=');
        if (at < 1) {
          throw new UsageException(
              "--over takes an option and its values, as --over dim=4,8, not " + value);
        }
        s = s.over(value.substring(0, at), (Object[]) value.substring(at + 1).split(","));
      } else if (List.of(RESULTS, WORKERS, SEEDS, "--" + SEED).contains(option)) {
        own.addAll(List.of(option, value));
      } else {
        s = s.with(option.substring(2), value);
      }
    }
    var o = new Options(own);
    Path folder = o.path(RESULTS, "a folder");
    if (folder == null) {
      throw new UsageException("a study needs --results and a folder");
    }
    s = s.seeds(o.number(SEEDS, 1, 1, "how many")).with(SEED, o.number("--" + SEED, 0, 0, ""));
    return s.run(folder, o.number(WORKERS, 1, 1, "processes at a time"));
  }

  /**
   * All runs: the values of the first option change slowest, the seeds fastest.
   *
   * @throws UsageException if the options of one of them are wrong, or two values cannot be told
   *     apart in the name of a file
   */
  List<Single> runs() {
    List<Map<String, String>> all = List.of(Map.of());
    var axes = new LinkedHashMap<>(over);
    axes.put(SEED, range());
    for (var axis : axes.entrySet()) {
      var next = new ArrayList<Map<String, String>>();
      for (Map<String, String> before : all) {
        for (String value : axis.getValue()) {
          var values = new LinkedHashMap<>(before);
          values.put(axis.getKey(), value);
          next.add(values);
        }
      }
      all = next;
    }
    List<Single> runs = all.stream().map(v -> new Single(name(v), v)).toList();
    if (runs.stream().map(Single::name).distinct().count() < runs.size()) {
      throw new UsageException(
          "two values of an option differ only in signs that names of files cannot have");
    }
    runs.forEach(this::savesCheckpoint);
    return runs;
  }

  private List<String> range() {
    var out = new ArrayList<String>();
    for (int i = 0; i < seeds; i++) {
      out.add("" + (seed + i));
    }
    return out;
  }

  /** As in {@code task=cov,dim=4,seed=0}. */
  private static String name(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().replaceAll("[^A-Za-z0-9.+-]", "_"))
        .collect(Collectors.joining(","));
  }

  /** The options of a run, as arguments of the experiment. */
  private List<String> arguments(Single run) {
    var out = new ArrayList<String>();
    for (Map<String, String> options : List.of(fixed, run.values)) {
      options.forEach((option, value) -> out.addAll(List.of("--" + option, value)));
    }
    return out;
  }

  /** Whether the run saves checkpoints; stops if its options are wrong. */
  private boolean savesCheckpoint(Single run) {
    var o = new Options(arguments(run));
    ExperimentCommand.Work unused = Experiments.named(experiment).read(o);
    o.demandKnown();
    return o.has("--checkpoint");
  }

  /**
   * Runs what has no result yet; then makes tables and the figure.
   *
   * @param folder where all of it is kept
   * @param workers processes at a time, which share the threads of this one
   * @return 0, or 1 if a run failed
   * @throws UsageException if options are wrong, or the folder is of a study with other settings
   * @throws CancellationException if it is interrupted; the same call goes on
   */
  public int run(Path folder, int workers) {
    Refused.unless(workers >= 1, "a study needs at least one process at a time, not %s", workers);
    List<Single> runs = runs();
    try {
      Files.createDirectories(folder);
      claim(folder);
      String list =
          runs.stream()
              .map(r -> r.name + "\t" + experiment + " " + String.join(" ", arguments(r)) + "\n")
              .collect(Collectors.joining());
      write(folder.resolve("runs.tsv"), list);
      var processes = new RunProcesses(folder, workers);
      var failed = processes.work(runs.stream().map(this::job).toList());
      StudyResults results = results(folder, runs);
      System.out.print(results.tables());
      results.save(folder);
      failed.forEach(j -> System.err.println("failed: " + processes.file(j, ".log")));
      return failed.isEmpty() ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes which study the folder is of; stops if it is of another. */
  private void claim(Path folder) throws IOException {
    Path file = folder.resolve("study.txt");
    String own =
        "experiment %s\nover %s\nfixed %s\n"
            .formatted(experiment, over.keySet(), new TreeMap<>(fixed));
    if (!Files.exists(file)) {
      write(file, own);
    } else if (!Files.readString(file).equals(own)) {
      throw new UsageException(
          "%s is of another study, whose results would be taken for this one's: there%n%shere%n%sgive another folder"
              .formatted(folder, Files.readString(file).indent(2), own.indent(2)));
    }
  }

  private static void write(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private RunProcesses.Job job(Single run) {
    var all = new ArrayList<>(List.of(experiment));
    all.addAll(arguments(run));
    return new RunProcesses.Job(run.name, all, savesCheckpoint(run));
  }

  private StudyResults results(Path folder, List<Single> runs) throws IOException {
    var rows = new ArrayList<StudyResults.Row>();
    for (Single r : runs) {
      Path file = folder.resolve(r.name + ".json");
      if (Files.exists(file)) {
        rows.add(StudyResults.Row.of(r.values, file, Files.readString(file)));
      }
    }
    return new StudyResults(
        List.copyOf(over.keySet()), Experiments.named(experiment).measures(), seeds, rows);
  }
}
