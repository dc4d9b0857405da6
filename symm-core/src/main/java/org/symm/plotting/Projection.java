package org.symm.plotting;

/**
 * The orthographic projection of space seen from the azimuth −60° (from the x axis towards the y
 * axis) and the elevation 25° above the x-y plane: the z axis points up.
 */
final class Projection {
  private static final double AZIMUTH = Math.toRadians(-60);
  private static final double ELEVATION = Math.toRadians(25);

  /** The unit vectors to the right on the page, up on it, and towards the viewer. */
  static final double[] RIGHT = {-Math.sin(AZIMUTH), Math.cos(AZIMUTH), 0};

  static final double[] UP = {
    -Math.sin(ELEVATION) * Math.cos(AZIMUTH),
    -Math.sin(ELEVATION) * Math.sin(AZIMUTH),
    Math.cos(ELEVATION)
  };
  static final double[] NEAR = {
    Math.cos(ELEVATION) * Math.cos(AZIMUTH),
    Math.cos(ELEVATION) * Math.sin(AZIMUTH),
    Math.sin(ELEVATION)
  };

  private Projection() {}

  /** The coordinate of a point along a unit vector. */
  static double along(double[] vector, double[] p) {
    return vector[0] * p[0] + vector[1] * p[1] + vector[2] * p[2];
  }
}
