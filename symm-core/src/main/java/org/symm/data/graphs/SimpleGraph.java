package org.symm.data.graphs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.display.Refused;

/**
 * An undirected graph without loops on the nodes 0 … n − 1.
 *
 * @param n how many nodes
 * @param pairs which pairs i &lt; j are edges: bit j(j − 1)/2 + i, the order of graph6
 */
public record SimpleGraph(int n, BitSet pairs) {

  /** Copies the bits. */
  public SimpleGraph {
    Refused.unless(n >= 1, "a graph needs at least one node, not %s", n);
    Refused.unless(
        pairs.length() <= n * (n - 1) / 2, "a graph on %s nodes has an edge beyond its nodes", n);
    pairs = (BitSet) pairs.clone();
  }

  /**
   * A graph from its edges, as {@code of(3, 0, 1, 1, 2)} for the path 0 – 1 – 2.
   *
   * @param ends the two ends of each edge, one after another
   * @throws IllegalArgumentException if an end is no node, or both ends are the same
   */
  public static SimpleGraph of(int n, int... ends) {
    Refused.unless(ends.length % 2 == 0, "edges have two ends each, not %s in all", ends.length);
    var pairs = new BitSet();
    for (int e = 0; e < ends.length; e += 2) {
      int i = ends[e];
      int j = ends[e + 1];
      Refused.unless(
          i >= 0 && j >= 0 && i < n && j < n && i != j,
          "%s – %s is no edge between two of the nodes 0 … %s",
          i,
          j,
          n - 1);
      pairs.set(pair(i, j));
    }
    return new SimpleGraph(n, pairs);
  }

  static int pair(int i, int j) {
    int low = Math.min(i, j);
    int high = Math.max(i, j);
    return high * (high - 1) / 2 + low;
  }

  @Override
  public BitSet pairs() {
    return (BitSet) pairs.clone();
  }

  /** Whether there is an edge between two nodes; none between a node and itself. */
  public boolean has(int i, int j) {
    return i != j && pairs.get(pair(i, j));
  }

  /** The nodes next to one, in order. */
  public int[] neighbours(int i) {
    return IntStream.range(0, n).filter(j -> has(i, j)).toArray();
  }

  /** How many nodes are next to one. */
  public int degree(int i) {
    return neighbours(i).length;
  }

  /** How many edges there are. */
  public int edges() {
    return pairs.cardinality();
  }

  /** The graph whose node p(i) is node i of this one: the action of S(n). */
  public SimpleGraph relabelled(int... p) {
    Refused.unless(
        Arrays.equals(Arrays.stream(p).sorted().toArray(), IntStream.range(0, n).toArray()),
        "%s is not a permutation of 0 … %s",
        Arrays.toString(p),
        n - 1);
    var out = new BitSet();
    for (int j = 1; j < n; j++) {
      for (int i = 0; i < j; i++) {
        if (has(i, j)) {
          out.set(pair(p[i], p[j]));
        }
      }
    }
    return new SimpleGraph(n, out);
  }

  /** Whether there is a path between any two nodes. */
  public boolean isConnected() {
    var seen = new BitSet();
    seen.set(0);
    List<Integer> waiting = new ArrayList<>(List.of(0));
    while (!waiting.isEmpty()) {
      for (int j : neighbours(waiting.remove(waiting.size() - 1))) {
        if (!seen.get(j)) {
          seen.set(j);
          waiting.add(j);
        }
      }
    }
    return seen.cardinality() == n;
  }

  /** A cycle of n nodes with chords of one length: a CSL graph (Murphy et al. 2019). */
  public static SimpleGraph circularSkipLink(int n, int skip) {
    Refused.unless(
        n >= 5 && skip >= 2 && skip <= n / 2,
        "a circular skip link graph needs 5 nodes and more and a skip of 2 … n/2, not %s and %s",
        n,
        skip);
    var pairs = new BitSet();
    for (int i = 0; i < n; i++) {
      pairs.set(pair(i, (i + 1) % n));
      pairs.set(pair(i, (i + skip) % n));
    }
    return new SimpleGraph(n, pairs);
  }

  /** A cycle of n nodes: its automorphisms are D(n). */
  public static SimpleGraph cycle(int n) {
    Refused.unless(n >= 3, "a cycle needs at least 3 nodes, not %s", n);
    var pairs = new BitSet();
    for (int i = 0; i < n; i++) {
      pairs.set(pair(i, (i + 1) % n));
    }
    return new SimpleGraph(n, pairs);
  }

  /** Node 0 joined to all others: a star, whose automorphisms are S(n − 1). */
  public static SimpleGraph star(int n) {
    var pairs = new BitSet();
    for (int i = 1; i < n; i++) {
      pairs.set(pair(0, i));
    }
    return new SimpleGraph(n, pairs);
  }

  /** A square grid; node (row, column) is row · columns + column. */
  public static SimpleGraph grid(int rows, int columns) {
    var pairs = new BitSet();
    for (int i = 0; i < rows * columns; i++) {
      if ((i + 1) % columns != 0) {
        pairs.set(pair(i, i + 1));
      }
      if (i + columns < rows * columns) {
        pairs.set(pair(i, i + columns));
      }
    }
    return new SimpleGraph(rows * columns, pairs);
  }

  /** As in {@code 5 nodes, 5 edges: 0–1 1–2 2–3 3–4 0–4}. */
  @Override
  public String toString() {
    var out = new StringBuilder(n + " nodes, " + edges() + " edges:");
    for (int j = 1; j < n; j++) {
      for (int i = 0; i < j; i++) {
        if (has(i, j)) {
          out.append(' ').append(i).append('–').append(j);
        }
      }
    }
    return out.toString();
  }
}
