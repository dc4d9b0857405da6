package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.plotting.Key.Mark;
import org.symm.plotting.Plot.Kind;

/** Draws the series of a {@link Plot} into its frame. */
final class SeriesPainter {
  private static final int MOST_MARKERS = 50;
  private static final Mark[] MARKS = {Mark.CIRCLE, Mark.SQUARE, Mark.DIAMOND, Mark.TRIANGLE};

  private final Graphics2D g;
  private final Frame frame;
  private final Kind kind;
  private final List<Series> series;

  SeriesPainter(Graphics2D g, Frame frame, Kind kind, List<Series> series) {
    this.g = g;
    this.frame = frame;
    this.kind = kind;
    this.series = series;
  }

  /** Bands first, so that they hide no line. */
  void paint() {
    for (int i = 0; i < series.size(); i++) {
      Series s = series.get(i);
      if (s.hasBand()) {
        g.setColor(HouseStyle.translucent(HouseStyle.color(i), 50));
        Path2D outline = path(s.bandX(), s.bandY());
        outline.closePath();
        g.fill(outline);
      }
    }
    for (int i = 0; i < series.size(); i++) {
      g.setColor(HouseStyle.color(i));
      if (kind == Kind.BARS) {
        bars(i);
      } else {
        points(i);
      }
    }
  }

  /** What the colours and marks mean. */
  List<Key.Entry> key() {
    return IntStream.range(0, series.size())
        .mapToObj(
            i ->
                new Key.Entry(
                    series.get(i).name(), HouseStyle.color(i), mark(i), kind == Kind.LINES))
        .toList();
  }

  /** The mark of a series; lines of many points have none. */
  private Mark mark(int index) {
    if (kind == Kind.BARS) {
      return Mark.BAR;
    }
    boolean marked = kind == Kind.POINTS || series.get(index).x().length <= MOST_MARKERS;
    return marked ? MARKS[index % MARKS.length] : Mark.LINE;
  }

  private void points(int index) {
    Series s = series.get(index);
    if (s.errors() != null) {
      errors(s, 0);
    }
    if (kind == Kind.LINES) {
      g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(path(s.x(), s.y()));
    }
    Mark mark = mark(index);
    Color color = HouseStyle.color(index);
    Color fill = kind == Kind.POINTS ? HouseStyle.translucent(color, 150) : color;
    for (int i = 0; mark != Mark.LINE && i < s.x().length; i++) {
      Graphics2D small = (Graphics2D) g.create();
      small.translate(frame.x(s.x()[i]), frame.y(s.y()[i]));
      small.scale(0.75, 0.75);
      Key.paint(small, mark, fill, 0, 0);
      small.dispose();
    }
  }

  /** Bars of all series share a part of each category's room. */
  private void bars(int index) {
    Series s = series.get(index);
    double room = series.size() > 1 ? 0.75 : 0.5;
    double each = room / series.size();
    double shift = (index + 0.5) * each - room / 2;
    for (int i = 0; i < s.x().length; i++) {
      double left = frame.x(s.x()[i] + shift - each / 2);
      double right = frame.x(s.x()[i] + shift + each / 2);
      double y = frame.y(s.y()[i]);
      double zero = frame.zero();
      g.fill(new Rectangle2D.Double(left, Math.min(y, zero), right - left, Math.abs(y - zero)));
    }
    if (s.errors() != null) {
      g.setColor(HouseStyle.TEXT);
      errors(s, shift);
    }
  }

  private void errors(Series s, double shift) {
    g.setStroke(new BasicStroke(1));
    for (int i = 0; i < s.x().length; i++) {
      double x = frame.x(s.x()[i] + shift);
      double low = frame.y(s.low(i));
      double high = frame.y(s.high(i));
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
