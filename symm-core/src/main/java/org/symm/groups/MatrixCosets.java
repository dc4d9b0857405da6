package org.symm.groups;

import java.util.List;
import java.util.Optional;
import org.symm.frames.Frames;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Inclusions of matrix groups, with their cosets where these have a closed form. */
final class MatrixCosets {

  private MatrixCosets() {}

  /** H in G of the same size, H by more laws. */
  static Hom inclusion(MatrixGroup h, MatrixGroup g) {
    Hom phi =
        Hom.known(h, g, (e, r, t) -> Element.of(g, e.only()))
            .injective(e -> Element.of(h, e.only()));
    if (!g.isClassical()) {
      return phi;
    }
    if (!h.has(MatrixLaws.ORTHOGONAL) || g.has(MatrixLaws.ORTHOGONAL)) {
      return determinant(h, g).map(phi::with).orElse(phi);
    }
    if (h.is(g, MatrixLaws.ORTHOGONAL)) {
      return phi.with(definite(g));
    }
    MatrixGroup all = Classical.orthogonal(g.d(), false);
    return all.isWithin(g) && !all.equals(h) ? inclusion(h, all).after(inclusion(all, g)) : phi;
  }

  /** The cosets of the matrices of determinant 1, held as the group of determinants. */
  static Optional<Coset.Rules> determinant(MatrixGroup h, MatrixGroup g) {
    if (h.is(g, MatrixLaws.SPECIAL) && (signed(g) || g.hasOnly())) {
      return Optional.of(
          quotient(
              Homs.det(g),
              (q, r, t) -> {
                Tensor det = signed(g) ? plusMinus(q.get(0), t) : q.get(0).squeeze(2);
                return ends(g, det.mul(0).add(1), det);
              }));
    }
    if (h.is(g, MatrixLaws.SPECIAL_UNITARY)) {
      return Optional.of(quotient(Homs.det(g), (q, r, t) -> phase(g, q.get(0), t)));
    }
    boolean time = h.is(g, MatrixLaws.SPECIAL, MatrixLaws.ORTHOCHRONOUS);
    return time && signed(g) ? Optional.of(signs(g)) : Optional.empty();
  }

  /** The cosets of the kernel of δ: G → Q, which is onto: the elements of Q. */
  static Coset.Rules quotient(Hom delta, Coset.Section section) {
    return new Coset.Rules(
        CosetSpace.of(delta.target()),
        e -> delta.apply(e, e.real().orElse(DType.FLOAT64)).parts(),
        section);
  }

  /** Whether determinants are ±1. */
  static boolean signed(MatrixGroup g) {
    return g.has(MatrixLaws.ORTHOGONAL) || g.has(MatrixLaws.LORENTZ);
  }

  static Tensor negative(Tensor x) {
    return x.lt(0).to(DType.INT64);
  }

  private static Tensor plusMinus(Tensor bit, DType real) {
    return bit.to(real).mul(-2).add(1).unsqueeze(1);
  }

  /** diag(a, 1, …, 1, b); for one row and column, b. */
  private static Element ends(MatrixGroup g, Tensor a, Tensor b) {
    int d = g.d();
    Tensor ones = Tensors.ones(Group.batch(b.size(0), Math.max(0, d - 2)), b.dtype());
    Tensor all = d == 1 ? b : d == 2 ? Tensors.cat(1, a, b) : Tensors.cat(1, a, ones, b);
    return Element.of(g, all.diagonalMatrix());
  }

  /** By the signs of the determinant and of the time component. */
  private static Coset.Rules signs(MatrixGroup g) {
    Group two = new Cyclic(2);
    return new Coset.Rules(
        CosetSpace.of(two.times(two)),
        e ->
            List.of(
                negative(LinearAlgebra.det(e.only())),
                negative(e.only().select(1, 0).select(1, 0))),
        (q, r, t) -> {
          Tensor time = plusMinus(q.get(1), t);
          return ends(g, time, time.mul(plusMinus(q.get(0), t)));
        });
  }

