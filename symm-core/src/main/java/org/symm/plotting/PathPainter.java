package org.symm.plotting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.symm.plotting.Key.Mark;

/** Draws {@link Trajectories}: the paths in their box, the key and the view. */
final class PathPainter {
  private static final int TOP = 34;
  private static final int BOTTOM = 54;
  private static final int SIDE = 40;
  private static final int NAMES = 42;

  private final Graphics2D g;
  private final Projection view;
  private final int width;
  private final int height;
  private final List<Trajectories.Path> paths;
  private final Scene scene;

  PathPainter(Graphics2D g, Projection view, int width, int height, List<Trajectories.Path> paths) {
    this.g = g;
    this.view = view;
    this.width = width;
    this.height = height;
    this.paths = paths;
    List<double[]> points = new ArrayList<>();
    for (Trajectories.Path path : paths) {
      points.addAll(List.of(path.points()));
      if (path.predicted() != null) {
        points.add(path.predicted());
      }
    }
    // The numbers and names of the axes stand below the box, or above it where seen from below.
    int above = TOP + (view.elevation() >= 0 ? 8 : NAMES);
    int below = BOTTOM + (view.elevation() >= 0 ? NAMES : 8);
    scene =
        new Scene(Box.around(points), view, SIDE, above, width - 2 * SIDE, height - above - below);
  }

  void paint(String title) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    Words.centred(g, HouseStyle.TITLE, HouseStyle.TEXT, title, width / 2.0, 22);
    scene.paintAxes(g);
    List<Trajectories.Path> farFirst = new ArrayList<>(paths);
    farFirst.sort(Comparator.comparingDouble(path -> view.near(path.end())));
    for (Trajectories.Path path : farFirst) {
      line(path);
    }
    for (Trajectories.Path path : farFirst) {
      marks(path);
    }
    key();
  }

  private static Color color(Trajectories.Path path) {
    return path.charge() > 0 ? HouseStyle.VERMILION : HouseStyle.BLUE;
  }

  private void line(Trajectories.Path path) {
    Path2D curve = new Path2D.Double();
    for (double[] point : path.points()) {
      Point2D at = scene.at(point);
      if (curve.getCurrentPoint() == null) {
        curve.moveTo(at.getX(), at.getY());
      } else {
        curve.lineTo(at.getX(), at.getY());
      }
    }
    g.setColor(HouseStyle.translucent(color(path), 200));
    g.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(curve);
  }

  private void marks(Trajectories.Path path) {
    Color color = color(path);
    Point2D start = scene.at(path.start());
    Point2D end = scene.at(path.end());
    Key.paint(g, Mark.RING, color, start.getX(), start.getY());
    Key.paint(g, Mark.CIRCLE, color, end.getX(), end.getY());
    if (path.predicted() != null) {
      Point2D at = scene.at(path.predicted());
      g.setColor(HouseStyle.TEXT);
      g.setStroke(
          new BasicStroke(
              1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 2}, 0));
      g.draw(new Line2D.Double(end, at));
      Key.paint(g, Mark.CROSS, HouseStyle.TEXT, at.getX(), at.getY());
    }
  }

  private void key() {
    List<Key.Entry> entries =
        new ArrayList<>(
            List.of(
                new Key.Entry("charge +", HouseStyle.VERMILION, Mark.LINE, true),
                new Key.Entry("charge −", HouseStyle.BLUE, Mark.LINE, true),
                new Key.Entry("start", HouseStyle.AXIS, Mark.RING, false),
                new Key.Entry("end", HouseStyle.AXIS, Mark.CIRCLE, false)));
    if (paths.stream().anyMatch(path -> path.predicted() != null)) {
      entries.add(new Key.Entry("predicted end", HouseStyle.TEXT, Mark.CROSS, false));
    }
    Key.paint(g, entries, width, height - 28 - Key.HEIGHT);
    String caption =
        String.format(
            Locale.ROOT,
            "orthographic view, azimuth %s°, elevation %s°; lengths in simulation units",
            Ticks.plain(view.azimuth()),
            Ticks.plain(view.elevation()));
    Words.centred(g, HouseStyle.TICK, HouseStyle.AXIS, caption, width / 2.0, height - 12);
  }
}
