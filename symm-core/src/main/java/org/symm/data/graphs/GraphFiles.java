package org.symm.data.graphs;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symm.display.Refused;

/** Files of the benchmarks that tell graphs apart. */
public final class GraphFiles {

  private static final Gson GSON = new Gson();

  private GraphFiles() {}

  /**
   * A graph with a type for each node and a label.
   *
   * @param types 0 or 1, for each node
   * @param label 0 or 1
   */
  public record Labelled(SimpleGraph graph, int[] types, int label) {}

  /**
   * Two graphs that are not isomorphic.
   *
   * @param category what kind of graphs these are
   */
  public record Pair(String category, SimpleGraph a, SimpleGraph b) {}

  private record Line(int y, int n, String x, int[] edges) {}

  /**
   * Graphs as lines of JSON with the fields {@code n}, {@code edges} (the two ends of each, one
   * after another), {@code x} (a sign 0 or 1 for each node) and {@code y}: the form of the EXP
   * graphs (Abboud et al. 2021), of which lines 2k and 2k + 1 are a pair.
   */
  public static List<Labelled> labelled(Path file) {
    var out = new ArrayList<Labelled>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      try {
        Line l = GSON.fromJson(lines.get(i), Line.class);
        if (l.x == null || l.edges == null || l.x.length() != l.n) {
          throw new IllegalArgumentException("it has not the fields n, x, y and edges");
        }
        SimpleGraph g = SimpleGraph.of(l.n, l.edges);
        out.add(new Labelled(g, l.x.chars().map(c -> c - '0').toArray(), l.y));
      } catch (JsonParseException | IllegalArgumentException e) {
        throw Refused.because("%s, line %s is no graph: %s", file, i + 1, e.getMessage());
      }
    }
    return List.copyOf(out);
  }

  /**
   * Pairs of graphs in a table with tabs: a header line, then a number, a category and two graphs
   * in graph6: the form of the BREC pairs (Wang and Zhang 2024).
   */
  public static List<Pair> pairs(Path file) {
    var out = new ArrayList<Pair>();
    List<String> lines = lines(file);
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t");
      Refused.unless(
          cells.length == 4,
          "%s, line %s has %s cells between tabs; a number, a category and two graphs are 4",
          file,
          i + 1,
          cells.length);
      out.add(new Pair(cells[1], Graph6.parse(cells[2]), Graph6.parse(cells[3])));
    }
    return List.copyOf(out);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
