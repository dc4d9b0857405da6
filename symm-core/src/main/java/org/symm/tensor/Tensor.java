package org.symm.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A symbolic array: a shape, an element type and how it is computed. Operations check both at once
 * and add a statement; {@code Program.of} writes the statements that its outputs need as one
 * TorchScript program.
 *
 * <p>Operations are grouped by what they do. Element by element: {@link Arithmetic}, {@link
 * Functions}, {@link Activations}, {@link Logic}, {@link Conversions}. On axes: {@link Reductions},
 * {@link Reshaping}, {@link Slicing}, {@link Indexing}, {@link Products}. Decompositions are in
 * {@link LinearAlgebra}, norms and attention in {@link Layers}, convolutions and pooling in {@link
 * Convolution}, resampling in {@link Images}, transforms in {@link Fourier}, noise in {@link
 * Draws}, new arrays in {@link Tensors}.
 *
 * <pre>{@code
 * Tensor y = x.matMul(w).add(b).tanh();
 * }</pre>
 */
public final class Tensor
    implements Arithmetic,
        Functions,
        Activations,
        Logic,
        Conversions,
        Reductions,
        Reshaping,
        Slicing,
        Indexing,
        Products {

  public final Node node;
  public final int output;

  private final Type type;

  /** A result of a node; number −1 says only that the node has run. */
  Tensor(Node node, int output, Type type) {
    this.node = node;
    this.output = output;
    this.type = type;
  }

  /** The shape and the element type. */
  public Type type() {
    return type;
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return type.shape();
  }

  /** The element type. */
  public DType dtype() {
    return type.dtype();
  }

  /** Size of an axis, counted from the end if negative. */
  public long size(int axis) {
    return shape().size(TorchScript.axis(this, axis));
  }

  /** Number of axes. */
  public int rank() {
    return shape().rank();
  }

  /** This tensor handed to a function: {@code x.then(layer).then(norm)}. */
  public <T> T then(Function<Tensor, T> f) {
    return f.apply(this);
  }

  /** Notes that all elements are one number. */
  Tensor filled(double number) {
    node.fill = number;
    return this;
  }

  /** Whether all elements are one real number known to those who write the program. */
  boolean isFilled() {
    return node.fill != null && dtype().isFloating();
  }

  /** Says how this result of an operation is differentiated. */
  Tensor backward(Pullback pullback) {
    node.pullback = pullback;
    return this;
  }

  /**
   * This value, differentiated by another formula: as a function of some tensors, by the gradient
   * that the formula gives for each of them. How this tensor was computed is then not looked at.
   *
   * <p>As an example, {@code q.differentiated((y, g) -> List.of(…), a)} for a decomposition of a
   * whose gradient is cheaper than that of its steps.
   */
  public Tensor differentiated(BiFunction<Tensor, Tensor, List<Tensor>> formula, Tensor... of) {
    return same(List.of(of), null)
        .backward((i, value, g) -> i == 0 ? null : formula.apply(value, g).get(i - 1));
  }

  /** This value as a result of a node of its own, which reads other tensors too. */
  private Tensor same(List<Tensor> others, Object payload) {
    var in = new ArrayList<Tensor>(List.of(this));
    in.addAll(others);
    return new Node(Node.Kind.PURE, "%0", in, List.of(type), payload).output(0);
  }

  /** This tensor with the side effect of a statement that must run whenever this value is used. */
  Tensor after(Tensor statement) {
    return same(List.of(statement), null).backward((i, y, g) -> i == 0 ? g : null);
  }

  /** The same value with a note, which those who build the rest of a program can read. */
  public Tensor noted(Object note) {
    return same(List.of(), note).backward((i, y, g) -> g);
  }

  /** The note that this tensor was given; null if none. */
  public Object note() {
    return node.text.equals("%0") ? node.payload : null;
  }

  /** This tensor, once the updates have been made, in their order. */
  public Tensor after(Update... updates) {
    Tensor last = this;
    for (Update u : updates) {
      var inputs = new ArrayList<>(u.inputs);
      inputs.add(last);
      last = Node.effect(u.text, inputs);
    }
    return after(last);
  }

  /** As in {@code float32 (100, 5, 3)}. */
  @Override
  public String toString() {
    return type.toString();
  }
}
