package org.symm.tensor;

import java.util.Locale;

/** The shape and the element type of an array. */
public record Type(Shape shape, DType dtype) {

  /** As in {@code float32 (100, 5, 3)}. */
  @Override
  public String toString() {
    return dtype.name().toLowerCase(Locale.ROOT) + " " + shape;
  }
}
