package org.symm.groups;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.symm.display.Refused;

/**
 * The finite group that matrices generate, and the true representation next to them: entries that
 * were rounded, as 0.8660254, satisfy no relation of a group exactly.
 *
 * <p>Source: averages T(g) ← (1/|G|) Σₕ T(gh) T(h)⁻¹, which square the error of T(gh) = T(g) T(h)
 * (Kazhdan 1982, On ε-representations).
 *
 * @param group the group by generators
 * @param table its Cayley table
 * @param matrices one for each element
 */
record Representation(Generated<RealMatrix> group, int[][] table, List<RealMatrix> matrices) {

  /**
   * Products that are so near, relative to their entries, are one element: of matrices with rounded
   * entries, and of others.
   */
  private static final double NEAR = 1e-4;

  private static final double FULL = 1e-7;

  /** Entries are rounded to so many decimals at most; numbers of float32 have 6 at least. */
  private static final int DECIMALS = 8;

  private static final double SINGLE = 1e-6;

  private static final int ROUNDS = 8;

  /** The group that some matrices generate; refused where they are none of a finite group. */
  static Representation of(String name, double[][]... generators) {
    RealMatrix[] given = checked(name, generators);
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(given[0].getRowDimension());
    var group =
        Generated.by(
            name,
            one,
            given,
            RealMatrix::multiply,
            new Near(Arrays.stream(given).anyMatch(a -> rounding(a) > 0) ? NEAR : FULL),
            "; entries with few digits, as 0.87 for √3/2, do so too: give them exactly, as"
                + " Math.sqrt(3) / 2");
    Refused.unless(group.cancels(), "%s is not a group: its generators do not close", name);
    var found = new Representation(group, group.table(), group.all());
    RealMatrix[] exact = found.orthogonal(found.exact(given));
    for (int k = 0; k < given.length; k++) {
      double miss = distance(given[k], exact[k]) / size(given[k]);
      if (miss > Math.max(FULL / 100, rounding(given[k]))) {
        throw Refused.because(
            "the generators of %s are no matrices of a finite group: %s, of %s, misses the nearest"
                + " ones, of a group of %s elements, by %.1e of its entries; give these exactly, as"
                + " Math.sqrt(3) / 2, or to 6 decimals and more",
            name, (char) ('a' + k), text(given[k]), group.all().size(), miss);
      }
    }
    return new Representation(group, found.table, group.of(exact, RealMatrix::multiply));
  }

  private static RealMatrix[] checked(String name, double[][]... generators) {
    Refused.unless(generators.length != 0, "%s needs at least one matrix to generate it", name);
    int d = generators[0].length;
    for (double[][] a : generators) {
      boolean square =
          d > 0
              && a.length == d
              && Arrays.stream(a).allMatch(row -> row.length == d)
              && Arrays.stream(a).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
      Refused.unless(
          square,
          "the generators of %s should be square matrices of one size and of finite numbers, not %s",
          name,
          Arrays.deepToString(generators));
      RealMatrix m = MatrixUtils.createRealMatrix(a);
      double det = Math.abs(new LUDecomposition(m).getDeterminant());
      if (!(Math.abs(det - 1) <= 10 * d * NEAR)) {
        throw Refused.because(
            "%s is not a finite group: the matrices of one have determinants 1 and −1, but that of"
                + " %s is ±%s",
            name, text(m), (float) det);
      }
    }
    return Arrays.stream(generators).map(MatrixUtils::createRealMatrix).toArray(RealMatrix[]::new);
  }

  /** The generators of the representation next to this one. */
  private RealMatrix[] exact(RealMatrix... given) {
    RealMatrix[] best = given;
    List<RealMatrix> all = matrices;
    double defect = defect(all, best);
    for (int round = 0; round < ROUNDS && defect > 0; round++) {
      RealMatrix[] next = averaged(all);
      List<RealMatrix> others = group.of(next, RealMatrix::multiply);
      double better = defect(others, next);
      if (!(better < defect / 2)) {
        break;
      }
      best = next;
      all = others;
      defect = better;
    }
    return best;
  }

