package org.symm.gammas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.frames.Rounding;
import org.symm.groups.ElementList;
import org.symm.groups.Symmetric;
import org.symm.kernels.Diagram.Body;
import org.symm.kernels.Diagram.Finite;
import org.symm.kernels.Noise;
import org.symm.spaces.Axis;
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
    return Sorting.keys(z, c.rounding(x).unsqueeze(1).expand(z.size(0), z.size(2)));
  }

  /** By coordinates, the first deciding first. */
  static Gamma lexicographic() {
    return points("lexicographic", false, c -> byKeys(x -> coordinates(c, x)));
  }

  /** Along a Hilbert curve. */
  static Gamma hilbert() {
    return points(
        "Hilbert curve",
        false,
        c ->
            byKeys(
                x -> {
                  var keys = new ArrayList<>(List.of(HilbertCurve.position(c.points(x))));
                  keys.addAll(coordinates(c, x));
                  return keys;
                }));
  }

  /** Along k random directions. */
  static Gamma directions(int k) {
    return points(
        k + " random directions",
        true,
        c -> new Finite(true, (x, u) -> directions(c.centred(x), c.rounding(x), k, u)));
  }

  /**
   * Along k random directions, weighted by the smallest gap in each; equally where no gap is more
   * than {@code rounding}, (rows).
   */
  private static List<Tensor> directions(Tensor cloud, Tensor rounding, int k, Noise u) {
    long n = cloud.size(1);
    Tensor a = u.normal("directions", cloud.size(2), k);
    Tensor z = cloud.matMul(a.mul(a.square().sumKeep(1).rsqrt())).t();
    Tensor each = rounding.repeatInterleave(k, 0).unsqueeze(1);
    Tensor order =
        Sorting.sort(Sorting.keys(z.reshape(-1, n, 1), each), u.times(k)).reshape(u.rows(), k, n);
    Tensor equal = Tensors.ones(Shape.of(u.rows(), k), cloud.dtype());
    if (n == 1) {
      return List.of(order, equal);
    }
    Tensor sorted = z.sort(2, false)[0];
    Tensor gap = sorted.slice(2, 1, n).sub(sorted.slice(2, 0, n - 1)).min(2);
    Tensor none = gap.stopGradient().maxKeep(1).le(rounding.unsqueeze(1));
    return List.of(order, none.where(equal, gap.div(Rounding.unit(gap))));
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
              return byKeys(in -> spectrum(in.get(at)));
            }
            part += x.components().get(i).parts().size();
          }
          throw new IllegalArgumentException(
              "Laplacian spectrum needs weights between items; " + x + " has none. Use edges(n).");
        });
  }

  private static List<Tensor> spectrum(Tensor edges) {
    Tensor finite = edges.stopGradient().sum(1).isFinite();
    Tensor w = Tensors.requireRows(edges, finite, "weights of edges must be finite");
    Tensor a = w.add(w.t()).mul(0.5).stopGradient();
    Tensor[] e = LinearAlgebra.eigh(a.sum(2).diagonalMatrix().sub(a));
    Tensor group = Rounding.groups(e[0], Rounding.derived(e[0].abs().max(1)));
    Tensor space = group.oneHot(a.size(1), a.dtype());
    Tensor shares = e[1].square().matMul(space);
    return Sorting.keys(shares, Rounding.derived(shares.max(1)));
  }

  /** All choices of the first k of n items, each followed by the others in random order. */
  static Gamma uniform(int n, int k) {
    Refused.unless(k >= 1 && k <= n, "chooses 1 to %s of %s items, not %s", n, n, k);
    String name = "uniform " + k + " of " + n;
    double[] keys = ElementList.tuples(n, k).stream().flatMapToDouble(t -> places(t, n)).toArray();
    int m = keys.length / n;
    Array table = Array.of(keys, 1, m, n);
    Body all =
        (x, u) -> {
          Tensor key = table.tensor().to(DType.INT64).expand(u.rows(), m, n);
          Tensor order = u.permutations("others", n);
          Tensor each = order.unsqueeze(1).expand(u.rows(), m, n);
          return List.of(
              each.gather(2, key.gather(2, each).argsort(2)),
              Tensors.ones(Shape.of(u.rows(), m), u.real()));
        };
    return Gammas.choosing(
        name,
        "every input",
        List.of(),
        (x, c) -> {
          SymmetrisationChecks.chooses(name, new Symmetric(n), c);
          return new Finite(k < n, all);
        });
  }

  /** For each item its place among those chosen, or how many were chosen. */
  private static DoubleStream places(double[] chosen, int n) {
    double[] place = new double[n];
    Arrays.fill(place, chosen.length);
    IntStream.range(0, chosen.length).forEach(i -> place[(int) chosen[i]] = i);
    return Arrays.stream(place);
  }

  private static Body byKeys(Function<List<Tensor>, List<Tensor>> keys) {
    return (x, u) -> List.of(Sorting.sort(keys.apply(x), u));
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
