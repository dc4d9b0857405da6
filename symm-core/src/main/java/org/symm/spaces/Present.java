package org.symm.spaces;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

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

  /** Which of n items points of a space have. */
  public static Present of(Space x, List<Tensor> at, int n) {
    Masks.demandOnce(x);
    return Masks.isIn(x, n) ? by(Masks.part(x, at, n)) : ALL;
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
}
