package org.symm.tensor;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.symm.engine.Array;

/**
 * Plain numbers in row-major order, for references that share no code with the engine.
 *
 * @param kind {@code 'f'} floating point, {@code 'i'} whole, {@code 'b'} truth values
 */
public record Dense(char kind, double[] data, int... shape) {

  public static Dense of(double[] data, int... shape) {
    return new Dense('f', data, shape.length == 0 ? new int[] {data.length} : shape);
  }

  static Dense ints(double[] data, int... shape) {
    return new Dense('i', data, shape.length == 0 ? new int[] {data.length} : shape);
  }

  static Dense bools(double[] data, int... shape) {
    return new Dense('b', data, shape.length == 0 ? new int[] {data.length} : shape);
  }

  static Dense number(double x) {
    return new Dense('f', new double[] {x});
  }

  /** Numbers between low and high that float32 holds exactly, fixed by the seed. */
  public static Dense random(long seed, double low, double high, int... shape) {
    var r = new Random(seed);
    double[] d = new double[count(shape)];
    for (int i = 0; i < d.length; i++) {
      d[i] = (float) (low + (high - low) * r.nextDouble());
    }
    return new Dense('f', d, shape);
  }

  static int count(int... shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** The numbers at all indices of a shape. */
  static Dense build(int[] shape, ToDoubleFunction<int[]> f) {
    double[] d = new double[count(shape)];
    int[] at = new int[shape.length];
    for (int i = 0; i < d.length; i++) {
      int rest = i;
      for (int a = shape.length - 1; a >= 0; a--) {
        at[a] = rest % shape[a];
        rest /= shape[a];
      }
      d[i] = f.applyAsDouble(at);
    }
    return new Dense('f', d, shape);
  }

  /** The number at an index; axes that are missing in front are skipped, those of size 1 repeat. */
  double at(int... index) {
    int flat = 0;
    int skip = index.length - shape.length;
    for (int a = 0; a < shape.length; a++) {
      flat = flat * shape[a] + (shape[a] == 1 ? 0 : index[skip + a]);
    }
    return data[flat];
  }

  int size(int axis) {
    return shape[axis < 0 ? axis + shape.length : axis];
  }

  Dense as(char other) {
    return new Dense(other, data, shape);
  }

  Dense map(DoubleUnaryOperator f) {
    return new Dense(kind, Arrays.stream(data).map(f).toArray(), shape);
  }

  Dense reshape(int... other) {
    return new Dense(kind, data, other);
  }

  static int[] broadcast(int[] a, int[] b) {
    int r = Math.max(a.length, b.length);
    int[] s = new int[r];
    for (int i = 1; i <= r; i++) {
      int x = i <= a.length ? a[a.length - i] : 1;
      int y = i <= b.length ? b[b.length - i] : 1;
      s[r - i] = x == 1 ? y : x;
    }
    return s;
  }

  Dense zip(Dense other, DoubleBinaryOperator f) {
    Dense d = build(broadcast(shape, other.shape), i -> f.applyAsDouble(at(i), other.at(i)));
    return d.as(kind);
  }

  /** A function of all the numbers that lie along some axes (none: all axes). */
  Dense reduce(ToDoubleFunction<double[]> f, boolean keep, int... axes) {
    boolean[] gone = new boolean[shape.length];
    for (int a : axes) {
      gone[a < 0 ? a + shape.length : a] = true;
    }
    if (axes.length == 0) {
      Arrays.fill(gone, true);
    }
    int[] outer = new int[shape.length];
    int[] inner = new int[shape.length];
    for (int a = 0; a < shape.length; a++) {
      outer[a] = gone[a] ? 1 : shape[a];
      inner[a] = gone[a] ? shape[a] : 1;
    }
    Dense kept =
        build(
            outer,
            o ->
                f.applyAsDouble(
                    build(
                            inner,
                            i -> {
                              int[] at = new int[shape.length];
                              for (int a = 0; a < at.length; a++) {
                                at[a] = o[a] + i[a];
                              }
                              return at(at);
                            })
                        .data));
    int[] dropped =
        Arrays.stream(range(shape.length)).filter(a -> !gone[a]).map(a -> shape[a]).toArray();
    return new Dense(kind, kept.data, keep ? outer : dropped);
  }

  /** A function from row to row applied along one axis. */
  Dense along(int axis, java.util.function.UnaryOperator<double[]> f) {
    int a = axis < 0 ? axis + shape.length : axis;
    int stride = 1;
    for (int i = a + 1; i < shape.length; i++) {
      stride *= shape[i];
    }
    int n = shape[a];
    double[][] rows = new double[n == 0 ? 0 : data.length / n][n];
    int out = n;
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < n; i++) {
        rows[r][i] = data[(r / stride * n + i) * stride + r % stride];
      }
      rows[r] = f.apply(rows[r]);
      out = rows[r].length;
    }
    int[] s = shape.clone();
    s[a] = out;
    double[] d = new double[count(s)];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < out; i++) {
        d[(r / stride * out + i) * stride + r % stride] = rows[r][i];
      }
    }
    return new Dense(kind, d, s);
  }

  static int[] range(int n) {
    return java.util.stream.IntStream.range(0, n).toArray();
  }

  Shape symbolic() {
    return Shape.of(Arrays.stream(shape).asLongStream().toArray());
  }

  /** As an array of the engine, floating-point numbers in the given type. */
  public Array array(DType floating) {
    long[] s = Arrays.stream(shape).asLongStream().toArray();
    DType d = type(floating);
    Array flat =
        switch (d) {
          case FLOAT64 -> Array.of(data.clone());
          case FLOAT32 -> Array.of(toFloats());
          case INT64 -> Array.of(Arrays.stream(data).mapToLong(x -> (long) x).toArray());
          default -> {
            boolean[] b = new boolean[data.length];
            for (int i = 0; i < b.length; i++) {
              b[i] = data[i] != 0;
            }
            yield Array.of(b);
          }
        };
    var djl = flat.ndarray().reshape(new ai.djl.ndarray.types.Shape(s));
    return Array.adopt(djl, symbolic(), d);
  }

  private float[] toFloats() {
    float[] f = new float[data.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) data[i];
    }
    return f;
  }

  DType type(DType floating) {
    return kind == 'f' ? floating : kind == 'i' ? DType.INT64 : DType.BOOL;
  }
}
