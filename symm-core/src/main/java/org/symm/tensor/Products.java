package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Matrix and tensor products. Matrices are the last two axes; the axes before them broadcast. */
sealed interface Products permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  /** The matrix product x y, with leading axes broadcast; a tensor of one axis is a vector. */
  default Tensor matMul(Tensor y) {
    Tensor x = me();
    TorchScript.needNumbers(x);
    TorchScript.sameType(x, y);
    TorchScript.need(
        x.rank() >= 1 && y.rank() >= 1, "needs vectors or matrices, not " + x + " and " + y);
    long inner = y.rank() == 1 ? y.size(0) : y.size(-2);
    if (x.size(-1) != inner) {
      throw TensorException.in(
          "%s and %s do not fit: the last axis of the first has size %s, the axis of the second that it meets %s"
              .formatted(x.shape(), y.shape(), x.size(-1), inner));
    }
    Shape s = TorchScript.leading(x, y);
    s = x.rank() == 1 ? s : s.then(Shape.of(x.size(-2)));
    s = y.rank() == 1 ? s : s.then(Shape.of(y.size(-1)));
    Tensor z = Node.pure("torch.matmul(%0, %1)", s, x.dtype(), x, y);
    return x.rank() < 2 || y.rank() < 2 ? z : z.backward((i, out, g) -> factor(i, x, y, g));
  }

  /**
   * The gradient by a factor of x y: g yᵀ or xᵀ g; where y is one matrix for all x, in one product.
   */
  private static Tensor factor(int i, Tensor x, Tensor y, Tensor g) {
    if (i == 0) {
      return g.matMul(y.t());
    }
    return y.rank() == 2 ? rows(x).t().matMul(rows(g)) : x.t().matMul(g);
  }

  /** All axes but the last made into one. */
  private static Tensor rows(Tensor x) {
    return x.reshape(x.shape().without(-1).count(), x.size(-1));
  }

  /** x wᵀ + b on the last axis, for a weight (out, in) and a bias (out). */
  default Tensor linear(Tensor weight, Tensor bias) {
    Tensor x = me();
    TorchScript.needNumbers(x);
    TorchScript.sameType(x, weight);
    TorchScript.sameType(x, bias);
    TorchScript.need(
        weight.rank() == 2
            && x.rank() >= 1
            && x.size(-1) == weight.size(1)
            && bias.shape().equals(Shape.of(weight.size(0))),
        x.shape() + " does not fit weight " + weight.shape() + " and bias " + bias.shape());
    Shape s = x.shape().with(-1, weight.size(0));
    return Node.pure("torch.linear(%0, %1, %2)", s, x.dtype(), x, weight, bias)
        .backward(
            (i, y, g) -> {
              Tensor rows = rows(g);
              return i == 0 ? g.matMul(weight) : i == 1 ? rows.t().matMul(rows(x)) : rows.sum(0);
            });
  }

  /**
   * The sum of products named by an Einstein equation; this tensor is its first operand, as in
   * {@code "bij,bjk->bik"}.
   */
  default Tensor einsum(String equation, Tensor... others) {
    var all = new ArrayList<Tensor>(List.of(me()));
    all.addAll(List.of(others));
    String[] sides = equation.replace(" ", "").split("->", -1);
    TorchScript.need(sides.length == 2, "write both sides, as in bij,bjk->bik, not " + equation);
    String[] terms = sides[0].split(",", -1);
    TorchScript.need(
        terms.length == all.size(),
        equation + " names " + terms.length + " operands, not " + all.size());
    var sizes = new HashMap<Character, Long>();
    for (int i = 0; i < terms.length; i++) {
      Tensor x = all.get(i);
      TorchScript.sameType(me(), x);
      TorchScript.need(
          terms[i].length() == x.rank(), "\"" + terms[i] + "\" does not name the axes of " + x);
      for (int j = 0; j < terms[i].length(); j++) {
        long size = x.size(j);
        Long known = sizes.merge(terms[i].charAt(j), size, (a, b) -> a == 1 ? b : a);
        if (size != 1 && known != size) {
          throw TensorException.in(
              "axis %s of %s is %s and %s in %s"
                  .formatted(terms[i].charAt(j), equation, known, size, x));
        }
      }
    }
    TorchScript.need(
        sides[1].chars().distinct().count() == sides[1].length(),
        equation + " names an axis of the result twice");
    var out = new ArrayList<Long>();
    for (char c : sides[1].toCharArray()) {
      TorchScript.need(sizes.containsKey(c), "axis " + c + " of " + equation + " is in no operand");
      out.add(sizes.get(c));
    }
    String quoted = "\"" + equation.replace(" ", "") + "\"";
    String text = call("einsum", quoted, TorchScript.places(0, all.size()), "path=None");
    return Node.pure(text, new Shape(out), me().dtype(), all.toArray(Tensor[]::new));
  }

  /** Σ x y along the last axis. */
  default Tensor dot(Tensor y) {
    return me().mul(y).sum(-1);
  }

  /** The cross product along an axis of size 3. */
  default Tensor cross(Tensor y, int axis) {
    TorchScript.sameType(me(), y);
    int a = TorchScript.axis(me(), axis);
    TorchScript.need(
        y.rank() == me().rank() && me().size(a) == 3 && y.size(a) == 3,
        "needs axes of size 3 and equal rank, not " + me() + " and " + y);
    Shape s = TorchScript.broadcast(me(), y);
    return Node.pure(call("linalg_cross", "%0", "%1", "dim=" + a), s, me().dtype(), me(), y)
        .backward((i, z, g) -> i == 0 ? spread(y, g).cross(g, a) : g.cross(spread(me(), g), a));
  }

  private static Tensor spread(Tensor x, Tensor like) {
    return x.expand(like.shape().toArray());
  }

  /** Euclidean distances between the rows of two sets: (…, n, d) and (…, m, d) give (…, n, m). */
  default Tensor distances(Tensor y) {
    TorchScript.needFloating(me());
    TorchScript.sameType(me(), y);
    TorchScript.need(
        me().rank() >= 2 && y.rank() >= 2 && me().size(-1) == y.size(-1),
        me() + " and " + y + " have rows of different length");
    Shape s = TorchScript.leading(me(), y).then(Shape.of(me().size(-2), y.size(-2)));
    return Node.pure("torch.cdist(%0, %1, 2.0, 2)", s, me().dtype(), me(), y);
  }

  /** The sum of the diagonal of the matrices in the last two axes. */
  default Tensor trace() {
    return me().diagonal().sum(-1);
  }
}
