package org.symm.gammas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.frames.Rounding;
import org.symm.groups.ElementList;
import org.symm.groups.Symmetric;
import org.symm.kernels.Body;
import org.symm.kernels.Body.Fewest;
import org.symm.kernels.Body.Finite;
import org.symm.kernels.Noise;
import org.symm.spaces.Axis;
import org.symm.spaces.Masks;
import org.symm.spaces.Present;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.Sorting;
import org.symm.symmetrisation.SymmetrisationChecks;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Orders of n items, for S(n): permutations π for which π⁻¹·x lists the items in order. */
public final class Orderings {

  private static final String TIES = "every input; items that nothing tells apart in random order";

  private Orderings() {}

  /** Coordinates as keys; turns may have mixed them, so all are as uncertain as the largest. */
  private static List<Tensor> coordinates(PointCloud c, List<Tensor> x) {
    Tensor z = c.points(x);
    Tensor tolerance = c.rounding(x).unsqueeze(1).expand(z.size(0), z.size(2));
    return Sorting.keys(z, tolerance, c.present(x));
  }

  /** By coordinates, the first deciding first. */
  static Gamma lexicographic() {
    return points("lexicographic", false, c -> byKeys(x -> coordinates(c, x), c::present));
  }

  /** Along a Hilbert curve. */
  static Gamma hilbert() {
    return points(
        "Hilbert curve",
        false,
        c ->
            byKeys(
                x -> {
                  var keys = new ArrayList<>(List.of(HilbertCurve.position(c.within(x))));
                  keys.addAll(coordinates(c, x));
                  return keys;
                },
                c::present));
  }

  /** Along k random directions. */
  static Gamma directions(int k) {
    return points(
        k + " random directions",
        true,
        c ->
            new Finite(
                true, (x, u) -> directions(c.centred(x), c.rounding(x), k, u, c.present(x))));
  }

  /**
   * Along k random directions, weighted by the smallest gap in each; equally where no gap is more
   * than {@code rounding}, (rows).
   */
  private static List<Tensor> directions(
      Tensor cloud, Tensor rounding, int k, Noise u, Present present) {
    long n = cloud.size(1);
    Tensor a = u.normal("directions", cloud.size(2), k);
    Tensor along = cloud.matMul(a.mul(a.square().sumKeep(1).rsqrt()));
    Tensor z = present.where(along, Double.POSITIVE_INFINITY).t();
    Tensor each = rounding.repeatInterleave(k, 0).unsqueeze(1);
    Present copies = present.repeated(k);
    Tensor order =
        Sorting.sort(Sorting.keys(z.reshape(-1, n, 1), each, copies), u.times(k), copies)
            .reshape(u.rows(), k, n);
    Tensor equal = Tensors.ones(Shape.of(u.rows(), k), cloud.dtype());
    if (n == 1) {
      return List.of(order, equal);
    }
    Tensor sorted = z.sort(2, false)[0];
    Tensor gaps = sorted.slice(2, 1, n).sub(sorted.slice(2, 0, n - 1));
    Tensor gap = present.isAll() ? gaps.min(2) : least(gaps);
    Tensor none = gap.stopGradient().maxKeep(1).le(rounding.unsqueeze(1));
    return List.of(order, none.where(equal, gap.div(Rounding.unit(gap))));
  }

  /**
   * The smallest finite one of gaps (rows, k, n − 1), those between present items; 0 where fewer
   * than two are present.
   */
  private static Tensor least(Tensor gaps) {
    Tensor absent = gaps.stopGradient().isFinite().not();
    Tensor least = gaps.maskedFill(absent, Double.POSITIVE_INFINITY).min(2);
    return least.maskedFill(absent.all(2), 0);
  }

