package org.symm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

/** Numbers on their way between Java and native memory, in row-major order. */
public final class Numbers {

  private Numbers() {}

  /** An array of so many numbers; no sizes give one axis. */
  static Array of(
      int count,
      DType dtype,
      BiFunction<NDManager, ai.djl.ndarray.types.Shape, NDArray> make,
      long... shape) {
    Shape s = shape.length == 0 ? Shape.of(count) : Shape.of(shape);
    Refused.unless(s.count() == count, "%s numbers do not fill the shape %s", count, s);
    return made(s, dtype, make);
  }

  /** An array from its bytes, in the byte order of this machine. */
  static Array of(ByteBuffer bytes, Shape shape, DType dtype) {
    Refused.unless(
        bytes.remaining() == shape.count() * dtype.bytes(),
        "%s bytes do not fill the shape %s of %s",
        bytes.remaining(),
        shape,
        dtype);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.nativeOrder());
    direct.put(bytes.duplicate()).flip();
    return made(shape, dtype, (m, s) -> m.create(direct, s, dtype.djl()));
  }

  private static Array made(
      Shape shape, DType dtype, BiFunction<NDManager, ai.djl.ndarray.types.Shape, NDArray> make) {
    var sizes = new ai.djl.ndarray.types.Shape(shape.toArray());
    // What DJL makes of a Java buffer is that buffer's memory, which goes with this one NDArray:
    // rows of it that are still used would then hold what is there next. A copy is libtorch's own.
    try (NDArray lent = make.apply(Torch.manager(), sizes)) {
      return Array.adopt(lent.duplicate(), shape, dtype);
    }
  }

  /** What DJL makes of an array. */
  public static <T> T read(Array a, Function<NDArray, T> f) {
    try {
      return f.apply(a.ndarray());
    } finally {
      Reference.reachabilityFence(a); // else the cleaner may release the numbers meanwhile
    }
  }

  /** The same of its numbers as another type. */
  private static <T> T read(Array a, DType as, Function<NDArray, T> f) {
    if (a.dtype().isComplex()) {
      throw new IllegalStateException("complex numbers are not real; take re() and im() first");
    }
    if (a.dtype() == as) {
      return read(a, f);
    }
    try (NDArray other = read(a, x -> x.toType(as.djl(), true))) {
      return f.apply(other);
    }
  }

  static double[] doubles(Array a) {
    return read(a, DType.FLOAT64, NDArray::toDoubleArray);
  }

  static float[] floats(Array a) {
    return read(a, DType.FLOAT32, NDArray::toFloatArray);
  }

  /** Cut off to whole numbers as Java does it, NaN being 0; libtorch leaves that open. */
  static long[] longs(Array a) {
    return a.dtype() == DType.INT64
        ? read(a, NDArray::toLongArray)
        : DoubleStream.of(doubles(a)).mapToLong(x -> (long) x).toArray();
  }
}
