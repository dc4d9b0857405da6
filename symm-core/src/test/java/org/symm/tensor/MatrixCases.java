package org.symm.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Decompositions against commons-math and Gram–Schmidt. Where signs are free, only what does not
 * depend on them is compared and differentiated.
 */
final class MatrixCases {

  private final Case.Table table = new Case.Table();
  private final Dense a = Dense.random(71, -1, 1, 2, 3, 3);
  private final Dense tall = Dense.random(72, -1, 1, 2, 4, 3);
  private final Dense wide = Dense.random(73, -1, 1, 3, 4);

  private MatrixCases() {}

  static Case.Table cases() {
    var c = new MatrixCases();
    c.decompositions();
    c.solutions();
    c.functions();
    return c.table;
  }

  private void several(
      String op,
      Case.Build build,
      java.util.function.Function<Dense[], List<Dense>> reference,
      Dense... in) {
    table.add(Case.Table.several(op, build, reference, in).within(1e-10, 1e-4));
  }

  private void one(
      String op,
      Case.Single build,
      java.util.function.Function<Dense[], Dense> reference,
      Dense... in) {
    table.add(Case.Table.single(op, build, reference, in).within(1e-10, 1e-4));
  }

  /** A function of each matrix of a batch. */
  private static Dense each(Dense x, UnaryOperator<RealMatrix> f) {
    int n = x.size(-2) * x.size(-1);
    double[] out = {};
    int[] s = x.shape().clone();
    for (int b = 0; b * n < x.data().length; b++) {
      var m = new Array2DRowRealMatrix(x.size(-2), x.size(-1));
      for (int i = 0; i < n; i++) {
        m.setEntry(i / x.size(-1), i % x.size(-1), x.data()[b * n + i]);
      }
      RealMatrix y = f.apply(m);
      s[s.length - 2] = y.getRowDimension();
      s[s.length - 1] = y.getColumnDimension();
      double[] flat = Arrays.stream(y.getData()).flatMapToDouble(Arrays::stream).toArray();
      int at = out.length;
      out = Arrays.copyOf(out, at + flat.length);
      System.arraycopy(flat, 0, out, at, flat.length);
    }
    return Dense.of(out, s);
  }

  /** As each, for functions with one column, whose axis goes away. */
  private static Dense column(Dense x, UnaryOperator<RealMatrix> f) {
    Dense y = each(x, f);
    return y.reshape(Arrays.copyOf(y.shape(), y.shape().length - 1));
  }

  private static RealMatrix symmetric(RealMatrix m) {
    return m.add(m.transpose());
  }

  private static RealMatrix positive(RealMatrix m) {
    return m.multiply(m.transpose()).add(MatrixUtils.createRealIdentityMatrix(m.getRowDimension()));
  }

  private static Tensor positive(Tensor x, DType d) {
    return x.matMul(x.t()).add(Tensors.eye(x.size(-1), d));
  }

  private static RealMatrix squared(RealMatrix m) {
    var y = m.copy();
    for (int i = 0; i < y.getRowDimension(); i++) {
      for (int j = 0; j < y.getColumnDimension(); j++) {
        y.setEntry(i, j, y.getEntry(i, j) * y.getEntry(i, j));
      }
    }
    return y;
  }

  private static RealMatrix diagonal(double[] d) {
    return new Array2DRowRealMatrix(d);
  }

  /** Q with R's diagonal positive, by Gram–Schmidt twice over. */
  private static RealMatrix gramSchmidt(RealMatrix m) {
    int k = Math.min(m.getRowDimension(), m.getColumnDimension());
    var q = new Array2DRowRealMatrix(m.getRowDimension(), k);
    for (int j = 0; j < k; j++) {
      var v = m.getColumnVector(j);
      for (int again = 0; again < 2; again++) {
        for (int i = 0; i < j; i++) {
          var u = q.getColumnVector(i);
          v = v.subtract(u.mapMultiply(u.dotProduct(v)));
        }
      }
      q.setColumnVector(j, v.unitVector());
    }
    return q;
  }

