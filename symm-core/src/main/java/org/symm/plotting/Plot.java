package org.symm.plotting;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Lines or points over x and y, with bands or error bars. Axes may be logarithmic. An axis names at
 * most seven round numbers; whole numbers only, where all its values are whole.
 */
public final class Plot implements Figure {
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

  /** What is drawn, in the order in which it was added. */
  List<Series> series() {
    return series;
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
    Axis xAxis = Axis.of(logX, all(Series::x));
    Axis yAxis = Axis.of(logY, all(Series::shownY));
    int frameHeight = series.size() > 1 ? height - Key.HEIGHT : height;
    Frame frame = new Frame(xAxis, yAxis, width, frameHeight);
    SeriesPainter painter = new SeriesPainter(frame, points);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    frame.paint(graphics, title, xLabel, yLabel);
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).hasBand()) {
        painter.paintBand(graphics, series.get(i), i);
      }
    }
    List<Key.Entry> entries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Series s = series.get(i);
      painter.paint(graphics, s, i);
      Key.Mark mark = SeriesPainter.mark(s, i, points);
      entries.add(new Key.Entry(s.name(), HouseStyle.color(i), mark, !points));
    }
    if (series.size() > 1) {
      Key.paint(graphics, entries, width, frameHeight);
    }
  }

  private double[] all(Function<Series, double[]> part) {
    return series.stream().map(part).flatMapToDouble(Arrays::stream).toArray();
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
