package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;

/** The place of a {@link Plot} on its page: what stands around the data, and the grid under it. */
final class Frame {
  private static final int EDGE = 8;
  private static final int LINE = 20; // the height of a line of words
  private static final int MARK = 4; // the length of a tick
  private static final int TICKS = 22; // the height of ticks and their labels under the x axis

  private final Axis xAxis;
  private final Axis yAxis;
  private final List<String> categories;
  private final List<Double> xTicks;
  private final List<Double> yTicks;
  private final double left;
  private final double top;
  private final double right;
  private final double bottom;

  /**
   * A page of the width and height, with room for a title and the names of both axes. Categories,
   * where there are any, stand at x = 0, 1, 2, …. A square frame has equal sides.
   */
  Frame(Axis xAxis, Axis yAxis, List<String> categories, int width, int height, boolean square) {
    this.categories = categories;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    top = EDGE + LINE + 4;
    double lowest = height - EDGE - TICKS - (categories.isEmpty() ? LINE : 0);
    yTicks = yAxis.ticks(fit((lowest - top) / 22));
    double widest = 0;
    for (double tick : yTicks) {
      widest = Math.max(widest, Words.width(HouseStyle.TICK, yAxis.label(tick)));
    }
    left = EDGE + LINE + widest + 3 + MARK;
    double furthest = width - EDGE - 6;
    double side = Math.min(furthest - left, lowest - top);
    right = square ? left + side : furthest;
    bottom = square ? top + side : lowest;
    xTicks = xAxis.ticks(fit((right - left) / 56));
  }

  private static int fit(double count) {
    return (int) Math.max(3, Math.min(7, count));
  }

  /** How far from the left the value stands on the page. */
  double x(double value) {
    return left + xAxis.at(value) * (right - left);
  }

  /** How far from the top the value stands on the page. */
  double y(double value) {
    return bottom - yAxis.at(value) * (bottom - top);
  }

  /** Where bars start: at 0, or at the foot of a logarithmic axis. */
  double zero() {
    return yAxis.logarithmic() ? bottom : y(0);
  }

  /** Draws the words, ticks and grid. A logarithmic x axis has no grid lines. */
  void paint(Graphics2D g, String title, String xName, String yName) {
    double middle = (left + right) / 2;
    Words.centred(g, HouseStyle.TITLE, HouseStyle.TEXT, title, middle, EDGE + 14);
    g.setStroke(new BasicStroke(1));
    if (!categories.isEmpty()) {
      nameCategories(g);
    }
    for (double tick : categories.isEmpty() ? xTicks : List.<Double>of()) {
      double x = x(tick);
      if (!xAxis.logarithmic()) {
        g.setColor(HouseStyle.GRID);
        g.draw(new Line2D.Double(x, top, x, bottom));
      }
      g.setColor(HouseStyle.AXIS);
      g.draw(new Line2D.Double(x, bottom, x, bottom + MARK));
      double below = bottom + MARK + 13;
      Words.centred(g, HouseStyle.TICK, HouseStyle.TEXT, xAxis.label(tick), x, below);
    }
    for (double tick : yTicks) {
      double y = y(tick);
      g.setColor(HouseStyle.GRID);
      g.draw(new Line2D.Double(left, y, right, y));
      g.setColor(HouseStyle.AXIS);
      g.draw(new Line2D.Double(left - MARK, y, left, y));
      String label = yAxis.label(tick);
      double start = left - MARK - 3 - Words.width(HouseStyle.TICK, label);
      Words.paint(g, HouseStyle.TICK, HouseStyle.TEXT, label, start, y + 4);
    }
    double last = bottom + TICKS + 14;
    Words.centred(g, HouseStyle.LABEL, HouseStyle.TEXT, xName, middle, last);
    Graphics2D turned = (Graphics2D) g.create();
    turned.translate(EDGE + 10, (top + bottom) / 2);
    turned.rotate(-Math.PI / 2);
    Words.centred(turned, HouseStyle.LABEL, HouseStyle.TEXT, yName, 0, 0);
    turned.dispose();
  }

  /** All names at one size, smaller where one is too long. */
  private void nameCategories(Graphics2D g) {
    double widest =
        categories.stream().mapToDouble(c -> Words.width(HouseStyle.LABEL, c)).max().orElse(0);
    double shrink = Math.min(1, (x(1) - x(0) - 6) / widest);
    Font font = HouseStyle.LABEL.deriveFont((float) (shrink * HouseStyle.LABEL.getSize2D()));
    for (int i = 0; i < categories.size(); i++) {
      Words.centred(g, font, HouseStyle.TEXT, categories.get(i), x(i), bottom + MARK + 13);
    }
  }
}
