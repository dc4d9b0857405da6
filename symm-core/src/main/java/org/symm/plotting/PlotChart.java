package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.symm.plotting.Plot.Kind;

/** A {@link Plot} as a chart of XChart. */
record PlotChart(Plot plot, PlotAxis x, PlotAxis y) {
  private static final int MOST_MARKERS = 50;
  static final Color INVISIBLE = new Color(0, 0, 0, 0);
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP
  };

  void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, plot.width(), plot.height());
    if (plot.kind == Kind.BARS) {
      new Bars(this).paint(g);
    } else {
      XYChart chart = lines();
      chart.paint(g, chart.getWidth(), chart.getHeight());
    }
    if (plot.series().size() > 1) {
      Legend.paint(g, key(), plot.width(), height());
    }
  }

  /** The height of the chart above the key. */
  int height() {
    return plot.series().size() > 1 ? plot.height() - Legend.HEIGHT : plot.height();
  }

  private List<Legend> key() {
    boolean bars = plot.kind == Kind.BARS;
    return IntStream.range(0, plot.series().size())
        .mapToObj(
            i ->
                new Legend(
                    plot.series().get(i).name(),
                    HouseStyle.color(i),
                    bars ? SeriesMarkers.SQUARE : marker(i),
                    bars ? 11 : 8,
                    plot.kind == Kind.LINES))
        .toList();
  }

  /** The mark of a series; lines of many points have none. */
  private Marker marker(int series) {
    boolean marked =
        plot.kind == Kind.POINTS || plot.series().get(series).x().length <= MOST_MARKERS;
    return marked ? MARKERS[series % MARKERS.length] : SeriesMarkers.NONE;
  }

  /** This chart with one of its axes wider, so that both have one scale; labels move the second. */
  PlotChart square() {
    return widened().widened();
  }

  /** How much longer a unit of x is drawn than one of y. */
  double ratio() {
    XYChart drawn = lines();
    // XChart lays out no y axis that is shorter than the least distance of ticks on the x axis.
    int hint = drawn.getStyler().getXAxisTickMarkSpacingHint();
    drawn.getStyler().setXAxisTickMarkSpacingHint(Math.min(hint, (height() - 80) / 2));
    double[] xEnds = x.ends();
    double[] yEnds = y.ends();
    drawn.paint(scratch(), drawn.getWidth(), drawn.getHeight());
    double across = drawn.getScreenXFromChart(xEnds[1]) - drawn.getScreenXFromChart(xEnds[0]);
    double down = drawn.getScreenYFromChart(yEnds[0]) - drawn.getScreenYFromChart(yEnds[1]);
    return across / (x.high() - x.low()) / (down / (y.high() - y.low()));
  }

  private PlotChart widened() {
    double ratio = ratio();
    return ratio > 1
        ? new PlotChart(plot, x.wider(ratio), y)
        : new PlotChart(plot, x, y.wider(1 / ratio));
  }

  /**
   * This chart with room beside x = 1 and 2, say. XChart leaves out all ticks of a logarithmic y
   * axis that is shorter than the least distance of ticks on the x axis.
   */
  PlotChart roomy() {
    double least = 0.85 * (plot.width() - 75) / longestHint();
    double length = x.high() - x.low();
    boolean tight = x.whole() && y.logarithmic() && length < least;
    return tight ? new PlotChart(plot, x.wider(least / length), y) : this;
  }

  private int longestHint() {
    return Math.max(1, y.logarithmic() ? height() - 80 : plot.width());
  }

  /** A page to try a layout on. */
  static Graphics2D scratch() {
    return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
  }

  /** Lines or points over x and y, on the grid. */
  XYChart lines() {
    XYChart chart = new XYChart(plot.width(), height());
    chart.setTitle(plot.title);
    chart.setXAxisTitle(plot.xLabel);
    chart.setYAxisTitle(plot.yLabel);
    apply(chart.getStyler());
    grid(chart);
    List<Series> all = plot.series();
    boolean points = plot.kind == Kind.POINTS;
    for (int i = 0; i < all.size(); i++) {
      Series s = all.get(i);
      Color color = HouseStyle.color(i);
      int[] shown = thinned(s);
      double[] e = s.errors() == null || y.powers() ? null : y.scaled(s.errors());
      XYSeries line =
          chart.addSeries(
              s.name(),
              Thinned.at(x.scaled(s.x()), shown),
              Thinned.at(y.scaled(s.y()), shown),
              Thinned.at(e, shown));
      line.setXYSeriesRenderStyle(points ? XYSeriesRenderStyle.Scatter : XYSeriesRenderStyle.Line);
      line.setMarker(marker(i));
      line.setMarkerColor(points ? HouseStyle.translucent(color, 150) : color);
      line.setLineColor(color);
      line.setLineStyle(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      if (s.errors() != null && y.powers()) {
        bars(chart, s, shown);
      }
    }
    return chart;
  }

  /** Error bars as lines: the ends of y ± e are not as far from the exponent of y. */
  private void bars(XYChart chart, Series s, int... shown) {
    for (int i : shown) {
      double[] both = x.scaled(s.x()[i], s.x()[i]);
      double[] ends = y.scaled(s.y()[i] - s.errors()[i], s.y()[i] + s.errors()[i]);
      gridLine(chart, s.name() + " error " + i, both, ends);
    }
  }

  /** The points of a series that differ on the page. */
  private int[] thinned(Series s) {
    double[] across = pixels(x, plot.width(), s.x());
    double[] e = s.errors() == null ? new double[s.y().length] : s.errors();
    double[] low = pixels(y, height(), minus(s.y(), e, 1));
    return plot.kind == Kind.POINTS
        ? Thinned.cloud(across, low)
        : Thinned.line(across, low, pixels(y, height(), minus(s.y(), e, -1)));
  }

  private static double[] minus(double[] y, double[] e, int sign) {
    return IntStream.range(0, y.length).mapToDouble(i -> y[i] - sign * e[i]).toArray();
  }

  private static double[] pixels(PlotAxis axis, int length, double... values) {
    return Arrays.stream(axis.along(values)).map(v -> v * length).toArray();
  }

  /** XChart draws a line at each of 2 … 9 of a logarithmic axis; here the labelled ones only. */
  private void grid(XYChart chart) {
    for (double tick : x.ticks(mostX())) {
      double[] both = {tick, tick};
      gridLine(chart, "x = " + tick, both, y.ends());
    }
    for (double tick : y.ticks(mostY())) {
      double[] both = {tick, tick};
      gridLine(chart, "y = " + tick, x.ends(), both);
    }
  }

  /** A line of the grid: a series that the key does not name. */
  private static void gridLine(XYChart chart, String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries("\u0000" + name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(HouseStyle.GRID);
    series.setLineStyle(new BasicStroke(1));
  }

  /** Sets the style and the axes. */
  void apply(AxesChartStyler style) {
    HouseStyle.apply(style);
    style.setYAxisMin(y.ends()[0]);
    style.setYAxisMax(y.ends()[1]);
    style.setYAxisLogarithmic(y.logarithmic()).setYAxisLogarithmicDecadeOnly(false);
    boolean gridOnly = y.logarithmic() && plot.kind != Kind.BARS;
    style.setYAxisTickMarksColor(gridOnly ? INVISIBLE : HouseStyle.AXIS);
    style.setYAxisTickMarkSpacingHint(hint(y, height() - 80, 52));
    style.setYAxisTickLabelsFormattingFunction(v -> y.label(v, mostY()));
    style.setPlotGridHorizontalLinesVisible(!y.logarithmic());
    if (plot.kind != Kind.BARS) {
      style.setXAxisMin(x.ends()[0]);
      style.setXAxisMax(x.ends()[1]);
      style.setXAxisLogarithmic(x.logarithmic()).setXAxisLogarithmicDecadeOnly(false);
      style.setXAxisTickMarksColor(x.logarithmic() ? INVISIBLE : HouseStyle.AXIS);
      style.setXAxisTickMarkSpacingHint(Math.min(longestHint(), hint(x, plot.width() - 75, 90)));
      style.setXAxisTickLabelsFormattingFunction(v -> x.label(v, mostX()));
      style.setPlotGridVerticalLinesVisible(!x.logarithmic());
    }
  }

  /** XChart's ticks stand so far apart at least: no closer than 1 where all values are whole. */
  private static int hint(PlotAxis axis, int length, int usual) {
    double one = axis.whole() ? 0.9 * length / (axis.high() - axis.low()) : 0;
    return (int) Math.max(Math.min(usual, length / 3), one);
  }

  private int mostX() {
    return Math.max(3, Math.min(7, (plot.width() - 75) / 56));
  }

  private int mostY() {
    return Math.max(3, Math.min(7, (height() - 80) / 22));
  }
}
