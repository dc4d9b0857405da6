package org.symm.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The statements that some tensors need: their order, and graphs with some of them replaced. */
public final class Graph {

  private Graph() {}

  /** The nodes that some outputs need, each after its inputs. */
  public static List<Node> order(List<Tensor> outputs) {
    return order(outputs, n -> n.inputs);
  }

  private static List<Node> order(List<Tensor> outputs, Function<Node, List<Tensor>> inputs) {
    var done = new IdentityHashMap<Node, Boolean>();
    var order = new ArrayList<Node>();
    var stack = new ArrayList<Node>();
    for (Tensor o : outputs) {
      stack.add(o.node);
      while (!stack.isEmpty()) {
        Node n = stack.get(stack.size() - 1);
        if (done.putIfAbsent(n, false) == null) {
          var in = inputs.apply(n);
          for (int i = in.size() - 1; i >= 0; i--) {
            Node m = in.get(i).node;
            if (!done.containsKey(m)) {
              stack.add(m);
            }
          }
        } else {
          stack.remove(stack.size() - 1);
          if (!done.put(n, true)) {
            order.add(n);
          }
        }
      }
    }
    return order;
  }

  /**
   * The same outputs with some nodes replaced.
   *
   * @param needs what a node, or what replaces it, is computed from
   * @param replace the outputs in place of a node's, from what it needs, replaced already; null to
   *     keep the node
   */
  public static List<Tensor> rewrite(
      List<Tensor> outputs,
      Function<Node, List<Tensor>> needs,
      BiFunction<Node, List<Tensor>, List<Tensor>> replace) {
    var now = new HashMap<Tensor, Tensor>();
    for (Node n : order(outputs, needs)) {
      var in = needs.apply(n).stream().map(x -> now.getOrDefault(x, x)).toList();
      var other = Scope.named(n.box, () -> replace.apply(n, in));
      Node same = other != null || in.equals(n.inputs) ? n : n.with(in);
      for (int i = 0; i < n.outputs.size(); i++) {
        now.put(n.output(i), other != null ? other.get(i) : same.output(i));
      }
      now.put(n.done, same.done);
    }
    return outputs.stream().map(now::get).toList();
  }
}
