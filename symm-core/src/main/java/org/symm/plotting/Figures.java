package org.symm.plotting;

import java.util.List;
import org.symm.certificates.Certificate;
import org.symm.data.Trajectory;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.exact.FinStoch;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.plotting.Plot.Kind;

/** Makes figures in the house style. */
public final class Figures {
  private Figures() {}

  /**
   * Curves: add them with {@link Plot#with(String, double[], double[])}. Short ones, up to 50
   * points, carry markers.
   */
  public static Plot lines(String title, String xLabel, String yLabel) {
    return new Plot(title, xLabel, yLabel, Kind.LINES, List.of());
  }

  /** Clouds of points: add them with {@link Plot#with(String, double[], double[])}. */
  public static Plot scatter(String title, String xLabel, String yLabel) {
    return new Plot(title, xLabel, yLabel, Kind.POINTS, List.of());
  }

  /**
   * Bars over categories, series side by side: add them with {@link Plot#with(String, double...)}.
   *
   * @throws IllegalArgumentException if there is no category
   */
  public static Plot bars(String title, String yLabel, String... categories) {
    Refused.unless(categories.length != 0, "The figure '%s' needs a category at least.", title);
    return new Plot(title, "", yLabel, Kind.BARS, List.of(categories));
  }

  /**
   * A matrix as shades, with names of its rows and columns.
   *
   * @throws IllegalArgumentException if the sizes do not fit, or a number is negative or not finite
   */
  public static Matrix matrix(
      String title, List<String> rows, List<String> columns, double[][] values) {
    return Matrix.of(title, rows, columns, values);
  }

  /** The probabilities of a stochastic matrix: an input for each row, an output for each column. */
  public static Matrix matrix(String title, FinStoch p) {
    return matrix(title, p.dom().names(), p.cod().names(), p.p());
  }

  /** Paths of charged particles in space: add them with {@link Trajectories#with}. */
  public static Trajectories trajectories(String title) {
    return new Trajectories(title, List.of());
  }

  /**
   * The paths of all particles of a simulation between two frames, both included.
   *
   * @throws IllegalArgumentException if there is no such frame
   */
  public static Trajectories trajectories(String title, Trajectory trajectory, int from, int to) {
    Trajectories figure = trajectories(title);
    double[] charges = trajectory.charges().doubles();
    for (int particle = 0; particle < charges.length; particle++) {
      figure = figure.with(charges[particle], trajectory.path(particle, from, to));
    }
    return figure;
  }

  /**
   * What a certificate found at each group element, over the element's distance from the identity:
   * the relative error of a function, the largest |z| of moments of a stochastic kernel; a series
   * for each factor, in the first element type.
   *
   * @throws IllegalStateException when drawn, if nothing was tried
   */
  public static Plot errors(Certificate certificate) {
    return Orbits.errors(certificate);
  }

  /**
   * The orbits g ↦ f(g·x) and g ↦ g·f(x) under random elements of a compact group, which should be
   * one; the first two coordinates of the first part of the output.
   *
   * @param x an input, one array of one row for each part of the domain
   * @throws IllegalArgumentException if the group is not compact or does not act on the spaces, or
   *     the output has only one coordinate
   */
  public static Plot orbits(String title, Kernel f, Group g, int count, long seed, Array... x) {
    return Orbits.orbits(title, f, g, count, seed, x);
  }

  /**
   * Several figures as one, filled row by row.
   *
   * @throws IllegalArgumentException if there is no column or no figure
   */
  public static Figure panels(int columns, Figure... figures) {
    return new Panels(columns, List.of(figures));
  }
}
