package org.symm.plotting;

import java.util.HashMap;
import java.util.stream.IntStream;

/**
 * The points of a long series that differ on the page: a million take as long to draw as some
 * thousand. Places are given in pixels.
 *
 * <p>Source of the columns: M4 aggregation (Jugel et al. 2014, VLDB), which leaves the picture of a
 * curve as it is.
 */
final class Thinned {

  /** Shorter series are drawn as they are. */
  private static final int MANY = 10_000;

  /** Points of a cloud that are drawn in one cell: more, translucent, look like these. */
  private static final int IN_CELL = 1;

  /** Columns and cells in a pixel, for pictures of twice the size. */
  private static final int FINE = 2;

  private Thinned() {}

  /**
   * The numbers of the points of a line: of a curve from left to right the first, the last, the
   * lowest and the highest in each column; of another those that are not where the one before is.
   *
   * @param low the lower ends of error bars; the points themselves without
   * @param high the upper ends
   */
  static int[] line(double[] x, double[] low, double[] high) {
    int n = x.length;
    if (n <= MANY) {
      return IntStream.range(0, n).toArray();
    }
    boolean rising = IntStream.range(1, n).allMatch(i -> x[i - 1] <= x[i]);
    boolean[] keep = new boolean[n];
    keep[0] = true;
    keep[n - 1] = true;
    for (int from = 0; rising && from < n; ) {
      int to = from;
      int least = from;
      int most = from;
      for (; to < n && cell(x[to]) == cell(x[from]); to++) {
        least = low[to] < low[least] ? to : least;
        most = high[to] > high[most] ? to : most;
      }
      keep[from] = true;
      keep[to - 1] = true;
      keep[least] = true;
      keep[most] = true;
      from = to;
    }
    for (int i = 1, last = 0; !rising && i < n; i++) {
      boolean here = cell(x[i]) == cell(x[last]) && cell(low[i]) == cell(low[last]);
      if (!here || cell(high[i]) != cell(high[last])) {
        keep[i] = true;
        last = i;
      }
    }
    return IntStream.range(0, n).filter(i -> keep[i]).toArray();
  }

  /** The numbers of the points of a cloud: so many in each cell. */
  static int[] cloud(double[] x, double[] y) {
    int n = x.length;
    if (n <= MANY) {
      return IntStream.range(0, n).toArray();
    }
    var count = new HashMap<Long, Integer>();
    return IntStream.range(0, n)
        .filter(
            i -> {
              long cell = (cell(x[i]) << 32) ^ (cell(y[i]) & 0xffffffffL);
              return count.merge(cell, 1, Integer::sum) <= IN_CELL;
            })
        .toArray();
  }

  private static long cell(double pixels) {
    return (long) Math.floor(FINE * pixels);
  }

  /** Those of the numbers that are at some places. */
  static double[] at(double[] values, int... places) {
    return values == null ? null : IntStream.of(places).mapToDouble(i -> values[i]).toArray();
  }
}
