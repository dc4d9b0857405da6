package org.symm.tensor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Batches of matrices with the two axes of the matrices before all others, while a program is
 * rewritten: which are made so, and what follows for others. Everything that treats all matrices
 * alike, or cuts and joins the batch, can be done in this order as well as in the other.
 */
final class BatchLast {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  /** For each tensor the same with the batch last; null where that would be a copy. */
  private final Map<Tensor, Tensor> known = new HashMap<>();

  /** The axes from the given one on, then those before it. */
  private static int[] order(int rank, int first) {
    return IntStream.range(0, rank).map(i -> (i + first) % rank).toArray();
  }

  /** A tensor in the usual order, made from one with the batch last. */
  Tensor back(Tensor last) {
    Tensor x = last.permute(order(last.rank(), 2)).contiguous();
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

  /** A tensor with the batch last if it can be had without a copy, otherwise null. */
  Tensor found(Tensor x) {
    if (!known.containsKey(x)) {
      known.put(x, x.rank() < 3 ? null : x.node.outputs.size() == 1 ? derived(x) : passed(x));
    }
    return known.get(x);
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
      boolean copy = x.node.text.equals(Text.call("permute", "%0", order(r, r - 2)));
      return copy ? of(x.node.inputs.get(0)) : null;
    }
    if (r < 3 || !n.text.startsWith("torch.permute(")) {
      return null;
    }
    int[] order = order(r, r - 2);
    boolean straight = n.text.equals(Text.call("permute", "%0", order));
    order[0] = r - 1;
    order[1] = r - 2;
    if (!straight && !n.text.equals(Text.call("permute", "%0", order))) {
      return null;
    }
    Tensor found = found(x);
    return found == null || straight ? found : exchanged(found, 0, 1);
  }

  private Tensor derived(Tensor x) {
    String text = x.node.text;
    List<Tensor> in = x.node.inputs;
    if (x.node.kind != Node.Kind.PURE || in.isEmpty()) {
      return null;
    }
    Tensor y = in.get(0);
    if (!text.startsWith("torch.")) {
      return text.equals("%0") ? found(y) : null;
    }
    int r = x.rank();
    String name = text.substring(6, text.indexOf('('));
    return switch (name) {
      case "contiguous" -> found(y);
      case "permute" -> text.equals(Text.call(name, "%0", order(r, 2))) ? y.contiguous() : null;
      case "transpose" -> transposed(y, numbers(text));
      case "slice", "select", "unsqueeze", "squeeze" -> along(name, x, y, numbers(text));
      case "reshape" -> sameMatrices(x, y) ? as(x, name, found(y)) : null;
      case "expand" -> sameMatrices(x, y) && y.rank() == r ? as(x, name, of(y)) : null;
      case "add", "sub", "mul" -> in.size() == 2 ? elementwise(x, y, in.get(1)) : null;
      case "cat" -> joined(x, in, numbers(text));
      default -> null;
    };
  }

  /** The numbers in a statement that are no names of inputs. */
  private static int[] numbers(String text) {
    return NUMBER
        .matcher(text.replaceAll("%\\d+", ""))
        .results()
        .mapToInt(m -> Integer.parseInt(m.group()))
        .toArray();
  }

  private static boolean sameMatrices(Tensor x, Tensor y) {
    return y.rank() >= 3 && x.size(-1) == y.size(-1) && x.size(-2) == y.size(-2);
  }

  private static Shape last(Shape s) {
    int r = s.rank();
    return s.slice(r - 2, r).then(s.slice(0, r - 2));
  }

  /** x by an operation that is given the shape of its result. */
  private static Tensor as(Tensor x, String name, Tensor y) {
    if (y == null) {
      return null;
    }
    long[] sizes = last(x.shape()).toArray();
    return name.equals("expand") ? y.expand(sizes) : y.reshape(sizes);
  }

  /** Two axes of the matrices, or two of the batch, exchanged. */
  private Tensor transposed(Tensor y, int[] axes) {
    int r = y.rank();
    boolean matrices = axes[0] >= r - 2 && axes[1] >= r - 2;
    boolean batch = axes[0] < r - 2 && axes[1] < r - 2;
    Tensor found = matrices || batch ? found(y) : null;
    int by = matrices ? 2 - r : 2;
    if (found == null) {
      return null;
    }
    return exchanged(found, axes[0] + by, axes[1] + by);
  }

  /** Two axes exchanged, or exchanged back. */
  private static Tensor exchanged(Tensor x, int a, int b) {
    Tensor y = x.transpose(Math.min(a, b), Math.max(a, b));
    return y.node.text.equals(x.node.text) ? x.node.inputs.get(0) : y;
  }

  /** An operation along an axis of the batch. */
  private Tensor along(String name, Tensor x, Tensor y, int[] numbers) {
    int axis = numbers[0];
    Tensor found = axis < (name.equals("unsqueeze") ? x : y).rank() - 2 ? found(y) : null;
    if (found == null) {
      return null;
    }
    Object[] arguments = new Object[numbers.length + 1];
    arguments[0] = "%0";
    arguments[1] = axis + 2;
    for (int i = 1; i < numbers.length; i++) {
      arguments[i + 1] = numbers[i];
    }
    return Node.pure(Text.call(name, arguments), last(x.shape()), x.dtype(), found);
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

  /** Batches one after the other. */
  private Tensor joined(Tensor x, List<Tensor> in, int[] numbers) {
    int axis = numbers[numbers.length - 1];
    var found = in.stream().map(this::found).toList();
    return axis >= x.rank() - 2 || found.contains(null) ? null : Tensors.cat(axis + 2, found);
  }
}
