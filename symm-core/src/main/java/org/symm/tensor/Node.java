package org.symm.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * One statement of a program. Its text is TorchScript with {@code %0}, {@code %1} … for the inputs,
 * {@code %device} for the device, and {@code @} before axes that {@code BatchLast} can move.
 */
public final class Node {

  /** What a leaf stands for that is the same in every run: an array. */
  public interface Constant {}

  /** What a statement does besides computing a value. */
  public enum Kind {
    /** A value of the inputs, nothing else. */
    PURE,
    /** An array given to the program when it runs. */
    LEAF,
    /** Changes an input in place, or stops the program; kept even when nothing reads its value. */
    EFFECT,
    /** Runs in Java between two compiled segments. */
    OPAQUE,
    /** Its input, as the start of a gradient of libtorch's own: see {@link Tape}. */
    WATCH,
    /** A gradient by libtorch's tape. */
    TAPE
  }

  public final Kind kind;
  public final String text;
  public final List<Tensor> inputs;
  public final List<Tensor> outputs;
  public final Object payload;
  public final String box;

  /** That this has run, for statements that come after it. */
  final Tensor done = new Tensor(this, -1, null);

  /** The one number that all elements of its result are; null if that is not known. */
  Double fill;

  /** How its result is differentiated; null to leave that to libtorch. */
  Pullback pullback;

  /** How libtorch differentiates it; null unless asked for. */
  Tape tape;

  /** The node that this one runs in place of, on a tape; null for all others. */
  Node original;

  Node(Kind kind, String text, List<Tensor> inputs, List<Type> types, Object payload) {
    this(kind, text, inputs, types, payload, Scope.box());
  }

  private Node(
      Kind kind, String text, List<Tensor> inputs, List<Type> types, Object payload, String box) {
    this.box = box;
    this.kind = kind;
    this.text = text;
    this.inputs = List.copyOf(inputs);
    var results = new Tensor[types.size()];
    Arrays.setAll(results, i -> new Tensor(this, i, types.get(i)));
    this.outputs = List.of(results);
    this.payload = payload;
  }

  /** The same statement of other inputs. */
  public Node with(List<Tensor> others) {
    var types = outputs.stream().map(Tensor::type).toList();
    var n = new Node(kind, text, others, types, payload, box);
    n.original = original;
    return n;
  }

  /** Whether it runs in place of another one, on a tape, and is differentiated itself. */
  public boolean isTwin() {
    return original != null;
  }

  /** The libtorch function that the statement begins with; empty if it begins with none. */
  public String function() {
    return text.startsWith("torch.") ? text.substring(6, text.indexOf('(')) : "";
  }

  /** One of its results. */
  public Tensor output(int i) {
    return outputs.get(i);
  }

  /** The result of a statement that does nothing but compute it. */
  public static Tensor pure(String text, Shape shape, DType dtype, Tensor... inputs) {
    return new Node(Kind.PURE, text, List.of(inputs), List.of(new Type(shape, dtype)), null)
        .output(0);
  }

  static Tensor[] pure(String text, List<Type> types, Tensor... inputs) {
    var node = new Node(Kind.PURE, text, List.of(inputs), types, null);
    return node.outputs.toArray(Tensor[]::new);
  }

  /** A statement that changes an input, or stops the program, as an input of others. */
  static Tensor effect(String text, List<Tensor> inputs) {
    return new Node(Kind.EFFECT, text, inputs, List.of(), null).done;
  }

  /** A box that runs in Java by what it is given. */
  public static Tensor[] opaque(Object function, List<Tensor> inputs, List<Type> types) {
    return new Node(Kind.OPAQUE, "", inputs, types, function).outputs.toArray(Tensor[]::new);
  }
}