  /** By the squared entries of a weighted graph's Laplacian eigenvectors, summed by eigenspace. */
  static Gamma spectrum() {
    return Gammas.choosing(
        "Laplacian spectrum",
        TIES,
        List.of(),
        (x, c) -> {
          for (int i = 0, part = 0; i < x.components().size(); i++) {
            List<Axis> axes = x.components().get(i).axes();
            if (axes.size() == 2 && axes.stream().allMatch(Axis::isItems)) {
              int at = part;
              SymmetrisationChecks.chooses(
                  "Laplacian spectrum", new Symmetric(axes.get(0).size()), c);
              int n = axes.get(0).size();
              return byKeys(
                  in -> spectrum(Masks.zeroed(x, in).get(at), Present.of(x, in, n)),
                  in -> Present.of(x, in, n));
            }
            part += x.components().get(i).parts().size();
          }
          throw new IllegalArgumentException(
              "Laplacian spectrum needs weights between items; " + x + " has none. Use edges(n).");
        });
  }

  /** An absent item is a node without edges: it adds an eigenvalue 0, which there is anyway. */
  private static List<Tensor> spectrum(Tensor edges, Present present) {
    Tensor finite = edges.stopGradient().sum(1).isFinite();
    Tensor w = Tensors.requireRows(edges, finite, "weights of edges must be finite");
    Tensor a = w.add(w.t()).mul(0.5).stopGradient();
    Tensor[] e = LinearAlgebra.eigh(a.sum(2).diagonalMatrix().sub(a));
    Tensor group = Rounding.groups(e[0], Rounding.derived(e[0].abs().max(1)));
    Tensor space = group.oneHot(a.size(1), a.dtype());
    Tensor shares = e[1].square().matMul(space);
    return Sorting.keys(shares, Rounding.derived(shares.max(1)), present);
  }

  /** All choices of the first k of n items, each followed by the others in random order. */
  static Gamma uniform(int n, int k) {
    Refused.unless(k >= 1 && k <= n, "chooses 1 to %s of %s items, not %s", n, n, k);
    String name = "uniform " + k + " of " + n;
    double[] keys = ElementList.tuples(n, k).stream().flatMapToDouble(t -> places(t, n)).toArray();
    int m = keys.length / n;
    Array table = Array.of(keys, 1, m, n);
    BiFunction<Present, Noise, List<Tensor>> all =
        (present, u) -> {
          Tensor key = table.tensor().to(DType.INT64).expand(u.rows(), m, n);
          Tensor order = Sorting.presentFirst(u.permutations("others", n), present);
          Tensor each = order.unsqueeze(1).expand(u.rows(), m, n);
          Tensor equal = Tensors.ones(Shape.of(u.rows(), m), u.real());
          // Of tuples with an absent item none is taken.
          Tensor weights =
              present
                  .mask()
                  .map(there -> there.unsqueeze(1).or(key.eq(k)).all(2).where(equal, equal.mul(0)))
                  .orElse(equal);
          return List.of(each.gather(2, key.gather(2, each).argsort(2)), weights);
        };
    return Gammas.choosing(
        name,
        "every input",
        List.of(),
        (x, c) -> {
          SymmetrisationChecks.chooses(name, new Symmetric(n), c);
          Finite choices = new Finite(k < n, (in, u) -> all.apply(Present.of(x, in, n), u));
          return Fewest.of(name, x, n, k, choices);
        });
  }

  /** For each item its place among those chosen, or how many were chosen. */
  private static DoubleStream places(double[] chosen, int n) {
    double[] place = new double[n];
    Arrays.fill(place, chosen.length);
    IntStream.range(0, chosen.length).forEach(i -> place[(int) chosen[i]] = i);
    return Arrays.stream(place);
  }

  private static Body byKeys(
      Function<List<Tensor>, List<Tensor>> keys, Function<List<Tensor>, Present> present) {
    return (x, u) -> List.of(Sorting.sort(keys.apply(x), u, present.apply(x)));
  }

  /** A Γ for S(n) from a cloud, and whether it stays as it is where distances do. */
  private static Gamma points(String name, boolean isotropic, Function<PointCloud, Body> body) {
    return Gammas.choosing(
        name,
        TIES,
        List.of(),
        (x, c) -> {
          PointCloud cloud = PointCloud.of(name, x, true);
          SymmetrisationChecks.chooses(name, new Symmetric(cloud.n()), c);
          cloud.demandAllowed(name, c, f -> isotropic && cloud.keepsDistances(f));
          return body.apply(cloud);
        });
  }
}
