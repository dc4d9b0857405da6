package org.symm.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
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
import java.util.function.UnaryOperator;
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

  private static final class Release implements Runnable {
    private final NDArray nd;
    private final long bytes;
    private final AtomicBoolean done = new AtomicBoolean();

    Release(NDArray nd, long bytes) {
      this.nd = nd;
      this.bytes = bytes;
    }

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
    this.release = new Release(nd, bytes);
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
    DType d =
        switch (nd.getDataType()) {
          case FLOAT32 -> DType.FLOAT32;
          case FLOAT64 -> DType.FLOAT64;
          case INT64 -> DType.INT64;
          case BOOLEAN -> DType.BOOL;
          case COMPLEX64 -> DType.COMPLEX64;
          default ->
              throw new IllegalArgumentException(
                  "an array of "
                      + nd.getDataType()
                      + " has no place here; convert it to float32, float64, int64 or bool");
        };
    return adopt(nd, Shape.of(nd.getShape().getShape()), d);
  }

  static Array adopt(NDArray nd, Shape shape, DType dtype) {
    nd.detach();
    NDScope.unregister(nd);
    return new Array(nd, shape, dtype);
  }

  private static NDManager manager() {
    return Torch.manager(Torch.device());
  }

  private static Shape fit(int count, long... shape) {
    Shape s = shape.length == 0 ? Shape.of(count) : Shape.of(shape);
    if (s.count() != count) {
      throw new IllegalArgumentException(count + " numbers do not fill the shape " + s);
    }
    return s;
  }

  private static ai.djl.ndarray.types.Shape djl(Shape s) {
    return new ai.djl.ndarray.types.Shape(s.toArray());
  }

  /** float64 numbers in row-major order; no sizes give one axis. */
  public static Array of(double[] values, long... shape) {
    Shape s = fit(values.length, shape);
    return adopt(manager().create(values, djl(s)), s, DType.FLOAT64);
  }

  /** float32 numbers in row-major order; no sizes give one axis. */
  public static Array of(float[] values, long... shape) {
    Shape s = fit(values.length, shape);
    return adopt(manager().create(values, djl(s)), s, DType.FLOAT32);
  }

  /** int64 numbers in row-major order; no sizes give one axis. */
  public static Array of(long[] values, long... shape) {
    Shape s = fit(values.length, shape);
    return adopt(manager().create(values, djl(s)), s, DType.INT64);
  }

  /** Truth values in row-major order; no sizes give one axis. */
  public static Array of(boolean[] values, long... shape) {
    Shape s = fit(values.length, shape);
    return adopt(manager().create(values, djl(s)), s, DType.BOOL);
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
    return adopt(manager().create(direct, djl(s), dataType(dtype)), s, dtype);
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The element type. */
  public DType dtype() {
    return dtype;
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

  /** The numbers as double, in row-major order; truth values as 0 and 1. */
  public double[] doubles() {
    try {
      return converted();
    } finally {
      Reference.reachabilityFence(this); // else the cleaner may release the numbers meanwhile
    }
  }

  private double[] converted() {
    return switch (dtype) {
      case FLOAT64 -> ndarray().toDoubleArray();
      case FLOAT32 -> {
        float[] f = ndarray().toFloatArray();
        double[] d = new double[f.length];
        for (int i = 0; i < d.length; i++) {
          d[i] = f[i];
        }
        yield d;
      }
      case INT64 -> Arrays.stream(ndarray().toLongArray()).asDoubleStream().toArray();
      case BOOL -> {
        boolean[] b = ndarray().toBooleanArray();
        double[] d = new double[b.length];
        for (int i = 0; i < d.length; i++) {
          d[i] = b[i] ? 1 : 0;
        }
        yield d;
      }
      default ->
          throw new IllegalStateException(
              "complex numbers have no doubles; take re() and im() first");
    };
  }

  /** The numbers as float, in row-major order. */
  public float[] floats() {
    if (dtype == DType.FLOAT32) {
      try {
        return ndarray().toFloatArray();
      } finally {
        Reference.reachabilityFence(this);
      }
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
    if (dtype == DType.INT64) {
      try {
        return ndarray().toLongArray();
      } finally {
        Reference.reachabilityFence(this);
      }
    }
    return Arrays.stream(doubles()).mapToLong(x -> (long) x).toArray();
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
    if (index.length != shape.rank()) {
      throw new IllegalArgumentException(Arrays.toString(index) + " is not an index of " + shape);
    }
    long flat = 0;
    for (int i = 0; i < index.length; i++) {
      if (index[i] < 0 || index[i] >= shape.size(i)) {
        throw new IllegalArgumentException(Arrays.toString(index) + " is not an index of " + shape);
      }
      flat = flat * shape.size(i) + index[i];
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
    return Program.of("join", x, List.of(Tensors.cat(0, x.toArray(Tensor[]::new))))
        .run(0, parts)
        .get(0);
  }

  /** The only row repeated, or each row repeated in place. */
  public Array repeat(long times) {
    return taken(x -> x.repeat(0, times), shape.with(0, shape.size(0) * times));
  }

  /** An independent copy. */
  public Array copy() {
    return taken(NDArray::duplicate, shape);
  }

  /** What DJL makes of this array, which stays reachable meanwhile. */
  private Array taken(UnaryOperator<NDArray> f, Shape s) {
    try {
      return adopt(f.apply(ndarray()), s, dtype);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Overwrites the numbers of this array, which must be the caller's own, with another's. */
  public void overwrite(Array with) {
    if (!with.shape.equals(shape) || with.dtype != dtype) {
      throw new IllegalArgumentException(
          "an array of " + dtype + " " + shape + " cannot take " + with.dtype + " " + with.shape);
    }
    Program overwrite;
    synchronized (OVERWRITES) {
      overwrite = OVERWRITES.computeIfAbsent(List.of(shape, dtype), k -> overwrite(shape, dtype));
    }
    overwrite.run(0, this, with).forEach(Array::close);
  }

  private static final Map<List<Object>, Program> OVERWRITES = Recent.map(64);

  private static Program overwrite(Shape shape, DType dtype) {
    Tensor to = Tensors.input(shape, dtype);
    Tensor from = Tensors.input(shape, dtype);
    var put =
        new Node(
            Node.Kind.EFFECT, "torch.copy_(%0, %1, False)", List.of(to, from), List.of(), null);
    Tensor done = Tensors.zeros(Shape.of(1), DType.BOOL).after(List.of(new Tensor(put, -1)));
    return Program.of("overwrite", List.of(to, from), List.of(done));
  }

  /** The numbers as bytes in row-major order, in the byte order of this machine. */
  public ByteBuffer bytes() {
    try {
      return ndarray().toByteBuffer();
    } finally {
      Reference.reachabilityFence(this);
    }
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

  static DataType dataType(DType d) {
    return switch (d) {
      case BOOL -> DataType.BOOLEAN;
      case INT64 -> DataType.INT64;
      case FLOAT32 -> DataType.FLOAT32;
      case FLOAT64 -> DataType.FLOAT64;
      case COMPLEX64 -> DataType.COMPLEX64;
      default ->
          throw new IllegalArgumentException(
              d
                  + " does not leave a program; convert it inside with to(FLOAT32), or split it with re() and im()");
    };
  }
}
