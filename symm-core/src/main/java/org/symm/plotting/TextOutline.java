package org.symm.plotting;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;

/** Text drawn as outlines, so that PNG and SVG look alike and need no font where they are seen. */
final class TextOutline {
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private TextOutline() {}

  /** How far the text reaches. */
  static double width(Font font, String text) {
    return text.isEmpty() ? 0 : new TextLayout(text, font, EXACT).getAdvance();
  }

  /** Draws the text from x on, standing on the line y. */
  static void paint(Graphics2D g, Font font, Color color, String text, double x, double y) {
    if (!text.isEmpty()) {
      g.setColor(color);
      AffineTransform to = AffineTransform.getTranslateInstance(x, y);
      g.fill(new TextLayout(text, font, EXACT).getOutline(to));
    }
  }

  /** Draws the text with its middle at x, standing on the line y. */
  static void centred(Graphics2D g, Font font, Color color, String text, double x, double y) {
    paint(g, font, color, text, x - width(font, text) / 2, y);
  }
}
