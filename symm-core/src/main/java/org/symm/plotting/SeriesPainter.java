package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import org.symm.plotting.Key.Mark;

/** Draws the series of a {@link Plot} into its frame. */
final class SeriesPainter {
  private static final int MOST_MARKERS = 50;
  private static final Mark[] MARKS = {Mark.CIRCLE, Mark.SQUARE, Mark.DIAMOND, Mark.TRIANGLE};

  private final Frame frame;
  private final boolean points;

  SeriesPainter(Frame frame, boolean points) {
    this.frame = frame;
    this.points = points;
  }

  void paintBand(Graphics2D g, Series s, int index) {
    g.setColor(HouseStyle.translucent(HouseStyle.color(index), 50));
    Path2D outline = path(s.bandX(), s.bandY());
    outline.closePath();
    g.fill(outline);
  }

  void paint(Graphics2D g, Series s, int index) {
    Color color = HouseStyle.color(index);
    g.setColor(color);
    if (s.errors() != null) {
      paintErrors(g, s);
    }
    if (!points) {
      g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(path(s.x(), s.y()));
    }
    Mark mark = mark(s, index, points);
    if (mark != Mark.LINE) {
      Color fill = points ? HouseStyle.translucent(color, 150) : color;
      for (int i = 0; i < s.x().length; i++) {
        Graphics2D small = (Graphics2D) g.create();
        small.translate(frame.x(s.x()[i]), frame.y(s.y()[i]));
        small.scale(0.75, 0.75);
        Key.paint(small, mark, fill, 0, 0);
        small.dispose();
      }
    }
  }

  /** The mark of series number {@code index}; lines of many points have none. */
  static Mark mark(Series s, int index, boolean points) {
    return points || s.x().length <= MOST_MARKERS ? MARKS[index % MARKS.length] : Mark.LINE;
  }

  private void paintErrors(Graphics2D g, Series s) {
    g.setStroke(new BasicStroke(1));
    for (int i = 0; i < s.x().length; i++) {
      double x = frame.x(s.x()[i]);
      double low = frame.y(s.y()[i] - s.errors()[i]);
      double high = frame.y(s.y()[i] + s.errors()[i]);
      g.draw(new Line2D.Double(x, low, x, high));
      g.draw(new Line2D.Double(x - 3, low, x + 3, low));
      g.draw(new Line2D.Double(x - 3, high, x + 3, high));
    }
  }

  private Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    path.moveTo(frame.x(x[0]), frame.y(y[0]));
    for (int i = 1; i < x.length; i++) {
      path.lineTo(frame.x(x[i]), frame.y(y[i]));
    }
    return path;
  }
}
