package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.tensor.Tensor;

/**
 * The laws of a matrix group from its Lie algebra and one element of each component: the bilinear
 * forms and vectors that all of them keep, and determinant 1.
 */
final class Invariants {

  private static final double TOLERANCE = 1e-9;

  private final int d;
  private final List<double[]> algebra;
  private final List<double[][]> components;

  /**
   * @param algebra matrices row by row
   */
  Invariants(int d, List<double[]> algebra, List<double[][]> components) {
    this.d = d;
    this.algebra = algebra;
    this.components = components;
  }

  /** gᵀJg = J, for a form J row by row. */
  private record Form(int d, List<Double> j) implements MatrixGroup.Law {
    @Override
    public Tensor residual(Tensor g) {
      Tensor form = array(j, d, d).tensor(g.dtype());
      Tensor off = g.t().matMul(form).matMul(g).sub(form).abs().max(1, 2);
      return off.div(g.square().max(1, 2).maximum(1));
    }

    @Override
    public Optional<List<double[]>> linearised(int size) {
      double[][] form = new double[d][d];
      IntStream.range(0, d * d).forEach(i -> form[i / d][i % d] = j.get(i));
      return Optional.of(MatrixLaws.keeping(form));
    }

    @Override
    public String words() {
      return "a bilinear form is kept";
    }
  }

  /** g v = v, or gᵀ v = v. */
  private record Fixed(List<Double> v, boolean transposed) implements MatrixGroup.Law {
    @Override
    public Tensor residual(Tensor g) {
      Tensor x = array(v, v.size(), 1).tensor(g.dtype());
      Tensor off = (transposed ? g.t() : g).matMul(x).sub(x).abs().max(1, 2);
      return off.div(g.abs().max(1, 2).maximum(1));
    }

    @Override
    public Optional<List<double[]>> linearised(int d) {
      var equations = new ArrayList<double[]>();
      for (int i = 0; i < d; i++) {
        double[] e = new double[d * d];
        for (int k = 0; k < d; k++) {
          e[transposed ? k * d + i : i * d + k] = v.get(k);
        }
        equations.add(e);
      }
      return Optional.of(equations);
    }

    @Override
    public String words() {
      return transposed ? "a linear form is kept" : "a vector is kept";
    }
  }

  private static Array array(List<Double> values, long... sizes) {
    return Array.of(values.stream().mapToDouble(x -> x).toArray(), sizes);
  }

  /** All such laws; those that are classical by their names. */
  MatrixGroup.Law[] laws() {
    var laws = new ArrayList<MatrixGroup.Law>();
    for (double[] j : forms()) {
      laws.add(new Form(d, boxed(j)));
    }
    double[][] one = MatrixLaws.ORTHOGONAL.form(d);
    if (components.stream().allMatch(c -> keeps(one, c))
        && algebra.stream().allMatch(this::isSkew)) {
      laws.add(0, MatrixLaws.ORTHOGONAL);
    }
    vectors(false).forEach(v -> laws.add(new Fixed(boxed(v), false)));
    vectors(true).forEach(v -> laws.add(new Fixed(boxed(v), true)));
    boolean traceless =
        algebra.stream()
            .allMatch(
                a ->
                    Math.abs(IntStream.range(0, d).mapToDouble(i -> a[i * d + i]).sum())
                        < TOLERANCE);
    if (traceless && components.stream().allMatch(c -> Math.abs(determinant(c) - 1) < TOLERANCE)) {
      laws.add(MatrixLaws.SPECIAL);
    }
    return laws.toArray(MatrixGroup.Law[]::new);
  }

