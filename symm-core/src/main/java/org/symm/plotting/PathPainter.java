package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws {@link Trajectories} as a chart of the plane of view: the back walls of the box, the paths
 * and their marks are its series. The names and numbers of the three axes are put beside them.
 */
final class PathPainter {
  private static final int SIDE = 40; // room for names and numbers beside the box,
  private static final int NAMES = 42; // below it, or above it where seen from below
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

  private final Projection view;
  private final List<Trajectories.Path> paths;
  private final Box box;
  private final Scene scene;
  private final XYChart chart;
  private final double scale;
  private int added;

  PathPainter(String title, Projection view, int width, int height, List<Trajectories.Path> paths) {
    this.view = view;
    this.paths = paths;
    box = Scene.box(paths);
    scene = new Scene(box, view);
    chart = new XYChart(width, height - Key.HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(
        String.format(
            Locale.ROOT,
            "orthographic view, azimuth %s°, elevation %s°; lengths in simulation units",
            Ticks.plain(view.azimuth()),
            Ticks.plain(view.elevation())));
    HouseStyle.apply(chart.getStyler());
    chart.getStyler().setAxisTicksVisible(false).setPlotGridLinesVisible(false);
    chart.getStyler().setAxisTitleFont(HouseStyle.TICK).setXAxisTitleColor(HouseStyle.AXIS);
    chart.getStyler().setMarkerSize(MARK);
    scale = fit();
  }

  private List<Key> key() {
    List<Key> key =
        new ArrayList<>(
            List.of(
                new Key("charge +", HouseStyle.VERMILION, NONE, 0, true),
                new Key("charge −", HouseStyle.BLUE, NONE, 0, true),
                new Key("start", HouseStyle.AXIS, RING, MARK, false),
                new Key("end", HouseStyle.AXIS, SeriesMarkers.CIRCLE, MARK, false)));
    if (paths.stream().anyMatch(path -> path.predicted() != null)) {
      key.add(new Key("predicted end", HouseStyle.TEXT, SeriesMarkers.CROSS, MARK, false));
    }
    return key;
  }

  /** Points of space as a series; marks stand alone where there is no stroke. */
  private void add(Color color, BasicStroke stroke, Marker marker, double[]... points) {
    double[] x = new double[points.length];
    double[] y = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      x[i] = view.right(points[i]);
      y[i] = view.up(points[i]);
    }
    XYSeries series = chart.addSeries("" + added++, x, y);
    series.setXYSeriesRenderStyle(
        stroke == null ? XYSeriesRenderStyle.Scatter : XYSeriesRenderStyle.Line);
    series.setMarker(marker);
    series.setMarkerColor(color);
    series.setLineColor(color);
    series.setLineStyle(stroke == null ? THIN : stroke);
  }

  /** Sets the ranges so that the box fills the chart, and returns the pixels of a unit length. */
  private double fit() {
    range(0, 1, 0, 1);
    chart.paint(PlotChart.scratch(), chart.getWidth(), chart.getHeight());
    double across = chart.getScreenXFromChart(1) - chart.getScreenXFromChart(0);
    double down = chart.getScreenYFromChart(0) - chart.getScreenYFromChart(1);
    double right = 0;
    double up = 0;
    double[] middle = box.centre();
    for (int corner = 0; corner < 8; corner++) {
      double[] p = box.corner(corner);
      right = Math.max(right, Math.abs(view.right(p) - view.right(middle)));
      up = Math.max(up, Math.abs(view.up(p) - view.up(middle)));
    }
    double pixels = Math.min((across - 2 * SIDE) / (2 * right), (down - NAMES - 8) / (2 * up));
    double x = view.right(middle);
    double y = view.up(middle) + (view.elevation() >= 0 ? -1 : 1) * (NAMES - 8) / 2.0 / pixels;
    double wide = across / pixels / 2;
    double high = down / pixels / 2;
    range(x - wide, x + wide, y - high, y + high);
    return pixels;
  }

  private void range(double left, double right, double low, double high) {
    chart.getStyler().setXAxisMin(left).setXAxisMax(right).setYAxisMin(low).setYAxisMax(high);
  }