  /** diag(1, …, 1, u) for u in U(1). */
  private static Element phase(MatrixGroup g, Tensor u, DType t) {
    int n = g.d() / 2;
    Tensor re = plain(n, u.select(1, 0).select(1, 0), t);
    Tensor im = u.select(1, 1).select(1, 0).reshape(-1, 1, 1).mul(last(n, t));
    Tensor top = Tensors.cat(2, re, im.neg());
    return Element.of(g, Tensors.cat(1, top, Tensors.cat(2, im, re)));
  }

  /** The complex determinant as an element (re, −im; im, re) of U(1). */
  static Tensor complex(Tensor g) {
    Tensor det = Frames.complexDet(g);
    return Tensors.stack(1, det.re(), det.im().neg(), det.im(), det.re()).reshape(-1, 2, 2);
  }

  /** diag(1, …, 1, x). */
  private static Tensor plain(int n, Tensor x, DType t) {
    return Tensors.eye(n, t).unsqueeze(0).add(x.sub(1).reshape(-1, 1, 1).mul(last(n, t)));
  }

  /** diag(0, …, 0, 1). */
  private static Tensor last(int n, DType t) {
    return Tensors.ones(Group.batch(1, 1, 1), t).pad(0, n - 1, 0, n - 1, 0);
  }

  /**
   * [A] ↦ A Aᵀ, for G closed under transposition and its orthogonal matrices: the positive definite
   * matrices of G, on which g acts by S ↦ g S gᵀ. The section is the Cholesky factor in GL(d) and
   * SL(d), elsewhere, as in Sp(2n) and O(1, d), which need not contain it, the symmetric root.
   */
  private static Coset.Rules definite(MatrixGroup g) {
    boolean triangular = g.hasOnly(MatrixLaws.SPECIAL);
    return new Coset.Rules(
        new CosetSpace.PositiveDefinite(g),
        e -> List.of(e.only().matMul(e.only().t())),
        (q, r, t) ->
            triangular ? Element.of(g, LinearAlgebra.cholesky(q.get(0))) : root(g, q.get(0)));
  }

  /** V diag(√λ) Vᵀ for S = V diag(λ) Vᵀ. */
  static Element root(Group g, Tensor s) {
    Tensor[] e = LinearAlgebra.eigh(s);
    return Element.of(g, e[1].mul(e[0].sqrt().unsqueeze(1)).matMul(e[1].t()));
  }

  /** O(d − 1) → O(d) and SO(d − 1) → SO(d) have the unit vectors for cosets: [g] ↦ g e_d. */
  static Coset.Rules sphere(MatrixGroup g) {
    int d = g.d();
    return new Coset.Rules(
        new CosetSpace.Sphere(d),
        e -> List.of(e.only().select(2, d - 1)),
        (q, r, t) -> Element.of(g, householder(q.get(0), g.isSpecial())));
  }

  /**
   * An orthogonal matrix whose last column is the unit vector q: s (2 u uᵀ − 1) with u = (q + s
   * e_d)/|q + s e_d| and s the sign of q_d, so that nothing cancels.
   */
  private static Tensor householder(Tensor q, boolean special) {
    int d = (int) q.size(1);
    DType t = q.dtype();
    Tensor last = Tensors.eye(d, t).select(0, d - 1).unsqueeze(0);
    Tensor s = q.select(1, d - 1).lt(0).to(t).mul(-2).add(1).unsqueeze(1);
    Tensor u = q.add(s.mul(last));
    Tensor uu = u.unsqueeze(2).matMul(u.unsqueeze(1)).div(u.square().sum(1).reshape(-1, 1, 1));
    Tensor g = uu.mul(2).sub(Tensors.eye(d, t)).mul(s.unsqueeze(2));
    // 2 u uᵀ − 1 has eigenvalue 1 once and −1 otherwise.
    Tensor det = (d % 2 == 0 ? s.pow(2).neg() : s).unsqueeze(2);
    return special ? Tensors.cat(2, g.slice(2, 0, 1).mul(det), g.slice(2, 1, d)) : g;
  }
}
