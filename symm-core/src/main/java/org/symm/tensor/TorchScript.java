package org.symm.tensor;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Writing numbers and lists as TorchScript, and the checks that most operations share. */
public final class TorchScript {

  private TorchScript() {}

  /** A number that the element type can hold; whole for whole-number types. */
  static String number(double y, DType dtype) {
    if (dtype == DType.INT64 || dtype == DType.BOOL) {
      if (y != Math.rint(y) || Double.isInfinite(y)) {
        throw TensorException.in(y + " is not a whole number and the tensor is " + dtype);
      }
      return Long.toString((long) y);
    }
    return number(y);
  }

  static String number(double y) {
    if (Double.isNaN(y)) {
      return "float(\"nan\")";
    }
    if (Double.isInfinite(y)) {
      return y > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    }
    return Double.toString(y).replace('E', 'e');
  }

  /** As TorchScript writes it. */
  public static String bool(boolean b) {
    return b ? "True" : "False";
  }

  /** A call of a libtorch function, with arguments other than text written as TorchScript. */
  public static String call(String function, Object... arguments) {
    var text = new StringJoiner(", ", "torch." + function + "(", ")");
    for (Object x : arguments) {
      text.add(argument(x));
    }
    return text.toString();
  }

  private static String argument(Object x) {
    if (x instanceof Boolean b) {
      return bool(b);
    }
    if (x instanceof Double y) {
      return number(y);
    }
    if (x instanceof int[] a) {
      return list(Arrays.stream(a).asLongStream().toArray());
    }
    return x instanceof Shape s ? list(s.toArray()) : x.toString();
  }

  static String list(long... xs) {
    return xs.length == 0
        ? "annotate(List[int], [])"
        : LongStream.of(xs).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Placeholders {@code [%from, …]} for a list of tensors. */
  static String places(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> "%" + i)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A statement that stops the program with a sentence if a condition is true. */
  static String stop(String condition, String sentence) {
    return """
        if %s:
          ops.prim.RaiseException("%s", "builtins.ValueError")
        else:
          pass"""
        .formatted(condition, sentence);
  }

  /** A statement that stops the program where a condition, shape (rows), is false for a row. */
  static String stopAtRow(String sentence) {
    return """
        if torch.__not__(bool(torch.all(%%0))):
          %%list = int(torch.argmin(torch.to(%%0, 4, False, False, None)))
          ops.prim.RaiseException(torch.format("[row {} of {}] {}", %%list, torch.size(%%0, 0), "%s"), "builtins.ValueError")
        else:
          pass"""
        .formatted(sentence);
  }

  /** The keyword arguments of a factory call. */
  static String factory(DType dtype) {
    return "dtype=" + dtype.code() + ", layout=None, device=%device, pin_memory=False";
  }

  static void sameType(Tensor x, Tensor y) {
    need(
        x.dtype() == y.dtype(),
        x + " and " + y + " differ in element type; convert one with to(...)");
  }

  static void needReal(Tensor x) {
    need(
        x.dtype().hasGradient(),
        "needs real or complex numbers, not " + x + "; convert with to(FLOAT32)");
  }

  /** Numbers of any kind, which truth values are not. */
  static void needNumbers(Tensor x) {
    need(x.dtype() != DType.BOOL, "needs numbers, not " + x + "; convert with to(INT64)");
  }

  /** Elements with an order, which complex numbers do not have. */
  static void needOrdered(Tensor x) {
    need(!x.dtype().isComplex(), "complex numbers have no order: " + x);
  }

  /** Real floating-point numbers. */
  static void needFloating(Tensor x) {
    need(
        x.dtype().isFloating(),
        "needs floating-point numbers, not " + x + "; convert with to(FLOAT32)");
  }

  /** Numbers that libtorch decomposes and transforms: not bfloat16. */
  static void needPrecise(Tensor x) {
    needReal(x);
    need(x.dtype() != DType.BFLOAT16, x + " is too coarse; convert with to(FLOAT32)");
  }

  static void needTruths(Tensor x) {
    need(x.dtype() == DType.BOOL, "needs truth values (bool), not " + x);
  }

  static void need(boolean fits, String sentence) {
    if (!fits) {
      throw TensorException.in(sentence);
    }
  }

  static Shape broadcast(Tensor x, Tensor y) {
    Shape s = x.shape().broadcast(y.shape());
    need(s != null, x.shape() + " and " + y.shape() + " do not broadcast");
    return s;
  }

  /** The axes before the last two of both, broadcast. */
  static Shape leading(Tensor x, Tensor y) {
    Shape s = leading(x).broadcast(leading(y));
    need(s != null, x.shape() + " and " + y.shape() + " differ in their leading axes");
    return s;
  }

  /** The axes before the last two, if there are any. */
  static Shape leading(Tensor x) {
    return x.shape().slice(0, Math.max(0, x.rank() - 2));
  }

  static int axis(Tensor x, int axis) {
    try {
      return x.shape().axis(axis);
    } catch (IllegalArgumentException e) {
      throw TensorException.in(e.getMessage());
    }
  }

  /** Different axes. */
  static int[] axes(Tensor x, int... axes) {
    int[] a = Arrays.stream(axes).map(i -> axis(x, i)).toArray();
    boolean differ = Arrays.stream(a).distinct().count() == a.length;
    need(differ, "the same axis twice in " + Arrays.toString(axes));
    return a;
  }

  /** A place for a new axis: 0 to the rank, or from the end, -1 being last. */
  static int place(Tensor x, int axis) {
    int a = axis < 0 ? axis + x.rank() + 1 : axis;
    need(a >= 0 && a <= x.rank(), "axis " + axis + " is no place for a new axis of " + x);
    return a;
  }

  static Shape shape(long... sizes) {
    need(
        LongStream.of(sizes).allMatch(n -> n >= 0),
        "a shape has no negative sizes: " + Arrays.toString(sizes));
    return Shape.of(sizes);
  }

  static DType realOf(DType d) {
    return d == DType.COMPLEX64 ? DType.FLOAT32 : d == DType.COMPLEX128 ? DType.FLOAT64 : d;
  }

  static DType complexOf(DType d) {
    return d == DType.FLOAT64 || d == DType.COMPLEX128 ? DType.COMPLEX128 : DType.COMPLEX64;
  }
}
