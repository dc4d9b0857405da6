package org.symm.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.symm.tensor.Node;
import org.symm.tensor.Tensor;

/**
 * One stretch of a program between opaque boxes: statements for one segment, which give results
 * that are read later, and then the boxes that may run.
 */
record Segment(List<Node> statements, List<Tensor> results, List<Node> boxes) {

  /** All stretches, in order: a node's is the number of boxes on the longest way to it. */
  static List<Segment> of(List<Node> order, List<Tensor> outputs) {
    var level = new IdentityHashMap<Node, Integer>();
    int last = 0;
    for (Node n : order) {
      int l = 0;
      for (Tensor t : n.inputs) {
        l = Math.max(l, level.get(t.node) + (opaque(t.node) ? 1 : 0));
      }
      level.put(n, l);
      last = Math.max(last, l);
    }
    var cuts = new ArrayList<Segment>();
    for (int l = 0; l <= last; l++) {
      int now = l;
      var own = order.stream().filter(n -> level.get(n) == now && !opaque(n)).toList();
      var boxes = order.stream().filter(n -> level.get(n) == now && opaque(n)).toList();
      var needed = new LinkedHashSet<Tensor>();
      for (Node n : order) {
        if (level.get(n) > l || boxes.contains(n)) {
          n.inputs.stream()
              .filter(t -> t.output >= 0 && level.get(t.node) == now && !opaque(t.node))
              .forEach(needed::add);
        }
      }
      outputs.stream().filter(t -> own.contains(t.node)).forEach(needed::add);
      cuts.add(new Segment(own, List.copyOf(needed), boxes));
    }
    return cuts;
  }

  private static boolean opaque(Node n) {
    return n.kind == Node.Kind.OPAQUE;
  }
}
