package org.symm.tensor;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** New tensors, joining tensors, gradients, and conditions that a program checks while it runs. */
public final class Tensors {

  private Tensors() {}

  /** Zeros. */
  public static Tensor zeros(Shape shape, DType dtype) {
    String text = "torch.zeros(" + Text.list(shape) + Text.factory(dtype) + ")";
    return Node.pure(text, shape, dtype).filled(0);
  }

  /** Ones. */
  public static Tensor ones(Shape shape, DType dtype) {
    String text = "torch.ones(" + Text.list(shape) + Text.factory(dtype) + ")";
    return Node.pure(text, shape, dtype).filled(1);
  }

  /** One number everywhere. */
  public static Tensor full(Shape shape, double value, DType dtype) {
    String number = Text.number("full", value, dtype);
    String text = "torch.full(" + Text.list(shape) + ", " + number + Text.factory(dtype) + ")";
    return Node.pure(text, shape, dtype).filled(value);
  }

  /** 0, 1, … count − 1. */
  public static Tensor range(long count, DType dtype) {
    Text.need("range", dtype.isFloating() || dtype == DType.INT64, "counts no " + dtype);
    Text.need("range", count >= 0, "the count must be 0 or more, not " + count);
    return Node.pure(
        "torch.arange(0, " + count + ", 1" + Text.factory(dtype) + ")", Shape.of(count), dtype);
  }

  /** Equally spaced numbers from the first to the last, both included. */
  public static Tensor linspace(double first, double last, long count, DType dtype) {
    Text.need("linspace", dtype.isFloating(), "needs a floating-point type, not " + dtype);
    Text.need("linspace", count >= 0, "the count must be 0 or more, not " + count);
    return Node.pure(
        "torch.linspace("
            + Text.number(first)
            + ", "
            + Text.number(last)
            + ", "
            + count
            + Text.factory(dtype)
            + ")",
        Shape.of(count),
        dtype);
  }

  /** The n × n identity matrix. */
  public static Tensor eye(long n, DType dtype) {
    return Node.pure("torch.eye(" + n + Text.factory(dtype) + ")", Shape.of(n, n), dtype);
  }

  /** The values of an array, fixed when the program is written. */
  public static Tensor constant(Array array) {
    return leaf(array, array.shape(), array.dtype());
  }

  /** Tensors joined along an axis that all have. */
  public static Tensor cat(int axis, Tensor... parts) {
    return Products.join(axis, List.of(parts));
  }

  /** Tensors of one shape joined along a new axis. */
  public static Tensor stack(int axis, Tensor... parts) {
    Text.need("stack", parts.length > 0, "needs at least one tensor");
    int a = Text.place("stack", parts[0], axis);
    for (Tensor x : parts) {
      Text.need(
          "stack", x.shape().equals(parts[0].shape()), parts[0] + " and " + x + " differ in shape");
    }
    return Products.join(a, Stream.of(parts).map(x -> x.unsqueeze(a)).toList());
  }

  /**
   * x, with the demand that a condition holds for every element when the program runs; otherwise
   * the run stops with a {@link TensorException} that carries the sentence and the box.
   */
  public static Tensor require(Tensor x, Tensor condition, String sentence) {
    Text.need(
        "require", condition.dtype() == DType.BOOL, "the condition must be bool, not " + condition);
    String quoted = quote(sentence);
    var check =
        new Node(
            Node.Kind.EFFECT,
            "if torch.__not__(bool(torch.all(%0))):\n"
                + "  ops.prim.RaiseException(\""
                + quoted
                + "\", \"builtins.ValueError\")\n"
                + "else:\n"
                + "  pass",
            List.of(condition),
            List.of(),
            null);
    return x.after(List.of(new Tensor(check, -1)));
  }

  /** As TorchScript text; percent and at signs would be placeholders of the statement. */
  private static String quote(String sentence) {
    return sentence
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("%", "\\045")
        .replace("@", "\\100")
        .replaceAll("\\p{Cntrl}+", " ");
  }

  /**
   * The gradients of a loss (one number) with respect to leaves: inputs and parameters of the
   * program. A leaf that the loss does not depend on gets zeros.
   */
  public static Tensor[] gradients(Tensor loss, List<Tensor> leaves) {
    Text.need(
        "gradients",
        loss.shape().count() == 1 && loss.dtype().isFloating(),
        "the loss must be one floating-point number, not " + loss);
    Text.need("gradients", !leaves.isEmpty(), "needs at least one input or parameter");
    for (Tensor x : leaves) {
      Text.need(
          "gradients",
          x.node.kind == Node.Kind.LEAF,
          x + " is not an input or a parameter of the program");
      Text.needReal("gradients", x);
    }
    return Gradients.of(loss, leaves);
  }

  /**
   * A function of plain DJL arrays as a box that runs in Java between two compiled parts of the
   * program. The function gets the inputs in order and returns arrays of the stated shapes and
   * types; gradients pass if its operations have them.
   */
  public static Tensor[] opaque(
      Function<ai.djl.ndarray.NDList, ai.djl.ndarray.NDList> f,
      List<Tensor> outputsLike,
      Tensor... inputs) {
    var types = outputsLike.stream().map(t -> new Node.Type(t.shape(), t.dtype())).toList();
    var node = new Node(Node.Kind.OPAQUE, "", List.of(inputs), types, f);
    var out = new Tensor[types.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = node.output(i);
    }
    return out;
  }

  /** An input of a program: a place for an array of this shape and type. */
  public static Tensor input(Shape shape, DType dtype) {
    return leaf(null, shape, dtype);
  }

  /**
   * The current value of a parameter when the program runs, in the element type it is stored in.
   */
  public static Tensor parameter(Parameter p) {
    return p.leaf();
  }

  static Tensor leaf(Object payload, Shape shape, DType dtype) {
    return new Node(Node.Kind.LEAF, "", List.of(), List.of(new Node.Type(shape, dtype)), payload)
        .output(0);
  }
}
