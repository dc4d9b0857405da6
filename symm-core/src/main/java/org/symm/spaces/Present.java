package org.symm.spaces;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.groups.Slot;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/**
 * Which of n items of each row are there, as {@link Spaces#present} of a point says; all of them
 * where the space has no such part. Sums, means and maxima are those of the present items.
 *
 * <p>What an absent item holds is garbage, NaN and ∞ included, and must not reach a present one,
 * neither forward nor in a gradient. So numbers are replaced ({@link #where}) before any arithmetic
 * that could mix items; a product with the mask would not do, as 0 · NaN is NaN.
 */
public final class Present {

  /** Without a mask. */
  private static final Present ALL = new Present(null, null);

  /** True for present items, (rows, n); null where all are present. */
  private final Tensor there;

  /** Whether an item of any row is absent: mostly none is, and then nothing is copied. */
  private final Tensor some;

  private Present(Tensor there, Tensor some) {
    this.there = there;
    this.some = some;
  }

  /** By a mask, (rows, n) whole numbers. */
  public static Present by(Tensor mask) {
    return new Present(mask.ne(0), mask.eq(0).any());
  }

  /** All items of each row. */
  public static Present all() {
    return ALL;
  }

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

  /** Which of n items points of a space have. */
  public static Present of(Space x, List<Tensor> at, int n) {
    demandOnce(x);
    return isIn(x, n) ? by(part(x, at, n)) : ALL;
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

  /** Whether all items are present, whatever the point. */
  public boolean isAll() {
    return there == null;
  }

  /** True for present items, (rows, n); empty where all are. */
  public Optional<Tensor> mask() {
    return Optional.ofNullable(there);
  }

  /** The same for each row so many times, one after the other. */
  public Present repeated(int times) {
    return isAll() ? this : new Present(there.repeatInterleave(times, 0), some);
  }

  /** 1 for present items and 0 for absent ones, (rows, n); empty where all are. */
  public Optional<Tensor> numbers(DType type) {
    return mask().map(m -> m.to(type));
  }

  /** The same with one more item, the last, which is present in every row. */
  public Present withOneMore() {
    if (isAll()) {
      return this;
    }
    Tensor one = Tensors.ones(Shape.of(there.size(0), 1), DType.INT64);
    return by(Tensors.cat(1, there.to(DType.INT64), one));
  }

  /** How many items are present: (rows, 1, …, 1) of the given rank; 1 where there are none. */
  private Tensor count(Tensor like, int rank) {
    Tensor count = there.to(like.dtype()).sum(1).maximum(1);
    return count.reshape(Shape.perRow(rank, there.size(0)));
  }

  /** Numbers (rows, n, …) of the present items, and another in place of those of absent ones. */
  public Tensor where(Tensor x, double otherwise) {
    return isAll() ? x : x.maskedFillIf(some, spread(x).not(), otherwise);
  }

  /** Numbers (rows, n, …) of the present items, and others in place of those of absent ones. */
  public Tensor where(Tensor x, Tensor otherwise) {
    return isAll() ? x : spread(x).where(x, otherwise);
  }

  /** Numbers (rows, n, …) of the present items, and 0 for absent ones. */
  public Tensor where(Tensor x) {
    return where(x, 0);
  }

  /** The mask with axes of size 1, so that it meets (rows, n, …). */
  private Tensor spread(Tensor x) {
    long[] sizes = Shape.perRow(x.rank(), there.size(0));
    sizes[1] = there.size(1);
    return there.reshape(sizes);
  }

  /** The sum over the present items of (rows, n, …). */
  public Tensor sum(Tensor x) {
    return where(x).sum(1);
  }

  /** The mean over the present items of (rows, n, …); 0 where there are none. */
  public Tensor mean(Tensor x) {
    return isAll() ? x.mean(1) : where(x).sum(1).div(count(x, x.rank() - 1));
  }

  /**
   * The same for numbers (rows, n, k) that are finite at absent items too, as what a network makes
   * of zeros: one product with weights 1/count and 0, which costs what a mean costs.
   */
  public UnaryOperator<Tensor> meanOfFinite(DType type) {
    if (isAll()) {
      return x -> x.mean(1);
    }
    Tensor one = there.to(type);
    Tensor weights = one.div(one.sumKeep(1).maximum(1)).unsqueeze(1);
    return x -> weights.matMul(x).squeeze(1);
  }

  /** The same with the axis of items kept. */
  public Tensor meanKeep(Tensor x) {
    return isAll() ? x.meanKeep(1) : where(x).sumKeep(1).div(count(x, x.rank()));
  }

  /** A sum over present items, rows first, divided by how many of n there are. */
  public Tensor average(Tensor sum, int n) {
    return isAll() ? sum.div((double) n) : sum.div(count(sum, sum.rank()));
  }

  /** The largest of each number (rows, n, …) of the present items; −∞ where there are none. */
  public Tensor max(Tensor x) {
    return where(x, Double.NEGATIVE_INFINITY).max(1);
  }

  /**
   * Weights exp(xᵢ)/Σ exp(xⱼ) over the present items of (rows, n); 0 for absent ones, and for all
   * where none is present.
   */
  public Tensor softmax(Tensor x) {
    if (isAll()) {
      return x.softmax(1);
    }
    Tensor some = there.any(1).unsqueeze(1);
    return where(some.where(where(x, Double.NEGATIVE_INFINITY), x.mul(0)).softmax(1));
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
        Present own = of(y, at, n);
        Present p = own.isAll() ? of(x, from, n) : own;
        if (!p.isAll()) {
          long[] sizes = Shape.perRow(axes.size() + 1, p.there.size(0));
          sizes[i + 1] = n;
          Tensor along = p.there.reshape(sizes);
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
