package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** The sign, the subgroups of S(n) that keep parts of the items together, and their cosets. */
final class Permutations {

  private Permutations() {}

  /** How many pairs a permutation (rows, n) puts out of order. */
  static Tensor inversions(Tensor p) {
    long n = p.size(1);
    Tensor out = p.unsqueeze(2).gt(p.unsqueeze(1)).to(DType.INT64);
    return n < 2 ? p.select(1, 0).mul(0) : out.triu(1).sum(1, 2);
  }

  /** A(n) in S(n); the cosets are C(2), by the sign. */
  static Hom alternating(Symmetric h, Symmetric g) {
    int n = g.n();
    Hom phi =
        Hom.known(h, g, (e, r, t) -> Element.of(g, e.only()))
            .injective(e -> Element.of(h, e.only()));
    return n < 2
        ? phi.onto(new Trivial())
        : phi.with(
            MatrixCosets.quotient(
                Homs.sign(n),
                (q, r, t) -> Element.of(g, exchanged(g.identity(r, t).only(), q.get(0)))));
  }

  /** Permutations with their last two values exchanged where a bit is 1. */
  static Tensor exchanged(Tensor p, Tensor bit) {
    long n = p.size(1);
    Tensor a = p.slice(1, n - 2, n - 1);
    Tensor b = p.slice(1, n - 1, n);
    Tensor change = b.sub(a).mul(bit.unsqueeze(1));
    return Tensors.cat(1, p.slice(1, 0, n - 2), a.add(change), b.sub(change));
  }

  /** S(k₁)×S(k₂)×… → S(n), each on a run of items; the rest stay. The cosets are arrangements. */
  static Hom young(int n, int... sizes) {
    int used = Arrays.stream(sizes).sum();
    Refused.unless(
        sizes.length != 0 && used <= n && Arrays.stream(sizes).noneMatch(k -> k < 1),
        "runs of %s items do not fit into %s items",
        Arrays.toString(sizes),
        n);
    Symmetric g = new Symmetric(n);
    Group h = Product.of(Arrays.stream(sizes).mapToObj(Symmetric::new).toList());
    Hom phi =
        Hom.known(
                h + " → " + g + " by runs",
                h,
                g,
                (e, rows, t) -> Element.of(g, inRuns(e.parts(), n, rows)))
            .injective(e -> new Element(h, runs(e.only(), sizes)));
    IntStream inRuns =
        IntStream.range(0, sizes.length)
            .flatMap(run -> IntStream.range(0, sizes[run]).map(i -> run));
    IntStream alone = IntStream.range(0, n - used).map(i -> sizes.length + i);
    long[] label = IntStream.concat(inRuns, alone).asLongStream().toArray();
    return phi.with(arrangements(g, label));
  }

  private static Tensor inRuns(List<Tensor> parts, int n, long rows) {
    var out = new ArrayList<Tensor>();
    long at = 0;
    for (Tensor p : parts) {
      out.add(p.add(at));
      at += p.size(1);
    }
    if (at < n) {
      out.add(Tensors.range(n - at, DType.INT64).add(at).unsqueeze(0).expand(rows, n - at));
    }
    return out.size() == 1 ? out.get(0) : Tensors.cat(1, out.toArray(Tensor[]::new));
  }

  private static List<Tensor> runs(Tensor p, int... sizes) {
    var out = new ArrayList<Tensor>();
    long at = 0;
    for (int k : sizes) {
      out.add(p.slice(1, at, at + k).sub(at));
      at += k;
    }
    return out;
  }

  /** [π] ↦ π·labels: which run the item at each place comes from; the section sorts stably. */
  private static Coset.Rules arrangements(Symmetric g, long[] label) {
    Tensor labels = Array.of(label, label.length).tensor();
    CosetSpace held =
        CosetSpace.of(
            "arrangements of " + Arrays.toString(label),
            List.of(Slot.whole(label.length)),
            q -> q.get(0).sort(1, false)[0].sub(labels).abs().to(DType.FLOAT64).max(1));
    return new Coset.Rules(
        held,
        e -> {
          Tensor inverse = e.only().inversePermutation(1);
          return List.of(
              labels.unsqueeze(0).expand(inverse.size(0), label.length).gather(1, inverse));
        },
        (q, r, t) -> Element.of(g, q.get(0).argsort(1)));
  }
}
