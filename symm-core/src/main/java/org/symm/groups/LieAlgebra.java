package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The Lie algebra of a matrix group and one element of each of its components, as given by a user.
 *
 * @param basis matrices row by row, the largest entry of each of size 1
 * @param components 1 first
 */
record LieAlgebra(int d, List<double[]> basis, List<double[][]> components) {

  /**
   * What some matrices generate: with commutators AB − BA until there are no new ones.
   *
   * @param others one element of each component but that of 1
   * @throws IllegalArgumentException if these are not square matrices of one size and of finite
   *     numbers, or none generate, or one of the others is singular
   */
  static LieAlgebra generated(String name, double[][][] generators, double[][]... others) {
    Refused.unless(generators.length > 0, "%s needs at least one generator", name);
    int d = generators[0].length;
    boolean square =
        Stream.concat(Arrays.stream(generators), Arrays.stream(others))
            .allMatch(m -> isSquare(m, d));
    Refused.unless(
        square && d > 0, "%s needs square matrices of one size and of finite numbers", name);
    List<double[]> basis = new ArrayList<>();
    for (double[][] a : generators) {
      add(basis, MatrixLaws.flat(a));
    }
    for (int i = 0; i < basis.size(); i++) {
      for (int j = 0; j < i; j++) {
        add(basis, commutator(d, basis.get(i), basis.get(j)));
      }
    }
    List<double[][]> components = new ArrayList<>();
    components.add(MatrixLaws.ORTHOGONAL.form(d));
    for (double[][] g : others) {
      Refused.unless(
          determinant(g) != 0,
          "%s has a singular matrix for an element: %s",
          name,
          Arrays.deepToString(g));
      components.add(copy(g));
    }
    return new LieAlgebra(d, List.copyOf(basis), List.copyOf(components));
  }

  private static boolean isSquare(double[][] m, int d) {
    return m.length == d
        && Arrays.stream(m)
            .allMatch(r -> r.length == d && Arrays.stream(r).allMatch(Double::isFinite));
  }

  /** Scaled, so that neither sizes of generators nor products of products matter. */
  private static void add(List<double[]> basis, double[] a) {
    double most = Arrays.stream(a).map(Math::abs).max().orElse(0);
    if (most > 0) {
      basis.add(Arrays.stream(a).map(v -> v / most).toArray());
      if (NullSpace.rank(basis) < basis.size()) {
        basis.remove(basis.size() - 1);
      }
    }
  }

  /** AB − BA; what is but rounding of the products is 0. */
  private static double[] commutator(int d, double[] a, double[] b) {
    double[] c = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double terms = 0;
        for (int k = 0; k < d; k++) {
          double ab = a[i * d + k] * b[k * d + j];
          double ba = b[i * d + k] * a[k * d + j];
          c[i * d + j] += ab - ba;
          terms += Math.abs(ab) + Math.abs(ba);
        }
        c[i * d + j] = Math.abs(c[i * d + j]) <= 1e-12 * terms ? 0 : c[i * d + j];
      }
    }
    return c;
  }

  /**
   * A basis from laws: the A for which all hold to first order at 1 + A; empty if one is silent.
   */
  static Optional<List<double[]>> basis(int d, Collection<MatrixGroup.Law> laws) {
    var equations = new ArrayList<double[]>();
    for (MatrixGroup.Law law : laws) {
      var own = law.linearised(d);
      if (own.isEmpty()) {
        return Optional.empty();
      }
      equations.addAll(own.get());
    }
    return Optional.of(NullSpace.of(equations, d * d));
  }

  /** Of each component alike: its element times two exponentials exp(Σ cᵢAᵢ) with normal c. */
  MatrixGroup.Sampler sampler() {
    Array algebra = array(basis);
    Array each = array(components.stream().map(MatrixLaws::flat).toList());
    return (stream, rows, real) -> {
      Tensor c = Draws.normal(stream, Shape.of(2 * rows, basis.size()), real).mul(0.5);
      Tensor sum = c.matMul(algebra.tensor(real).reshape(basis.size(), -1));
      Tensor e = LinearAlgebra.matrixExp(sum.reshape(2 * rows, d, d));
      Tensor near = e.slice(0, 0, rows).matMul(e.slice(0, rows, 2 * rows));
      if (components.size() == 1) {
        return near;
      }
      Tensor which = Draws.integers(stream + " component", components.size(), Shape.of(rows));
      return each.tensor(real).indexSelect(0, which).matMul(near);
    };
  }

  /** exp(A/2‖A‖) for each A of the basis, then the elements of the components. */
  Tensor generating(DType real) {
    Tensor others = array(components.stream().map(MatrixLaws::flat).toList()).tensor(real);
    if (basis.isEmpty()) {
      return others;
    }
    Tensor a = array(basis).tensor(real);
    Tensor size = a.square().sum(1, 2).sqrt().mul(2).reshape(-1, 1, 1);
    return Tensors.cat(0, LinearAlgebra.matrixExp(a.div(size)), others);
  }

  private Array array(List<double[]> matrices) {
    double[] flat = matrices.stream().flatMapToDouble(Arrays::stream).toArray();
    return Array.of(flat, matrices.size(), d, d);
  }

  /** A matrix row by row as rows. */
  static double[][] rows(double[] a) {
    int d = (int) Math.round(Math.sqrt(a.length));
    return IntStream.range(0, d)
        .mapToObj(i -> Arrays.copyOfRange(a, i * d, (i + 1) * d))
        .toArray(double[][]::new);
  }

  static double[][] copy(double[][] g) {
    return Arrays.stream(g).map(double[]::clone).toArray(double[][]::new);
  }

  static double determinant(double[][] g) {
    return new LUDecomposition(MatrixUtils.createRealMatrix(g)).getDeterminant();
  }
}
