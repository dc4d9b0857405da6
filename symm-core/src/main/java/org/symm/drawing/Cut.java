package org.symm.drawing;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The set of points that costs least, where points have charges and ordered pairs a price for
 * having the first inside and the second outside: a minimum cut, by augmenting along shortest paths
 * (Edmonds and Karp 1972).
 */
final class Cut {

  /** A price that is not paid. */
  static final long NEVER = 1L << 50;

  private final int points;
  private final long[][] room;

  Cut(int points) {
    this.points = points;
    this.room = new long[points + 2][points + 2];
  }

  /** Adds to the cost of having a point inside; negative for a gain. */
  void charge(int point, long cost) {
    if (cost > 0) {
      room[point][points + 1] += cost;
    } else {
      room[points][point] -= cost;
    }
  }

  /** Adds to the price of having one point inside and another outside. */
  void link(int inside, int outside, long price) {
    room[inside][outside] += price;
  }

  /** The smallest of the cheapest sets. */
  boolean[] smallest() {
    int[] from = search();
    while (from[points + 1] >= 0) {
      long flow = Long.MAX_VALUE;
      for (int v = points + 1; v != points; v = from[v]) {
        flow = Math.min(flow, room[from[v]][v]);
      }
      for (int v = points + 1; v != points; v = from[v]) {
        room[from[v]][v] -= flow;
        room[v][from[v]] += flow;
      }
      from = search();
    }
    boolean[] inside = new boolean[points];
    for (int i = 0; i < points; i++) {
      inside[i] = from[i] >= 0;
    }
    return inside;
  }

  /** For each point that can be reached from the source, the one before; −1 for others. */
  private int[] search() {
    int[] from = new int[points + 2];
    Arrays.fill(from, -1);
    from[points] = points;
    var queue = new ArrayDeque<Integer>();
    queue.add(points);
    while (!queue.isEmpty()) {
      int u = queue.remove();
      for (int v = 0; v < points + 2; v++) {
        if (from[v] < 0 && room[u][v] > 0) {
          from[v] = u;
          queue.add(v);
        }
      }
    }
    return from;
  }
}
