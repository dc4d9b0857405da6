package org.symm.plotting;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.symm.display.Refused;

/**
 * Lines or points over x and y, or bars over named categories, with error bars. Axes may be
 * logarithmic. An axis names a few round numbers; whole numbers only, where all its values are
 * whole.
 */
public final class Plot implements Figure, Cloneable {

  /** How a series is drawn. */
  enum Kind {
    LINES,
    POINTS,
    BARS
  }

  final String title;
  final String xLabel;
  final String yLabel;
  final Kind kind;
  final List<String> categories;
  private boolean logX;
  private boolean logY;
  private boolean square;
  private int width = 520;
  private int height = 320;
  private List<Series> series = List.of();

  Plot(String title, String xLabel, String yLabel, Kind kind, List<String> categories) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.kind = kind;
    this.categories = categories;
  }

  private Plot changed(Consumer<Plot> change) {
    try {
      var p = (Plot) clone();
      change.accept(p);
      p.checkSquare();
      p.series.forEach(s -> s.checkPositive(p.logX, p.logY));
      return p;
    } catch (CloneNotSupportedException never) {
      throw new AssertionError(never);
    }
  }

  /**
   * This figure and one more series.
   *
   * @throws IllegalArgumentException if x and y differ in length, a number is not finite, the name
   *     is taken, or an axis is logarithmic and a number on it is not positive
   */
  public Plot with(String name, double[] x, double[] y) {
    Refused.unless(
        series.stream().noneMatch(s -> s.name().equals(name)),
        "The figure '%s' already has a series '%s'.",
        title,
        name);
    List<Series> more = new ArrayList<>(series);
    more.add(Series.of(name, x, y));
    return changed(p -> p.series = List.copyOf(more));
  }

  /**
   * This figure and one more series, a value for each category, or over x = 0, 1, 2, ….
   *
   * @throws IllegalArgumentException as above, or if there are not as many values as categories
   */
  public Plot with(String name, double... values) {
    Refused.unless(
        kind != Kind.BARS || values.length == categories.size(),
        "The series '%s' has %d values for %d categories %s.",
        name,
        values.length,
        categories.size(),
        categories);
    return with(name, IntStream.range(0, values.length).asDoubleStream().toArray(), values);
  }

  /**
   * This figure with error bars from y − e to y + e on the series added last.
   *
   * @throws IllegalArgumentException if a length differs or a number is negative or not finite
   * @throws IllegalStateException if there is no series yet
   */
  public Plot errors(double... e) {
    return replaceLast(last().errors(e));
  }

  /** What is drawn, in the order in which it was added. */
  List<Series> series() {
    return series;
  }

  private Plot replaceLast(Series replacement) {
    List<Series> replaced = new ArrayList<>(series);
    replaced.set(series.size() - 1, replacement);
    return changed(p -> p.series = List.copyOf(replaced));
  }

  private void checkSquare() {
    if (square && (logX || logY || kind == Kind.BARS)) {
      throw new IllegalStateException(
          "The figure '" + title + "' cannot be square: it has bars or a logarithmic axis.");
    }
  }

  /**
   * This figure with a logarithmic x axis.
   *
   * @throws IllegalArgumentException if an x is not positive
   * @throws IllegalStateException if the figure is {@link #square}
   */
  public Plot logX() {
    return changed(p -> p.logX = true);
  }

  /**
   * This figure with a logarithmic y axis.
   *
   * @throws IllegalArgumentException if a y, or y − e of an error bar, is not positive
   * @throws IllegalStateException if the figure is {@link #square}
   */
  public Plot logY() {
    return changed(p -> p.logY = true);
  }

  /**
   * This figure with one linear scale for both axes, so that a circle is round.
   *
   * @throws IllegalStateException if an axis is logarithmic or the figure has bars
   */
  public Plot square() {
    return changed(p -> p.square = true);
  }

  /**
   * This figure with another width and height, in CSS pixels.
   *
   * @throws IllegalArgumentException if either is not in 100 … 8000
   */
  public Plot size(int newWidth, int newHeight) {
    if (Math.min(newWidth, newHeight) < 100 || Math.max(newWidth, newHeight) > 8000) {
      throw new IllegalArgumentException(
          String.format(
              "The figure's size is %d x %d; both must lie in 100 … 8000.", newWidth, newHeight));
    }
    return changed(
        p -> {
          p.width = newWidth;
          p.height = newHeight;
        });
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
    chart().paint(graphics);
  }

  /** This figure as a chart, with the ranges of its axes. */
  PlotChart chart() {
    last();
    double[] ys = all(Series::shownY);
    boolean fromZero = kind == Kind.BARS && !logY;
    PlotAxis x = PlotAxis.of(logX, all(Series::x));
    var chart = new PlotChart(this, x, fromZero ? PlotAxis.fromZero(ys) : PlotAxis.of(logY, ys));
    return square ? chart.square() : chart.roomy();
  }

  private double[] all(Function<Series, double[]> part) {
    return series.stream().map(part).flatMapToDouble(Arrays::stream).toArray();
  }

  private Series last() {
    if (series.isEmpty()) {
      throw new IllegalStateException(
          "The figure '" + title + "' has no series; add one with with(name, …).");
    }
    return series.get(series.size() - 1);
  }
}
