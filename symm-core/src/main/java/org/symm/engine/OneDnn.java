package org.symm.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.symm.tensor.DType;
import org.symm.tensor.Graph;
import org.symm.tensor.Node;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Matrix products by oneDNN, which libtorch carries beside the MKL that it calls by default. On
 * AMD's processors MKL keeps to its AVX2 kernels, and oneDNN's take half the time: 0.59 against
 * 1.23 ms for (1000, 250) by (250, 250) on one thread of an EPYC with AVX-512. A call costs 10 µs
 * more, so small products stay with MKL. A tanh that alone reads a product becomes part of it.
 *
 * <p>Only float32 on a CPU, and only where libtorch has the operation and gets a product right.
 */
final class OneDnn {

  /** Multiplications of one product from which the faster kernel makes up for its dearer call. */
  private static final long WORTH = 1_500_000;

  private OneDnn() {}

  /** Asked once: whether the operation is there. */
  private static final class Found {
    static final boolean HERE = here();

    private static boolean here() {
      try {
        Tensor x = Tensors.input(Shape.of(3, 2), DType.FLOAT32);
        Tensor w = Tensors.input(Shape.of(1, 2), DType.FLOAT32);
        Array y =
            Program.plain(List.of(x, w), List.of(product(x, w, null, "none")))
                .run(
                    0,
                    Array.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
                    Array.of(new float[] {1, 10}, 1, 2))
                .get(0);
        return List.of(21f, 43f, 65f).equals(List.of(y.floats()[0], y.floats()[1], y.floats()[2]));
      } catch (RuntimeException | LinkageError notHere) {
        return false;
      }
    }
  }

  /** Whether libtorch has the operation here, and gets a product right. */
  static boolean available() {
    return Found.HERE;
  }

  /** The same outputs, with the products that are worth it. */
  static List<Tensor> rewrite(List<Tensor> outputs) {
    var order = Graph.order(outputs);
    if (order.stream().noneMatch(OneDnn::fits) || !Found.HERE) {
      return outputs;
    }
    Map<Tensor, Integer> readers = new HashMap<>();
    order.forEach(n -> new HashSet<>(n.inputs).forEach(x -> readers.merge(x, 1, Integer::sum)));
    outputs.forEach(y -> readers.merge(y, 2, Integer::sum));
    return Graph.rewrite(
        outputs,
        n -> absorbs(n, readers) ? n.inputs.get(0).node.inputs : n.inputs,
        (n, in) -> {
          boolean tanh = absorbs(n, readers);
          Node p = tanh ? n.inputs.get(0).node : n;
          return fits(p) ? List.of(product(in, tanh ? "tanh" : "none")) : null;
        });
  }

  private static boolean absorbs(Node n, Map<Tensor, Integer> readers) {
    return n.text.equals("torch.tanh(%0)")
        && readers.get(n.inputs.get(0)) == 1
        && fits(n.inputs.get(0).node);
  }

  private static boolean fits(Node n) {
    boolean linear = n.text.equals("torch.linear(%0, %1, %2)");
    if (!linear && !n.text.equals("torch.matmul(%0, %1)")) {
      return false;
    }
    Tensor x = n.inputs.get(0);
    Tensor w = n.inputs.get(1);
    return x.dtype() == DType.FLOAT32
        && x.rank() >= 2
        && w.rank() == 2
        && x.shape().count() * n.outputs.get(0).shape().size(-1) >= WORTH;
  }

  /** Of x and y, or of x, w and b. */
  private static Tensor product(List<Tensor> in, String then) {
    Tensor x = in.get(0);
    Tensor y = in.get(1);
    if (in.size() == 3) {
      return product(x, y, in.get(2), then);
    }
    return then.equals("none") && copiesLess(x, y)
        ? product(y.t(), x, null, then).t()
        : product(x, y.t(), null, then);
  }

  /**
   * Whether x y is better done as (yᵀ xᵀ)ᵀ: oneDNN reads its second operand as it lies and copies a
   * first one that is a transposed view, as gᵀ is in the gradient gᵀ x of weights.
   */
  private static boolean copiesLess(Tensor x, Tensor y) {
    if (x.rank() != 2 || !x.node.text.startsWith("torch.transpose(")) {
      return false;
    }
    long rows = x.size(0);
    long inner = x.size(1);
    long columns = y.size(1);
    return columns * (inner + rows) < rows * inner;
  }

  /** then(x wᵀ + b), the bias being left out if it is null. */
  private static Tensor product(Tensor x, Tensor w, Tensor b, String then) {
    Shape out = x.shape().with(-1, w.size(0));
    String text =
        "ops.mkldnn._linear_pointwise(%0, %1, "
            + (b == null ? "None" : "%2")
            + (", \"" + then + "\", annotate(List[Optional[number]], []), \"\")");
    return b == null
        ? Node.pure(text, out, x.dtype(), x, w)
        : Node.pure(text, out, x.dtype(), x, w, b);
  }
}