  private void decompositions() {
    for (Dense x : List.of(a, tall, wide)) {
      String note = "  " + Arrays.toString(x.shape());
      several(
          "LinearAlgebra.qr(Tensor)" + note,
          (t, d) -> {
            Tensor[] qr = LinearAlgebra.qr(t[0]);
            Tensor sign = qr[1].diagonal().sign();
            return List.of(qr[0].mul(sign.unsqueeze(-2)), qr[1].mul(sign.unsqueeze(-1)));
          },
          t ->
              List.of(
                  each(t[0], MatrixCases::gramSchmidt),
                  each(t[0], m -> gramSchmidt(m).transpose().multiply(m))),
          x);
      several(
          "LinearAlgebra.svd(Tensor)" + note,
          (t, d) -> {
            Tensor[] usv = LinearAlgebra.svd(t[0]);
            Tensor back = usv[0].mul(usv[1].unsqueeze(-2)).matMul(usv[2]);
            return List.of(usv[1], usv[0].square(), usv[2].square(), back);
          },
          t ->
              List.of(
                  column(
                      t[0], m -> diagonal(new SingularValueDecomposition(m).getSingularValues())),
                  each(t[0], m -> squared(new SingularValueDecomposition(m).getU())),
                  each(t[0], m -> squared(new SingularValueDecomposition(m).getVT())),
                  t[0]),
          x);
    }
    several(
        "LinearAlgebra.eigh(Tensor)",
        (t, d) -> {
          Tensor s = t[0].add(t[0].t());
          Tensor[] e = LinearAlgebra.eigh(s);
          Tensor back = e[1].mul(e[0].unsqueeze(-2)).matMul(e[1].t());
          return List.of(e[0], e[1].square(), back);
        },
        t ->
            List.of(
                column(t[0], m -> diagonal(ascending(m).getRow(0))),
                each(t[0], m -> ascending(m).getSubMatrix(1, 3, 0, 2)),
                each(t[0], MatrixCases::symmetric)),
        a);
    one(
        "LinearAlgebra.cholesky(Tensor)",
        (t, d) -> LinearAlgebra.cholesky(positive(t[0], d)),
        t -> each(t[0], m -> new CholeskyDecomposition(positive(m)).getL()),
        a);
    for (Dense x : List.of(a, tall)) {
      one(
          "LinearAlgebra.householderProduct(Tensor, Tensor)  " + Arrays.toString(x.shape()),
          (t, d) -> LinearAlgebra.householderProduct(t[0], t[0].square().sum(-2)),
          t -> each(t[0], MatrixCases::reflections),
          x);
    }
    table.rough(
        "LinearAlgebra.qr(Tensor)  of nothing",
        (t, d) -> LinearAlgebra.qr(t[0])[0],
        t -> t[0],
        Dense.of(new double[0], 0, 3, 3));
  }

  /**
   * The first columns of (1 − τ₁ v₁ v₁ᵀ) (1 − τ₂ v₂ v₂ᵀ) …, with τ the squared lengths of columns.
   */
  private static RealMatrix reflections(RealMatrix m) {
    int n = m.getRowDimension();
    int k = m.getColumnDimension();
    RealMatrix q = MatrixUtils.createRealIdentityMatrix(n);
    for (int j = 0; j < k; j++) {
      var column = m.getColumnVector(j);
      double tau = column.dotProduct(column);
      for (int i = 0; i <= j; i++) {
        column.setEntry(i, i == j ? 1 : 0);
      }
      q = q.subtract(q.multiply(column.outerProduct(column).scalarMultiply(tau)));
    }
    return q.getSubMatrix(0, n - 1, 0, k - 1);
  }

  /** Eigenvalues of A + Aᵀ in ascending order, and below each its eigenvector, squared. */
  private static RealMatrix ascending(RealMatrix m) {
    var e = new EigenDecomposition(symmetric(m));
    int n = m.getRowDimension();
    var out = new Array2DRowRealMatrix(n + 1, n);
    for (int i = 0; i < n; i++) { // commons-math sorts descending
      out.setEntry(0, i, e.getRealEigenvalue(n - 1 - i));
      for (int k = 0; k < n; k++) {
        out.setEntry(k + 1, i, Math.pow(e.getEigenvector(n - 1 - i).getEntry(k), 2));
      }
    }
    return out;
  }

