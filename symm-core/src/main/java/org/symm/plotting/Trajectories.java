package org.symm.plotting;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Paths of charged particles in space, in orthographic projection. Colour tells the sign of the
 * charge; a ring marks the start, a disc the end, a cross the predicted end.
 */
public final class Trajectories implements Figure, Cloneable {
  private final String title;
  private Projection view = new Projection(-60, 25);
  private int width = 520;
  private int height = 440;
  private List<Path> paths = List.of();

  /** One particle; {@code points} is [time][3], {@code predicted} null where there is none. */
  record Path(double charge, double[][] points, double[] predicted) {
    double[] start() {
      return points[0];
    }

    double[] end() {
      return points[points.length - 1];
    }
  }

  Trajectories(String title) {
    this.title = title;
  }

  private Trajectories changed(Consumer<Trajectories> change) {
    try {
      var t = (Trajectories) clone();
      change.accept(t);
      return t;
    } catch (CloneNotSupportedException never) {
      throw new AssertionError(never);
    }
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
    return changed(t -> t.paths = List.copyOf(more));
  }

  /**
   * This figure with the end points that a model predicts.
   *
   * @param ends [particle][3]
   * @throws IllegalArgumentException if there is not one for each particle, or a point has not
   *     three finite coordinates
   */
  public Trajectories predicted(double[][] ends) {
    if (ends.length != paths.size()) {
      throw new IllegalArgumentException(
          "There are " + paths.size() + " particles, but " + ends.length + " predicted ends.");
    }
    List<Path> replaced = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      double[] end = checked("the predicted end of particle " + i, ends[i]);
      replaced.add(new Path(paths.get(i).charge, paths.get(i).points, end));
    }
    return changed(t -> t.paths = List.copyOf(replaced));
  }

  /**
   * This figure seen from another direction, in degrees: azimuth from the x axis towards the y
   * axis, elevation above the x-y plane. The first view is (−60, 25).
   *
   * @throws IllegalArgumentException if the elevation is not in −90 … 90
   */
  public Trajectories view(double azimuth, double elevation) {
    return changed(t -> t.view = new Projection(azimuth, elevation));
  }

  /** This figure with another width and height, in CSS pixels. */
  public Trajectories size(int newWidth, int newHeight) {
    Figures.checkSize(newWidth, newHeight);
    return changed(
        t -> {
          t.width = newWidth;
          t.height = newHeight;
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
    if (paths.isEmpty()) {
      throw new IllegalStateException(
          "The figure '" + title + "' has no paths; add one with with(charge, path).");
    }
    new PathPainter(title, view, width, height, paths).paint(graphics);
  }

  private static double[] checked(String which, double[] point) {
    if (point.length != 3) {
      throw new IllegalArgumentException(
          "A point has three coordinates, but " + which + " has " + point.length + ".");
    }
    for (double value : point) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("A coordinate of " + which + " is " + value + ".");
      }
    }
    return point.clone();
  }
}
