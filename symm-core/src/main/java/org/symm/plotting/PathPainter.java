package org.symm.plotting;

import static org.symm.plotting.Projection.NEAR;
import static org.symm.plotting.Projection.RIGHT;
import static org.symm.plotting.Projection.UP;
import static org.symm.plotting.Projection.along;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws {@link Trajectories} as a chart of the plane of view: the back walls of the box, the paths
 * and their marks are its series, the names and numbers of the three axes its annotations.
 */
final class PathPainter {
  private static final int SIDE = 40; // room for names and numbers beside the box
  private static final int BELOW = 42; // and below it
  private static final int ABOVE = 8;
  private static final int MARK = 8;
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke THICK =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 2}, 0);
  private static final Marker NONE = SeriesMarkers.NONE;
  private static final Marker RING =
      new Marker() {
        @Override
        public void paint(Graphics2D g, double x, double y, int size) {
          var circle = new Ellipse2D.Double(x - size / 2.0, y - size / 2.0, size, size);
          Color color = g.getColor();
          g.setColor(Color.WHITE);
          g.fill(circle);
          g.setColor(color);
          g.setStroke(new BasicStroke(1.6f));
          g.draw(circle);
        }
      };

  /** Away from the box at the edges that carry the numbers of x, y and z; about 1.4 on the page. */
  private static final double[][] OUTWARDS = {{0, -1, -1}, {1, 0, -1}, {-1.2, -0.7, 0}};

  private final List<Trajectories.Path> paths;
  private final Box box;
  private final XYChart chart;
  private int added;

  PathPainter(String title, int width, int height, List<Trajectories.Path> paths) {
    this.paths = paths;
    box =
        Box.around(
            paths.stream()
                .flatMap(
                    p -> Stream.concat(Stream.of(p.points()), Stream.ofNullable(p.predicted())))
                .toList());
    chart = new XYChart(width, height - Legend.HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(
        "orthographic view, azimuth −60°, elevation 25°; lengths in simulation units");
    HouseStyle.apply(chart.getStyler());
    chart.getStyler().setAxisTicksVisible(false).setPlotGridLinesVisible(false);
    chart.getStyler().setAxisTitleFont(HouseStyle.TICK).setXAxisTitleColor(HouseStyle.AXIS);
    chart.getStyler().setAnnotationTextFont(HouseStyle.TICK);
    chart.getStyler().setAnnotationTextFontColor(HouseStyle.TEXT);
    chart.getStyler().setMarkerSize(MARK);
  }

  void paint(Graphics2D g) {
    double pixel = fit();
    for (int axis = 0; axis < 3; axis++) {
      walls(axis);
    }
    for (int axis = 0; axis < 3; axis++) {
      edge(axis, pixel);
    }
    List<Trajectories.Path> farFirst =
        paths.stream().sorted(Comparator.comparingDouble(p -> along(NEAR, p.end()))).toList();
    for (Trajectories.Path path : farFirst) {
      add(color(path), THICK, NONE, path.points());
    }
    for (Trajectories.Path path : farFirst) {
      add(color(path), null, RING, path.start());
      add(color(path), null, SeriesMarkers.CIRCLE, path.end());
      if (path.predicted() != null) {
        add(HouseStyle.TEXT, DASHED, NONE, path.end(), path.predicted());
        add(HouseStyle.TEXT, null, SeriesMarkers.CROSS, path.predicted());
      }
    }
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, chart.getWidth(), chart.getHeight() + Legend.HEIGHT);
    chart.paint(g, chart.getWidth(), chart.getHeight());
    Legend.paint(g, key(), chart.getWidth(), chart.getHeight());
  }

  private static Color color(Trajectories.Path path) {
    return path.charge() > 0 ? HouseStyle.VERMILION : HouseStyle.BLUE;
  }

  private List<Legend> key() {
    List<Legend> key =
        new ArrayList<>(
            List.of(
                new Legend("charge +", HouseStyle.VERMILION, NONE, 0, true),
                new Legend("charge −", HouseStyle.BLUE, NONE, 0, true),
                new Legend("start", HouseStyle.AXIS, RING, MARK, false),
                new Legend("end", HouseStyle.AXIS, SeriesMarkers.CIRCLE, MARK, false)));
    if (paths.stream().anyMatch(path -> path.predicted() != null)) {
      key.add(new Legend("predicted end", HouseStyle.TEXT, SeriesMarkers.CROSS, MARK, false));
    }
    return key;
  }

  /** Sets the ranges so that the box fills the chart; the length of a pixel. */
  private double fit() {
    range(0, 1, 0, 1);
    chart.paint(PlotChart.scratch(), chart.getWidth(), chart.getHeight());
    double across = chart.getScreenXFromChart(1) - chart.getScreenXFromChart(0);
    double down = chart.getScreenYFromChart(0) - chart.getScreenYFromChart(1);
    double[] right = box.ends(RIGHT);
    double[] up = box.ends(UP);
    double pixel =
        Math.max(
            (right[1] - right[0]) / (across - 2 * SIDE), (up[1] - up[0]) / (down - ABOVE - BELOW));
    double x = (right[0] + right[1]) / 2;
    double y = (up[0] + up[1] + (ABOVE - BELOW) * pixel) / 2;
    double wide = across * pixel / 2;
    double high = down * pixel / 2;
    range(x - wide, x + wide, y - high, y + high);
    return pixel;
  }

  private void range(double left, double right, double low, double high) {
    chart.getStyler().setXAxisMin(left).setXAxisMax(right).setYAxisMin(low).setYAxisMax(high);
  }

  /** The ticks of an axis as lines on the two back walls along it, of low x, high y and low z. */
  private void walls(int axis) {
    double[] back = {box.low()[0], box.high()[1], box.low()[2]};
    for (double tick : box.ticks(axis)) {
      line(HouseStyle.GRID, Box.with(back, axis, tick), (axis + 1) % 3);
      line(HouseStyle.GRID, Box.with(back, axis, tick), (axis + 2) % 3);
    }
  }

  /**
   * The edge that carries the numbers of an axis: low or to the left. The corner where x and y meet
   * carries the number of x.
   */
  private void edge(int axis, double pixel) {
    double[] edge = axis == 1 ? Box.with(box.low(), 0, box.high()[0]) : box.low();
    line(HouseStyle.AXIS, edge, axis);
    for (double tick : box.ticks(axis)) {
      if (axis != 1 || tick > box.low()[1]) {
        write(Ticks.plain(tick), axis, Box.with(edge, axis, tick), 10 * pixel);
      }
    }
    double middle = (box.low()[axis] + box.high()[axis]) / 2;
    write(List.of("x", "y", "z").get(axis), axis, Box.with(edge, axis, middle), 22 * pixel);
  }

  /** Writes so far outwards of a point on the edge of an axis. */
  private void write(String text, int axis, double[] at, double far) {
    double[] p = at.clone();
    Arrays.setAll(p, c -> at[c] + far * OUTWARDS[axis][c]);
    chart.addAnnotation(new AnnotationText(text, along(RIGHT, p), along(UP, p), false));
  }

  /** A line through the box, along an axis. */
  private void line(Color color, double[] through, int axis) {
    double[] from = Box.with(through, axis, box.low()[axis]);
    add(color, THIN, NONE, from, Box.with(through, axis, box.high()[axis]));
  }

  /** Points of space as a series; marks stand alone where there is no stroke. */
  private void add(Color color, BasicStroke stroke, Marker marker, double[]... points) {
    double[] x = Stream.of(points).mapToDouble(p -> along(RIGHT, p)).toArray();
    double[] y = Stream.of(points).mapToDouble(p -> along(UP, p)).toArray();
    XYSeries series = chart.addSeries("" + added++, x, y);
    series.setXYSeriesRenderStyle(
        stroke == null ? XYSeriesRenderStyle.Scatter : XYSeriesRenderStyle.Line);
    series.setMarker(marker);
    series.setMarkerColor(color);
    series.setLineColor(color);
    series.setLineStyle(stroke == null ? THIN : stroke);
  }
}
