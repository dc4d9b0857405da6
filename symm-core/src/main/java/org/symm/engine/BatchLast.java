package org.symm.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.tensor.Node;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TorchScript;

/**
 * Batches of matrices with the two axes of the matrices before all others, while a program is
 * rewritten: which are made so, and what follows for others. Everything that treats all matrices
 * alike, or cuts and joins the batch, can be done in this order as well as in the other.
 */
public final class BatchLast {

  /** Axes in the text of a statement. */
  private static final Pattern AXIS = Pattern.compile("@(\\d+)");

  /** Entries of a matrix from which copies block by block are as fast. */
  private static final int BLOCKS = 32;

  /** How many statements are looked through; longer chains count as not found. */
  private static final int DEPTH = 100;

  /** For each tensor the same with the batch last; null where that is not to be had for little. */
  private final Map<Tensor, Tensor> known = new HashMap<>();

  /** Leaves that the program overwrites: they are read where it says so, not elsewhere. */
  private final Set<Node> overwritten;

  private int depth;

  /** For a program of these statements. */
  BatchLast(List<Node> all) {
    overwritten =
        all.stream()
            .filter(n -> n.kind == Node.Kind.EFFECT)
            .flatMap(n -> n.inputs.stream())
            .flatMap(t -> Aliases.leaves(t).stream())
            .collect(Collectors.toSet());
  }

  /** The axes from the given one on, then those before it. */
  private static int[] order(int rank, int first) {
    return IntStream.range(0, rank).map(i -> (i + first) % rank).toArray();
  }

  /**
   * A tensor in the usual order, made from one with the batch last. Large matrices are moved as one
   * transposed matrix, which libtorch copies block by block: where the batch is a power of two,
   * entry by entry takes four times as long.
   */
  Tensor back(Tensor last) {
    Shape all = last.shape();
    Shape matrix = all.slice(0, 2);
    Tensor x =
        matrix.count() < BLOCKS
            ? last.permute(order(last.rank(), 2)).contiguous()
            : last.reshape(matrix.count(), -1)
                .t()
                .contiguous()
                .reshape(all.slice(2, last.rank()).then(matrix).toArray());
    known.put(x, last);
    return x;
  }

  /** A tensor with the batch last, by a copy if need be. */
  Tensor of(Tensor x) {
    Tensor found = found(x);
    if (found == null) {
      found = copied(x);
      known.put(x, found);
    }
    return found;
  }

  /**
   * A tensor with the batch last if it is made so, or from what is made so; otherwise null. Only
   * what is expanded is copied first, if that is little.
   */
  Tensor found(Tensor x) {
    if (known.containsKey(x) || x.rank() < 3 || depth == DEPTH) {
      return known.get(x);
    }
    depth++;
    Tensor y = x.node.outputs.size() == 1 ? derived(x) : passed(x);
    depth--;
    known.put(x, y == null || readsOverwritten(y) ? null : y);
    return known.get(x);
  }

  private boolean readsOverwritten(Tensor x) {
    return Stream.concat(Stream.of(x), x.node.inputs.stream())
        .anyMatch(t -> Aliases.leaves(t).stream().anyMatch(overwritten::contains));
  }

  /**
   * One of several results, if a condition may pass an input on that is made with the batch last.
   */
  private Tensor passed(Tensor x) {
    Node n = x.node;
    boolean may =
        n.text.contains(" else ")
            && n.inputs.stream().anyMatch(y -> y.shape().equals(x.shape()) && found(y) != null);
    return may ? copied(x) : null;
  }

  /** A copy, unless the memory is in that order. */
  private static Tensor copied(Tensor x) {
    return x.permute(order(x.rank(), x.rank() - 2)).contiguous();
  }

  /**
   * The matrices' axes moved to the front by a statement that is written out, possibly transposed;
   * null for other statements, and for a view where it would be a copy. Copies are made once.
   */
  Tensor moved(Node n, Tensor x) {
    int r = x.rank();
    if (n.text.equals("torch.contiguous(%0)") && r >= 3) {
      boolean copy = x.node.text.equals(TorchScript.call("permute", "%0", order(r, r - 2)));
      return copy ? of(x.node.inputs.get(0)) : null;
    }
    if (r < 3 || !n.text.startsWith("torch.permute(")) {
      return null;
    }
    int[] order = order(r, r - 2);
    boolean straight = n.text.equals(TorchScript.call("permute", "%0", order));
    order[0] = r - 1;
    order[1] = r - 2;
    if (!straight && !n.text.equals(TorchScript.call("permute", "%0", order))) {
      return null;
    }
    Tensor found = found(x);
    return found == null || straight ? found : exchanged(found, 0, 1);
  }

