package org.symm.tensor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reverse-mode differentiation: from a loss back to leaves, which may themselves be computed, one
 * statement after the other, each by the {@link Pullback} of its operation. An operation without
 * one, and an opaque box, is left to libtorch's tape ({@link Tape}) by itself. Gradients are
 * tensors like any other, so they can be differentiated again.
 */
final class Gradients {

  private final Set<Tensor> leaves;
  private final Set<Tensor> active = new HashSet<>();
  private final Map<Tensor, GradientSum> parts = new HashMap<>();

  private Gradients(List<Tensor> leaves) {
    this.leaves = new HashSet<>(leaves);
  }

  /** The gradients by the leaves of a loss of one number. */
  static Tensor[] of(Tensor loss, List<Tensor> leaves) {
    return new Gradients(leaves).from(loss, leaves);
  }

  private Tensor[] from(Tensor loss, List<Tensor> by) {
    var order = Graph.order(List.of(loss));
    order.forEach(this::mark);
    if (active.contains(loss)) {
      add(loss, Tensors.ones(loss.shape(), loss.dtype()));
    }
    for (int i = order.size() - 1; i >= 0; i--) {
      Node n = order.get(i);
      if (n.kind != Node.Kind.LEAF) {
        Scope.named(n.box, () -> step(n));
      }
    }
    return by.stream()
        .map(x -> parts.containsKey(x) ? parts.get(x).sum() : Tensors.zeros(x.shape(), x.dtype()))
        .toArray(Tensor[]::new);
  }

  /** An output is active if it is a leaf, or depends on one by a path that gradients pass. */
  private void mark(Node n) {
    boolean leaf = n.kind == Node.Kind.LEAF;
    boolean passes = n.kind != Node.Kind.EFFECT && n.pullback != Pullback.NONE;
    for (Tensor y : n.outputs) {
      if (y.dtype().hasGradient()
          && (leaves.contains(y)
              || (!leaf && passes && n.inputs.stream().anyMatch(active::contains)))) {
        active.add(y);
      }
    }
  }

  private void add(Tensor x, Tensor g) {
    parts.computeIfAbsent(x, GradientSum::new).add(g);
  }

  private Void step(Node n) {
    var outputs = n.outputs.stream().filter(parts::containsKey).toList();
    if (outputs.isEmpty() || n.inputs.stream().noneMatch(active::contains)) {
      return null;
    }
    Tensor y = outputs.get(0);
    if (n.pullback != null && outputs.size() == 1 && y.output == 0 && real(n)) {
      Tensor g = taken(y);
      for (int i = 0; i < n.inputs.size(); i++) {
        Tensor x = n.inputs.get(i);
        if (active.contains(x)) {
          Tensor h = n.pullback.of(i, y, g);
          if (h != null) {
            add(x, h);
          }
        }
      }
      return null;
    }
    Tape.of(n).pull(outputs, outputs.stream().map(this::taken).toList(), active).forEach(this::add);
    return null;
  }

  /** The gradient by a result, which is kept where it is asked for. */
  private Tensor taken(Tensor y) {
    return (leaves.contains(y) ? parts.get(y) : parts.remove(y)).sum();
  }

  private static boolean real(Node n) {
    return n.outputs.stream().noneMatch(t -> t.dtype().isComplex())
        && n.inputs.stream().noneMatch(t -> t.output >= 0 && t.dtype().isComplex());
  }
}
