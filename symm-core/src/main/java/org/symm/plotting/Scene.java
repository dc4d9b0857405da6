package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.List;

/** A box in space placed into a rectangle of the page, with its back walls and labelled axes. */
final class Scene {
  private static final List<String> NAMES = List.of("x", "y", "z");

  private final Box box;
  private final Projection view;
  private final double scale;
  private final double middleX;
  private final double middleY;

  /** The box as large as the rectangle (x, y, width, height) allows, all axes at one scale. */
  Scene(Box box, Projection view, double x, double y, double width, double height) {
    this.box = box;
    this.view = view;
    double right = 0;
    double up = 0;
    for (int corner = 0; corner < 8; corner++) {
      double[] p = fromCentre(box.corner(corner));
      right = Math.max(right, Math.abs(view.right(p)));
      up = Math.max(up, Math.abs(view.up(p)));
    }
    scale = Math.min(width / (2 * right), height / (2 * up));
    middleX = x + width / 2;
    middleY = y + height / 2;
  }

  /** Where a point of space lies on the page. */
  Point2D at(double[] point) {
    double[] p = fromCentre(point);
    return new Point2D.Double(middleX + scale * view.right(p), middleY - scale * view.up(p));
  }

  /** Draws the three walls behind the data, with grid lines, and names and numbers the axes. */
  void paintAxes(Graphics2D g) {
    for (int axis = 0; axis < 3; axis++) {
      for (double tick : box.ticks(axis)) {
        grid(g, axis, tick);
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      label(g, axis, labelledEdge(axis));
    }
  }

  private double[] fromCentre(double[] point) {
    double[] centre = box.centre();
    return new double[] {point[0] - centre[0], point[1] - centre[1], point[2] - centre[2]};
  }

  /** The end of the axis that is away from the viewer. */
  private double far(int axis) {
    double[] unit = new double[3];
    unit[axis] = 1;
    return view.near(unit) > 0 ? box.low()[axis] : box.high()[axis];
  }

  private double near(int axis) {
    return box.low()[axis] + box.high()[axis] - far(axis);
  }

  /** The lines of the two back walls where the coordinate {@code axis} is {@code tick}. */
  private void grid(Graphics2D g, int axis, double tick) {
    g.setColor(HouseStyle.GRID);
    g.setStroke(new BasicStroke(1));
    for (int wall = 0; wall < 3; wall++) {
      if (wall != axis) {
        int along = 3 - axis - wall;
        double[] from = new double[3];
        from[axis] = tick;
        from[wall] = far(wall);
        double[] to = from.clone();
        from[along] = box.low()[along];
        to[along] = box.high()[along];
        g.draw(new Line2D.Double(at(from), at(to)));
      }
    }
  }

  /**
   * A point on the edge that carries the numbers of the axis: on the outline, low or to the left.
   */
  private double[] labelledEdge(int axis) {
    double[] edge = new double[3];
    if (axis < 2) {
      edge[1 - axis] = near(1 - axis);
      edge[2] = view.elevation() >= 0 ? box.low()[2] : box.high()[2];
      return edge;
    }
    double[] one = {near(0), far(1), 0};
    double[] other = {far(0), near(1), 0};
    return view.right(fromCentre(one)) < view.right(fromCentre(other)) ? one : other;
  }

  /** Whether the axis is long enough on the page to carry numbers; not when seen along it. */
  private boolean isShown(int axis) {
    double[] along = new double[3];
    along[axis] = box.high()[axis] - box.low()[axis];
    return scale * Math.hypot(view.right(along), view.up(along)) >= 30;
  }

  private void label(Graphics2D g, int axis, double[] edge) {
    double[] from = edge.clone();
    double[] to = edge.clone();
    double[] middle = edge.clone();
    from[axis] = box.low()[axis];
    to[axis] = box.high()[axis];
    middle[axis] = (from[axis] + to[axis]) / 2;
    if (!isShown(axis)) {
      return;
    }
    g.setColor(HouseStyle.AXIS);
    g.draw(new Line2D.Double(at(from), at(to)));
    Point2D outwards = outwards(at(from), at(to), at(middle));
    List<Double> ticks = box.ticks(axis);
    boolean everyOther = at(from).distance(at(to)) / ticks.size() < 20;
    double[] xEnd = labelledEdge(0);
    xEnd[0] = near(0);
    Point2D xCorner = at(xEnd);
    for (int i = 0; i < ticks.size(); i += everyOther ? 2 : 1) {
      double[] p = edge.clone();
      p[axis] = ticks.get(i);
      if (axis == 1 && isShown(0) && at(p).distance(xCorner) < 1) {
        continue; // The corner where x and y meet carries the number of x.
      }
      text(g, HouseStyle.TICK, Ticks.plain(ticks.get(i)), at(p), outwards, 13);
    }
    text(g, HouseStyle.LABEL, NAMES.get(axis), at(middle), outwards, 30);
  }

  /** The unit direction across the edge, away from the middle of the box. */
  private Point2D outwards(Point2D from, Point2D to, Point2D middle) {
    double length = from.distance(to);
    double x = (to.getY() - from.getY()) / length;
    double y = (from.getX() - to.getX()) / length;
    double side = x * (middle.getX() - middleX) + y * (middle.getY() - middleY);
    return side >= 0 ? new Point2D.Double(x, y) : new Point2D.Double(-x, -y);
  }

  private static void text(
      Graphics2D g, Font font, String text, Point2D at, Point2D outwards, double away) {
    double x = at.getX() + away * outwards.getX();
    double y = at.getY() + away * outwards.getY() + 0.36 * font.getSize2D();
    Words.centred(g, font, HouseStyle.TEXT, text, x, y);
  }
}
