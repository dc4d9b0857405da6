package org.symm.data.graphs;

import java.util.List;
import org.symm.display.Refused;
import org.symm.engine.Array;

/**
 * Graphs of up to n nodes as rows of one size, points of features(n, 2) ⊗ edges(n) ⊗ present(n).
 *
 * @param features (graphs, n, 2), a number of each node's own and its degree
 * @param edges (graphs, n, n), 1 for an edge
 * @param present (graphs, n), 1 for a node that is there
 */
public record PaddedGraphs(Array features, Array edges, Array present) {

  /**
   * Some graphs, in float32.
   *
   * @param own a number for each node of each graph; null for 1
   * @param n how many nodes there is room for
   */
  public static PaddedGraphs of(List<SimpleGraph> graphs, List<int[]> own, int n) {
    int rows = graphs.size();
    float[] features = new float[rows * n * 2];
    float[] edges = new float[rows * n * n];
    long[] present = new long[rows * n];
    for (int r = 0; r < rows; r++) {
      SimpleGraph g = graphs.get(r);
      Refused.unless(g.n() <= n, "graph %s has %s nodes, more than %s", r, g.n(), n);
      for (int i = 0; i < g.n(); i++) {
        int at = r * n + i;
        present[at] = 1;
        features[2 * at] = own == null ? 1 : own.get(r)[i];
        for (int j : g.neighbours(i)) {
          edges[at * n + j] = 1;
          features[2 * at + 1]++;
        }
      }
    }
    return new PaddedGraphs(
        Array.of(features, rows, n, 2), Array.of(edges, rows, n, n), Array.of(present, rows, n));
  }

  /** The arrays, in the order of the space. */
  public List<Array> arrays() {
    return List.of(features, edges, present);
  }

  /** Some of the graphs, from one on. */
  public PaddedGraphs rows(int from, int to) {
    return new PaddedGraphs(features.rows(from, to), edges.rows(from, to), present.rows(from, to));
  }
}
