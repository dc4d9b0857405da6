package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  Invariants(LieAlgebra of) {
    d = of.d();
    algebra = of.basis();
    components = of.components();
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
    return Array.of(plain(values), sizes);
  }

  /** All such laws; forms that are classical, and multiples of them, by their names. */
  MatrixGroup.Law[] laws() {
    var laws = new ArrayList<MatrixGroup.Law>();
    List<double[]> forms = forms();
    List<double[]> said = new ArrayList<>();
    for (MatrixLaws classical : MatrixLaws.FORMS) {
      double[] j = MatrixLaws.flat(classical.form(d));
      boolean regular = classical != MatrixLaws.SYMPLECTIC || d % 2 == 0;
      if (regular && isIn(forms, j) && !isIn(said, j)) {
        laws.add(classical);
        said.add(j);
      }
    }
    for (double[] j : forms) {
      if (!isIn(said, j)) {
        laws.add(new Form(d, boxed(j)));
        said.add(j);
      }
    }
    vectors(false).forEach(v -> laws.add(new Fixed(boxed(v), false)));
    vectors(true).forEach(v -> laws.add(new Fixed(boxed(v), true)));
    boolean traceless = algebra.stream().allMatch(a -> Math.abs(trace(a)) < TOLERANCE);
    boolean special =
        components.stream().allMatch(c -> Math.abs(LieAlgebra.determinant(c) - 1) < TOLERANCE);
    if (traceless && special) {
      laws.add(MatrixLaws.SPECIAL);
    }
    return laws.toArray(MatrixGroup.Law[]::new);
  }

  private double trace(double[] a) {
    return IntStream.range(0, d).mapToDouble(i -> a[i * d + i]).sum();
  }

  private static boolean isIn(List<double[]> span, double[] x) {
    var more = new ArrayList<>(span);
    more.add(x);
    return NullSpace.rank(more) == NullSpace.rank(span);
  }

  /** Whether matrices that satisfy some laws satisfy another: forms and vectors add up. */
  static boolean imply(Collection<MatrixGroup.Law> laws, MatrixGroup.Law other, int d) {
    if (laws.contains(other)) {
      return true;
    }
    if (other instanceof Fixed f) {
      return isIn(
          laws.stream()
              .filter(l -> l instanceof Fixed g && g.transposed == f.transposed)
              .map(l -> plain(((Fixed) l).v))
              .toList(),
          plain(f.v));
    }
    return form(other, d)
        .filter(j -> isIn(laws.stream().flatMap(l -> form(l, d).stream()).toList(), j))
        .isPresent();
  }

  /** The form that a law says is kept. */
  private static Optional<double[]> form(MatrixGroup.Law law, int d) {
    if (law instanceof Form f) {
      return Optional.of(plain(f.j));
    }
    return law instanceof MatrixLaws m && m.form(d) != null
        ? Optional.of(MatrixLaws.flat(m.form(d)))
        : Optional.empty();
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

  private static List<Double> boxed(double[] x) {
    return Arrays.stream(x).boxed().toList();
  }

  private static double[] plain(List<Double> x) {
    return x.stream().mapToDouble(v -> v).toArray();
  }
}
