package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.symm.plotting.Key.Mark;

/** Lines or points over x and y, with bands or error bars. Axes may be logarithmic. */
public final class Plot implements Figure {
  private static final int MOST_MARKERS = 50;
  private static final String HIDDEN = "\u0000"; // begins XChart's names of what has no name here
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP
  };
  private static final Mark[] MARKS = {Mark.CIRCLE, Mark.SQUARE, Mark.DIAMOND, Mark.TRIANGLE};

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final boolean points;
  private final boolean logX;
  private final boolean logY;
  private final int width;
  private final int height;
  private final List<Series> series;

  private Plot(
      String title,
      String xLabel,
      String yLabel,
      boolean points,
      boolean logX,
      boolean logY,
      int width,
      int height,
      List<Series> series) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.points = points;
    this.logX = logX;
    this.logY = logY;
    this.width = width;
    this.height = height;
    this.series = List.copyOf(series);
    for (Series s : series) {
      s.checkPositive(logX, logY);
    }
  }

  static Plot of(String title, String xLabel, String yLabel, boolean points) {
    return new Plot(title, xLabel, yLabel, points, false, false, 520, 320, List.of());
  }

  /**
   * This figure and one more series.
   *
   * @throws IllegalArgumentException if x and y differ in length, a number is not finite, the name
   *     is taken, or an axis is logarithmic and a number on it is not positive
   */
  public Plot with(String name, double[] x, double[] y) {
    for (Series s : series) {
      if (s.name().equals(name)) {
        throw new IllegalArgumentException(
            "The figure '" + title + "' already has a series '" + name + "'.");
      }
    }
    List<Series> more = new ArrayList<>(series);
    more.add(Series.of(name, x, y));
    return new Plot(title, xLabel, yLabel, points, logX, logY, width, height, more);
  }

  /**
   * This figure with a shaded band around the series added last.
   *
   * @throws IllegalArgumentException if a length differs, a number is not finite, or lower exceeds
   *     upper
   * @throws IllegalStateException if there is no series yet
   */
  public Plot band(double[] lower, double[] upper) {
    return replaceLast(last().band(lower, upper));
  }

  /**
   * This figure with bars from y − e to y + e on the series added last.
   *
   * @throws IllegalArgumentException if a length differs or a number is negative or not finite
   * @throws IllegalStateException if there is no series yet
   */
  public Plot errors(double[] e) {
    return replaceLast(last().errors(e));
  }

  /** This figure with a logarithmic x axis. */
  public Plot logX() {
    return new Plot(title, xLabel, yLabel, points, true, logY, width, height, series);
  }

  /** This figure with a logarithmic y axis. */
  public Plot logY() {
    return new Plot(title, xLabel, yLabel, points, logX, true, width, height, series);
  }

  /** This figure with another width and height, in CSS pixels. */
  public Plot size(int newWidth, int newHeight) {
    Figures.checkSize(newWidth, newHeight);
    return new Plot(title, xLabel, yLabel, points, logX, logY, newWidth, newHeight, series);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void paint(Graphics2D graphics) {
    last();
    int chartHeight = series.size() > 1 ? height - Key.HEIGHT : height;
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(chartHeight)
            .title(title)
            .xAxisTitle(xLabel)
            .yAxisTitle(yLabel)
            .build();
    HouseStyle.apply(chart.getStyler());
    Ticks.apply(chart.getStyler(), logX, logY);
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).hasBand()) {
        addBand(chart, series.get(i), HouseStyle.color(i));
      }
    }
    for (int i = 0; i < series.size(); i++) {
      add(chart, series.get(i), i);
    }
    addInvisible(chart);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    chart.paint(graphics, width, chartHeight);
    if (series.size() > 1) {
      Key.paint(graphics, entries(), width, chartHeight);
    }
  }

  private static void addBand(XYChart chart, Series s, Color color) {
    XYSeries band = chart.addSeries(HIDDEN + s.name(), s.bandX(), s.bandY());
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    band.setFillColor(HouseStyle.translucent(color, 50));
    band.setLineColor(new Color(0, 0, 0, 0));
    band.setLineStyle(new BasicStroke(0));
    band.setMarker(SeriesMarkers.NONE);
    band.setShowInLegend(false);
  }

  /**
   * XChart puts ticks on the data where they are evenly spaced (1, 9, 17 …). Two points that are
   * not make it choose round numbers.
   */
  private void addInvisible(XYChart chart) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      for (double value : s.x()) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low == high) {
      return;
    }
    double y = series.get(0).y()[0];
    double between = low + (high - low) * 0.2371;
    XYSeries nothing =
        chart.addSeries(HIDDEN, new double[] {low, between, high}, new double[] {y, y, y});
    nothing.setLineStyle(SeriesLines.NONE);
    nothing.setMarker(SeriesMarkers.NONE);
  }

  private List<Key.Entry> entries() {
    List<Key.Entry> entries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Series s = series.get(i);
      Mark mark = marked(s) ? MARKS[i % MARKS.length] : Mark.LINE;
      entries.add(new Key.Entry(s.name(), HouseStyle.color(i), mark, !points));
    }
    return entries;
  }

  private boolean marked(Series s) {
    return points || s.x().length <= MOST_MARKERS;
  }

  private void add(XYChart chart, Series s, int index) {
    Color color = HouseStyle.color(index);
    XYSeries line =
        s.errors() == null
            ? chart.addSeries(s.name(), s.x(), s.y())
            : chart.addSeries(s.name(), s.x(), s.y(), s.errors());
    line.setXYSeriesRenderStyle(points ? XYSeriesRenderStyle.Scatter : XYSeriesRenderStyle.Line);
    line.setMarker(marked(s) ? MARKERS[index % MARKERS.length] : SeriesMarkers.NONE);
    line.setMarkerColor(points ? HouseStyle.translucent(color, 150) : color);
    line.setLineColor(color);
    line.setLineStyle(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    chart.getStyler().setErrorBarsColorSeriesColor(true);
  }

  private Series last() {
    if (series.isEmpty()) {
      throw new IllegalStateException(
          "The figure '" + title + "' has no series; add one with with(name, x, y).");
    }
    return series.get(series.size() - 1);
  }

  private Plot replaceLast(Series replacement) {
    List<Series> replaced = new ArrayList<>(series);
    replaced.set(series.size() - 1, replacement);
    return new Plot(title, xLabel, yLabel, points, logX, logY, width, height, replaced);
  }
}
