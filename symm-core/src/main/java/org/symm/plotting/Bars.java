package org.symm.plotting;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

/** The bars of a {@link Plot}. */
final class Bars {
  private final PlotChart frame;
  private final Plot plot;

  Bars(PlotChart frame) {
    this.frame = frame;
    this.plot = frame.plot();
  }

  void paint(Graphics2D g) {
    CategoryChart chart = chart();
    chart.paint(g, chart.getWidth(), chart.getHeight());
    nameCategories(g, chart);
  }

  /** Bars of all series side by side, over the categories. */
  private CategoryChart chart() {
    CategoryChart chart = new CategoryChart(plot.width(), frame.height());
    chart.setTitle(plot.title);
    chart.setYAxisTitle(plot.yLabel);
    frame.apply(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(plot.series().size() > 1 ? 0.75 : 0.5);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setXAxisTickLabelsColor(PlotChart.INVISIBLE);
    chart.getStyler().setXAxisTickMarksColor(PlotChart.INVISIBLE);
    chart.getStyler().setErrorBarsColorSeriesColor(false);
    for (int i = 0; i < plot.series().size(); i++) {
      Series s = plot.series().get(i);
      if (s.errors() != null && frame.y().powers()) {
        throw new IllegalArgumentException(
            "Error bars on bars over so many powers of ten are not drawn; use lines or points.");
      }
      CategorySeries bars =
          chart.addSeries(
              s.name(),
              plot.categories,
              boxed(frame.y().scaled(s.y())),
              s.errors() == null ? null : boxed(frame.y().scaled(s.errors())));
      bars.setFillColor(HouseStyle.color(i));
      bars.setLineColor(HouseStyle.color(i));
    }
    return chart;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /**
   * XChart centres each name on its outline, so that names with a p or g stand higher than others.
   * All names at one size, smaller where one is too long.
   */
  private void nameCategories(Graphics2D g, CategoryChart chart) {
    List<String> names = plot.categories;
    double room = chart.getScreenXFromChart(1) - chart.getScreenXFromChart(0);
    double widest =
        names.stream()
            .mapToDouble(name -> TextOutline.width(HouseStyle.LABEL, name))
            .max()
            .orElse(0);
    double shrink = Math.min(1, (room - 6) / widest);
    Font font = HouseStyle.LABEL.deriveFont((float) (shrink * HouseStyle.LABEL.getSize2D()));
    double below = chart.getScreenYFromChart(frame.y().ends()[0]) + 17;
    for (int i = 0; i < names.size(); i++) {
      double middle = chart.getScreenXFromChart(i + 0.5);
      TextOutline.centred(g, font, HouseStyle.TEXT, names.get(i), middle, below);
    }
  }
}
