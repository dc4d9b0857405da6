package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.List;

/** New tensors, joining tensors, gradients, and conditions that a program checks while it runs. */
public final class Tensors {

  private Tensors() {}

  /** Zeros. */
  public static Tensor zeros(Shape shape, DType dtype) {
    return Node.pure(call("zeros", shape, TorchScript.factory(dtype)), shape, dtype).filled(0);
  }

  /** Ones. */
  public static Tensor ones(Shape shape, DType dtype) {
    return Node.pure(call("ones", shape, TorchScript.factory(dtype)), shape, dtype).filled(1);
  }

  /** One number everywhere. */
  public static Tensor full(Shape shape, double value, DType dtype) {
    String number = TorchScript.number(value, dtype);
    return Node.pure(call("full", shape, number, TorchScript.factory(dtype)), shape, dtype)
        .filled(value);
  }

  /** 0, 1, … count − 1. */
  public static Tensor range(long count, DType dtype) {
    TorchScript.need(dtype.isFloating() || dtype == DType.INT64, "counts no " + dtype);
    TorchScript.need(count >= 0, "the count must be 0 or more, not " + count);
    return Node.pure(
        call("arange", 0, count, 1, TorchScript.factory(dtype)), Shape.of(count), dtype);
  }

  /** Equally spaced numbers from the first to the last, both included. */
  public static Tensor linspace(double first, double last, long count, DType dtype) {
    TorchScript.need(dtype.isFloating(), "needs a floating-point type, not " + dtype);
    TorchScript.need(count >= 0, "the count must be 0 or more, not " + count);
    String text = call("linspace", first, last, count, TorchScript.factory(dtype));
    return Node.pure(text, Shape.of(count), dtype);
  }

  /** The n × n identity matrix. */
  public static Tensor eye(long n, DType dtype) {
    return Node.pure(call("eye", n, TorchScript.factory(dtype)), Shape.of(n, n), dtype);
  }

  /** Tensors joined along an axis that all have. */
  public static Tensor cat(int axis, Tensor... parts) {
    return cat(axis, List.of(parts));
  }

  /** Tensors joined along an axis that all have; a single one is itself. */
  public static Tensor cat(int axis, List<Tensor> parts) {
    TorchScript.need(!parts.isEmpty(), "needs at least one tensor");
    Tensor first = parts.get(0);
    int a = TorchScript.axis(first, axis);
    if (parts.size() == 1) {
      return first;
    }
    for (Tensor x : parts) {
      TorchScript.sameType(first, x);
      TorchScript.need(
          x.rank() == first.rank() && x.shape().with(a, first.size(a)).equals(first.shape()),
          first + " and " + x + " differ in an axis other than " + axis);
    }
    Shape s = first.shape().with(a, parts.stream().mapToLong(x -> x.size(a)).sum());
    String text = call("cat", TorchScript.places(0, parts.size()), "@" + a);
    return Node.pure(text, s, first.dtype(), parts.toArray(Tensor[]::new))
        .backward(
            (i, y, g) -> {
              long from = parts.subList(0, i).stream().mapToLong(x -> x.size(a)).sum();
              return g.slice(a, from, from + parts.get(i).size(a));
            });
  }

  /** Tensors of one shape joined along a new axis. */
  public static Tensor stack(int axis, Tensor... parts) {
    return stack(axis, List.of(parts));
  }

  /** Tensors of one shape joined along a new axis. */
  public static Tensor stack(int axis, List<Tensor> parts) {
    TorchScript.need(!parts.isEmpty(), "needs at least one tensor");
    Tensor first = parts.get(0);
    int a = TorchScript.place(first, axis);
    for (Tensor x : parts) {
      TorchScript.need(x.shape().equals(first.shape()), first + " and " + x + " differ in shape");
    }
    return cat(a, parts.stream().map(x -> x.unsqueeze(a)).toList());
  }

  /**
   * x, with the demand that a condition holds for every element when the program runs; otherwise
   * the run stops with a {@link TensorException} that carries the sentence and the box.
   */
  public static Tensor require(Tensor x, Tensor condition, String sentence) {
    TorchScript.need(
        condition.dtype() == DType.BOOL, "the condition must be bool, not " + condition);
    String text = TorchScript.stop("torch.__not__(bool(torch.all(%0)))", quote(sentence));
    return x.after(Node.effect(text, List.of(condition)));
  }

  /**
   * x, with the demand that a condition, rows first, holds for every row; otherwise the run stops
   * with a {@link TensorException} that carries the sentence and the number of the first row where
   * it does not, counted from 0 in the arrays that the program was given: of K copies of each row
   * in turn the K-th part.
   */
  public static Tensor requireRows(Tensor x, Tensor condition, String sentence) {
    TorchScript.need(
        condition.dtype() == DType.BOOL, "the condition must be bool, not " + condition);
    TorchScript.need(condition.rank() > 0, "the condition must have rows");
    Tensor rows =
        condition.rank() == 1 ? condition : condition.reshape(condition.size(0), -1).all(1);
    String text = TorchScript.stopAtRow(quote(sentence));
    return x.after(Node.effect(text, List.of(rows)));
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

  /** Whether a program needs x to compute y. */
  public static boolean isMadeFrom(Tensor y, Tensor x) {
    return Graph.order(List.of(y)).contains(x.node);
  }

  /**
   * The gradients of a loss (one number) with respect to tensors: inputs and parameters of the
   * program, or what it computes on the way to the loss. One that the loss does not depend on gets
   * zeros.
   */
  public static Tensor[] gradients(Tensor loss, List<Tensor> leaves) {
    TorchScript.need(
        loss.shape().count() == 1 && loss.dtype().isFloating(),
        "the loss must be one floating-point number, not " + loss);
    TorchScript.need(!leaves.isEmpty(), "needs at least one input or parameter");
    for (Tensor x : leaves) {
      TorchScript.need(
          x.node.kind == Node.Kind.LEAF || isMadeFrom(loss, x),
          x + " is neither an input or a parameter of the program nor on the way to the loss");
      TorchScript.needReal(x);
    }
    return Gradients.of(loss, leaves);
  }

  /** An input of a program: a place for an array of this shape and type. */
  public static Tensor input(Shape shape, DType dtype) {
    return leaf(null, shape, dtype);
  }

  /** A place for what the engine holds in memory: an array, a parameter, or, for null, an input. */
  public static Tensor leaf(Object payload, Shape shape, DType dtype) {
    return new Node(Node.Kind.LEAF, "", List.of(), List.of(new Type(shape, dtype)), payload)
        .output(0);
  }
}
