package org.symm.engine;

import java.util.HashSet;
import java.util.Set;
import org.symm.tensor.Node;
import org.symm.tensor.Tensor;

/** Which statements may give back their input's memory. */
final class Aliases {

  /** Operations whose result may be a view of their first input. */
  private static final Set<String> NAMES =
      Set.of(
          "reshape",
          "unsqueeze",
          "squeeze",
          "permute",
          "transpose",
          "expand",
          "slice",
          "select",
          "diagonal",
          "real",
          "imag",
          "detach",
          "contiguous",
          "conj_physical",
          "einsum",
          "linalg_matrix_power");

  /** Whether a statement may give its input back in another shape, and no new memory. */
  static boolean is(Node n) {
    return n.text.equals("%0") || (n.inputs.size() == 1 && NAMES.contains(n.function()));
  }

  /** The inputs that a tensor may be, or be a view of. */
  static Set<Node> leaves(Tensor t) {
    Node n = t.node;
    if (n.kind == Node.Kind.LEAF) {
      return Set.of(n);
    }
    int read = n.text.contains(" else ") ? n.inputs.size() : is(n) ? 1 : 0;
    var all = new HashSet<Node>();
    n.inputs.subList(0, read).forEach(x -> all.addAll(leaves(x)));
    return all;
  }

  private Aliases() {}
}
