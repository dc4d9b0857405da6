package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

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

  static void apply(AxesChartStyler style) {
    style.setAntiAlias(true);
    style.setTextAntiAlias(true);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setChartPadding(8);
    style.setPlotMargin(0);
    style.setPlotContentSize(0.999); // at 1, ticks at the very ends of an axis are left out
    style.setChartFontColor(TEXT);
    style.setChartTitleFont(TITLE);
    style.setChartTitleBoxVisible(false);
    style.setChartTitlePadding(6);
    style.setAxisTitleFont(LABEL);
    style.setAxisTickLabelsFont(TICK);
    style.setAxisTickLabelsColor(TEXT);
    style.setAxisTickMarksColor(AXIS);
    style.setAxisTickMarksStroke(new BasicStroke(1));
    style.setAxisTickMarkLength(4);
    style.setAxisTickPadding(5);
    style.setAxisTicksLineVisible(false);
    style.setYAxisLabelAlignment(TextAlignment.Right);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setLegendVisible(false);
    style.setErrorBarsColor(TEXT);
    style.setErrorBarsColorSeriesColor(true);
    style.setMarkerSize(6);
  }
}
