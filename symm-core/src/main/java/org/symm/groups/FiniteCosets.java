package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** Cosets, kernel and image of a homomorphism between finite groups, by table. */
final class FiniteCosets {

  /** Cosets by table up to this order of G. */
  private static final int LARGEST = 1_000;

  private FiniteCosets() {}

  /** The number of φ(hᵢ) for each i; empty if a group is infinite or too large. */
  private static Optional<int[]> images(Hom phi) {
    Optional<Element> h = ElementList.elements(phi.source());
    if (h.isEmpty() || ElementList.of(phi.target()).isEmpty()) {
      return Optional.empty();
    }
    long rows = h.get().rows();
    if (phi.target().parts().isEmpty()) {
      return Optional.of(new int[(int) rows]);
    }
    Tensor index = ElementList.index(phi.apply(h.get(), rows, DType.FLOAT64));
    double[] values = Program.of("image", List.of(), List.of(index)).run(0).get(0).doubles();
    return Optional.of(Arrays.stream(values).mapToInt(v -> (int) v).toArray());
  }

  /** The cosets, numbered in the order of their first elements, which represent them. */
  static Optional<Coset.Rules> of(Hom phi) {
    if (phi.target().finiteOrder().orElse(Double.POSITIVE_INFINITY) > LARGEST) {
      return Optional.empty();
    }
    Optional<int[]> images = images(phi);
    if (images.isEmpty()) {
      return Optional.empty();
    }
    int[][] table = ElementList.table(phi.target());
    int[] coset = new int[table.length];
    Arrays.fill(coset, -1);
    var first = new ArrayList<Integer>();
    for (int g = 0; g < coset.length; g++) {
      if (coset[g] < 0) {
        for (int h : images.get()) {
          coset[table[g][h]] = first.size();
        }
        first.add(g);
      }
    }
    int count = first.size();
    Tensor representatives = column(first.stream().mapToInt(g -> g));
    Tensor number = column(Arrays.stream(coset));
    Group g = phi.target();
    if (count == 1) {
      return Optional.of(Coset.Rules.point(g));
    }
    CosetSpace numbers =
        CosetSpace.of(
            count + " cosets",
            List.of(Slot.whole()),
            q -> q.get(0).lt(0).or(q.get(0).ge(count)).to(DType.FLOAT64));
    return Optional.of(
        new Coset.Rules(
            numbers,
            e -> List.of(number.indexSelect(0, ElementList.index(e))),
            (q, r, t) -> ElementList.at(g, representatives.indexSelect(0, q.get(0)))));
  }

  /** The numbers as a table to look up in. */
  static Tensor column(IntStream values) {
    return Array.of(values.asLongStream().toArray()).tensor();
  }

  /** The elements that φ takes to the identity. */
  static Optional<Group> kernel(Hom phi) {
    return images(phi)
        .map(
            all ->
                sub(
                    "ker(" + phi + ")",
                    phi.source(),
                    IntStream.range(0, all.length).filter(i -> all[i] == 0)));
  }

  /** φ(H). */
  static Optional<Group> image(Hom phi) {
    return images(phi)
        .map(all -> sub("im(" + phi + ")", phi.target(), Arrays.stream(all).distinct().sorted()));
  }

  private static Group sub(String name, Group g, IntStream members) {
    int[] in = members.toArray();
    int[] at = new int[in.length == 0 ? 0 : in[in.length - 1] + 1];
    for (int i = 0; i < in.length; i++) {
      at[in[i]] = i;
    }
    int[][] table = ElementList.table(g);
    List<String> labels = FiniteGroup.of(g).labels();
    return in.length == 1
        ? new Trivial()
        : in.length == table.length
            ? g
            : FiniteGroup.table(
                name,
                Arrays.stream(in).mapToObj(labels::get).toList(),
                Arrays.stream(in)
                    .mapToObj(a -> Arrays.stream(in).map(b -> at[table[a][b]]).toArray())
                    .toArray(int[][]::new));
  }
}