  /** The same tensor, as a view of the one with the batch last if that is to be had. */
  Tensor view(Tensor x) {
    Tensor found = readsOverwritten(x) ? null : found(x);
    return found == null ? x : found.permute(order(x.rank(), 2));
  }

  private Tensor derived(Tensor x) {
    String text = x.node.text;
    List<Tensor> in = x.node.inputs;
    if (x.node.kind != Node.Kind.PURE || in.isEmpty()) {
      return null;
    }
    Tensor y = in.get(0);
    return switch (x.node.function()) {
      case "" -> text.equals("%0") && in.stream().allMatch(t -> t.output >= 0) ? found(y) : null;
      case "contiguous" -> found(y);
      case "permute" ->
          text.equals(TorchScript.call("permute", "%0", order(x.rank(), 2)))
              ? y.contiguous()
              : null;
      case "transpose" -> transposed(y, axes(text));
      case "slice", "select", "unsqueeze", "squeeze", "cat" -> again(x, axes(text)[0]);
      case "reshape" -> sameMatrices(x, y) ? shaped(found(y), x, Tensor::reshape) : null;
      case "expand" -> sameMatrices(x, y) ? shaped(little(x, y), x, Tensor::expand) : null;
      case "add", "sub", "mul" -> in.size() == 2 ? elementwise(x, y, in.get(1)) : null;
      default -> null;
    };
  }

  private static int[] axes(String text) {
    return AXIS.matcher(text).results().mapToInt(m -> Integer.parseInt(m.group(1))).toArray();
  }

  private static boolean sameMatrices(Tensor x, Tensor y) {
    return y.rank() >= 3 && x.size(-1) == y.size(-1) && x.size(-2) == y.size(-2);
  }

  private static Shape last(Shape s) {
    int r = s.rank();
    return s.slice(r - 2, r).then(s.slice(0, r - 2));
  }

  /** What is expanded to at least twice its size, by a copy if need be. */
  private Tensor little(Tensor x, Tensor y) {
    boolean axes = x.rank() == y.rank();
    return axes && x.shape().count() >= 2 * y.shape().count() ? of(y) : axes ? found(y) : null;
  }

  /** An operation that is given the shape of its result. */
  private static Tensor shaped(Tensor y, Tensor x, BiFunction<Tensor, long[], Tensor> operation) {
    return y == null ? null : operation.apply(y, last(x.shape()).toArray());
  }

  /** Two axes of the matrices, or two of the batch, exchanged. */
  private Tensor transposed(Tensor y, int[] axes) {
    int r = y.rank();
    Tensor found = axes[0] < r - 2 == axes[1] < r - 2 ? found(y) : null;
    return found == null ? null : exchanged(found, (axes[0] + 2) % r, (axes[1] + 2) % r);
  }

  /** Two axes exchanged, or exchanged back. */
  private static Tensor exchanged(Tensor x, int a, int b) {
    Tensor y = x.transpose(Math.min(a, b), Math.max(a, b));
    return y.node.text.equals(x.node.text) ? x.node.inputs.get(0) : y;
  }

  /** The same statement, if it is along an axis of the batch. */
  private Tensor again(Tensor x, int axis) {
    var in = x.node.inputs;
    if (axis >= Math.max(x.rank(), in.get(0).rank()) - 2) {
      return null;
    }
    var found = in.stream().map(this::found).toArray(Tensor[]::new);
    String text = x.node.text.replace("@" + axis, "@" + (axis + 2));
    return Arrays.asList(found).contains(null)
        ? null
        : Node.pure(text, last(x.shape()), x.dtype(), found);
  }

  /** A sum, difference or product, entry by entry, of batches, or of one with a single matrix. */
  private Tensor elementwise(Tensor x, Tensor y, Tensor z) {
    boolean matrix = z.rank() == 2 && y.shape().equals(x.shape());
    if (!matrix && !(y.shape().equals(x.shape()) && z.shape().equals(x.shape()))) {
      return null;
    }
    Tensor left = found(y);
    Tensor right = matrix ? wide(z, x.rank()) : found(z);
    return left == null || right == null
        ? null
        : Node.pure(x.node.text, last(x.shape()), x.dtype(), left, right);
  }

  private static Tensor wide(Tensor matrix, int rank) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[0] = matrix.size(0);
    sizes[1] = matrix.size(1);
    return matrix.reshape(sizes);
  }
}
