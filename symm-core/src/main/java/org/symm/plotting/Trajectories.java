package org.symm.plotting;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.symm.display.Refused;

/**
 * Paths of charged particles in space, in orthographic projection. Colour tells the sign of the
 * charge; a ring marks the start, a disc the end, a cross the predicted end.
 */
public final class Trajectories implements Figure {
  private final String title;
  private final List<Path> paths;

  /** One particle; {@code points} is [time][3], {@code predicted} null where there is none. */
  record Path(double charge, double[][] points, double[] predicted) {
    double[] start() {
      return points[0];
    }

    double[] end() {
      return points[points.length - 1];
    }
  }

  Trajectories(String title, List<Path> paths) {
    this.title = title;
    this.paths = List.copyOf(paths);
  }

  /**
   * This figure and the path of one more particle.
   *
   * @param charge not zero; its sign gives the colour
   * @param path [time][3], one point at least
   * @throws IllegalArgumentException if the path is empty, a point has not three finite
   *     coordinates, or the charge is zero
   */
  public Trajectories with(double charge, double[][] path) {
    if (path.length == 0 || charge == 0 || Double.isNaN(charge)) {
      throw new IllegalArgumentException(
          String.format(
              "A path needs a point and a charge that is not zero; got %d points and charge %s.",
              path.length, charge));
    }
    double[][] copy = new double[path.length][];
    for (int i = 0; i < path.length; i++) {
      copy[i] = checked("point " + i + " of particle " + paths.size(), path[i]);
    }
    List<Path> more = new ArrayList<>(paths);
    more.add(new Path(charge, copy, null));
    return new Trajectories(title, more);
  }

  /**
   * This figure with the end points that a model predicts.
   *
   * @param ends [particle][3]
   * @throws IllegalArgumentException if there is not one for each particle, or a point has not
   *     three finite coordinates
   */
  public Trajectories predicted(double[][] ends) {
    Refused.unless(
        ends.length == paths.size(),
        "There are %s particles, but %s predicted ends.",
        paths.size(),
        ends.length);
    List<Path> replaced = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      double[] end = checked("the predicted end of particle " + i, ends[i]);
      replaced.add(new Path(paths.get(i).charge, paths.get(i).points, end));
    }
    return new Trajectories(title, replaced);
  }

  @Override
  public int width() {
    return 520;
  }

  @Override
  public int height() {
    return 440;
  }

  @Override
  public void paint(Graphics2D graphics) {
    if (paths.isEmpty()) {
      throw new IllegalStateException(
          "The figure '" + title + "' has no paths; add one with with(charge, path).");
    }
    new PathPainter(title, width(), height(), paths).paint(graphics);
  }

  private static double[] checked(String which, double[] point) {
    Refused.unless(
        point.length == 3, "A point has three coordinates, but %s has %s.", which, point.length);
    for (double value : point) {
      Refused.unless(Double.isFinite(value), "A coordinate of %s is %s.", which, value);
    }
    return point.clone();
  }
}
