package org.symm.spaces;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.groups.PointRows;
import org.symm.groups.Slot;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Finitely many points of a space, in order: all of a finite one, or some of any.
 *
 * @param space the space
 * @param parts one array for each part of the space, a point a row
 * @param size how many
 */
public record Points(Space space, List<Array> parts, int size) {

  /** Most points that are listed. */
  private static final int LARGEST = 1 << 20;

  /** All points of a finite space; the first component counts slowest. */
  public static Points of(Space x) {
    return all(x)
        .orElseThrow(
            () ->
                Refused.because(
                    "%s is not known to be finite: sets, and elements and cosets of finite groups, are;"
                        + " for other spaces give the points: Points.of(space, arrays)",
                    x));
  }

  /** All points; empty if the space is not known to be finite. */
  public static Optional<Points> all(Space x) {
    if (count(x).isEmpty()) {
      return Optional.empty();
    }
    var out = new Points(Spaces.unit(), List.of(), 1);
    for (Component c : x.components()) {
      List<Array> all = c.all().orElseThrow();
      out = out.times(new Points(new Space(List.of(c)), all, size(all)));
    }
    return Optional.of(out);
  }

  /** How many points a space has; empty if it is not known to be finite. */
  public static OptionalDouble count(Space x) {
    double out = 1;
    for (Component c : x.components()) {
      Optional<List<Array>> all = c.all();
      if (all.isEmpty()) {
        return OptionalDouble.empty();
      }
      out *= size(all.get());
    }
    return OptionalDouble.of(out);
  }

  private static int size(List<Array> all) {
    return all.isEmpty() ? 1 : (int) all.get(0).shape().size(0);
  }

  /** Given points, all different. */
  public static Points of(Space x, Array... parts) {
    List<Slot> want = x.parts();
    long n = parts.length == 0 || parts[0].shape().rank() == 0 ? 0 : parts[0].shape().size(0);
    boolean fits = parts.length == want.size() && n > 0;
    for (int i = 0; fits && i < parts.length; i++) {
      fits =
          parts[i].shape().equals(want.get(i).rows(n))
              && parts[i].dtype() == want.get(i).dtype(DType.FLOAT64);
    }
    if (!fits) {
      throw Refused.because(
          "points of %s are held as %s, whole numbers in int64 and others in float64, not as"
              + " %s.",
          x,
          want.stream().map(p -> "(rows, " + p.shape() + ")").toList(),
          Arrays.stream(parts).map(a -> a.dtype() + " " + a.shape()).toList());
    }
    var out = new Points(x, List.of(parts), (int) n);
    Refused.unless(
        out.rows().stream().map(PointRows::key).distinct().count() >= n,
        "points given twice, or closer than 10⁻⁹, are counted twice: give each once.");
    return out;
  }

  /** All points of a space held in one array whose entries are among some values: words. */
  public static Points grid(Space x, double... values) {
    Refused.unless(x.parts().size() == 1, "a grid needs a space held in one array, not %s", x);
    Slot p = x.parts().get(0);
    int k = (int) p.shape().count();
    double count = Math.pow(values.length, k);
    Refused.unless(count <= LARGEST, "a grid of %s points is too large", count);
    int rows = (int) count;
    double[] all = new double[rows * k];
    for (int i = 0; i < all.length; i++) {
      int place = (int) Math.pow(values.length, k - 1 - i % k);
      all[i] = values[(i / k / place) % values.length];
    }
    return of(x, PointRows.array(p, rows, all));
  }

  /** The points of X ⊗ Y made of these and others; these count slower. */
  public Points times(Points other) {
    if ((long) size * other.size > LARGEST) {
      throw new IllegalArgumentException(
          space + " ⊗ " + other.space + " has " + (long) size * other.size + " points: too many");
    }
    var out = new ArrayList<Array>();
    for (Array a : parts) {
      out.add(a.map(t -> t.repeatInterleave(other.size, 0)));
    }
    for (Array a : other.parts) {
      out.add(a.map(t -> t.tile(Shape.perRow(t.rank(), size))));
    }
    return new Points(space.times(other.space), out, size * other.size);
  }

  /** The points with the given numbers, (rows): one tensor for each part. */
  public List<Tensor> at(Tensor index, DType real) {
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < parts.size(); i++) {
      DType type = space.parts().get(i).dtype(real);
      out.add(parts.get(i).tensor().to(type).indexSelect(0, index));
    }
    return out;
  }

  /** The number of each row's point; a run stops if one is not among these. */
  public Tensor index(List<Tensor> x) {
    Tensor same = Tensors.ones(Shape.of(1, size), DType.INT64).gt(0);
    for (int i = 0; i < parts.size(); i++) {
      Tensor y = x.get(i);
      Tensor all = parts.get(i).tensor().to(y.dtype());
      Tensor gap = y.unsqueeze(1).sub(all.unsqueeze(0)).abs().reshape(y.size(0), size, -1);
      same = same.and(gap.le(rounding(all).reshape(1, size, -1)).all(2));
    }
    if (parts.isEmpty()) {
      return Tensors.zeros(Shape.of(1), DType.INT64);
    }
    String sentence = "an input is none of the " + size + " points of " + space;
    return Tensors.require(same.to(DType.INT64).argmax(1), same.any(1), sentence);
  }

  private static Tensor rounding(Tensor x) {
    return x.dtype().isFloating()
        ? x.abs().add(1).mul(x.dtype() == DType.FLOAT32 ? 1e-5 : 1e-9)
        : x.mul(0);
  }

  /** The numbers of each point, parts one after the other. */
  public List<double[]> rows() {
    return parts.isEmpty() ? List.of(new double[0]) : PointRows.rows(parts);
  }

  /** Each row once, in the order of first appearance. */
  static List<Array> distinct(List<Array> parts) {
    var seen = new LinkedHashMap<LongBuffer, double[]>();
    PointRows.rows(parts).forEach(r -> seen.putIfAbsent(PointRows.key(r), r));
    var types =
        parts.stream().map(a -> new Slot(a.shape().without(0), !a.dtype().isFloating())).toList();
    return PointRows.arrays(types, List.copyOf(seen.values()));
  }

  /** A point in words: {@code 2}, {@code 201} for the word 2, 0, 1, {@code (0, 201)} for a pair. */
  public String name(int i) {
    double[] row = rows().get(i);
    var names = new ArrayList<String>();
    int at = 0;
    for (Slot p : space.parts()) {
      int n = (int) p.shape().count();
      names.add(name(p, Arrays.copyOfRange(row, at, at + n)));
      at += n;
    }
    return names.size() == 1 ? names.get(0) : "(" + String.join(", ", names) + ")";
  }

  /** All points in words. */
  public List<String> names() {
    return IntStream.range(0, size).mapToObj(this::name).toList();
  }

  private static String name(Slot p, double[] values) {
    boolean digits = p.index() && Arrays.stream(values).allMatch(v -> v >= 0 && v < 10);
    var all = Arrays.stream(values).mapToObj(Points::number);
    return digits
        ? all.collect(Collectors.joining())
        : all.collect(
            Collectors.joining(", ", values.length > 1 ? "(" : "", values.length > 1 ? ")" : ""));
  }

  private static String number(double v) {
    return v == Math.rint(v) ? String.valueOf((long) v) : String.valueOf((float) v);
  }

  @Override
  public String toString() {
    return size + " points of " + space;
  }
}
