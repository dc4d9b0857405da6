package org.symm.experiments;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.symm.display.Refused;
import org.symm.experiments.command.Json;
import org.symm.files.AtomicFile;
import org.symm.plotting.Figure;
import org.symm.plotting.Figures;
import org.symm.plotting.Plot;

/**
 * What the runs of a {@link Study} came to.
 *
 * @param axes the options that differ, without the seed
 * @param measures the results that tables are made of, that of the figure first
 * @param seeds how many runs there are of each combination, when all are done
 * @param rows the runs that are done
 */
public record StudyResults(List<String> axes, List<String> measures, int seeds, List<Row> rows) {

  /** Copies the lists. */
  public StudyResults {
    axes = List.copyOf(axes);
    measures = List.copyOf(measures);
    rows = List.copyOf(rows);
  }

  /**
   * One run.
   *
   * @param values the values of the options that differ, and the seed
   * @param results what it printed, by name
   */
  public record Row(Map<String, String> values, Map<String, JsonElement> results) {

    /** Reads the JSON object that a run printed. */
    static Row of(Map<String, String> values, Path file, String json) {
      try {
        return new Row(values, JsonParser.parseString(json).getAsJsonObject().asMap());
      } catch (JsonParseException | IllegalStateException e) {
        throw Refused.because(
            "%s is not the result of a run, one JSON object; delete it to have it run again", file);
      }
    }

    /** All that is known of the run: the options that differ, then the rest. */
    private Map<String, JsonElement> all() {
      var out = new LinkedHashMap<String, JsonElement>();
      values.forEach((axis, value) -> out.put(axis, new JsonPrimitive(value)));
      out.putAll(results);
      return out;
    }

    /** A result as it is written; empty if there is none of this name. */
    private String text(String name) {
      JsonElement e = all().getOrDefault(name, new JsonPrimitive(""));
      return e.isJsonPrimitive() ? e.getAsString() : e.toString();
    }
  }

  /** The option whose values are the columns of a table: the model, or the last. */
  private Optional<String> columns() {
    return axes.contains("model")
        ? Optional.of("model")
        : axes.stream().reduce((first, second) -> second);
  }

  private List<String> values(String axis) {
    return rows.stream().map(r -> r.values.get(axis)).distinct().toList();
  }

  /** A Markdown table of each measure: mean ± standard error over the seeds. */
  public String tables() {
    return measures.stream()
        .filter(m -> rows.stream().anyMatch(r -> r.results.containsKey(m)))
        .map(this::table)
        .collect(Collectors.joining("\n"));
  }

  private String table(String measure) {
    List<String> others = axes.stream().filter(a -> !columns().equals(Optional.of(a))).toList();
    List<String> columns = columns().map(this::values).orElse(List.of(measure));
    var out = new StringBuilder();
    out.append(measure).append(seeds > 1 ? ", mean ± standard error of " + seeds : "");
    out.append(seeds > 1 ? " seeds\n\n" : "\n\n");
    line(out, others, columns);
    out.append("|---".repeat(others.size() + columns.size())).append("|\n");
    for (Map.Entry<List<String>, List<Row>> group : grouped(rows, others).entrySet()) {
      List<String> cells =
          columns()
              .map(c -> columns.stream().map(v -> only(group.getValue(), c, v)).toList())
              .orElse(List.of(group.getValue()))
              .stream()
              .map(r -> cell(measure, r))
              .toList();
      line(out, group.getKey(), cells);
    }
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> left, List<String> right) {
    out.append("| ");
    left.forEach(s -> out.append(s).append(" | "));
    out.append(String.join(" | ", right)).append(" |\n");
  }