  /** (1/|G|) Σₕ T(ah) T(h)⁻¹ for each generator a. */
  private RealMatrix[] averaged(List<RealMatrix> t) {
    var inverses = t.stream().map(MatrixUtils::inverse).toList();
    return Arrays.stream(group.next().get(0))
        .mapToObj(
            a ->
                IntStream.range(0, t.size())
                    .mapToObj(h -> t.get(table[a][h]).multiply(inverses.get(h)))
                    .reduce(RealMatrix::add)
                    .orElseThrow()
                    .scalarMultiply(1.0 / t.size()))
        .toArray(RealMatrix[]::new);
  }

  /** The largest error of T(ga) = T(g) T(a), relative to its entries. */
  private double defect(List<RealMatrix> t, RealMatrix... generators) {
    double worst = 0;
    for (int i = 0; i < t.size(); i++) {
      for (int k = 0; k < generators.length; k++) {
        RealMatrix product = t.get(group.next().get(i)[k]);
        RealMatrix made = t.get(i).multiply(generators[k]);
        worst = Math.max(worst, distance(made, product) / size(product));
      }
    }
    return worst;
  }

  /**
   * R a R⁻¹ with R² = (1/|G|) Σ TᵀT, which is orthogonal, where R is 1 up to the rounding of the
   * given entries; otherwise the generators a as they are.
   */
  private RealMatrix[] orthogonal(RealMatrix... generators) {
    List<RealMatrix> t = group.of(generators, RealMatrix::multiply);
    RealMatrix form =
        t.stream()
            .map(m -> m.transpose().multiply(m))
            .reduce(RealMatrix::add)
            .orElseThrow()
            .scalarMultiply(1.0 / t.size());
    double off = distance(form, t.get(0));
    if (off > NEAR || off <= 100 * Math.ulp(1.0)) {
      return generators;
    }
    RealMatrix root = new EigenDecomposition(form).getSquareRoot();
    RealMatrix inverse = MatrixUtils.inverse(root);
    return Arrays.stream(generators)
        .map(a -> root.multiply(a).multiply(inverse))
        .toArray(RealMatrix[]::new);
  }

  /** Whether all matrices are orthogonal, up to rounding. */
  boolean isOrthogonal() {
    RealMatrix one = matrices.get(0);
    return matrices.stream().allMatch(m -> distance(m.multiply(m.transpose()), one) <= 1e-9);
  }

  /** How far rounding of its entries may move a matrix, relative to them; 0 if they are not. */
  private static double rounding(RealMatrix a) {
    double[] v = Arrays.stream(a.getData()).flatMapToDouble(Arrays::stream).toArray();
    for (int k = 0; k <= DECIMALS; k++) {
      double ten = Math.pow(10, k);
      if (Arrays.stream(v).allMatch(x -> x == Math.rint(x * ten) / ten)) {
        return Math.min(SINGLE, 2 / ten);
      }
    }
    return Arrays.stream(v).allMatch(x -> x == (float) x) ? SINGLE : 0;
  }

  private static double size(RealMatrix a) {
    return Arrays.stream(a.getData())
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  private static double distance(RealMatrix a, RealMatrix b) {
    return size(a.subtract(b));
  }

  private static String text(RealMatrix a) {
    return Arrays.deepToString(a.getData());
  }

  /** Matrices known again up to rounding, sought among those with nearly the same Σ wᵢⱼ aᵢⱼ. */
  private static final class Near implements Generated.Known<RealMatrix> {

    private final double tolerance;
    private final TreeMap<Double, Map<Integer, RealMatrix>> seen = new TreeMap<>();

    Near(double tolerance) {
      this.tolerance = tolerance;
    }

    @Override
    public int number(RealMatrix a, int ifNew) {
      double sum = 0;
      double most = 0;
      int n = a.getRowDimension();
      for (int i = 0; i < n * n; i++) {
        double w = Math.sin(1 + i);
        sum += w * a.getEntry(i / n, i % n);
        most += Math.abs(w);
      }
      double near = tolerance * size(a);
      for (var some : seen.subMap(sum - most * near, true, sum + most * near, true).values()) {
        for (var one : some.entrySet()) {
          if (distance(one.getValue(), a) <= near) {
            return one.getKey();
          }
        }
      }
      seen.computeIfAbsent(sum, s -> new TreeMap<>()).put(ifNew, a);
      return ifNew;
    }
  }
}
