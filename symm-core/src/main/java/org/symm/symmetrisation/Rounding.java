package org.symm.symmetrisation;

import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * What may be rounding error where a choice is decided: up to 10⁻¹² (float32: 10⁻⁵) of the size of
 * the numbers, and up to 10⁻¹² (float32: 10⁻⁶) where the numbers are small themselves, as what is
 * left of sums that cancel.
 */
final class Rounding {

  private Rounding() {}

  /** The largest difference that may be rounding, for numbers of the given size. */
  static Tensor below(Tensor size) {
    boolean fine = size.dtype() == DType.FLOAT64;
    return size.mul(fine ? 1e-12 : 1e-5).add(fine ? 1e-12 : 1e-6);
  }
}
