package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * One entry of the line under a figure that says what its colours and marks mean. XChart's own
 * legend sets each name by its outline, so that names with a p or g stand lower than others, and
 * cuts off a line that is too long.
 */
record Legend(String words, Color color, Marker marker, int size, boolean onLine) {
  /** The height that a line of entries takes. */
  static final int HEIGHT = 28;

  private static final int MARK = 26;
  private static final int GAP = 18;

  /** Draws the entries centred in a band of {@link #HEIGHT} at {@code top}, smaller if too many. */
  static void paint(Graphics2D graphics, List<Legend> entries, int width, int top) {
    double total = entries.stream().mapToDouble(Legend::space).sum() - GAP;
    double shrink = Math.min(1, (width - 8) / total);
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.translate((width - shrink * total) / 2, top + HEIGHT / 2.0);
    g.scale(shrink, shrink);
    for (Legend entry : entries) {
      g.setColor(entry.color);
      g.setStroke(new BasicStroke(2));
      if (entry.onLine) {
        g.draw(new Line2D.Double(0, 0, 20, 0));
      }
      entry.marker.paint(g, 10, 0, entry.size);
      TextOutline.paint(g, HouseStyle.LABEL, HouseStyle.TEXT, entry.words, MARK, 4);
      g.translate(entry.space(), 0);
    }
    g.dispose();
  }

  private double space() {
    return MARK + TextOutline.width(HouseStyle.LABEL, words) + GAP;
  }
}
