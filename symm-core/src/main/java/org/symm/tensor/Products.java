package org.symm.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Matrix and tensor products. Matrices are the last two axes; the axes before them broadcast. */
sealed interface Products permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  /** The matrix product x y, with leading axes broadcast; a tensor of one axis is a vector. */
  default Tensor matMul(Tensor y) {
    Tensor x = me();
    Text.needNumbers("matMul", x);
    Text.sameType("matMul", x, y);
    Text.need(
        "matMul",
        x.rank() >= 1 && y.rank() >= 1,
        "needs vectors or matrices, not " + x + " and " + y);
    long inner = y.rank() == 1 ? y.size(0) : y.size(-2);
    Text.need(
        "matMul",
        x.size(-1) == inner,
        x.shape()
            + " and "
            + y.shape()
            + " do not fit: the last axis of the first has size "
            + x.size(-1)
            + ", the axis of the second that it meets "
            + inner);
    Shape lead = lead(x).broadcast(lead(y));
    Text.need(
        "matMul", lead != null, x.shape() + " and " + y.shape() + " differ in their leading axes");
    Shape s = lead;
    s = x.rank() == 1 ? s : s.then(Shape.of(x.size(-2)));
    s = y.rank() == 1 ? s : s.then(Shape.of(y.size(-1)));
    return Node.pure("torch.matmul(%0, %1)", s, x.dtype(), x, y);
  }

  private static Shape lead(Tensor x) {
    return x.shape().slice(0, Math.max(0, x.rank() - 2));
  }

  /** x wᵀ + b on the last axis, for a weight (out, in) and a bias (out). */
  default Tensor linear(Tensor weight, Tensor bias) {
    Tensor x = me();
    Text.needNumbers("linear", x);
    Text.sameType("linear", x, weight);
    Text.sameType("linear", x, bias);
    Text.need(
        "linear",
        weight.rank() == 2
            && x.rank() >= 1
            && x.size(-1) == weight.size(1)
            && bias.shape().equals(Shape.of(weight.size(0))),
        x.shape() + " does not fit weight " + weight.shape() + " and bias " + bias.shape());
    return Node.pure(
        "torch.linear(%0, %1, %2)", x.shape().with(-1, weight.size(0)), x.dtype(), x, weight, bias);
  }

  /**
   * The sum of products named by an Einstein equation; this tensor is its first operand, as in
   * {@code "bij,bjk->bik"}.
   */
  default Tensor einsum(String equation, Tensor... others) {
    var all = new ArrayList<Tensor>(List.of(me()));
    all.addAll(List.of(others));
    String[] sides = equation.replace(" ", "").split("->", -1);
    Text.need("einsum", sides.length == 2, "write both sides, as in bij,bjk->bik, not " + equation);
    String[] terms = sides[0].split(",", -1);
    Text.need(
        "einsum",
        terms.length == all.size(),
        equation + " names " + terms.length + " operands, not " + all.size());
    var sizes = new HashMap<Character, Long>();
    for (int i = 0; i < terms.length; i++) {
      Tensor x = all.get(i);
      Text.sameType("einsum", me(), x);
      Text.need(
          "einsum",
          terms[i].length() == x.rank(),
          "\"" + terms[i] + "\" does not name the axes of " + x);
      for (int j = 0; j < terms[i].length(); j++) {
        long size = x.size(j);
        Long known = sizes.merge(terms[i].charAt(j), size, (a, b) -> a == 1 ? b : a);
        Text.need(
            "einsum",
            size == 1 || known == size,
            "axis "
                + terms[i].charAt(j)
                + " of "
                + equation
                + " is "
                + known
                + " and "
                + size
                + " in "
                + x);
      }
    }
    Text.need(
        "einsum",
        sides[1].chars().distinct().count() == sides[1].length(),
        equation + " names an axis of the result twice");
    var out = new ArrayList<Long>();
    for (char c : sides[1].toCharArray()) {
      Text.need(
          "einsum", sizes.containsKey(c), "axis " + c + " of " + equation + " is in no operand");
      out.add(sizes.get(c));
    }
    return Node.pure(
        "torch.einsum(\""
            + equation.replace(" ", "")
            + "\", "
            + Text.places(0, all.size())
            + ", path=None)",
        new Shape(out),
        me().dtype(),
        all.toArray(Tensor[]::new));
  }

  /** Σ x y along the last axis. */
  default Tensor dot(Tensor y) {
    return me().mul(y).sum(-1);
  }

  /** The cross product along an axis of size 3. */
  default Tensor cross(Tensor y, int axis) {
    Text.sameType("cross", me(), y);
    int a = Text.axis("cross", me(), axis);
    Text.need(
        "cross",
        y.rank() == me().rank() && me().size(a) == 3 && y.size(a) == 3,
        "needs axes of size 3 and equal rank, not " + me() + " and " + y);
    return Node.pure(
        "torch.linalg_cross(%0, %1, dim=" + a + ")",
        Text.broadcast("cross", me(), y),
        me().dtype(),
        me(),
        y);
  }

  /** Euclidean distances between the rows of two sets: (…, n, d) and (…, m, d) give (…, n, m). */
  default Tensor distances(Tensor y) {
    Text.needFloating("distances", me());
    Text.sameType("distances", me(), y);
    Text.need(
        "distances",
        me().rank() >= 2 && y.rank() >= 2 && me().size(-1) == y.size(-1),
        me() + " and " + y + " have rows of different length");
    Shape lead = lead(me()).broadcast(lead(y));
    Text.need("distances", lead != null, me() + " and " + y + " differ in their leading axes");
    return Node.pure(
        "torch.cdist(%0, %1, 2.0, 2)",
        lead.then(Shape.of(me().size(-2), y.size(-2))), me().dtype(), me(), y);
  }

  /** The sum of the diagonal of the matrices in the last two axes. */
  default Tensor trace() {
    return me().diagonal().sum(-1);
  }

  /** Joins tensors along an axis that all have. */
  static Tensor join(int axis, List<Tensor> parts) {
    Text.need("cat", !parts.isEmpty(), "needs at least one tensor");
    Tensor first = parts.get(0);
    int a = Text.axis("cat", first, axis);
    long sum = 0;
    for (Tensor x : parts) {
      Text.sameType("cat", first, x);
      Text.need(
          "cat",
          x.rank() == first.rank()
              && IntStream.range(0, x.rank()).allMatch(i -> i == a || x.size(i) == first.size(i)),
          first + " and " + x + " differ in an axis other than " + axis);
      sum += x.size(a);
    }
    return Node.pure(
        "torch.cat(" + Text.places(0, parts.size()) + ", " + a + ")",
        first.shape().with(a, sum),
        first.dtype(),
        parts.toArray(Tensor[]::new));
  }
}