  private static Map<List<String>, List<Row>> grouped(List<Row> rows, List<String> axes) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                r -> axes.stream().map(r.values::get).toList(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static List<Row> only(List<Row> rows, String axis, String value) {
    return rows.stream().filter(r -> r.values.get(axis).equals(value)).toList();
  }

  private String cell(String measure, List<Row> runs) {
    if (runs.isEmpty()) {
      return "";
    }
    String missing = runs.size() < seeds ? " (%d of %d)".formatted(runs.size(), seeds) : "";
    Optional<SummaryStatistics> s = summary(measure, runs);
    if (s.isEmpty()) {
      return runs.stream().map(r -> r.text(measure)).distinct().collect(Collectors.joining("; "))
          + missing;
    }
    String mean = String.format(Locale.ROOT, "%.4g", s.get().getMean());
    return runs.size() < 2
        ? mean + missing
        : String.format(Locale.ROOT, "%s ± %.2g", mean, error(s.get())) + missing;
  }

  /** Empty if a result is no number. */
  private static Optional<SummaryStatistics> summary(String measure, List<Row> runs) {
    var s = new SummaryStatistics();
    try {
      for (Row r : runs) {
        s.addValue(Double.parseDouble(r.text(measure)));
      }
      return Optional.of(s);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static double error(SummaryStatistics s) {
    return s.getN() < 2 ? 0 : s.getStandardDeviation() / Math.sqrt(s.getN());
  }

  /**
   * The first measure with its standard errors: over the first option whose values are all numbers,
   * a curve for each value of the columns' option, and a panel for each combination of the others;
   * bars where no option has numbers. What is not finite is left out; empty if nothing is left.
   */
  public Optional<Figure> figure() {
    Optional<String> x = axes.stream().filter(a -> values(a).size() > 1 && numbers(a)).findFirst();
    Optional<String> curves =
        columns()
            .filter(c -> !x.equals(Optional.of(c)))
            .or(() -> axes.stream().filter(a -> !x.equals(Optional.of(a))).findFirst());
    var panels = new ArrayList<Figure>();
    List<String> others =
        axes.stream()
            .filter(a -> !x.equals(Optional.of(a)) && !curves.equals(Optional.of(a)))
            .toList();
    grouped(rows, others)
        .forEach(
            (values, runs) -> {
              String title = values.isEmpty() ? measures.get(0) : String.join(", ", values);
              (x.isPresent() ? lines(title, x.get(), curves, runs) : bars(title, curves, runs))
                  .ifPresent(panels::add);
            });
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(Figures.panels(Math.min(2, panels.size()), panels.toArray(Figure[]::new)));
  }

  private boolean numbers(String axis) {
    return values(axis).stream().allMatch(v -> v.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?"));
  }

  /** A curve's numbers: x, means and standard errors, of what is finite. */
  private record Curve(double[] x, double[] y, double[] e) {}

  private Curve curve(String axis, List<Row> runs, ToDoubleFunction<String> place) {
    var points = new ArrayList<double[]>();
    for (String v : values(axis)) {
      summary(measures.get(0), only(runs, axis, v))
          .filter(s -> Double.isFinite(s.getMean()))
          .ifPresent(s -> points.add(new double[] {place.applyAsDouble(v), s.getMean(), error(s)}));
    }
    points.sort((a, b) -> Double.compare(a[0], b[0]));
    return new Curve(column(points, 0), column(points, 1), column(points, 2));
  }

  private static double[] column(List<double[]> points, int i) {
    return points.stream().mapToDouble(p -> p[i]).toArray();
  }

  private Optional<Figure> lines(String title, String x, Optional<String> curves, List<Row> runs) {
    Plot plot = Figures.lines(title, x, measures.get(0)).size(480, 360);
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    boolean positive = true;
    boolean empty = true;
    boolean growing = true;
    for (String name : curves.map(this::values).orElse(List.of(measures.get(0)))) {
      List<Row> some = curves.map(c -> only(runs, c, name)).orElse(runs);
      Curve one = curve(x, some, Double::parseDouble);
      for (int i = 0; i < one.x.length; i++) {
        growing &= one.x[i] > 0;
        positive &= one.y[i] - one.e[i] > 0;
        least = Math.min(least, one.y[i]);
        most = Math.max(most, one.y[i]);
      }
      if (one.x.length > 0) {
        empty = false;
        plot = plot.with(name, one.x, one.y).errors(one.e);
      }
    }
    plot = growing && !empty ? plot.logX() : plot;
    return empty
        ? Optional.empty()
        : Optional.of(positive && most > 10 * least ? plot.logY() : plot);
  }

  private Optional<Figure> bars(String title, Optional<String> categories, List<Row> runs) {
    if (categories.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = values(categories.get());
    Curve c = curve(categories.get(), runs, all::indexOf);
    String[] names = new String[c.x.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = all.get((int) c.x[i]);
    }
    return names.length == 0
        ? Optional.empty()
        : Optional.of(
            Figures.bars(title, measures.get(0), names).with(measures.get(0), c.y).errors(c.e));
  }

  /**
   * All runs as a table with a header row: a column for each option that differs and each result.
   */
  String csv() {
    var names = new LinkedHashSet<String>();
    rows.forEach(r -> names.addAll(r.all().keySet()));
    var out = new StringBuilder();
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader(names.toArray(String[]::new))
            .setRecordSeparator("\n")
            .get();
    try (var printer = new CSVPrinter(out, format)) {
      for (Row r : rows) {
        printer.printRecord(names.stream().map(r::text));
      }
    } catch (IOException never) {
      throw new AssertionError(never);
    }
    return out.toString();
  }

  /** Writes tables, all results and the figure to a folder. */
  void save(Path folder) {
    if (rows.isEmpty()) {
      return;
    }
    Map<String, String> files =
        Map.of(
            "results.md", tables(),
            "results.csv", csv(),
            "results.json", Json.GSON.toJson(rows.stream().map(Row::all).toList()) + "\n");
    files.forEach(
        (name, text) ->
            AtomicFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8)));
    figure().ifPresent(f -> f.save(folder.resolve("figure.png")));
    figure().ifPresent(f -> f.save(folder.resolve("figure.svg")));
  }
}
