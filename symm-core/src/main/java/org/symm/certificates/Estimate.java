package org.symm.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;

/**
 * A Monte Carlo estimate of E[y | x]: the mean of K samples and its standard error s/√K, entry by
 * entry.
 *
 * @param samples K
 * @param mean one array for each part of the codomain, rows first
 * @param error the standard errors, of the same shapes
 */
public record Estimate(int samples, List<Array> mean, List<Array> error) {

  /**
   * From K independent runs of a kernel whose codomain is convex.
   *
   * @param samples K, at least 2
   * @param x one array for each part of the domain, rows first
   */
  public static Estimate of(Kernel k, long seed, int samples, Array... x) {
    Refused.unless(
        samples >= 2 && k.cod().isConvex(),
        "an estimate of a mean with its error needs two samples or more of points that have means, not %s of %s",
        samples,
        k.cod());
    var many = Arrays.stream(x).map(a -> a.map(t -> t.repeatInterleave(samples, 0))).toList();
    var mean = new ArrayList<Array>();
    var error = new ArrayList<Array>();
    for (Array y : k.run(seed, many)) {
      mean.add(y.map(t -> Diagram.apart(t, samples).mean(1)));
      error.add(y.map(t -> Diagram.apart(t, samples).std(1).div(Math.sqrt(samples))));
    }
    return new Estimate(samples, mean, error);
  }
}
