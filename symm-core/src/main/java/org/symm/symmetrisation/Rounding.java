package org.symm.symmetrisation;

import java.util.stream.IntStream;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * What may be rounding error where a choice is decided: up to 10⁻¹² (float32: 10⁻⁵) of the size of
 * the numbers, and up to 10⁻¹² (float32: 10⁻⁶) where the numbers are small themselves, as what is
 * left of sums that cancel.
 */
final class Rounding {

  private Rounding() {}

  /**
   * The largest |entry| of each row of (rows, …), 1 where all are 0, of shape (rows, 1, …): numbers
   * divided by it have squares that neither overflow nor vanish.
   */
  static Tensor unit(Tensor x) {
    int[] axes = IntStream.range(1, x.rank()).toArray();
    Tensor largest = x.stopGradient().abs().maxKeep(axes);
    return largest.gt(0).where(largest, largest.add(1));
  }

  /**
   * The Euclidean length of each row of (rows, …), shape (rows, 1, …), which no square overflows.
   */
  static Tensor length(Tensor x) {
    Tensor unit = unit(x);
    int[] axes = IntStream.range(1, x.rank()).toArray();
    return x.stopGradient().div(unit).square().sumKeep(axes).sqrt().mul(unit);
  }

  /** The largest finite |entry| along axes, which are kept: what rounding may come from. */
  static Tensor largest(Tensor x, int... axes) {
    Tensor e = x.stopGradient();
    return e.maskedFill(e.isFinite().not(), 0).abs().maxKeep(axes);
  }

  /** The largest difference that may be rounding, for numbers of the given size. */
  static Tensor below(Tensor size) {
    return relative(size).add(size.dtype() == DType.FLOAT64 ? 1e-12 : 1e-6);
  }

  /** The same where the numbers have no natural size. */
  static Tensor relative(Tensor size) {
    return size.mul(size.dtype() == DType.FLOAT64 ? 1e-12 : 1e-5);
  }

  /** The same for squares of numbers, whose own rounding is squared with them. */
  static Tensor ofSquares(Tensor size) {
    return relative(size).add(below(size.mul(0)).square());
  }

  /**
   * The same for numbers that a decomposition derives: 10⁻⁶ (float32: 3·10⁻³) of their size.
   * Eigenvectors of eigenvalues further apart have errors far below that.
   */
  static Tensor derived(Tensor size) {
    return size.mul(size.dtype() == DType.FLOAT64 ? 1e-6 : 3e-3);
  }

  /**
   * The square of {@link #below}, from squares of sizes; up to a factor of 2, as it adds the
   * squares of the two parts.
   */
  static Tensor squared(Tensor squares) {
    boolean large = squares.dtype() == DType.FLOAT64;
    return squares.mul(large ? 1e-24 : 1e-10).add(large ? 1e-24 : 1e-12);
  }

  /**
   * For sorted rows (rows, n): how many groups of equal numbers are below each. Numbers are equal
   * if they differ by the tolerance (rows) at most, or are joined by others that do.
   */
  static Tensor groups(Tensor sorted, Tensor tolerance) {
    long n = sorted.size(1);
    Tensor gap = sorted.slice(1, 1, n).sub(sorted.slice(1, 0, n - 1));
    Tensor apart = gap.gt(tolerance.unsqueeze(1)).to(DType.INT64);
    Tensor first = Tensors.zeros(Shape.of(sorted.size(0), 1), DType.INT64);
    return Tensors.cat(1, first, apart).cumSum(1);
  }

  /**
   * Weights (rows, m), or equal ones where all are rounding of numbers of the given size (rows).
   */
  static Tensor orEqual(Tensor weights, Tensor size) {
    Tensor none = weights.stopGradient().sumKeep(1).le(below(size.stopGradient()).unsqueeze(1));
    return none.where(weights.mul(0).add(1), weights);
  }
}
