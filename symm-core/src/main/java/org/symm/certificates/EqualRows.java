package org.symm.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symm.engine.Array;
import org.symm.engine.Cache;
import org.symm.engine.Program;
import org.symm.kernels.Kernel;
import org.symm.statistics.Statistics;
import org.symm.statistics.TwoSample;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Whether rows with equal inputs are independent and have one law: 131 of them, run with 32 seeds.
 * Of a kernel that acts on each row alone the outputs of one run may be permuted, those of each run
 * by another permutation, so permutations serve as the relabellings of an exact test, whatever the
 * outputs are, finite sets included. The permutations are r ↦ a r + b modulo the prime 131: a group
 * that takes any pair of rows to any other, and needs no sorting.
 *
 * <p>With φ[r, s] a coordinate of the output at row r and seed s, its mean over the rows of each
 * seed taken away, and c[s, t] = Σ_r φ[r, s] φ[r, t] for seeds s ≠ t:
 *
 * <ul>
 *   <li>Σ c² is large where rows share noise: of pairs that do, twice as large (c² is a sum over
 *       pairs of rows of the products of their covariances), whichever rows are the pairs;
 *   <li>Σ_r (Σ_s φ)² and its largest term are large where outputs depend on the place r.
 * </ul>
 *
 * <p>φ are the coordinates, of more than three as many random combinations, and the squares of
 * these.
 */
final class EqualRows {

  private static final int ROWS = 131;
  private static final int SEEDS = 32;

  /** Coordinates, or random combinations. */
  private static final int FEW = 3;

  /** Permutations at once. */
  private static final int GROUP = 128;

  private static final Cache<List<Object>, Program> PROGRAMS = new Cache<>(8);

  private EqualRows() {}

  /**
   * The statistics, each for every labelling, the true one first; none if an output is not finite.
   *
   * @param inputs arrays, of which the first row is used
   */
  static List<double[]> statistics(
      Kernel f, List<Array> inputs, DType real, double least, int labellings, long seed) {
    List<Array> x =
        inputs.stream().map(a -> a.rows(0, 1).map(t -> t.repeatInterleave(ROWS, 0))).toList();
    var runs = new ArrayList<List<Array>>();
    for (int s = 0; s < SEEDS; s++) {
      long own = Seeds.of(seed, s);
      runs.add(x.isEmpty() ? f.sample(own, ROWS, real) : f.run(own, x));
    }
    MixedAxes blocks = MixedAxes.of(f.cod(), f.group());
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < runs.get(0).size(); i++) {
      int part = i;
      Array all = Array.join(runs.stream().map(r -> r.get(part)).toList());
      Tensor y = blocks.of(i, all.tensor().to(DType.FLOAT64));
      parts.add(
          InLaw.blurred(
              y.unsqueeze(0),
              Tensors.full(Shape.of(1), least, DType.FLOAT64),
              real,
              1,
              "rows " + i));
    }
    Tensor y = Tensors.cat(2, parts.toArray(Tensor[]::new)).squeeze(0);
    Tensor finite = y.isFinite().flatten(0).all(0);
    var drawn =
        Program.evaluate("features", Seeds.of(seed, "features"), List.of(features(y), finite));
    if (drawn.get(1).doubles()[0] != 1) {
      return List.of();
    }
    Array features = drawn.get(0);
    int groups = (labellings + GROUP - 1) / GROUP;
    int each = (labellings + groups - 1) / groups;
    var all = new ArrayList<List<Array>>();
    for (int g = 0; g < groups; g++) {
      Array first = Array.of(new double[] {g == 0 ? 1 : 0}, 1);
      all.add(program(features.shape(), each).run(Seeds.of(seed, "order " + g), features, first));
    }
    return TwoSample.rows(TwoSample.joined(all, 0)).stream()
        .map(v -> Arrays.copyOf(v, labellings))
        .toList();
  }

  /** (seeds · rows, d) to (seeds, rows, features) in float32. */
  private static Tensor features(Tensor y) {
    Tensor z = Statistics.standard(y);
    long d = z.size(1);
    if (d > FEW) {
      Tensor mix = Draws.normal("combinations", Shape.of(d, FEW), DType.FLOAT64);
      z = Statistics.standard(z.matMul(mix));
    }
    Tensor all = Statistics.standard(Tensors.cat(1, z, z.square()));
    Tensor runs = all.reshape(SEEDS, ROWS, all.size(1));
    return runs.sub(runs.meanKeep(1)).to(DType.FLOAT32);
  }

  /** For so many permutations, of which the first is none where asked for: (4, permutations). */
  private static Program program(Shape features, int permutations) {
    return PROGRAMS.get(
        List.of(features, permutations),
        () -> {
          Tensor x = Tensors.input(features, DType.FLOAT32);
          Tensor first = Tensors.input(Shape.of(1), DType.FLOAT64);
          int q = (int) features.size(2);
          var each = Shape.of(permutations, SEEDS, 1);
          Tensor none = Tensors.range(permutations, DType.INT64).eq(0).and(first.gt(0.5));
          Tensor keep = none.reshape(-1, 1, 1);
          Tensor a = keep.where(ones(each), Draws.integers("a", ROWS - 1, each).add(1));
          Tensor b = keep.where(ones(each), Draws.integers("b", ROWS, each).add(1)).sub(1);
          Tensor at = Tensors.range(ROWS, DType.INT64).mul(a).add(b).mod(ROWS);
          // (permutations, q, seeds, rows)
          Tensor moved =
              x.permute(2, 0, 1)
                  .unsqueeze(0)
                  .expand(permutations, q, SEEDS, ROWS)
                  .gather(3, at.unsqueeze(1).expand(permutations, q, SEEDS, ROWS));
          Tensor places = moved.sum(2).square();
          Tensor c = moved.matMul(moved.t()).square();
          Tensor shared = c.sum(2, 3).sub(c.diagonal().sum(2));
          var out =
              Tensors.stack(0, shared.sum(1), shared.max(1), places.sum(1, 2), places.max(1, 2));
          return Program.of("rows with equal inputs", List.of(x, first), List.of(out));
        });
  }

  private static Tensor ones(Shape shape) {
    return Tensors.ones(shape, DType.INT64);
  }
}
