package org.symm.plotting;

import java.awt.Color;
import java.awt.Font;

/**
 * The look that all figures share: white, no frames, light grid, and colours that the colour-blind
 * can tell apart (M. Okabe, K. Ito, Color universal design, 2008; without its yellow).
 */
final class HouseStyle {
  static final Color BLUE = new Color(0x0072B2);
  static final Color VERMILION = new Color(0xD55E00);
  static final Color TEXT = new Color(0x222222);
  static final Color AXIS = new Color(0x666666);
  static final Color GRID = new Color(0xE2E2E2);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private static final Color[] PALETTE = {
    BLUE,
    VERMILION,
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    new Color(0x000000)
  };

  private HouseStyle() {}

  /** The colour of series number {@code index}; they repeat after seven. */
  static Color color(int index) {
    return PALETTE[index % PALETTE.length];
  }

  static Color translucent(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }
}
