package org.symm.experiments.graphs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.data.graphs.AllGraphs;
import org.symm.data.graphs.Graph6;
import org.symm.data.graphs.GraphFiles;
import org.symm.data.graphs.SimpleGraph;
import org.symm.experiments.command.UsageException;

/** Sets of graphs to tell apart. */
public enum GraphTask {

  /** All 11,117 connected graphs with 8 nodes, each pair (Balcilar et al. 2021). */
  GRAPH8C(8, null),

  /** 600 pairs that colour refinement does not tell apart (Abboud et al. 2021). */
  EXP(64, "the EXP graphs as lines of JSON, from GRAPHSAT.pkl of github.com/ralphabb/GNN-RNI"),

  /** The same graphs with labels, 0 and 1 in each pair, to learn. */
  EXP_CLASSIFY(64, EXP.source),

  /** Ten circular skip links with 41 nodes, each pair (Murphy et al. 2019). */
  CSL(41, null),

  /** The 15 strongly regular graphs with parameters (25, 12, 5, 6), each pair. */
  SR25(25, "the graphs sr251256.g6 in graph6, from github.com/balcilar/gnn-matlang"),

  /** Pairs of BREC: basic, regular and strongly regular ones (Wang and Zhang 2024). */
  BREC(
      35,
      "a table with tabs of number, category and two graphs in graph6, from"
          + " github.com/GraphPKU/BREC");

  private static final int CSL_NODES = 41;
  private static final int[] SKIPS = {2, 3, 4, 5, 6, 9, 11, 12, 13, 16};

  /** Room for so many nodes. */
  final int nodes;

  private final String source;

  GraphTask(int nodes, String source) {
    this.nodes = nodes;
    this.source = source;
  }

  /**
   * Graphs with what is to be told apart.
   *
   * @param types a number for each node; null for 1
   * @param labels 0 or 1 for each graph; null for none
   * @param pairs the pairs; null for all
   */
  record GraphSet(List<SimpleGraph> graphs, List<int[]> types, int[] labels, int[][] pairs) {}

  /** Whether labels are learned. */
  boolean isLearned() {
    return this == EXP_CLASSIFY;
  }

  /** Whether the features of nodes tell anything but their degree. */
  boolean hasTypes() {
    return this == EXP || this == EXP_CLASSIFY;
  }

  /** The graphs, of a file where they are no matter of a formula. */
  GraphSet load(Path file) {
    if (source == null) {
      if (file != null) {
        throw new UsageException("the graphs of this task are enumerated; leave --file out");
      }
      return new GraphSet(
          this == CSL
              ? IntStream.of(SKIPS)
                  .mapToObj(s -> SimpleGraph.circularSkipLink(CSL_NODES, s))
                  .toList()
              : AllGraphs.connected(nodes),
          null,
          null,
          null);
    }
    if (file == null) {
      throw new UsageException("this task needs --file: " + source);
    }
    return switch (this) {
      case SR25 -> new GraphSet(Graph6.read(file), null, null, null);
      case BREC -> {
        var graphs = new ArrayList<SimpleGraph>();
        for (GraphFiles.Pair p : GraphFiles.pairs(file)) {
          graphs.add(p.a());
          graphs.add(p.b());
        }
        yield new GraphSet(graphs, null, null, neighbours(graphs.size()));
      }
      default -> {
        List<GraphFiles.Labelled> all = GraphFiles.labelled(file);
        yield new GraphSet(
            all.stream().map(GraphFiles.Labelled::graph).toList(),
            all.stream().map(GraphFiles.Labelled::types).toList(),
            all.stream().mapToInt(GraphFiles.Labelled::label).toArray(),
            neighbours(all.size()));
      }
    };
  }

  /** Rows 2k and 2k + 1. */
  private static int[][] neighbours(int rows) {
    return IntStream.range(0, rows / 2)
        .mapToObj(k -> new int[] {2 * k, 2 * k + 1})
        .toArray(int[][]::new);
  }
}
