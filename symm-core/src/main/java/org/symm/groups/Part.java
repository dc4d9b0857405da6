package org.symm.groups;

import org.symm.tensor.DType;
import org.symm.tensor.Shape;

/**
 * How one array of a group element is held, without the rows axis.
 *
 * @param shape sizes for one element
 * @param index whether it holds whole numbers (int64); otherwise real numbers in the element type
 *     of the run
 */
public record Part(Shape shape, boolean index) {

  /** A part of real numbers. */
  public static Part numbers(long... sizes) {
    return new Part(Shape.of(sizes), false);
  }

  /** A part of whole numbers. */
  public static Part whole(long... sizes) {
    return new Part(Shape.of(sizes), true);
  }

  /** The shape; a number, where it is one. */
  public String words() {
    return shape.rank() > 0 ? shape.toString() : index ? "whole number" : "number";
  }

  /** The shape of a batch. */
  public Shape rows(long rows) {
    return Shape.of(rows).then(shape);
  }

  /** The element type in a run with real numbers of the given type. */
  public DType dtype(DType real) {
    return index ? DType.INT64 : real;
  }
}
