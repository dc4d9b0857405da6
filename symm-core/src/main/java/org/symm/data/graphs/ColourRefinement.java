package org.symm.data.graphs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Colour refinement, the Weisfeiler–Leman test of dimension 1: in each round a node's new colour is
 * its own and those of its neighbours with their numbers. A graph network that sums over neighbours
 * tells apart no more than this after as many rounds as it has layers (Xu et al. 2019).
 */
public final class ColourRefinement {

  private ColourRefinement() {}

  /**
   * The colours of the nodes of some graphs after so many rounds, the same numbers for the same
   * colours in all of them.
   *
   * @param start the colours at first; null for one colour
   */
  public static List<int[]> of(List<SimpleGraph> graphs, List<int[]> start, int rounds) {
    List<int[]> colours = start == null ? graphs.stream().map(g -> new int[g.n()]).toList() : start;
    List<int[][]> next =
        graphs.stream()
            .map(g -> IntStream.range(0, g.n()).mapToObj(g::neighbours).toArray(int[][]::new))
            .toList();
    for (int r = 0; r < rounds; r++) {
      colours = round(next, colours);
    }
    return colours;
  }

  private static List<int[]> round(List<int[][]> neighbours, List<int[]> colours) {
    Map<List<Integer>, Integer> names = new HashMap<>();
    return IntStream.range(0, colours.size())
        .mapToObj(
            g -> {
              int[] own = colours.get(g);
              return IntStream.range(0, own.length)
                  .map(
                      i -> {
                        int[][] near = neighbours.get(g);
                        IntStream around = Arrays.stream(near[i]).map(j -> own[j]).sorted();
                        List<Integer> key =
                            IntStream.concat(IntStream.of(own[i]), around).boxed().toList();
                        return names.computeIfAbsent(key, k -> names.size());
                      })
                  .toArray();
            })
        .toList();
  }

  /** How many pairs of graphs have the same colours, each as often, after so many rounds. */
  public static long equalPairs(List<SimpleGraph> graphs, List<int[]> start, int rounds) {
    Map<List<Integer>, Long> classes = new HashMap<>();
    for (int[] c : of(graphs, start, rounds)) {
      classes.merge(Arrays.stream(c).sorted().boxed().toList(), 1L, Long::sum);
    }
    return classes.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }
}
