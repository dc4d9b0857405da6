package org.symm.tensor;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * How large the terms were that the rows of a tensor were summed from, where that is known: what
 * rounding is measured by when they cancel. A cloud of size 1 that was moved here from a distance
 * of 10⁴ has coordinates with errors of 10⁴ ε, which its own numbers do not show.
 *
 * <p>Known only while a program is written, as a note on the tensor. Translations and matrices note
 * it, networks whose output cancels may; other operations do not hand it on.
 */
public final class Terms {

  /** What is noted: sizes, shape (rows). */
  private record Size(Tensor rows) {}

  /**
   * How much less exact than single numbers the outputs of a perceptron are, as weights of terms.
   */
  public static final double WEIGHTS = 8;

  private Terms() {}

  /** The same tensor, with the size of the terms of each row, shape (rows). */
  public static Tensor note(Tensor x, Tensor size) {
    return x.noted(new Size(size.stopGradient()));
  }

  /** The sizes that were noted, shape (rows). */
  public static Optional<Tensor> noted(Tensor x) {
    return x.note() instanceof Size s ? Optional.of(s.rows) : Optional.empty();
  }

  /** The largest |entry| of each row or, if more, of the terms it was summed from: (rows). */
  public static Tensor size(Tensor x) {
    int[] axes = IntStream.range(1, x.rank()).toArray();
    Tensor own = x.stopGradient().abs();
    own = axes.length == 0 ? own : own.max(axes);
    return noted(x).map(own::maximum).orElse(own);
  }

  /** What may be rounding in numbers of the given size: 10⁻¹² of it, in float32 10⁻⁵. */
  public static Tensor rounding(Tensor size) {
    return size.mul(size.dtype() == DType.FLOAT64 ? 1e-12 : 1e-5);
  }

  /**
   * Inner products (rows, …) of vectors of the given lengths, 0 where they are rounding of those.
   * Of orthogonal vectors rounding is all that is left, and of long ones that is no small number.
   */
  public static Tensor products(Tensor products, Tensor lengths) {
    Tensor small = products.stopGradient().abs().le(rounding(lengths.stopGradient()));
    return small.where(products.mul(0), products);
  }

  /** A function of the rows, as taking every other one, of a tensor and of what is noted of it. */
  public static Tensor each(Tensor x, UnaryOperator<Tensor> rows) {
    Tensor y = rows.apply(x);
    return noted(x).map(s -> note(y, rows.apply(s))).orElse(y);
  }

  /** A tensor with the entries of another in another order, row by row, and what is noted of it. */
  public static Tensor like(Tensor x, Tensor y) {
    return noted(x).map(s -> note(y, s)).orElse(y);
  }
}
