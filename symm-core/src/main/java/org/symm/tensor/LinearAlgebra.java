package org.symm.tensor;

import static org.symm.tensor.TorchScript.leading;

import java.util.List;

/**
 * Decompositions and solutions for the matrices in the last two axes, batched over the axes before
 * them.
 */
public final class LinearAlgebra {

  private LinearAlgebra() {}

  private static void square(Tensor a) {
    TorchScript.needPrecise(a);
    TorchScript.need(a.rank() >= 2 && a.size(-1) == a.size(-2), "needs square matrices, not " + a);
  }

  private static void matrices(Tensor a) {
    TorchScript.needPrecise(a);
    TorchScript.need(a.rank() >= 2, "needs matrices, not " + a);
  }

  /** The shape of X, as large as B with leading axes broadcast, where an axis of B meets A. */
  private static Shape solution(Tensor a, Tensor b, int axis) {
    square(a);
    TorchScript.sameType(a, b);
    TorchScript.need(
        b.rank() >= 2 && b.size(axis) == a.size(-1),
        a.shape() + " and " + b.shape() + " do not fit");
    return TorchScript.leading(a, b).then(Shape.of(b.size(-2), b.size(-1)));
  }

  /** A function of square matrices that gives such matrices. */
  private static Tensor endomorphic(Tensor a, String text) {
    square(a);
    return Node.pure(text, a.shape(), a.dtype(), a);
  }

  private static Type like(Tensor a, Shape s) {
    return new Type(s, a.dtype());
  }

  /** Real numbers, also beside complex matrices. */
  private static Type real(Tensor a, Shape s) {
    return new Type(s, TorchScript.realOf(a.dtype()));
  }

  /**
   * A = Q R with orthonormal columns and an upper triangle (reduced). The signs are libtorch's own.
   */
  public static Tensor[] qr(Tensor a) {
    matrices(a);
    Shape s = a.shape();
    long k = Math.min(s.size(-2), s.size(-1));
    var types = List.of(like(a, s.with(-1, k)), like(a, s.with(-2, k)));
    return Node.pure("torch.linalg_qr(%0, \"reduced\")", types, a);
  }

  /**
   * The product H₁ H₂ … Hₖ of reflections Hᵢ = 1 − τᵢ vᵢ vᵢᵀ, for A of shape (…, n, k) and τ of
   * shape (…, k): its first k columns. vᵢ is column i of A below the diagonal, 1 on it, 0 above;
   * the rest of A is not read.
   */
  public static Tensor householderProduct(Tensor a, Tensor tau) {
    matrices(a);
    TorchScript.sameType(a, tau);
    Shape s = a.shape();
    TorchScript.need(
        s.size(-2) >= s.size(-1) && tau.shape().equals(s.without(-2)),
        a + " and " + tau + " do not fit: needs (…, n, k) with n ≥ k, and (…, k)");
    return Node.pure("torch.linalg_householder_product(%0, %1)", s, a.dtype(), a, tau);
  }

  /**
   * A (rows, n, n) with other columns where a condition, of shape (rows, 1, n), is true, and for
   * the matrices where one is the Q of the new A = Q R, with positive diagonal of R. A itself and
   * the given Q for all others: only what changes is decomposed.
   */
  public static Tensor[] qrIfAny(Tensor conditions, Tensor columns, Tensor a, Tensor q) {
    square(a);
    TorchScript.needTruths(conditions);
    for (Tensor x : List.of(columns, q)) {
      TorchScript.sameType(a, x);
      TorchScript.need(a.shape().equals(x.shape()), a + " and " + x + " differ");
    }
    Shape one = a.shape().with(-2, 1);
    TorchScript.need(
        a.rank() == 3 && conditions.shape().equals(one),
        "needs conditions of shape " + one + ", one a column, not " + conditions);
    String all = "torch.where(%0, %1, %2)";
    String at = "torch.reshape(torch.nonzero(torch.reshape(torch.any(%0, -1), [-1])), [-1])";
    String some = "torch.index_select(" + all + ", 0, " + at + ")";
    String found = "(torch.linalg_qr(" + some + ", \"reduced\"))[0]";
    String negative = "torch.lt(torch.sum(torch.mul(" + found + ", " + some + "), [-2], True), 0)";
    String signed = "torch.where(" + negative + ", torch.neg(" + found + "), " + found + ")";
    String both = "(" + all + ", torch.index_copy(%3, 0, " + at + ", " + signed + "))";
    String text = both + " if bool(%4) else (%2, %3)";
    Tensor any = conditions.any();
    Tensor[] out = Node.pure(text, List.of(a.type(), a.type()), conditions, columns, a, q, any);
    String masked = "torch.masked_fill(%1, %0, 0.) if bool(%2) else %1";
    out[0].backward(
        (i, y, g) ->
            switch (i) {
              case 1 -> g.maskedFill(conditions.not(), 0);
              case 2 ->
                  Node.pure(masked, g.shape(), g.dtype(), conditions, g, any)
                      .backward((j, z, h) -> h.maskedFill(conditions, 0));
              default -> null;
            });
    return out;
  }

