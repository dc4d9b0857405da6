package org.symm.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.symm.display.Displayed;

/**
 * Numbers: a shape, an element type and native memory on a device. A value: nothing changes it but
 * training its own parameters. The memory is released when the array is closed or no longer
 * reachable, so nobody has to close anything; past 256 MB of unreleased arrays a garbage collection
 * is asked for.
 */
public final class Array implements AutoCloseable, Displayed {

  static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong LIVE = new AtomicLong();
  private static final AtomicLong SINCE = new AtomicLong();
  private static final long PRESSURE = 256L << 20;

  private final NDArray nd;
  private final Shape shape;
  private final DType dtype;
  private final Release release;
  private final Cleaner.Cleanable cleanable;

  private record Release(NDArray nd, long bytes, AtomicBoolean done) implements Runnable {
    @Override
    public void run() {
      if (done.compareAndSet(false, true)) {
        nd.close();
        LIVE.addAndGet(-bytes);
      }
    }
  }

  private Array(NDArray nd, Shape shape, DType dtype) {
    this.nd = nd;
    this.shape = shape;
    this.dtype = dtype;
    long bytes = shape.count() * dtype.bytes();
    this.release = new Release(nd, bytes, new AtomicBoolean());
    this.cleanable = CLEANER.register(this, release);
    LIVE.addAndGet(bytes);
    if (SINCE.addAndGet(bytes) > PRESSURE) {
      SINCE.set(0);
      if (LIVE.get() > PRESSURE) {
        collect();
      }
    }
  }

  /**
   * The cleaner releases on a thread of its own: waits for it while it gets on, some milliseconds.
   */
  private static void collect() {
    System.gc();
    long live = LIVE.get();
    for (int idle = 0; idle < 5 && live > PRESSURE / 2; idle++) {
      LockSupport.parkNanos(1_000_000);
      idle = LIVE.get() < live ? -1 : idle;
      live = LIVE.get();
    }
  }

  /** Takes over a DJL array: from now on it is released with the result, not with its manager. */
  public static Array adopt(NDArray nd) {
    return adopt(nd, Shape.of(nd.getShape().getShape()), DType.of(nd));
  }

  static Array adopt(NDArray nd, Shape shape, DType dtype) {
    nd.detach();
    NDScope.unregister(nd);
    return new Array(nd, shape, dtype);
  }

  private static NDManager manager() {
    return Torch.manager(Torch.device());
  }

  private static ai.djl.ndarray.types.Shape djl(Shape s) {
    return new ai.djl.ndarray.types.Shape(s.toArray());
  }

  private static Array of(
      int count, DType d, Function<ai.djl.ndarray.types.Shape, NDArray> make, long... shape) {
    Shape s = shape.length == 0 ? Shape.of(count) : Shape.of(shape);
    if (s.count() != count) {
      throw new IllegalArgumentException(count + " numbers do not fill the shape " + s);
    }
    return adopt(make.apply(djl(s)), s, d);
  }

  /** float64 numbers in row-major order; no sizes give one axis. */
  public static Array of(double[] values, long... shape) {
    return of(values.length, DType.FLOAT64, s -> manager().create(values, s), shape);
  }

  /** float32 numbers in row-major order; no sizes give one axis. */
  public static Array of(float[] values, long... shape) {
    return of(values.length, DType.FLOAT32, s -> manager().create(values, s), shape);
  }

  /** int64 numbers in row-major order; no sizes give one axis. */
  public static Array of(long[] values, long... shape) {
    return of(values.length, DType.INT64, s -> manager().create(values, s), shape);
  }

  /** Truth values in row-major order; no sizes give one axis. */
  public static Array of(boolean[] values, long... shape) {
    return of(values.length, DType.BOOL, s -> manager().create(values, s), shape);
  }

