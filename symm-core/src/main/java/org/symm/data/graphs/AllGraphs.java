package org.symm.data.graphs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.symm.display.Refused;

/** All graphs with a number of nodes, one of each kind: no two are isomorphic. */
public final class AllGraphs {

  /** The most nodes that are enumerated. */
  public static final int MOST = 8;

  private AllGraphs() {}

  /**
   * All graphs with n nodes, in canonical form: 1, 2, 4, 11, 34, 156, 1044, 12346 for n = 1 … 8
   * (OEIS A000088). Each graph with n nodes is one with n − 1 and one node more.
   */
  public static List<SimpleGraph> of(int n) {
    Refused.unless(n >= 1 && n <= MOST, "graphs are enumerated for 1 … %s nodes, not %s", MOST, n);
    List<SimpleGraph> all = List.of(SimpleGraph.of(1));
    for (int nodes = 2; nodes <= n; nodes++) {
      Set<SimpleGraph> found = new LinkedHashSet<>();
      for (SimpleGraph g : all) {
        for (long joined = 0; joined < 1L << (nodes - 1); joined++) {
          found.add(CanonicalForm.of(extended(g, joined)));
        }
      }
      all = List.copyOf(found);
    }
    return all;
  }

  /** Those that are connected: 1, 1, 2, 6, 21, 112, 853, 11117 for n = 1 … 8 (OEIS A001349). */
  public static List<SimpleGraph> connected(int n) {
    return of(n).stream().filter(SimpleGraph::isConnected).toList();
  }

  /** One node more, joined to the nodes whose bits are set. */
  private static SimpleGraph extended(SimpleGraph g, long joined) {
    int n = g.n();
    BitSet pairs = g.pairs();
    var ends = new ArrayList<Integer>();
    for (int i = 0; i < n; i++) {
      if ((joined >> i & 1) == 1) {
        ends.add(i);
      }
    }
    ends.forEach(i -> pairs.set(SimpleGraph.pair(i, n)));
    return new SimpleGraph(n + 1, pairs);
  }
}
