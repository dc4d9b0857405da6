package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

/**
 * How one array of a group element is held, without the rows axis.
 *
 * @param shape sizes for one element
 * @param index whether it holds whole numbers (int64); otherwise real numbers in the element type
 *     of the run
 */
public record Slot(Shape shape, boolean index) {

  /** A part of real numbers. */
  public static Slot numbers(long... sizes) {
    return new Slot(Shape.of(sizes), false);
  }

  /** A part of whole numbers. */
  public static Slot whole(long... sizes) {
    return new Slot(Shape.of(sizes), true);
  }

  /**
   * A function of each of several things and of its own arrays, where those of all follow each
   * other as their parts do.
   */
  public static <T, A, R> List<R> each(
      List<T> things, Function<T, List<Slot>> parts, List<A> all, BiFunction<T, List<A>, R> f) {
    var out = new ArrayList<R>();
    int at = 0;
    for (T thing : things) {
      int next = at + parts.apply(thing).size();
      out.add(f.apply(thing, all.subList(at, next)));
      at = next;
    }
    return out;
  }

  /** The shape; a number, where it is one. */
  public String words() {
    return shape.rank() > 0 ? shape.toString() : index ? "whole number" : "number";
  }

  /** The shapes of several parts. */
  public static String words(List<Slot> parts) {
    return parts.stream().map(Slot::words).collect(Collectors.joining(" "));
  }

  /** The shape of a batch. */
  public Shape rows(long rows) {
    return Shape.of(rows).then(shape);
  }

  /** Whether an array has the shape and kind of so many rows of this part. */
  public boolean holds(Array a, long rows) {
    return a.shape().equals(rows(rows)) && a.dtype().isFloating() != index;
  }

  /** The element type in a run with real numbers of the given type. */
  public DType dtype(DType real) {
    return index ? DType.INT64 : real;
  }
}
