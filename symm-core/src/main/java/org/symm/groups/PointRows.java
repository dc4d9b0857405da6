package org.symm.groups;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;
import org.symm.engine.Array;

/** Points as rows of numbers, their parts one after the other, and as arrays. */
public final class PointRows {

  private PointRows() {}

  /** The rows of arrays. */
  public static List<double[]> rows(List<Array> parts) {
    var values = parts.stream().map(Array::doubles).toList();
    int n = (int) parts.get(0).shape().size(0);
    return IntStream.range(0, n)
        .mapToObj(
            i ->
                values.stream()
                    .flatMapToDouble(
                        v -> Arrays.stream(v, i * (v.length / n), (i + 1) * (v.length / n)))
                    .toArray())
        .toList();
  }

  /** Arrays from rows: the other way of {@link #rows}. */
  public static List<Array> arrays(List<Slot> parts, List<double[]> rows) {
    var out = new ArrayList<Array>();
    int at = 0;
    for (Slot p : parts) {
      int from = at;
      int n = (int) p.shape().count();
      double[] all = rows.stream().flatMapToDouble(r -> Arrays.stream(r, from, from + n)).toArray();
      out.add(array(p, rows.size(), all));
      at += n;
    }
    return out;
  }

  /** The array of a part from the numbers of so many rows. */
  public static Array array(Slot p, int rows, double... values) {
    long[] shape = p.rows(rows).toArray();
    return p.index()
        ? Array.of(DoubleStream.of(values).mapToLong(Math::round).toArray(), shape)
        : Array.of(values, shape);
  }

  /** One row after another. */
  public static double[] joined(double[] a, double... b) {
    double[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  /**
   * What equal rows share; numbers that differ by less than about 10⁻⁹, or for large ones 10⁻⁹ of
   * their size, count as equal: arsinh is linear near 0 and a logarithm far from it.
   */
  public static LongBuffer key(double[] row) {
    return LongBuffer.wrap(DoubleStream.of(row).mapToLong(PointRows::rounded).toArray());
  }

  private static long rounded(double v) {
    double a = Math.abs(v);
    double arsinh = a > 1e8 ? Math.log(a) + Math.log(2) : FastMath.asinh(a);
    return Math.round(Math.copySign(arsinh, v) * 1e9 + 0.1234);
  }
}
