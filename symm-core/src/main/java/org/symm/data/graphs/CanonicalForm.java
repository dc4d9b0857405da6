package org.symm.data.graphs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A canonical form: the same for isomorphic graphs and for no others. Individualisation and
 * refinement (McKay 1981): cells of nodes are refined until nodes of a cell have as many neighbours
 * in each; where a cell is left, each of its nodes is tried as the first. Of all orders of the
 * nodes that come out, the one whose graph is least. It cuts off no branches by automorphisms, so
 * it is for small graphs and those with few: n! orders are tried of the complete graph.
 */
public final class CanonicalForm {

  private final SimpleGraph graph;
  private final int[][] neighbours;
  private SimpleGraph least;
  private BitSet leastPairs;

  private CanonicalForm(SimpleGraph graph) {
    this.graph = graph;
    this.neighbours =
        IntStream.range(0, graph.n()).mapToObj(graph::neighbours).toArray(int[][]::new);
  }

  /** The canonical form of a graph. */
  public static SimpleGraph of(SimpleGraph g) {
    return of(g, new int[g.n()]);
  }

  /** That of a graph with coloured nodes: the same if an isomorphism keeps the colours, too. */
  public static SimpleGraph of(SimpleGraph g, int[] colours) {
    var search = new CanonicalForm(g);
    search.search(colours);
    return search.least;
  }

  /**
   * For each node the least node that an automorphism takes it to: nodes of one orbit have the same
   * number.
   */
  public static int[] orbits(SimpleGraph g) {
    int[] out = new int[g.n()];
    var forms = new ArrayList<SimpleGraph>();
    var first = new ArrayList<Integer>();
    for (int i = 0; i < g.n(); i++) {
      int[] colours = new int[g.n()];
      colours[i] = 1;
      SimpleGraph form = of(g, colours);
      int at = forms.indexOf(form);
      if (at < 0) {
        forms.add(form);
        first.add(i);
      }
      out[i] = at < 0 ? i : first.get(at);
    }
    return out;
  }

  private void search(int[] colours) {
    int[] cells = refined(colours);
    int[] count = new int[graph.n()];
    Arrays.stream(cells).forEach(c -> count[c]++);
    int open = IntStream.range(0, count.length).filter(c -> count[c] > 1).findFirst().orElse(-1);
    if (open < 0) {
      SimpleGraph leaf = graph.relabelled(cells);
      BitSet pairs = leaf.pairs();
      if (least == null || isLess(pairs, leastPairs)) {
        least = leaf;
        leastPairs = pairs;
      }
      return;
    }
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == open) {
        int[] tried = Arrays.stream(cells).map(c -> c > open ? c + 1 : c).toArray();
        for (int j = 0; j < cells.length; j++) {
          tried[j] = cells[j] == open && j != i ? open + 1 : tried[j];
        }
        search(tried);
      }
    }
  }

  private static boolean isLess(BitSet a, BitSet b) {
    BitSet differ = (BitSet) a.clone();
    differ.xor(b);
    int first = differ.nextSetBit(0);
    return first >= 0 && b.get(first);
  }

  /**
   * Colours refined until nothing changes. A node's new colour is how many nodes come before its
   * class, in the order of old colour and sorted neighbours' colours: the order does not depend on
   * the numbers of the nodes, and of cells of one node the colours are 0 … n − 1.
   */
  private int[] refined(int[] colours) {
    int[] now = colours;
    long classes = -1;
    while (true) {
      List<int[]> keys = new ArrayList<>();
      for (int i = 0; i < now.length; i++) {
        int[] key = new int[neighbours[i].length + 1];
        for (int k = 0; k < neighbours[i].length; k++) {
          key[k + 1] = now[neighbours[i][k]];
        }
        Arrays.sort(key, 1, key.length);
        key[0] = now[i];
        keys.add(key);
      }
      Integer[] order = IntStream.range(0, now.length).boxed().toArray(Integer[]::new);
      Arrays.sort(order, (a, b) -> Arrays.compare(keys.get(a), keys.get(b)));
      int[] next = new int[now.length];
      for (int k = 0; k < order.length; k++) {
        boolean same = k > 0 && Arrays.equals(keys.get(order[k]), keys.get(order[k - 1]));
        next[order[k]] = same ? next[order[k - 1]] : k;
      }
      long found = Arrays.stream(next).distinct().count();
      if (found == classes) {
        return next;
      }
      classes = found;
      now = next;
    }
  }
}
