package org.symm.plotting;

import java.util.ArrayList;
import java.util.List;

/** A box in space seen from a direction: what lies behind, and which edges carry numbers. */
record Scene(Box box, Projection view) {

  /** The box around all points of the paths. */
  static Box box(List<Trajectories.Path> paths) {
    List<double[]> points = new ArrayList<>();
    for (Trajectories.Path path : paths) {
      points.addAll(List.of(path.points()));
      if (path.predicted() != null) {
        points.add(path.predicted());
      }
    }
    return Box.around(points);
  }

  /** The point with another coordinate. */
  static double[] with(double[] point, int axis, double value) {
    double[] changed = point.clone();
    changed[axis] = value;
    return changed;
  }

  /** The end of the axis that is away from the viewer. */
  double far(int axis) {
    return view.near(with(new double[3], axis, 1)) > 0 ? box.low()[axis] : box.high()[axis];
  }

  double near(int axis) {
    return box.low()[axis] + box.high()[axis] - far(axis);
  }

  /**
   * A point on the edge that carries the numbers of the axis: on the outline, low or to the left.
   */
  double[] labelledEdge(int axis) {
    if (axis < 2) {
      double z = view.elevation() >= 0 ? box.low()[2] : box.high()[2];
      return with(with(new double[3], 1 - axis, near(1 - axis)), 2, z);
    }
    double[] one = {near(0), far(1), 0};
    double[] other = {far(0), near(1), 0};
    return view.right(one) < view.right(other) ? one : other;
  }
}
