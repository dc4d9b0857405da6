package org.symm.symmetrisation;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.symm.tensor.Array;

/** What a certificate found for one factor of the group in one element type. */
public sealed interface Finding {

  /** Whether nothing speaks against equivariance. */
  boolean holds();

  /** The input and element where it was worst. */
  Worst worst();

  /**
   * For a function: the largest relative error max |f(g·x) − g·f(x)| / scale over inputs and
   * elements. Scale, for each part of the codomain, is its largest output over all of them, but not
   * less than a thousandth of the largest input.
   *
   * @param error NaN where an output is not finite
   * @param tolerance what rounding may do: 1e-9 in float64; in float32 1e-3, or 30 times the
   *     float64 error scaled by the ratio of precisions where the kernel amplifies rounding more,
   *     at most 0.05
   * @param worst where the error is largest
   */
  record Function(double error, double tolerance, Worst worst) implements Finding {
    @Override
    public boolean holds() {
      return error <= tolerance;
    }

    @Override
    public String toString() {
      return Double.isNaN(error) ? "not finite" : String.format(Locale.ROOT, "%.1e", error);
    }
  }

  /**
   * For a stochastic kernel: a permutation test of whether f(g·x) and g·f(x) have one law, by
   * energy distances at several inputs and elements.
   *
   * @param p the p-value of this row alone; NaN where a sample is not finite
   * @param adjusted the p-value adjusted for all rows of the certificate (Westfall and Young 1993)
   * @param alpha the false-alarm rate of the whole certificate: the row fails if adjusted ≤ alpha
   * @param z the largest |z| among differences of first and second moments of output coordinates,
   *     each a standard normal number if the laws agree; it says how far off, and decides nothing
   * @param worst where the energy distance is largest
   */
  record Law(double p, double adjusted, double alpha, double z, Worst worst) implements Finding {
    @Override
    public boolean holds() {
      return adjusted > alpha;
    }

    @Override
    public String toString() {
      return Double.isNaN(p)
          ? "not finite"
          : String.format(Locale.ROOT, p < 0.001 ? "p = %.4f" : "p = %.3f", p);
    }
  }

  /**
   * Where it was worst, to be looked at and run again.
   *
   * @param input one row for each part of the domain, in float64 as drawn or given
   * @param element one row for each part of the group
   * @param again computes the row's figure afresh
   */
  record Worst(List<Array> input, List<Array> element, DoubleSupplier again) {

    /**
     * The error or the p-value of the row, computed again from the same inputs, elements and noise:
     * the same number bit for bit, unless parameters have changed since.
     */
    public double replay() {
      return again.getAsDouble();
    }
  }
}