  void paint(Graphics2D g) {
    for (int axis = 0; axis < 3; axis++) {
      for (double tick : box.ticks(axis)) {
        walls(axis, tick);
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      if (isShown(axis)) {
        double[] edge = scene.labelledEdge(axis);
        double[] low = Scene.with(edge, axis, box.low()[axis]);
        add(HouseStyle.AXIS, THIN, NONE, low, Scene.with(edge, axis, box.high()[axis]));
      }
    }
    List<Trajectories.Path> farFirst = new ArrayList<>(paths);
    farFirst.sort(Comparator.comparingDouble(path -> view.near(path.end())));
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
    g.fillRect(0, 0, chart.getWidth(), chart.getHeight() + Key.HEIGHT);
    chart.paint(g, chart.getWidth(), chart.getHeight());
    Key.paint(g, key(), chart.getWidth(), chart.getHeight());
    for (int axis = 0; axis < 3; axis++) {
      if (isShown(axis)) {
        number(g, axis, scene.labelledEdge(axis));
      }
    }
  }

  private static Color color(Trajectories.Path path) {
    return path.charge() > 0 ? HouseStyle.VERMILION : HouseStyle.BLUE;
  }

  /** Where a point of space lies on the page. */
  private Point2D at(double[] point) {
    return new Point2D.Double(
        chart.getScreenXFromChart(view.right(point)), chart.getScreenYFromChart(view.up(point)));
  }

  /** The lines of the two back walls where the coordinate {@code axis} is {@code tick}. */
  private void walls(int axis, double tick) {
    for (int wall = 0; wall < 3; wall++) {
      if (wall != axis) {
        int along = 3 - axis - wall;
        double[] line = Scene.with(Scene.with(new double[3], axis, tick), wall, scene.far(wall));
        double[] from = Scene.with(line, along, box.low()[along]);
        add(HouseStyle.GRID, THIN, NONE, from, Scene.with(line, along, box.high()[along]));
      }
    }
  }

  /** Whether the axis is long enough on the page to carry numbers; not when seen along it. */
  private boolean isShown(int axis) {
    double[] along = Scene.with(new double[3], axis, box.high()[axis] - box.low()[axis]);
    return scale * Math.hypot(view.right(along), view.up(along)) >= 30;
  }

  /** Names and numbers an axis along its edge. */
  private void number(Graphics2D g, int axis, double[] edge) {
    Point2D from = at(Scene.with(edge, axis, box.low()[axis]));
    Point2D to = at(Scene.with(edge, axis, box.high()[axis]));
    Point2D middle = at(Scene.with(edge, axis, box.centre()[axis]));
    Point2D centre = at(box.centre());
    double length = from.distance(to);
    double x = (to.getY() - from.getY()) / length;
    double y = (from.getX() - to.getX()) / length;
    boolean outwards =
        x * (middle.getX() - centre.getX()) + y * (middle.getY() - centre.getY()) >= 0;
    var away = new Point2D.Double(outwards ? x : -x, outwards ? y : -y);
    List<Double> ticks = box.ticks(axis);
    Point2D corner = at(Scene.with(scene.labelledEdge(0), 0, scene.near(0)));
    for (int i = 0; i < ticks.size(); i += length / ticks.size() < 20 ? 2 : 1) {
      Point2D p = at(Scene.with(edge, axis, ticks.get(i)));
      // The corner where x and y meet carries the number of x.
      if (axis != 1 || !isShown(0) || p.distance(corner) >= 1) {
        text(g, HouseStyle.TICK, Ticks.plain(ticks.get(i)), p, away, 13);
      }
    }
    text(g, HouseStyle.LABEL, List.of("x", "y", "z").get(axis), middle, away, 30);
  }

  private static void text(
      Graphics2D g, Font font, String text, Point2D at, Point2D away, double far) {
    double x = at.getX() + far * away.getX();
    double y = at.getY() + far * away.getY() + 0.36 * font.getSize2D();
    Words.centred(g, font, HouseStyle.TEXT, text, x, y);
  }
}
