package org.symm.drawing;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.PivotSelectionRule;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Places the cells of rows so that wires bend least: minimises Σ w |dx| over the bends of wires,
 * and a little the width, subject to the order and the distance of cells in each row. The parts of
 * a wire that goes straight on through rows have one place. This is a linear program; as all its
 * constraints are on differences of two places, its corners are whole numbers.
 */
final class WirePlacement {

  /** Distance of a cell from its neighbour. */
  private static final double GAP = 14;

  private static final double WIRE = 100;
  private static final double NAMED_WIRE = 130;
  private static final double FIRST_COPY = 110;
  private static final double WIDTH = 20;
  private static final double CLOSE = 1;

  /** Costs w |x_b − x_a − offset|. */
  private record Bend(int a, int b, double offset, double weight) {}

  /** Demands x_b − x_a ≥ distance. */
  private record Apart(int a, int b, double distance) {}

  private record Port(Cell cell, double offset) {}

  /** Place 0 is the left edge, place 1 the right edge. */
  private int places = 2;

  private final IdentityHashMap<Cell, Integer> placeOf = new IdentityHashMap<>();
  private final List<Bend> bends = new ArrayList<>();
  private final List<Apart> aparts = new ArrayList<>();

  private WirePlacement() {}

  /** Places of cells, and the width that they take in all. */
  record Places(IdentityHashMap<Cell, Double> of, double width) {}

  static Places solve(List<List<Cell>> rows) {
    var s = new WirePlacement();
    List<Port> above = List.of();
    for (var row : rows) {
      above = s.add(row, above);
    }
    double[] x = s.best();
    var of = new IdentityHashMap<Cell, Double>();
    s.placeOf.forEach((cell, place) -> of.put(cell, x[place]));
    return new Places(of, x[1]);
  }

  /** Adds a row below ports; the ports below it. */
  private List<Port> add(List<Cell> row, List<Port> above) {
    var below = new ArrayList<Port>();
    int at = 0;
    int neighbour = 0;
    double right = 0;
    for (Cell c : row) {
      boolean first = neighbour == 0;
      int place = place(c, at < above.size() ? above.get(at) : null);
      boolean bare = right + c.left() + c.right() == 0;
      double gap = first ? 0 : bare ? Cell.PITCH : GAP;
      aparts.add(new Apart(neighbour, place, Math.ceil(right + gap + c.left())));
      for (double p : c.in()) {
        if (!above.isEmpty()) {
          bend(above, at, c, p);
        }
        at++;
      }
      for (double p : c.out()) {
        below.add(new Port(c, p));
      }
      neighbour = place;
      right = c.right();
    }
    aparts.add(new Apart(neighbour, 1, Math.ceil(right)));
    return below;
  }

  /** A wire that goes straight on has the place of the one above. */
  private int place(Cell c, Port above) {
    boolean on = above != null && isWire(c) && isWire(above.cell);
    int place = on ? placeOf.get(above.cell) : places++;
    placeOf.put(c, place);
    return place;
  }

  private void bend(List<Port> above, int at, Cell to, double offset) {
    Port from = above.get(at);
    int a = placeOf.get(from.cell);
    boolean first = at == 0 || placeOf.get(above.get(at - 1).cell) != a;
    int b = placeOf.get(to);
    if (a != b) {
      bends.add(new Bend(a, b, from.offset - offset, weight(from.cell, to, first)));
    }
  }

  /** The first of two copies goes straight on, if either does; so do wires with names. */
  private static double weight(Cell a, Cell b, boolean first) {
    if (isNamed(a) || isNamed(b)) {
      return NAMED_WIRE;
    }
    return a.isFork() && first ? FIRST_COPY : WIRE;
  }

  private static boolean isNamed(Cell c) {
    return isWire(c) && c.item().named();
  }

  private static boolean isWire(Cell c) {
    return c.item() != null && c.item().kind() == Item.Kind.WIRES;
  }

  /** The cheapest places. Behind them in the program come the lengths |dx| of bends. */
  private double[] best() {
    double[] cost = new double[places + bends.size()];
    var rules = new ArrayList<LinearConstraint>();
    cost[1] = WIDTH;
    for (Apart p : aparts) {
      if (p.a > 1 && p.b > 1) {
        cost[p.a] -= CLOSE;
        cost[p.b] += CLOSE;
      }
      rules.add(new LinearConstraint(difference(p.a, p.b), Relationship.GEQ, p.distance));
    }
    for (int k = 0; k < bends.size(); k++) {
      Bend p = bends.get(k);
      cost[places + k] = p.weight;
      for (int sign : new int[] {-1, 1}) {
        double[] d = difference(p.a, p.b);
        d[places + k] = sign;
        var relation = sign < 0 ? Relationship.LEQ : Relationship.GEQ;
        rules.add(new LinearConstraint(d, relation, p.offset));
      }
    }
    double[] x =
        new SimplexSolver()
            .optimize(
                new LinearObjectiveFunction(cost, 0),
                new LinearConstraintSet(rules),
                GoalType.MINIMIZE,
                new NonNegativeConstraint(true),
                PivotSelectionRule.BLAND)
            .getPoint();
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.rint(x[i]);
    }
    return x;
  }

  /** x_b − x_a. */
  private double[] difference(int a, int b) {
    double[] d = new double[places + bends.size()];
    d[a]--;
    d[b]++;
    return d;
  }
}
