package org.symm.plotting;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;

/** Bars over named categories; several series stand side by side. */
public final class Bars implements Figure {
  private static final Color INVISIBLE = new Color(0, 0, 0, 0);

  private final String title;
  private final String yLabel;
  private final List<String> categories;
  private final int width;
  private final int height;
  private final List<Series> series;

  private Bars(
      String title,
      String yLabel,
      List<String> categories,
      int width,
      int height,
      List<Series> series) {
    this.title = title;
    this.yLabel = yLabel;
    this.categories = List.copyOf(categories);
    this.width = width;
    this.height = height;
    this.series = List.copyOf(series);
  }

  static Bars of(String title, String yLabel, List<String> categories) {
    if (categories.isEmpty()) {
      throw new IllegalArgumentException("The figure '" + title + "' needs a category at least.");
    }
    return new Bars(title, yLabel, categories, 520, 320, List.of());
  }

  /**
   * This figure and one more series, a value for each category.
   *
   * @throws IllegalArgumentException if their number differs, one is not finite, or the name is
   *     taken
   */
  public Bars with(String name, double... values) {
    for (Series s : series) {
      if (s.name().equals(name)) {
        throw new IllegalArgumentException(
            "The figure '" + title + "' already has a series '" + name + "'.");
      }
    }
    if (values.length != categories.size()) {
      throw new IllegalArgumentException(
          "The series '"
              + name
              + "' has "
              + values.length
              + " values for "
              + categories.size()
              + " categories "
              + categories
              + ".");
    }
    double[] index = new double[values.length];
    Arrays.setAll(index, i -> i);
    List<Series> more = new ArrayList<>(series);
    more.add(Series.of(name, index, values));
    return new Bars(title, yLabel, categories, width, height, more);
  }

  /**
   * This figure with bars from value − e to value + e on the series added last.
   *
   * @throws IllegalArgumentException if their number differs or one is negative or not finite
   * @throws IllegalStateException if there is no series yet
   */
  public Bars errors(double... e) {
    List<Series> replaced = new ArrayList<>(series);
    replaced.set(series.size() - 1, last().errors(e));
    return new Bars(title, yLabel, categories, width, height, replaced);
  }

  /** This figure with another width and height, in CSS pixels. */
  public Bars size(int newWidth, int newHeight) {
    Figures.checkSize(newWidth, newHeight);
    return new Bars(title, yLabel, categories, newWidth, newHeight, series);
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
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(width)
            .height(chartHeight)
            .title(title)
            .yAxisTitle(yLabel)
            .build();
    HouseStyle.apply(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(series.size() > 1 ? 0.75 : 0.5);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setXAxisTickLabelsColor(INVISIBLE);
    chart.getStyler().setXAxisTickMarksColor(INVISIBLE);
    leaveRoomAbove(chart);
    for (int i = 0; i < series.size(); i++) {
      Series s = series.get(i);
      List<Double> values = Arrays.stream(s.y()).boxed().toList();
      CategorySeries bars =
          s.errors() == null
              ? chart.addSeries(s.name(), categories, values)
              : chart.addSeries(
                  s.name(), categories, values, Arrays.stream(s.errors()).boxed().toList());
      bars.setFillColor(HouseStyle.color(i));
      bars.setLineColor(HouseStyle.color(i));
    }
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    chart.paint(graphics, width, chartHeight);
    if (series.size() > 1) {
      List<Key.Entry> entries = new ArrayList<>();
      for (int i = 0; i < series.size(); i++) {
        entries.add(new Key.Entry(series.get(i).name(), HouseStyle.color(i), Key.Mark.BAR, false));
      }
      Key.paint(graphics, entries, width, chartHeight);
    }
    nameCategories(graphics, chart, chartHeight - 12);
  }

  private void leaveRoomAbove(CategoryChart chart) {
    double highest = 0;
    for (Series s : series) {
      for (int i = 0; i < s.y().length; i++) {
        highest = Math.max(highest, s.y()[i] + (s.errors() == null ? 0 : s.errors()[i]));
      }
    }
    if (highest > 0) {
      chart.getStyler().setYAxisMax(1.05 * highest);
    }
  }

  /**
   * XChart centres each name on its outline, so that names with a p or g stand higher than others.
   */
  private void nameCategories(Graphics2D g, CategoryChart chart, int baseline) {
    double space = chart.getScreenXFromChart(1) - chart.getScreenXFromChart(0);
    double widest =
        categories.stream()
            .mapToDouble(name -> Words.width(HouseStyle.LABEL, name))
            .max()
            .orElse(0);
    double shrink = Math.min(1, (space - 6) / widest);
    Font font = HouseStyle.LABEL.deriveFont((float) (shrink * HouseStyle.LABEL.getSize2D()));
    for (int i = 0; i < categories.size(); i++) {
      double x = chart.getScreenXFromChart(i + 0.5);
      Words.centred(g, font, HouseStyle.TEXT, categories.get(i), x, baseline);
    }
  }

  private Series last() {
    if (series.isEmpty()) {
      throw new IllegalStateException(
          "The figure '" + title + "' has no bars; add some with with(name, values).");
    }
    return series.get(series.size() - 1);
  }
}
