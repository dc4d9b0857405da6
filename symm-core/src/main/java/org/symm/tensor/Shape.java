package org.symm.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.symm.display.Refused;

/**
 * The sizes of an array's axes, outermost first. An axis may be counted from the end: -1 is the
 * last.
 */
public record Shape(List<Long> sizes) {

  /** Copies the sizes; each must be zero or more. */
  public Shape {
    sizes = List.copyOf(sizes);
    for (long s : sizes) {
      Refused.unless(s >= 0, "a shape has no negative sizes: %s", sizes);
    }
  }

  /** A shape of the given sizes; no sizes give the shape of a number. */
  public static Shape of(long... sizes) {
    return new Shape(Arrays.stream(sizes).boxed().toList());
  }

  /** Number of axes. */
  public int rank() {
    return sizes.size();
  }

  /** Size of an axis. */
  public long size(int axis) {
    return sizes.get(axis(axis));
  }

  /** Number of elements. */
  public long count() {
    return sizes.stream().reduce(1L, (n, s) -> n * s);
  }

  /** The axis counted from the front, or an error that names the shape. */
  public int axis(int axis) {
    int r = axis < 0 ? axis + rank() : axis;
    Refused.unless(r >= 0 && r < rank(), "axis %s is not an axis of %s", axis, this);
    return r;
  }

  /** The place of an index among the elements in row-major order. */
  public int place(long... index) {
    boolean fits = index.length == rank();
    long place = 0;
    for (int i = 0; fits && i < index.length; i++) {
      fits = index[i] >= 0 && index[i] < size(i);
      place = place * size(i) + index[i];
    }
    Refused.unless(fits, "%s is not an index of %s", Arrays.toString(index), this);
    return (int) place;
  }

  /** This shape with another size on one axis. */
  public Shape with(int axis, long size) {
    return changed(s -> s.set(axis(axis), size));
  }

  /** This shape without one axis. */
  public Shape without(int axis) {
    return changed(s -> s.remove(axis(axis)));
  }

  /** This shape with a new axis before the given one ({@code rank()} or -1 appends). */
  public Shape insert(int axis, long size) {
    return changed(s -> s.add(axis < 0 ? axis + rank() + 1 : axis, size));
  }

  /** The axes of this shape followed by those of the other. */
  public Shape then(Shape other) {
    return changed(s -> s.addAll(other.sizes));
  }

  private Shape changed(Consumer<List<Long>> change) {
    var list = new ArrayList<>(sizes);
    change.accept(list);
    return new Shape(list);
  }

  /** The axes {@code from} (included) to {@code to} (excluded), both counted from the front. */
  public Shape slice(int from, int to) {
    return new Shape(sizes.subList(from, to));
  }

  /** The shape that both broadcast to, or null if they do not fit. */
  Shape broadcast(Shape other) {
    int r = Math.max(rank(), other.rank());
    var out = new ArrayList<Long>(r);
    for (int i = 0; i < r; i++) {
      int a = i - r + rank();
      int b = i - r + other.rank();
      long x = a < 0 ? 1 : sizes.get(a);
      long y = b < 0 ? 1 : other.sizes.get(b);
      if (x != y && x != 1 && y != 1) {
        return null;
      }
      out.add(x == 1 ? y : x);
    }
    return new Shape(out);
  }

  /** The sizes as an array. */
  public long[] toArray() {
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  /** As in {@code (100, 5, 3)}. */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The sizes of an array of so many rows and a number for each: (rows, 1, …, 1). */
  public static long[] perRow(int rank, long rows) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[0] = rows;
    return sizes;
  }
}