  /** J with AᵀJ + JA = 0 for the algebra and cᵀJc = J for the components. */
  private List<double[]> forms() {
    var equations = new ArrayList<double[]>();
    for (double[] a : algebra) {
      for (int r = 0; r < d; r++) {
        for (int c = 0; c < d; c++) {
          double[] e = new double[d * d];
          for (int k = 0; k < d; k++) {
            e[k * d + c] += a[k * d + r];
            e[r * d + k] += a[k * d + c];
          }
          equations.add(e);
        }
      }
    }
    for (double[][] g : components) {
      for (int r = 0; r < d; r++) {
        for (int c = 0; c < d; c++) {
          double[] e = new double[d * d];
          for (int k = 0; k < d; k++) {
            for (int l = 0; l < d; l++) {
              e[k * d + l] += g[k][r] * g[l][c];
            }
          }
          e[r * d + c] -= 1;
          equations.add(e);
        }
      }
    }
    return NullSpace.of(equations, d * d);
  }

  /** v with Av = 0 and cv = v, or the same of the transposed matrices. */
  private List<double[]> vectors(boolean transposed) {
    var equations = new ArrayList<double[]>();
    for (double[] a : algebra) {
      for (int i = 0; i < d; i++) {
        int row = i;
        equations.add(
            IntStream.range(0, d)
                .mapToDouble(k -> transposed ? a[k * d + row] : a[row * d + k])
                .toArray());
      }
    }
    for (double[][] g : components) {
      for (int i = 0; i < d; i++) {
        int row = i;
        double[] e =
            IntStream.range(0, d).mapToDouble(k -> transposed ? g[k][row] : g[row][k]).toArray();
        e[i] -= 1;
        equations.add(e);
      }
    }
    return NullSpace.of(equations, d);
  }

  private boolean isSkew(double[] a) {
    return IntStream.range(0, d * d)
        .allMatch(i -> Math.abs(a[i] + a[i % d * d + i / d]) < TOLERANCE);
  }

  private boolean keeps(double[][] form, double[][] g) {
    for (int r = 0; r < d; r++) {
      for (int c = 0; c < d; c++) {
        double sum = -form[r][c];
        for (int k = 0; k < d; k++) {
          for (int l = 0; l < d; l++) {
            sum += g[k][r] * form[k][l] * g[l][c];
          }
        }
        if (Math.abs(sum) > TOLERANCE) {
          return false;
        }
      }
    }
    return true;
  }

  static double determinant(double[][] g) {
    return new LUDecomposition(MatrixUtils.createRealMatrix(g)).getDeterminant();
  }

  private static List<Double> boxed(double[] x) {
    return Arrays.stream(x).boxed().toList();
  }

  /**
   * A basis of the Lie algebra that some matrices generate: with commutators AB − BA until there
   * are no new ones.
   */
  static List<double[]> closed(int d, List<double[][]> generators) {
    var basis = new ArrayList<double[]>();
    for (double[][] a : generators) {
      add(basis, MatrixLaws.flat(a));
    }
    for (int i = 0; i < basis.size(); i++) {
      for (int j = 0; j < i; j++) {
        add(basis, commutator(d, basis.get(i), basis.get(j)));
      }
    }
    return basis;
  }

  private static void add(List<double[]> basis, double[] a) {
    basis.add(a);
    if (NullSpace.rank(basis) < basis.size()) {
      basis.remove(basis.size() - 1);
    }
  }

  private static double[] commutator(int d, double[] a, double[] b) {
    double[] c = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d; k++) {
          c[i * d + j] += a[i * d + k] * b[k * d + j] - b[i * d + k] * a[k * d + j];
        }
      }
    }
    return c;
  }

  /** Square matrices of one size and of finite numbers. */
  static void demandSquare(String name, int d, List<double[][]> matrices) {
    boolean square =
        matrices.stream()
            .allMatch(
                m ->
                    m.length == d
                        && Arrays.stream(m)
                            .allMatch(
                                r -> r.length == d && Arrays.stream(r).allMatch(Double::isFinite)));
    Refused.unless(
        square && d > 0, "%s needs square matrices of one size and of finite numbers", name);
  }
}
