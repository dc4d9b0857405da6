package org.symm.plotting;

/**
 * The orthographic projection of space seen from a direction given by its azimuth (from the x axis
 * towards the y axis) and its elevation above the x-y plane, in degrees. The z axis points up.
 */
record Projection(double azimuth, double elevation) {

  Projection {
    if (!Double.isFinite(azimuth) || !(Math.abs(elevation) <= 90)) {
      throw new IllegalArgumentException(
          "The view has azimuth "
              + azimuth
              + " and elevation "
              + elevation
              + " degrees; the elevation must lie in -90 … 90.");
    }
  }

  /** Where the point lies to the right. */
  double right(double[] p) {
    double a = Math.toRadians(azimuth);
    return -Math.sin(a) * p[0] + Math.cos(a) * p[1];
  }

  /** Where the point lies upwards. */
  double up(double[] p) {
    double e = Math.toRadians(elevation);
    return Math.cos(e) * p[2] - Math.sin(e) * towardsAbove(p);
  }

  /** How near the point is to the viewer. */
  double near(double[] p) {
    double e = Math.toRadians(elevation);
    return Math.sin(e) * p[2] + Math.cos(e) * towardsAbove(p);
  }

  private double towardsAbove(double[] p) {
    double a = Math.toRadians(azimuth);
    return Math.cos(a) * p[0] + Math.sin(a) * p[1];
  }
}
