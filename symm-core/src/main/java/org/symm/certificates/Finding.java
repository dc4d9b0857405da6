package org.symm.certificates;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.symm.engine.Array;
import org.symm.statistics.TwoSample;

/** What a certificate found for one factor of the group in one element type. */
public sealed interface Finding {

  /** Whether nothing speaks against equivariance. */
  boolean holds();

  /** The input and element where it was worst. */
  Worst worst();

  /** Each input and element that was tried. */
  List<Tried> tried();

  /**
   * An input and element.
   *
   * @param distance of the element from the identity: Frobenius, or Euclidean, of its real numbers;
   *     root of the share of its whole numbers that differ
   * @param error the relative error of a function; of a stochastic kernel the largest |z| of
   *     differences of moments
   */
  record Tried(double distance, double error) {}

  /**
   * For a function: the largest relative error max |f(g·x) − g·f(x)| / scale over inputs and
   * elements. Scale, for each part of the codomain, is its largest output at this input and
   * element, but not less than what rounding asks for; columns of features, and other indices that
   * the group does not mix, have scales of their own: see {@code Pathwise}.
   *
   * @param error NaN where an output is not finite
   * @param tolerance what rounding may do: 1e-9 in float64; in float32 1e-3, or 30 times the
   *     float64 error scaled by the ratio of precisions where the kernel amplifies rounding more,
   *     at most 0.05
   * @param tried each input and element
   * @param worst where the error is largest
   */
  record Function(double error, double tolerance, List<Tried> tried, Worst worst)
      implements Finding {
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
   * For a stochastic kernel: whether f(g·x) and g·f(x) have one law, at several inputs and
   * elements.
   *
   * @param test the test of this row alone, at all its inputs and elements
   * @param adjusted the p-value adjusted for all rows of the certificate (Westfall and Young 1993);
   *     NaN where a sample is not finite
   * @param alpha the false-alarm rate of the whole certificate: the row fails if adjusted ≤ alpha
   * @param tried each input and element
   * @param worst where the laws differ most
   */
  record Law(TwoSample test, double adjusted, double alpha, List<Tried> tried, Worst worst)
      implements Finding {
    @Override
    public boolean holds() {
      return adjusted > alpha;
    }

    /** The p-value of this row alone. */
    public double p() {
      return test.p();
    }

    @Override
    public String toString() {
      return test.toString();
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
