package org.symm.tensor;

import java.util.List;

/**
 * One statement of a program. Its text is TorchScript with {@code %0}, {@code %1} … for the inputs,
 * and {@code %device} for the device the program is written for.
 */
final class Node {

  /** What a statement does besides computing a value. */
  enum Kind {
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

  /** Shape and element type of one output. */
  record Type(Shape shape, DType dtype) {}

  final Kind kind;
  final String text;
  final List<Tensor> inputs;
  final List<Type> outputs;
  final Object payload;
  final String box;

  /** The one number that all elements of its result are; null if that is not known. */
  Double fill;

  /** How its result is differentiated; null to leave that to libtorch. */
  Pullback pullback;

  /** How libtorch differentiates it; null unless asked for. */
  Tape tape;

  /** The node that this one runs in place of, on a tape; null for all others. */
  Node original;

  Node(Kind kind, String text, List<Tensor> inputs, List<Type> outputs, Object payload) {
    this(kind, text, inputs, outputs, payload, Scope.box());
  }

  private Node(
      Kind kind, String text, List<Tensor> inputs, List<Type> outputs, Object payload, String box) {
    this.box = box;
    this.kind = kind;
    this.text = text;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.payload = payload;
  }

  /** The same statement of other inputs. */
  Node with(List<Tensor> others) {
    var n = new Node(kind, text, others, outputs, payload, box);
    n.original = original;
    return n;
  }

  Tensor output(int i) {
    return new Tensor(this, i);
  }

  static Tensor pure(String text, Shape shape, DType dtype, Tensor... inputs) {
    return new Node(Kind.PURE, text, List.of(inputs), List.of(new Type(shape, dtype)), null)
        .output(0);
  }

  static Tensor[] pure(String text, List<Type> outputs, Tensor... inputs) {
    var node = new Node(Kind.PURE, text, List.of(inputs), outputs, null);
    var out = new Tensor[outputs.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = node.output(i);
    }
    return out;
  }
}
