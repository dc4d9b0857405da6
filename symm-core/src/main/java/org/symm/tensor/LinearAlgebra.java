package org.symm.tensor;

import java.util.List;

/**
 * Decompositions and solutions for the matrices in the last two axes, batched over the axes before
 * them.
 */
public final class LinearAlgebra {

  private LinearAlgebra() {}

  private static void square(String op, Tensor a) {
    Text.needPrecise(op, a);
    Text.need(op, a.rank() >= 2 && a.size(-1) == a.size(-2), "needs square matrices, not " + a);
  }

  private static void matrices(String op, Tensor a) {
    Text.needPrecise(op, a);
    Text.need(op, a.rank() >= 2, "needs matrices, not " + a);
  }

  private static Shape solution(String op, Tensor a, Tensor b) {
    square(op, a);
    Text.sameType(op, a, b);
    Text.need(
        op,
        b.rank() >= 2 && b.size(-2) == a.size(-1),
        a.shape() + " and " + b.shape() + " do not fit");
    Shape l = lead(a).broadcast(lead(b));
    Text.need(op, l != null, a.shape() + " and " + b.shape() + " differ in their leading axes");
    return l.then(Shape.of(b.size(-2), b.size(-1)));
  }

  private static Node.Type like(Tensor a, Shape s) {
    return new Node.Type(s, a.dtype());
  }

  private static Shape lead(Tensor a) {
    return a.shape().slice(0, a.rank() - 2);
  }

  /**
   * A = Q R with orthonormal columns and an upper triangle (reduced). The signs are libtorch's own.
   */
  public static Tensor[] qr(Tensor a) {
    matrices("qr", a);
    long m = a.size(-2);
    long n = a.size(-1);
    long k = Math.min(m, n);
    var types =
        List.of(like(a, lead(a).then(Shape.of(m, k))), like(a, lead(a).then(Shape.of(k, n))));
    return Node.pure("torch.linalg_qr(%0, \"reduced\")", types, a);
  }

  /**
   * A = V diag(λ) Vᵀ for symmetric A, of which the lower triangle is read; λ ascending, the columns
   * of V orthonormal, their signs free. A gradient through V needs distinct λ.
   */
  public static Tensor[] eigh(Tensor a) {
    square("eigh", a);
    var types =
        List.of(new Node.Type(a.shape().without(-1), Text.realOf(a.dtype())), like(a, a.shape()));
    return Node.pure("torch.linalg_eigh(%0, \"L\")", types, a);
  }

  /** A = U diag(s) Vᵀ (reduced): U, s (descending), Vᵀ. */
  public static Tensor[] svd(Tensor a) {
    matrices("svd", a);
    long m = a.size(-2);
    long n = a.size(-1);
    long k = Math.min(m, n);
    var types =
        List.of(
            like(a, lead(a).then(Shape.of(m, k))),
            new Node.Type(lead(a).then(Shape.of(k)), Text.realOf(a.dtype())),
            like(a, lead(a).then(Shape.of(k, n))));
    return Node.pure("torch.linalg_svd(%0, False, driver=None)", types, a);
  }

  /** The lower triangle L with A = L Lᵀ for positive definite A; an error when it is not. */
  public static Tensor cholesky(Tensor a) {
    square("cholesky", a);
    return Node.pure("torch.linalg_cholesky(%0, upper=False)", a.shape(), a.dtype(), a);
  }

  /** The X with A X = B, for B of shape (…, n, k); an error when A is singular. */
  public static Tensor solve(Tensor a, Tensor b) {
    return Node.pure(
        "torch.linalg_solve(%0, %1, left=True)", solution("solve", a, b), a.dtype(), a, b);
  }

  /** The X with A X = B for triangular A, of which the other triangle is not read. */
  public static Tensor solveTriangular(Tensor a, Tensor b, boolean upper) {
    return Node.pure(
        "torch.linalg_solve_triangular(%0, %1, upper="
            + Text.bool(upper)
            + ", left=True, unitriangular=False)",
        solution("solveTriangular", a, b),
        a.dtype(),
        a,
        b);
  }

  /** A⁻¹; an error when A is singular. */
  public static Tensor inverse(Tensor a) {
    square("inverse", a);
    return Node.pure("torch.linalg_inv(%0)", a.shape(), a.dtype(), a);
  }

  /** The pseudo-inverse A⁺ (Penrose 1955); singular values below the rounding error count as 0. */
  public static Tensor pseudoInverse(Tensor a) {
    matrices("pseudoInverse", a);
    return Node.pure(
        "torch.linalg_pinv(%0, atol=None, rtol=None, hermitian=False)",
        lead(a).then(Shape.of(a.size(-1), a.size(-2))), a.dtype(), a);
  }

  /** Aⁿ; for negative n the power of A⁻¹. */
  public static Tensor matrixPower(Tensor a, int n) {
    square("matrixPower", a);
    return Node.pure("torch.linalg_matrix_power(%0, " + n + ")", a.shape(), a.dtype(), a);
  }

  /** det A. */
  public static Tensor det(Tensor a) {
    square("det", a);
    return Node.pure("torch.linalg_det(%0)", lead(a), a.dtype(), a);
  }

  /** The sign of det A (for complex A its phase) and log |det A|. */
  public static Tensor[] slogdet(Tensor a) {
    square("slogdet", a);
    var log = new Node.Type(lead(a), Text.realOf(a.dtype()));
    return Node.pure("torch.linalg_slogdet(%0)", List.of(like(a, lead(a)), log), a);
  }

  /** eᴬ = Σ Aᵏ/k!. */
  public static Tensor matrixExp(Tensor a) {
    square("matrixExp", a);
    return Node.pure("torch.linalg_matrix_exp(%0)", a.shape(), a.dtype(), a);
  }
}
