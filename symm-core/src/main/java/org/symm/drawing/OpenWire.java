package org.symm.drawing;

import java.util.ArrayList;
import java.util.List;
import org.symm.drawing.Picture.Knot;

/** A wire while it is being drawn. */
final class OpenWire {

  private final List<Knot> knots = new ArrayList<>();
  private final boolean fromDot;
  private boolean forks;

  OpenWire(double x, double y, boolean fromDot) {
    knots.add(new Knot(x, y));
    this.fromDot = fromDot;
  }

  double x() {
    return end().x();
  }

  private Knot end() {
    return knots.get(knots.size() - 1);
  }

  /** Goes on to a point, curved if that is not straight below. */
  OpenWire to(double x, double y) {
    if (end().x() != x || end().y() != y) {
      knots.add(new Knot(x, y));
    }
    return this;
  }

  /** Whether this wire has just left a dot. */
  boolean isNew() {
    return fromDot && knots.size() == 1;
  }

  /** Leaves the dot sideways. */
  void fork() {
    forks = true;
  }

  Picture.Wire wire() {
    var kept = new ArrayList<Knot>();
    for (int i = 0; i < knots.size(); i++) {
      boolean straight =
          i > 0
              && i + 1 < knots.size()
              && knots.get(i - 1).x() == knots.get(i).x()
              && knots.get(i).x() == knots.get(i + 1).x();
      if (!straight) {
        kept.add(knots.get(i));
      }
    }
    return new Picture.Wire(kept, forks);
  }
}