  private void solutions() {
    Dense b = Dense.random(74, -1, 1, 3, 2);
    var right = new Array2DRowRealMatrix(3, 2);
    for (int i = 0; i < 6; i++) {
      right.setEntry(i / 2, i % 2, b.data()[i]);
    }
    one(
        "LinearAlgebra.solve(Tensor, Tensor)",
        (t, d) -> LinearAlgebra.solve(t[0], t[1]),
        t -> each(a, m -> inverse(m).multiply(right)),
        a,
        b);
    Dense three = Dense.random(76, -1, 1, 3, 3, 3);
    Dense square = Dense.random(77, -1, 1, 3, 3);
    var shared = new Array2DRowRealMatrix(3, 3);
    for (int i = 0; i < 9; i++) {
      shared.setEntry(i / 3, i % 3, square.data()[i]);
    }
    one(
        "LinearAlgebra.solve(Tensor, Tensor)  one B for as many A",
        (t, d) -> LinearAlgebra.solve(t[0], t[1]),
        t -> each(three, m -> inverse(m).multiply(shared)),
        three,
        square);
    for (boolean upper : new boolean[] {false, true}) {
      one(
          "LinearAlgebra.solveTriangular(Tensor, Tensor, boolean, boolean)  " + upper,
          (t, d) ->
              LinearAlgebra.solveTriangular(t[0].add(Tensors.eye(3, d).mul(2)), t[1], upper, true),
          t -> each(a, m -> inverse(triangle(m, upper)).multiply(right)),
          a,
          b);
      one(
          "LinearAlgebra.solveTriangular(Tensor, Tensor, boolean, boolean)  right, " + upper,
          (t, d) ->
              LinearAlgebra.solveTriangular(
                  t[0].add(Tensors.eye(3, d).mul(2)), t[1].t(), upper, false),
          t -> each(a, m -> right.transpose().multiply(inverse(triangle(m, upper)))),
          a,
          b);
    }
    one(
        "LinearAlgebra.inverse(Tensor)",
        (t, d) -> LinearAlgebra.inverse(t[0]),
        t -> each(a, MatrixCases::inverse),
        a);
    for (Dense x : List.of(a, tall, wide)) {
      one(
          "LinearAlgebra.pseudoInverse(Tensor)  " + Arrays.toString(x.shape()),
          (t, d) -> LinearAlgebra.pseudoInverse(t[0]),
          t -> each(x, m -> new SingularValueDecomposition(m).getSolver().getInverse()),
          x);
    }
  }

  private static RealMatrix triangle(RealMatrix m, boolean upper) {
    var y = m.add(MatrixUtils.createRealIdentityMatrix(3).scalarMultiply(2));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (upper ? j < i : j > i) {
          y.setEntry(i, j, 0);
        }
      }
    }
    return y;
  }

  private static RealMatrix inverse(RealMatrix m) {
    return new LUDecomposition(m).getSolver().getInverse();
  }

  private static RealMatrix scalar(double x) {
    return new Array2DRowRealMatrix(new double[][] {{x}});
  }

  private static Dense number(Dense x, java.util.function.ToDoubleFunction<RealMatrix> f) {
    Dense y = each(x, m -> scalar(f.applyAsDouble(m)));
    return y.reshape(Arrays.copyOf(y.shape(), y.shape().length - 2));
  }

  private static double det(RealMatrix m) {
    return new LUDecomposition(m).getDeterminant();
  }

  private void functions() {
    Dense single = Dense.random(75, -1, 1, 3, 3);
    for (Dense x : List.of(a, single)) {
      one(
          "LinearAlgebra.det(Tensor)  " + x.shape().length,
          (t, d) -> LinearAlgebra.det(t[0]),
          t -> number(x, MatrixCases::det),
          x);
      several(
          "LinearAlgebra.slogdet(Tensor)  " + x.shape().length,
          (t, d) -> List.of(LinearAlgebra.slogdet(t[0])),
          t ->
              List.of(
                  number(x, m -> Math.signum(det(m))), number(x, m -> Math.log(Math.abs(det(m))))),
          x);
    }
    one(
        "LinearAlgebra.matrixExp(Tensor)",
        (t, d) -> LinearAlgebra.matrixExp(t[0]),
        t -> each(a, MatrixCases::exponential),
        a);
    for (int n : new int[] {-2, 0, 1, 3}) {
      one(
          "LinearAlgebra.matrixPower(Tensor, int)  " + n,
          (t, d) -> LinearAlgebra.matrixPower(positive(t[0], d), n),
          t -> each(a, m -> n < 0 ? inverse(positive(m)).power(-n) : positive(m).power(n)),
          a);
    }
  }

  private static RealMatrix exponential(RealMatrix m) {
    RealMatrix sum = MatrixUtils.createRealIdentityMatrix(m.getRowDimension());
    RealMatrix term = sum;
    for (int k = 1; k < 60; k++) {
      term = term.multiply(m).scalarMultiply(1.0 / k);
      sum = sum.add(term);
    }
    return sum;
  }
}
