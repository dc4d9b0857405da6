package org.symm.spaces;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.groups.Slot;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/**
 * Spaces with masks {@link Spaces#present}, and their points: which parts are masks, and points
 * whose absent items hold nothing that could be read. {@link Present} computes with one mask.
 */
public final class Masks {

  private Masks() {}

  /** The n of present(n), restricted or not; empty for another component. */
  public static Optional<Integer> items(Component c) {
    return c.underlying() instanceof PresentComponent p ? Optional.of(p.n()) : Optional.empty();
  }

  /** Whether a space says which of some items are present. */
  public static boolean isIn(Space x) {
    return x.components().stream().anyMatch(c -> items(c).isPresent());
  }

  /** Whether a space says which of n items are present. */
  public static boolean isIn(Space x, int n) {
    return x.components().stream().anyMatch(c -> items(c).equals(Optional.of(n)));
  }

  /** Stops unless a space says at most once which of n items are present, for each n. */
  public static void demandOnce(Space x) {
    var seen = new ArrayList<Integer>();
    for (Component c : x.components()) {
      items(c)
          .ifPresent(
              n -> {
                Refused.unless(
                    !seen.contains(n),
                    "%s has present(%s) more than once, so which of %s items are present is not"
                        + " known; keep one.",
                    x,
                    n,
                    n);
                seen.add(n);
              });
    }
  }

  /** The components present(n) of a space, for all n. */
  public static Space masks(Space x) {
    return new Space(x.components().stream().filter(c -> items(c).isPresent()).toList());
  }

  /** A space without its components present(n). */
  public static Space without(Space x) {
    return new Space(x.components().stream().filter(c -> items(c).isEmpty()).toList());
  }

  /**
   * Points of a space from their parts besides masks, and the masks of a point of another space.
   */
  public static List<Tensor> withMasks(Space y, List<Tensor> others, Space x, List<Tensor> at) {
    if (!isIn(y)) {
      return others;
    }
    var out = new ArrayList<Tensor>();
    int part = 0;
    for (Component c : y.components()) {
      Optional<Integer> n = items(c);
      int next = part + (n.isPresent() ? 0 : c.parts().size());
      out.addAll(n.map(i -> List.of(part(x, at, i))).orElse(others.subList(part, next)));
      part = next;
    }
    return out;
  }

  /** The parts of points of a space besides its masks. */
  public static List<Tensor> unmasked(Space x, List<Tensor> at) {
    return Slot.each(
            x.components(),
            Component::parts,
            at,
            (c, own) -> items(c).isPresent() ? List.<Tensor>of() : own)
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The part present(n) of points of a space that has it. */
  public static Tensor part(Space x, List<Tensor> at, int n) {
    int part = 0;
    for (Component c : x.components()) {
      if (items(c).equals(Optional.of(n))) {
        return at.get(part);
      }
      part += c.parts().size();
    }
    throw new IllegalArgumentException(x + " has no present(" + n + ")");
  }

  /** Points of a space with the demand that so many of n items are present in each row. */
  public static List<Tensor> demanded(String name, Space x, List<Tensor> at, int n, int fewest) {
    demandOnce(x);
    String sentence =
        String.format(
            "%s needs at least %s present item%s of %s in each row; leave rows with fewer out",
            name, fewest, fewest == 1 ? "" : "s", n);
    return Slot.each(
            x.components(),
            Component::parts,
            at,
            (c, own) ->
                items(c).equals(Optional.of(n))
                    ? List.of(
                        Tensors.requireRows(
                            own.get(0),
                            own.get(0).ne(0).to(DType.INT64).sum(1).ge(fewest),
                            sentence))
                    : own)
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Points of a space with 0 at absent items, by the masks of the space itself or else of the point
   * of another, from which they come.
   */
  public static List<Tensor> zeroed(Space y, List<Tensor> at, Space x, List<Tensor> from) {
    return each(y, at, x, from, false);
  }

  /** Points of a space with 0 at absent items. */
  public static List<Tensor> zeroed(Space x, List<Tensor> at) {
    return each(x, at, x, at, false);
  }

  /**
   * Points of a space with what groups leave in place at absent items, by the masks of the space
   * itself or else of the point of another, from which they come: the centroid of the present ones
   * where translations move them, 0 elsewhere.
   */
  public static List<Tensor> cleaned(Space y, List<Tensor> at, Space x, List<Tensor> from) {
    return each(y, at, x, from, true);
  }

  /** Points of a space with the centroid of the present items, or 0, at absent ones. */
  public static List<Tensor> cleaned(Space x, List<Tensor> at) {
    return each(x, at, x, at, true);
  }

  private static List<Tensor> each(
      Space y, List<Tensor> at, Space x, List<Tensor> from, boolean centroid) {
    if (!isIn(y) && !isIn(x)) {
      return at;
    }
    return Slot.each(
            y.components(),
            Component::parts,
            at,
            (c, own) ->
                mask(c, y, at, x, from)
                    .map(m -> List.of(replaced(c.underlying(), own, m, centroid)))
                    .orElse(own))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * For each part of points of a space besides its masks the numbers that are of present items:
   * true in (rows, n, 1) for features of items, in (rows, n, n) for edges between them; empty where
   * all are.
   */
  public static List<Optional<Tensor>> numbers(
      Space y, List<Tensor> at, Space x, List<Tensor> from) {
    var out = new ArrayList<Optional<Tensor>>();
    for (Component c : without(y).components()) {
      Optional<Tensor> own = mask(c, y, at, x, from);
      c.parts().forEach(part -> out.add(own));
    }
    return out;
  }

  /** Of an array the numbers that are of present items, along all its axes of items. */
  private static Optional<Tensor> mask(
      Component c, Space y, List<Tensor> at, Space x, List<Tensor> from) {
    Tensor all = null;
    List<Axis> axes = c.underlying().axes();
    for (int i = 0; i < axes.size(); i++) {
      if (isItems(axes.get(i))) {
        int n = axes.get(i).size();
        Present own = Present.of(y, at, n);
        Present p = own.isAll() ? Present.of(x, from, n) : own;
        if (!p.isAll()) {
          Tensor there = p.mask().orElseThrow();
          long[] sizes = Shape.perRow(axes.size() + 1, there.size(0));
          sizes[i + 1] = n;
          Tensor along = there.reshape(sizes);
          all = all == null ? along : all.and(along);
        }
      }
    }
    return Optional.ofNullable(all);
  }

  private static boolean isItems(Axis a) {
    return a.underlying().isItems();
  }

  private static Tensor replaced(Component a, List<Tensor> own, Tensor mask, boolean centroid) {
    Tensor x = own.get(0);
    Tensor zero = mask.where(x, Tensors.zeros(Shape.of(), x.dtype()));
    if (!centroid || !a.isAffine()) {
      return Terms.like(x, zero);
    }
    int[] axes = IntStream.range(1, x.rank()).filter(i -> isItems(a.axes().get(i - 1))).toArray();
    Tensor count = mask.to(x.dtype()).sumKeep(axes).maximum(1);
    return Terms.like(x, mask.where(x, zero.sumKeep(axes).div(count)));
  }
}
