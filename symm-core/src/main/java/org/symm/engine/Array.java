package org.symm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.symm.display.Displayed;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Node;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Type;
import org.symm.tensor.Update;

/**
 * Numbers: a shape, an element type and native memory. A value: nothing changes it but training its
 * own parameters. The memory is released when the array is closed or no longer reachable, so nobody
 * has to close anything.
 */
public final class Array implements AutoCloseable, Displayed, Node.Constant {

  private static final Cache<Type, Program> SETTING = new Cache<>(64);

  private final Shape shape;
  private final DType dtype;
  private final Memory memory;
  private final Cleaner.Cleanable release;

  private Array(NDArray nd, Shape shape, DType dtype) {
    this.shape = shape;
    this.dtype = dtype;
    this.memory = new Memory(nd, shape.count() * dtype.bytes());
    this.release = memory.ownedBy(this);
  }

  /** Takes over a DJL array: from now on it is released with the result, not with its manager. */
  public static Array adopt(NDArray nd) {
    return adopt(nd, Shape.of(nd.getShape().getShape()), DType.of(nd));
  }

  /** The same for an array whose shape and element type are known, which saves asking libtorch. */
  public static Array adopt(NDArray nd, Shape shape, DType dtype) {
    nd.detach();
    NDScope.unregister(nd);
    return new Array(nd, shape, dtype);
  }

  /** float64 numbers in row-major order; no sizes give one axis. */
  public static Array of(double[] values, long... shape) {
    return Numbers.of(values.length, DType.FLOAT64, (m, s) -> m.create(values, s), shape);
  }

  /** float32 numbers in row-major order; no sizes give one axis. */
  public static Array of(float[] values, long... shape) {
    return Numbers.of(values.length, DType.FLOAT32, (m, s) -> m.create(values, s), shape);
  }

  /** int64 numbers in row-major order; no sizes give one axis. */
  public static Array of(long[] values, long... shape) {
    return Numbers.of(values.length, DType.INT64, (m, s) -> m.create(values, s), shape);
  }

  /** Truth values in row-major order; no sizes give one axis. */
  public static Array of(boolean[] values, long... shape) {
    return Numbers.of(values.length, DType.BOOL, (m, s) -> m.create(values, s), shape);
  }

  /** Numbers from their bytes, as {@link #bytes} gives them; no sizes give a single number. */
  public static Array of(ByteBuffer bytes, DType dtype, long... shape) {
    return Numbers.of(bytes, Shape.of(shape), dtype);
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

  /** The DJL array behind this one, which stays its owner: do not close it. */
  public NDArray ndarray() {
    if (memory.released().get()) {
      throw new IllegalStateException("this array of shape " + shape + " has been closed");
    }
    return memory.nd();
  }

  /** The numbers as double, in row-major order; truth values as 0 and 1. */
  public double[] doubles() {
    return Numbers.doubles(this);
  }

  /** The numbers as float, in row-major order. */
  public float[] floats() {
    return Numbers.floats(this);
  }

  /** The whole numbers, in row-major order. */
  public long[] longs() {
    return Numbers.longs(this);
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
    int place = shape.place(index);
    return doubles()[place];
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

  /** The same numbers as another element type; this array itself if it has that type. */
  public Array to(DType type) {
    return type == dtype ? this : map(x -> x.to(type));
  }

  /**
   * The rows {@code from} (included) to {@code to} (excluded) of the first axis, sharing memory
   * with this array. Either may be closed before the other.
   */
  public Array rows(long from, long to) {
    Refused.unless(
        from >= 0 && to <= shape.size(0) && from <= to,
        "%s … %s are not rows of %s",
        from,
        to,
        shape);
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
    return adopt(Numbers.read(this, f), s, dtype);
  }

  /** Overwrites the numbers of this array, which must be the caller's own, with another's. */
  public void overwrite(Array with) {
    Refused.unless(
        with.type().equals(type()),
        "an array of %s %s cannot take %s %s",
        dtype,
        shape,
        with.dtype,
        with.shape);
    setting(type()).run(0, this, with).forEach(Array::close);
  }

  /** The numbers as bytes in row-major order, in the byte order of this machine. */
  public ByteBuffer bytes() {
    return Numbers.read(this, NDArray::toByteBuffer);
  }

  /** Bytes of native memory that arrays hold now. */
  public static long liveBytes() {
    return Memory.live();
  }

  @Override
  public void close() {
    release.clean();
  }

  /** The element type, the shape, and the numbers or their beginning. */
  @Override
  public String toString() {
    return ArrayText.text(this);
  }

  /** The program target ← value for arrays of a type. */
  private static Program setting(Type type) {
    return SETTING.get(
        type,
        () -> {
          Tensor target = Tensors.input(type.shape(), type.dtype());
          Tensor value = Tensors.input(type.shape(), type.dtype());
          Tensor done = Tensors.zeros(Shape.of(1), DType.BOOL).after(Update.set(target, value));
          return Program.of("overwrite", List.of(target, value), List.of(done));
        });
  }

  /** The values of this array in a program, fixed when it is written. */
  public Tensor tensor() {
    return Tensors.leaf(this, shape(), dtype());
  }

  /** The same in another element type, rounded to it where the program is written. */
  public Tensor tensor(DType as) {
    return as == DType.FLOAT32 ? of(floats(), shape().toArray()).tensor() : tensor().to(as);
  }

  /** The values of arrays, as constants of a program. */
  public static List<Tensor> tensors(List<Array> arrays) {
    return arrays.stream().map(Array::tensor).toList();
  }

  @Override
  public Map<String, String> display() {
    return Map.of("text/html", ArrayText.html(this));
  }
}
