package org.symm.frames;

import java.util.stream.IntStream;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/**
 * What may be rounding error where a choice is decided: up to 10⁻¹² (float32: 10⁻⁵) of the size of
 * the numbers, or of the {@link Terms} that they were summed from where those are known, as for the
 * points of a cloud. What a network returns may be a sum that cancels of terms that nobody knows:
 * there numbers up to 10⁻¹² (float32: 10⁻⁶) are rounding too, so networks should return numbers of
 * size about one.
 */
public final class Rounding {

  private Rounding() {}

  /**
   * The largest |entry| of each row of (rows, …), 1 where all are 0, of shape (rows, 1, …): numbers
   * divided by it have squares that neither overflow nor vanish.
   */
  public static Tensor unit(Tensor x) {
    int[] axes = IntStream.range(1, x.rank()).toArray();
    Tensor largest = x.stopGradient().abs().maxKeep(axes);
    return largest.gt(0).where(largest, largest.add(1));
  }

  /**
   * The Euclidean length of each row of (rows, …), shape (rows, 1, …), which no square overflows.
   */
  public static Tensor length(Tensor x) {
    Tensor unit = unit(x);
    int[] axes = IntStream.range(1, x.rank()).toArray();
    return x.stopGradient().div(unit).square().sumKeep(axes).sqrt().mul(unit);
  }

  /** The largest Euclidean length of vectors (rows, n, d), shape (rows); no square overflows. */
  public static Tensor reach(Tensor x) {
    Tensor unit = unit(x);
    return x.stopGradient().div(unit).square().sum(2).max(1).sqrt().mul(unit.reshape(-1));
  }

  /** The largest finite |entry| along axes, which are kept: what rounding may come from. */
  public static Tensor largest(Tensor x, int... axes) {
    Tensor e = x.stopGradient();
    return e.maskedFill(e.isFinite().not(), 0).abs().maxKeep(axes);
  }

  /** The largest difference that may be rounding, for numbers of the given size. */
  public static Tensor relative(Tensor size) {
    return Terms.rounding(size);
  }

  /** The same for what a network returns, if nothing is known of its terms. */
  public static Tensor below(Tensor size) {
    return relative(size).add(size.dtype() == DType.FLOAT64 ? 1e-12 : 1e-6);
  }

  /** The same for what a network returns, rows first, of given sizes (rows, …). */
  public static Tensor ofNetwork(Tensor y, Tensor size) {
    return Terms.noted(y)
        .map(t -> relative(size.maximum(t.reshape(Shape.perRow(size.rank(), t.size(0))))))
        .orElseGet(() -> below(size));
  }

  /**
   * The square of the same, from squares of sizes; up to a factor of 2, as it adds the squares of
   * the two parts of {@link #below}.
   */
  public static Tensor squareOfNetwork(Tensor y, Tensor squares) {
    boolean large = squares.dtype() == DType.FLOAT64;
    Tensor own = squares.mul(large ? 1e-24 : 1e-10);
    return Terms.noted(y)
        .map(t -> own.maximum(relative(t).square()))
        .orElseGet(() -> own.add(large ? 1e-24 : 1e-12));
  }

  /**
   * What may be rounding in numbers that a decomposition derives: 10⁻⁶ (float32: 3·10⁻³) of their
   * size. Eigenvectors of eigenvalues further apart have errors far below that.
   */
  public static Tensor derived(Tensor size) {
    return size.mul(size.dtype() == DType.FLOAT64 ? 1e-6 : 3e-3);
  }

  /**
   * For sorted rows (rows, n): how many groups of equal numbers are below each. Numbers are equal
   * if they differ by the tolerance (rows) at most, or are joined by others that do.
   */
  public static Tensor groups(Tensor sorted, Tensor tolerance) {
    long n = sorted.size(1);
    Tensor gap = sorted.slice(1, 1, n).sub(sorted.slice(1, 0, n - 1));
    Tensor apart = gap.gt(tolerance.unsqueeze(1)).to(DType.INT64);
    Tensor first = Tensors.zeros(Shape.of(sorted.size(0), 1), DType.INT64);
    return Tensors.cat(1, first, apart).cumSum(1);
  }
}
