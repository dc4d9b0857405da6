package org.symm.certificates;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.symm.display.Refused;
import org.symm.engine.Program;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Trivial;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * What a group saves in a layer θ = (A, b), x ↦ A x + b, from X to Y: of |θ| weights, so many are
 * free once the layer is equivariant.
 *
 * <p>The count is the dimension of {θ : A (g·x) + b = g·(A x + b)}, found as the null space of
 * these equations for elements that generate the group; where none are known, for 32 random ones.
 * Where G is finite and permutes the coordinates, the free weights are the orbits of weights, and
 * by Burnside free ≥ |θ|/|G|, with equality only if no weight has a stabiliser. (The inequality is
 * often stated the wrong way round.)
 *
 * @param weights |θ|
 * @param free the dimension of the equivariant layers; 0 if there is none
 * @param bound |θ|/|G| where it bounds the free weights from below
 */
public record Compression(long weights, long free, OptionalDouble bound) {

  /** Most weights that are counted: the equations of more take too long. */
  public static final int MOST = 2000;

  private static final int ELEMENTS = 32;

  /**
   * The compression of layers between two spaces of real numbers.
   *
   * @throws IllegalArgumentException if a space is not one of real arrays on which the group acts
   *     affinely, or if there are more than {@link #MOST} weights
   */
  public static Compression of(Group g, Space x, Space y) {
    Refused.ifPresent(refusal(g, x, y));
    long weights = weights(x, y);
    return g instanceof Trivial
        ? new Compression(weights, weights, OptionalDouble.of(weights))
        : count(g, x, y, weights);
  }

  private static long weights(Space x, Space y) {
    return (long) y.width() * (x.width() + 1);
  }

  /** Why layers between these spaces are not counted; empty if they are. */
  static Optional<String> refusal(Group g, Space x, Space y) {
    for (Space s : List.of(x, y)) {
      s.demand(g);
      if (!s.isConvex()) {
        return Optional.of(
            "a layer needs real numbers on which " + g + " acts affinely, not " + s + ".");
      }
    }
    return weights(x, y) <= MOST
        ? Optional.empty()
        : Optional.of(
            String.format(
                "a layer %s → %s has %s weights; free ones are counted up to %s. Use fewer items.",
                x, y, weights(x, y), MOST));
  }

  /** L̃ᵀ = (Lᵀ 0; tᵀ 1) for the affine maps x ↦ L x + t of the elements. */
  private static Tensor affine(Element g, Space x) {
    long d = x.width();
    Tensor basis = Tensors.cat(0, Tensors.eye(d, DType.FLOAT64), zeros(1, d));
    long n = g.parts().get(0).size(0);
    var all =
        new Element(g.group(), g.parts().stream().map(p -> p.repeatInterleave(d + 1, 0)).toList());
    Tensor y = x.flat(x.act(all, x.rows(basis.tile(n, 1)))).reshape(n, d + 1, -1);
    Tensor t = y.slice(1, d, d + 1);
    Tensor linear = Tensors.cat(1, y.slice(1, 0, d).sub(t), t);
    return Tensors.cat(2, linear, last(d).expand(n, d + 1, 1));
  }

  private static Tensor zeros(long... sizes) {
    return Tensors.zeros(Shape.of(sizes), DType.FLOAT64);
  }

  /** The last unit vector of d + 1, as a column. */
  private static Tensor last(long d) {
    return Tensors.eye(d + 1, DType.FLOAT64).slice(1, d, d + 1);
  }

  /** Solves L̃ᵀ Θ − Θ L′ᵀ = (0; t′ᵀ) for Θ = θᵀ in the sense of least squares over all elements. */
  private static Compression count(Group g, Space x, Space y, long weights) {
    Element e =
        g.generating(DType.FLOAT64).orElseGet(() -> g.sample("elements", ELEMENTS, DType.FLOAT64));
    Tensor p = affine(e, x);
    Tensor both = affine(e, y);
    long d = y.width();
    long c = x.width();
    Tensor q = both.slice(1, 0, d).slice(2, 0, d).t();
    Tensor t = both.slice(1, d, d + 1).slice(2, 0, d);
    Tensor pp = p.t().matMul(p).sum(0);
    Tensor qq = q.t().matMul(q).sum(0);
    Tensor normal =
        pp.einsum("ac,bd->abcd", Tensors.eye(d, DType.FLOAT64))
            .add(Tensors.eye(c + 1, DType.FLOAT64).einsum("ac,bd->abcd", qq))
            .sub(p.einsum("kca,kbd->abcd", q))
            .sub(p.einsum("kac,kdb->abcd", q))
            .reshape(weights, weights);
    Tensor target = last(c).unsqueeze(0).matMul(t);
    Tensor right = p.t().matMul(target).sub(target.matMul(q)).sum(0).reshape(weights, 1);
    // (Θ, c) with right-hand side c (0; t′ᵀ): the layers are the null vectors with c = 1.
    Tensor size = target.square().sum().reshape(1, 1);
    Tensor left = Tensors.cat(0, normal, right.t().neg());
    Tensor[] eigen = LinearAlgebra.eigh(Tensors.cat(1, left, Tensors.cat(0, right.neg(), size)));
    Tensor zero = eigen[0].le(eigen[0].max(0).mul(1e-9));
    Tensor scale = zero.where(eigen[1].select(0, weights).square(), zeros(weights + 1)).sum(0);
    Tensor count = zero.to(DType.FLOAT64).sum(0).sub(1);
    Tensor free = scale.gt(1e-6).where(count, zeros());
    Tensor permutes = isPermutation(p).and(isPermutation(both));
    var done = Program.evaluate("compression", 0, List.of(free, permutes));
    OptionalDouble order = done.get(1).number() == 1 ? g.finiteOrder() : OptionalDouble.empty();
    return new Compression(
        weights,
        (long) done.get(0).number(),
        order.isPresent() ? OptionalDouble.of(weights / order.getAsDouble()) : order);
  }

  private static Tensor isPermutation(Tensor m) {
    return m.eq(0).or(m.eq(1)).flatten(0).all(0);
  }

  /** As {@code 240 weights, 4 free (at least |θ|/|G| = 2)}. */
  @Override
  public String toString() {
    String least =
        bound.isEmpty()
            ? ""
            : String.format(Locale.ROOT, " (at least |θ|/|G| = %.3g)", bound.getAsDouble());
    return weights + " weights, " + free + " free" + least;
  }
}
