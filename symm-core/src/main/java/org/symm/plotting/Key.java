package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** The line under a figure that says what its colours and marks mean. */
final class Key {
  /** The height that a key takes. */
  static final int HEIGHT = 28;

  private static final int MARK = 26;
  private static final int GAP = 18;

  /** The marks that a key can show. */
  enum Mark {
    LINE,
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE,
    RING,
    CROSS,
    BAR
  }

  /** One entry: a mark, on a line or alone, and its words. */
  record Entry(String words, Color color, Mark mark, boolean onLine) {}

  private Key() {}

  /** Draws the entries centred in a band of {@link #HEIGHT} at {@code top}. */
  static void paint(Graphics2D g, List<Entry> entries, int width, int top) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double total = -GAP;
    for (Entry entry : entries) {
      total += space(entry);
    }
    double x = Math.max(4, (width - total) / 2.0);
    double y = top + HEIGHT / 2.0;
    for (Entry entry : entries) {
      if (entry.onLine()) {
        g.setColor(entry.color());
        g.setStroke(new BasicStroke(2));
        g.draw(new Line2D.Double(x, y, x + 20, y));
      }
      if (entry.mark() != Mark.LINE) {
        paint(g, entry.mark(), entry.color(), x + 10, y);
      }
      Words.paint(g, HouseStyle.LABEL, HouseStyle.TEXT, entry.words(), x + MARK, y + 4);
      x += space(entry);
    }
  }

  private static double space(Entry entry) {
    return MARK + Words.width(HouseStyle.LABEL, entry.words()) + GAP;
  }

  /** Draws one mark with its middle at (x, y). */
  static void paint(Graphics2D g, Mark mark, Color color, double x, double y) {
    g.setColor(color);
    switch (mark) {
      case CIRCLE -> g.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
      case SQUARE -> g.fill(new Rectangle2D.Double(x - 3.5, y - 3.5, 7, 7));
      case BAR -> g.fill(new Rectangle2D.Double(x - 6, y - 5, 12, 10));
      case DIAMOND -> g.fill(polygon(x, y - 4.5, x + 4.5, y, x, y + 4.5, x - 4.5, y));
      case TRIANGLE -> g.fill(polygon(x, y - 4.5, x + 4.5, y + 4, x - 4.5, y + 4));
      case RING -> {
        Ellipse2D circle = new Ellipse2D.Double(x - 4, y - 4, 8, 8);
        g.setColor(Color.WHITE);
        g.fill(circle);
        g.setColor(color);
        g.setStroke(new BasicStroke(1.6f));
        g.draw(circle);
      }
      case CROSS -> {
        g.setStroke(new BasicStroke(1.8f));
        g.draw(new Line2D.Double(x - 4, y - 4, x + 4, y + 4));
        g.draw(new Line2D.Double(x - 4, y + 4, x + 4, y - 4));
      }
      case LINE -> {
        g.setStroke(new BasicStroke(2));
        g.draw(new Line2D.Double(x - 10, y, x + 10, y));
      }
    }
  }

  private static Path2D polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }
}
