package org.symm.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Places the cells of rows so that wires bend least: minimises Σ w |dx| over wires, exactly,
 * subject to the order and the distance of cells in each row. Parts of a long wire weigh most, so
 * that it bends at its ends only.
 *
 * <p>The objective is L♮-convex in whole-number places, so steepest descent ends in a minimum
 * (Murota 2003, Discrete Convex Analysis, section 10.3): move the best set of cells together by a
 * step, found as a minimum cut, and halve the step when none is better.
 */
final class Straighten {

  /** Distance of a cell from its neighbour. */
  private static final long GAP = 14;

  private static final long LONG_WIRE = 800;
  private static final long WIRE = 100;
  private static final long NAMED_WIRE = 130;
  private static final long FIRST_COPY = 110;
  private static final long WIDTH = 20;
  private static final long CLOSE = 1;
  private static final int STEP = 128;

  /** w |x_b − x_a − offset|. */
  private record Pull(int a, int b, long offset, long weight) {
    long at(long difference) {
      return weight * Math.abs(difference - offset);
    }
  }

  /** x_b − x_a ≥ distance. */
  private record Apart(int a, int b, long distance) {}

  private final List<Cell> cells = new ArrayList<>();
  private final List<Pull> pulls = new ArrayList<>();
  private final List<Apart> aparts = new ArrayList<>();
  private long[] x;

  private Straighten() {}

  static void solve(List<List<Cell>> rows) {
    var s = new Straighten();
    s.gather(rows);
    for (int step = STEP; step > 0; step /= 2) {
      boolean better = true;
      while (better) {
        better = s.move(step) || s.move(-step);
      }
    }
    for (int i = 0; i < s.cells.size(); i++) {
      s.cells.get(i).x = s.x[i];
    }
  }

  private void gather(List<List<Cell>> rows) {
    List<Port> above = List.of();
    for (var row : rows) {
      var in = new ArrayList<Port>();
      var out = new ArrayList<Port>();
      for (int j = 0; j < row.size(); j++) {
        Cell c = row.get(j);
        int index = cells.size();
        cells.add(c);
        for (double p : c.in) {
          in.add(new Port(index, Math.round(p)));
        }
        for (double p : c.out) {
          out.add(new Port(index, Math.round(p)));
        }
        if (j > 0) {
          long d = distance(row.get(j - 1), c);
          aparts.add(new Apart(index - 1, index, d));
          pulls.add(new Pull(index - 1, index, d, CLOSE));
        }
      }
      for (int k = 0; k < in.size() && !above.isEmpty(); k++) {
        boolean first = k == 0 || above.get(k - 1).cell != above.get(k).cell;
        pulls.add(pull(above.get(k), in.get(k), first));
      }
      above = out;
    }
    x = new long[cells.size() + 2];
    for (Apart a : aparts) {
      x[a.b] = x[a.a] + a.distance;
    }
    edges();
  }

  /** Two more places, left and right of all cells, pulled together. */
  private void edges() {
    int left = cells.size();
    int right = left + 1;
    for (int i = 0; i < cells.size(); i++) {
      long l = (long) Math.ceil(cells.get(i).left);
      long r = (long) Math.ceil(cells.get(i).right);
      aparts.add(new Apart(left, i, l));
      aparts.add(new Apart(i, right, r));
      x[left] = Math.min(x[left], x[i] - l);
      x[right] = Math.max(x[right], x[i] + r);
    }
    pulls.add(new Pull(left, right, 0, WIDTH));
  }

  private record Port(int cell, long offset) {}

  private Pull pull(Port a, Port b, boolean first) {
    return new Pull(
        a.cell, b.cell, a.offset - b.offset, weight(cells.get(a.cell), cells.get(b.cell), first));
  }

  /** The first of two copies goes straight on, if either does; so do wires with names. */
  private static long weight(Cell a, Cell b, boolean first) {
    if (isWire(a) && isWire(b)) {
      return LONG_WIRE;
    }
    if (isNamed(a) || isNamed(b)) {
      return NAMED_WIRE;
    }
    return a.isFork() && first ? FIRST_COPY : WIRE;
  }

  private static boolean isNamed(Cell c) {
    return isWire(c) && c.item.named();
  }

  private static boolean isWire(Cell c) {
    return c.item != null && c.item.kind() == Item.Kind.WIRES;
  }

  private static long distance(Cell a, Cell b) {
    boolean bare = a.right + b.left + b.right == 0;
    return (long) (bare ? Cell.PITCH : Math.ceil(a.right + GAP + b.left));
  }

  /** Moves the best set of cells by d; false if no set is better where it would be. */
  private boolean move(int d) {
    int n = x.length;
    var cut = new Cut(n);
    for (Pull p : pulls) {
      long diff = x[p.b] - x[p.a];
      long both = p.at(diff);
      long onlyA = p.at(diff - d);
      cut.charge(p.a, onlyA - both);
      cut.charge(p.b, both - onlyA);
      cut.link(p.b, p.a, p.at(diff + d) + onlyA - 2 * both);
    }
    for (Apart a : aparts) {
      if (x[a.b] - x[a.a] - a.distance < Math.abs(d)) {
        cut.link(d > 0 ? a.a : a.b, d > 0 ? a.b : a.a, Cut.NEVER);
      }
    }
    boolean[] moved = cut.smallest();
    long before = cost();
    long[] old = x.clone();
    for (int i = 0; i < n; i++) {
      x[i] += moved[i] ? d : 0;
    }
    if (cost() < before) {
      return true;
    }
    x = old;
    return false;
  }

  private long cost() {
    return pulls.stream().mapToLong(p -> p.at(x[p.b] - x[p.a])).sum();
  }
}
