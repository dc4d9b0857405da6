package org.symm.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One operation, or opaque box, as libtorch's tape differentiates it. The operation runs once, on
 * inputs that start a gradient of their own (watched); {@link #unwatched} gives its value, cut off
 * the tape, to everybody else.
 */
public final class Tape {

  /**
   * A statement {@code torch.autograd.grad}. The inputs of its node are the results that it starts
   * from, the watched inputs that they depend on, and the gradients by the results.
   *
   * @param by which watched inputs it is by
   */
  public record Call(Tape tape, int results, int watched, int[] by) {
    Node node(List<Tensor> from, List<Tensor> watched, List<Tensor> gradients, List<Type> outputs) {
      var in = new ArrayList<>(from);
      in.addAll(watched);
      in.addAll(gradients);
      return new Node(Node.Kind.TAPE, "", in, outputs, this);
    }

    public List<Tensor> from(Node n) {
      return n.inputs.subList(0, results);
    }

    public List<Tensor> watched(Node n) {
      return n.inputs.subList(results, results + watched);
    }

    public List<Tensor> gradients(Node n) {
      return n.inputs.subList(results + watched, n.inputs.size());
    }
  }

  private final Node twin;
  private final List<Tensor> sources;
  private final List<Tensor> watched;

  private boolean kept;

  private boolean used;

  /** Whether it is differentiated more than once: other statements need the tape after a call. */
  public boolean isKept() {
    return kept;
  }

  private Tape(Node twin, List<Tensor> sources, List<Tensor> watched) {
    this.twin = twin;
    this.sources = sources;
    this.watched = watched;
  }

  /** The tape of a node, the same each time. */
  static Tape of(Node n) {
    if (n.tape == null) {
      n.tape = n.payload instanceof Call c ? again(n, c) : first(n);
      n.tape.twin.original = n;
    }
    return n.tape;
  }

  private static Tape first(Node n) {
    var sources = new ArrayList<Tensor>();
    var watched = new ArrayList<Tensor>();
    var in = new ArrayList<Tensor>();
    for (Tensor x : n.inputs) {
      boolean varies =
          x.output >= 0
              && x.dtype().hasGradient()
              && x.node.pullback != Pullback.NONE
              && !(n.kind == Node.Kind.OPAQUE && fixed(x));
      if (varies && !sources.contains(x)) {
        sources.add(x);
        watched.add(watch(x));
      }
      in.add(varies ? watched.get(sources.indexOf(x)) : x);
    }
    return new Tape(new Node(n.kind, n.text, in, types(n.outputs), n.payload), sources, watched);
  }

  /**
   * The tape of a gradient that a tape gave: it depends on what was watched then, and on the
   * gradients that went in.
   */
  private static Tape again(Node n, Call c) {
    c.tape.kept = true;
    var gradients = c.gradients(n).stream().map(Tape::watch).toList();
    var watched = new ArrayList<>(c.watched(n));
    watched.addAll(gradients);
    var sources = watched.stream().map(a -> a.node.inputs.get(0)).toList();
    Node twin = c.node(c.from(n), c.watched(n), gradients, types(n.outputs));
    var tape = new Tape(twin, sources, watched);
    tape.kept = true; // its graph runs on through the first one
    return tape;
  }

  /** Whether a tensor depends on constants only; boxes may refuse gradients by those. */
  private static boolean fixed(Tensor x) {
    return Graph.order(List.of(x)).stream()
        .allMatch(n -> n.kind != Node.Kind.LEAF || n.payload instanceof Node.Constant);
  }

  private static Tensor watch(Tensor x) {
    Tensor y =
        new Node(
                Node.Kind.WATCH,
                "torch.requires_grad_(torch.detach(%0), True)",
                List.of(x),
                List.of(x.type()),
                null)
            .output(0);
    y.node.pullback = (i, z, g) -> g;
    return y;
  }

  /** The gradients by the active inputs, from those by some outputs. */
  Map<Tensor, Tensor> pull(List<Tensor> outputs, List<Tensor> gradients, Set<Tensor> active) {
    kept |= used;
    used = true;
    int[] by =
        IntStream.range(0, sources.size()).filter(i -> active.contains(sources.get(i))).toArray();
    var inputs = IntStream.of(by).mapToObj(sources::get).toList();
    var results = outputs.stream().map(y -> twin.output(y.output)).toList();
    Node grad =
        new Call(this, results.size(), watched.size(), by)
            .node(results, watched, gradients, types(inputs));
    var out = new HashMap<Tensor, Tensor>();
    for (int i = 0; i < by.length; i++) {
      out.put(inputs.get(i), grad.output(i));
    }
    return out;
  }

  /**
   * The graph of some outputs with every operation that has a tape in it replaced by the value that
   * its tape gives.
   */
  public static List<Tensor> unwatched(List<Tensor> outputs) {
    var twins = new HashMap<Node, Node>();
    for (Node n : Graph.order(outputs)) {
      if (n.original != null) {
        twins.put(n.original, n);
      }
    }
    if (twins.isEmpty()) {
      return outputs;
    }
    return Graph.rewrite(
        outputs,
        n -> twins.containsKey(n) ? twins.get(n).outputs : n.inputs,
        (n, in) -> twins.containsKey(n) ? in.stream().map(Tape::detached).toList() : null);
  }

  private static List<Type> types(List<Tensor> x) {
    return x.stream().map(Tensor::type).toList();
  }

  private static Tensor detached(Tensor y) {
    return y.dtype().hasGradient() ? Node.pure("torch.detach(%0)", y.shape(), y.dtype(), y) : y;
  }
}
