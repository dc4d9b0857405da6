package org.symm.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Numbers on their way between Java and native memory, in row-major order. */
final class Numbers {

  private Numbers() {}

  /** An array of so many numbers; no sizes give one axis. */
  static Array of(
      int count,
      DType dtype,
      BiFunction<NDManager, ai.djl.ndarray.types.Shape, NDArray> make,
      long... shape) {
    Shape s = shape.length == 0 ? Shape.of(count) : Shape.of(shape);
    if (s.count() != count) {
      throw new IllegalArgumentException(count + " numbers do not fill the shape " + s);
    }
    return made(s, dtype, make);
  }

  /** An array from its bytes, in the byte order of this machine. */
  static Array of(ByteBuffer bytes, Shape shape, DType dtype) {
    if (bytes.remaining() != shape.count() * dtype.bytes()) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes do not fill the shape " + shape + " of " + dtype);
    }
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.nativeOrder());
    direct.put(bytes.duplicate()).flip();
    return made(shape, dtype, (m, s) -> m.create(direct, s, dtype.djl()));
  }

  private static Array made(
      Shape shape, DType dtype, BiFunction<NDManager, ai.djl.ndarray.types.Shape, NDArray> make) {
    var sizes = new ai.djl.ndarray.types.Shape(shape.toArray());
    return Array.adopt(make.apply(Torch.manager(), sizes), shape, dtype);
  }

  /** What DJL makes of an array. */
  static <T> T read(Array a, Function<NDArray, T> f) {
    try {
      return f.apply(a.ndarray());
    } finally {
      Reference.reachabilityFence(a); // else the cleaner may release the numbers meanwhile
    }
  }

  static double[] doubles(Array a) {
    return switch (a.dtype()) {
      case FLOAT64 -> read(a, NDArray::toDoubleArray);
      case FLOAT32 -> {
        float[] f = read(a, NDArray::toFloatArray);
        yield IntStream.range(0, f.length).mapToDouble(i -> f[i]).toArray();
      }
      case INT64 -> LongStream.of(read(a, NDArray::toLongArray)).asDoubleStream().toArray();
      case BOOL -> {
        boolean[] b = read(a, NDArray::toBooleanArray);
        yield IntStream.range(0, b.length).mapToDouble(i -> b[i] ? 1 : 0).toArray();
      }
      default ->
          throw new IllegalStateException(
              "complex numbers have no doubles; take re() and im() first");
    };
  }

  static float[] floats(Array a) {
    if (a.dtype() == DType.FLOAT32) {
      return read(a, NDArray::toFloatArray);
    }
    double[] d = doubles(a);
    float[] f = new float[d.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) d[i];
    }
    return f;
  }

  static long[] longs(Array a) {
    return a.dtype() == DType.INT64
        ? read(a, NDArray::toLongArray)
        : DoubleStream.of(doubles(a)).mapToLong(x -> (long) x).toArray();
  }
}