  /**
   * A = V diag(λ) Vᵀ for symmetric A, of which the lower triangle is read; λ ascending, the columns
   * of V orthonormal, their signs free. A gradient through V needs distinct λ.
   */
  public static Tensor[] eigh(Tensor a) {
    square(a);
    var types = List.of(real(a, a.shape().without(-1)), a.type());
    return Node.pure("torch.linalg_eigh(%0, \"L\")", types, a);
  }

  /** A = U diag(s) Vᵀ (reduced): U, s (descending), Vᵀ. */
  public static Tensor[] svd(Tensor a) {
    matrices(a);
    Shape s = a.shape();
    long k = Math.min(s.size(-2), s.size(-1));
    var types =
        List.of(like(a, s.with(-1, k)), real(a, s.with(-2, k).without(-1)), like(a, s.with(-2, k)));
    return Node.pure("torch.linalg_svd(%0, False, driver=None)", types, a);
  }

  /** The lower triangle L with A = L Lᵀ for positive definite A; an error when it is not. */
  public static Tensor cholesky(Tensor a) {
    return endomorphic(a, "torch.linalg_cholesky(%0, upper=False)");
  }

  /** The X with A X = B, for B of shape (…, n, k); an error when A is singular. */
  public static Tensor solve(Tensor a, Tensor b) {
    Shape s = solution(a, b, -2);
    // Of the shape of A without its last axis, libtorch would read B as a batch of vectors.
    Tensor all = b.expand(s.toArray());
    return Node.pure("torch.linalg_solve(%0, %1, left=True)", s, a.dtype(), a, all);
  }

  /**
   * The X with A X = B, or X A = B if A is not {@code left}, for triangular A, of which the other
   * triangle is not read.
   */
  public static Tensor solveTriangular(Tensor a, Tensor b, boolean upper, boolean left) {
    Shape s = solution(a, b, left ? -2 : -1);
    String sides = "upper=" + TorchScript.bool(upper) + ", left=" + TorchScript.bool(left);
    String text =
        TorchScript.call("linalg_solve_triangular", "%0", "%1", sides, "unitriangular=False");
    return Node.pure(text, s, a.dtype(), a, b);
  }

  /** A⁻¹; an error when A is singular. */
  public static Tensor inverse(Tensor a) {
    return endomorphic(a, "torch.linalg_inv(%0)");
  }

  /** The pseudo-inverse A⁺ (Penrose 1955); singular values below the rounding error count as 0. */
  public static Tensor pseudoInverse(Tensor a) {
    matrices(a);
    return Node.pure(
        "torch.linalg_pinv(%0, atol=None, rtol=None, hermitian=False)",
        leading(a).then(Shape.of(a.size(-1), a.size(-2))), a.dtype(), a);
  }

  /** Aⁿ; for negative n the power of A⁻¹. */
  public static Tensor matrixPower(Tensor a, int n) {
    return endomorphic(a, "torch.linalg_matrix_power(%0, " + n + ")");
  }

  /** det A. */
  public static Tensor det(Tensor a) {
    square(a);
    return Node.pure("torch.linalg_det(%0)", leading(a), a.dtype(), a);
  }

  /** The sign of det A (for complex A its phase) and log |det A|. */
  public static Tensor[] slogdet(Tensor a) {
    square(a);
    var types = List.of(like(a, leading(a)), real(a, leading(a)));
    return Node.pure("torch.linalg_slogdet(%0)", types, a);
  }

  /** eᴬ = Σ Aᵏ/k!. */
  public static Tensor matrixExp(Tensor a) {
    return endomorphic(a, "torch.linalg_matrix_exp(%0)");
  }
}