  /** Numbers from their bytes, as {@link #bytes} gives them; no sizes give a single number. */
  public static Array of(ByteBuffer bytes, DType dtype, long... shape) {
    Shape s = Shape.of(shape);
    if (bytes.remaining() != s.count() * dtype.bytes()) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes do not fill the shape " + s + " of " + dtype);
    }
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.nativeOrder());
    direct.put(bytes.duplicate()).flip();
    return adopt(manager().create(direct, djl(s), dtype.djl()), s, dtype);
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The element type. */
  public DType dtype() {
    return dtype;
  }

  /** The shape and the element type. */
  public Type type() {
    return new Type(shape, dtype);
  }

  /** Where the numbers are. */
  public Device device() {
    return ndarray().getDevice();
  }

  /** The DJL array behind this one, which stays its owner: do not close it. */
  public NDArray ndarray() {
    if (release.done.get()) {
      throw new IllegalStateException("this array of shape " + shape + " has been closed");
    }
    return nd;
  }

  /** What DJL makes of this array. */
  private <T> T read(Function<NDArray, T> f) {
    try {
      return f.apply(ndarray());
    } finally {
      Reference.reachabilityFence(this); // else the cleaner may release the numbers meanwhile
    }
  }

  /** The numbers as double, in row-major order; truth values as 0 and 1. */
  public double[] doubles() {
    return switch (dtype) {
      case FLOAT64 -> read(NDArray::toDoubleArray);
      case FLOAT32 -> {
        float[] f = read(NDArray::toFloatArray);
        yield IntStream.range(0, f.length).mapToDouble(i -> f[i]).toArray();
      }
      case INT64 -> LongStream.of(read(NDArray::toLongArray)).asDoubleStream().toArray();
      case BOOL -> {
        boolean[] b = read(NDArray::toBooleanArray);
        yield IntStream.range(0, b.length).mapToDouble(i -> b[i] ? 1 : 0).toArray();
      }
      default ->
          throw new IllegalStateException(
              "complex numbers have no doubles; take re() and im() first");
    };
  }

  /** The numbers as float, in row-major order. */
  public float[] floats() {
    if (dtype == DType.FLOAT32) {
      return read(NDArray::toFloatArray);
    }
    double[] d = doubles();
    float[] f = new float[d.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) d[i];
    }
    return f;
  }

  /** The whole numbers, in row-major order. */
  public long[] longs() {
    return dtype == DType.INT64
        ? read(NDArray::toLongArray)
        : DoubleStream.of(doubles()).mapToLong(x -> (long) x).toArray();
  }

  /** The only number. */
  public double number() {
    if (shape.count() != 1) {
      throw new IllegalStateException("an array of shape " + shape + " is not one number");
    }
    return doubles()[0];
  }

  /** The number at an index. */
  public double at(long... index) {
    boolean fits = index.length == shape.rank();
    long flat = 0;
    for (int i = 0; fits && i < index.length; i++) {
      fits = index[i] >= 0 && index[i] < shape.size(i);
      flat = flat * shape.size(i) + index[i];
    }
    if (!fits) {
      throw new IllegalArgumentException(Arrays.toString(index) + " is not an index of " + shape);
    }
    return doubles()[(int) flat];
  }

  /** A function of tensors applied to this array: {@code x.map(t -> t.square().sum())}. */
  public Array map(UnaryOperator<Tensor> f) {
    Tensor x = Tensors.input(shape, dtype);
    return Program.of("map", List.of(x), List.of(f.apply(x))).run(0, this).get(0);
  }

  /** A function of this array and another: {@code x.with(y, Tensor::sub)}. */
  public Array with(Array other, BinaryOperator<Tensor> f) {
    Tensor x = Tensors.input(shape, dtype);
    Tensor y = Tensors.input(other.shape, other.dtype);
    return Program.of("with", List.of(x, y), List.of(f.apply(x, y))).run(0, this, other).get(0);
  }

  /** The same numbers as another element type. */
  public Array to(DType type) {
    return type == dtype ? this : map(x -> x.to(type));
  }

  /**
   * The rows {@code from} (included) to {@code to} (excluded) of the first axis, sharing memory
   * with this array.
   */
  public Array rows(long from, long to) {
    if (from < 0 || to > shape.size(0) || from > to) {
      throw new IllegalArgumentException(from + " … " + to + " are not rows of " + shape);
    }
    if (from == 0 && to == shape.size(0)) {
      return this;
    }
    return taken(
        x -> x.get(new ai.djl.ndarray.index.NDIndex().addSliceDim(from, to)),
        shape.with(0, to - from));
  }

  /** Independent standard normal numbers, fixed by a seed. */
  public static Array normal(long seed, DType dtype, long... shape) {
    Tensor x = Draws.normal("normal", Shape.of(shape), dtype);
    return Program.of("normal", List.of(), List.of(x)).run(seed).get(0);
  }

  /** Arrays joined along their first axis. */
  public static Array join(List<Array> parts) {
    var x = parts.stream().map(a -> Tensors.input(a.shape, a.dtype)).toList();
    return Program.of("join", x, List.of(Tensors.cat(0, x))).run(0, parts).get(0);
  }

  /** The only row repeated, or each row repeated in place. */
  public Array repeat(long times) {
    return taken(x -> x.repeat(0, times), shape.with(0, shape.size(0) * times));
  }

  /** An independent copy. */
  public Array copy() {
    return taken(NDArray::duplicate, shape);
  }

  private Array taken(UnaryOperator<NDArray> f, Shape s) {
    return adopt(read(f), s, dtype);
  }

  /** Overwrites the numbers of this array, which must be the caller's own, with another's. */
  public void overwrite(Array with) {
    if (!with.type().equals(type())) {
      throw new IllegalArgumentException(
          "an array of " + dtype + " " + shape + " cannot take " + with.dtype + " " + with.shape);
    }
    Program overwrite;
    synchronized (OVERWRITES) {
      overwrite = OVERWRITES.computeIfAbsent(type(), Array::overwriting);
    }
    overwrite.run(0, this, with).forEach(Array::close);
  }

  private static final Map<Type, Program> OVERWRITES = Recent.map(64);

  private static Program overwriting(Type type) {
    Tensor to = Tensors.input(type.shape(), type.dtype());
    Tensor from = Tensors.input(type.shape(), type.dtype());
    Tensor put = Node.effect("torch.copy_(%0, %1, False)", List.of(to, from));
    Tensor done = Tensors.zeros(Shape.of(1), DType.BOOL).after(put);
    return Program.of("overwrite", List.of(to, from), List.of(done));
  }

  /** The numbers as bytes in row-major order, in the byte order of this machine. */
  public ByteBuffer bytes() {
    return read(NDArray::toByteBuffer);
  }

  /** Bytes of native memory that arrays hold now. */
  public static long liveBytes() {
    return LIVE.get();
  }

  @Override
  public void close() {
    cleanable.clean();
  }

  /** The element type, the shape, and the numbers or their beginning. */
  @Override
  public String toString() {
    return Printing.text(this);
  }

  @Override
  public Map<String, String> display() {
    return Map.of("text/html", Printing.html(this));
  }
}
