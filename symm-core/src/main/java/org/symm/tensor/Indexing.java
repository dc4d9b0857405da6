package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.List;

/** Sorting, and operations with index tensors (int64). */
sealed interface Indexing permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private static void index(Tensor index) {
    TorchScript.need(index.dtype() == DType.INT64, "the index must be int64, not " + index);
  }

  /** The axis, for an index of this tensor's rank. */
  private int along(int axis, Tensor index) {
    index(index);
    int a = TorchScript.axis(me(), axis);
    TorchScript.need(
        index.rank() == me().rank(), "index " + index + " and " + me() + " differ in rank");
    return a;
  }

  /** The axis, for an index that does not exceed this tensor in the others. */
  private int within(int axis, Tensor index) {
    int a = along(axis, index);
    for (int i = 0; i < me().rank(); i++) {
      TorchScript.need(
          i == a || index.size(i) <= me().size(i), "index " + index + " exceeds " + me());
    }
    return a;
  }

  /** The axis, for an index that is a row. */
  private int row(int axis, Tensor index) {
    index(index);
    TorchScript.need(index.rank() == 1, "the index must have one axis, not " + index);
    return TorchScript.axis(me(), axis);
  }

  /**
   * y[i][j] = x[i][index[i][j]] along an axis; the other axes of the index must not exceed those of
   * this tensor.
   */
  default Tensor gather(int axis, Tensor index) {
    int a = within(axis, index);
    return Node.pure(call("gather", "%0", a, "%1"), index.shape(), me().dtype(), me(), index)
        .backward((i, y, g) -> Tensors.zeros(me().shape(), me().dtype()).scatterAdd(a, index, g));
  }

  /** As gather, with size-1 axes broadcast. */
  default Tensor takeAlong(int axis, Tensor index) {
    int a = along(axis, index);
    Shape s = me().shape().with(a, 1).broadcast(index.shape());
    TorchScript.need(s != null, "index " + index + " does not broadcast with " + me());
    return Node.pure(call("take_along_dim", "%0", "%1", a), s, me().dtype(), me(), index);
  }

  /** The slices of an axis at the indices (one axis of int64). */
  default Tensor indexSelect(int axis, Tensor index) {
    int a = row(axis, index);
    Shape s = me().shape().with(a, index.size(0));
    return Node.pure(call("index_select", "%0", a, "%1"), s, me().dtype(), me(), index)
        .backward((i, y, g) -> Tensors.zeros(me().shape(), me().dtype()).indexAdd(a, index, g));
  }

  /**
   * The rows of this table (n, …) at indices of any shape: an embedding. (n, d) at (b, t) gives (b,
   * t, d).
   */
  default Tensor embedding(Tensor rows) {
    index(rows);
    TorchScript.need(me().rank() >= 1, "needs a table of rows, not " + me());
    Shape out = rows.shape().then(me().shape().slice(1, me().rank()));
    return me().indexSelect(0, rows.reshape(-1)).reshape(out.toArray());
  }

  /** This tensor with {@code source} added at the indices of an axis; equal indices add up. */
  default Tensor indexAdd(int axis, Tensor index, Tensor source) {
    int a = row(axis, index);
    TorchScript.sameType(me(), source);
    TorchScript.need(
        source.shape().equals(me().shape().with(a, index.size(0))),
        "source " + source + " does not fit into " + me() + " at " + index);
    return like(call("index_add", "%0", a, "%1", "%2"), index, source)
        .backward((i, y, g) -> i == 0 ? g : g.indexSelect(a, index));
  }

  private Tensor scatterWith(String op, int axis, Tensor index, Tensor source) {
    TorchScript.sameType(me(), source);
    TorchScript.need(
        index.shape().equals(source.shape()) && index.rank() == me().rank(),
        "index %s and source %s must have the same shape and the rank of %s"
            .formatted(index, source, me()));
    return like(call(op, "%0", within(axis, index), "%1", "%2"), index, source);
  }

  /** A result like this tensor. */
  private Tensor like(String text, Tensor index, Tensor source) {
    return Node.pure(text, me().shape(), me().dtype(), me(), index, source);
  }

  /** x[i][index[i][j]] = source[i][j] along an axis. */
  default Tensor scatter(int axis, Tensor index, Tensor source) {
    return scatterWith("scatter", axis, index, source);
  }

  /** x[i][index[i][j]] += source[i][j] along an axis. */
  default Tensor scatterAdd(int axis, Tensor index, Tensor source) {
    return scatterWith("scatter_add", axis, index, source)
        .backward((i, y, g) -> i == 0 ? g : g.gather(axis, index));
  }

  /** Indices (int64) as 0/1 rows of the given element type in a new last axis. */
  default Tensor oneHot(long classes, DType type) {
    index(me());
    TorchScript.need(classes >= 1, "needs one class or more, not " + classes);
    Shape s = me().shape().insert(-1, classes);
    return Node.pure(call("one_hot", "%0", classes), s, DType.INT64, me()).to(type);
  }

  /** Sorted along an axis, and where each element came from; equal elements keep their order. */
  default Tensor[] sort(int axis, boolean descending) {
    TorchScript.needOrdered(me());
    int a = TorchScript.axis(me(), axis);
    String how = "stable=True, dim=" + a + ", descending=" + TorchScript.bool(descending);
    return Node.pure(call("sort", "%0", how), valuesAndIndices(me().shape()), me());
  }

  /** The indices that sort an axis, smallest first; equal elements keep their order. */
  default Tensor argsort(int axis) {
    TorchScript.needOrdered(me());
    int a = TorchScript.axis(me(), axis);
    String text = call("argsort", "%0", "stable=True, dim=" + a, "descending=False");
    return Node.pure(text, me().shape(), DType.INT64, me());
  }

  private List<Type> valuesAndIndices(Shape s) {
    return List.of(new Type(s, me().dtype()), new Type(s, DType.INT64));
  }

  /** The k largest elements along an axis, largest first, and their indices. */
  default Tensor[] topK(long k, int axis) {
    int a = TorchScript.axis(me(), axis);
    TorchScript.needOrdered(me());
    TorchScript.need(
        0 <= k && k <= me().size(a), k + " is not a count within axis " + axis + " of " + me());
    var types = valuesAndIndices(me().shape().with(a, k));
    return Node.pure(call("topk", "%0", k, a, "True, True"), types, me());
  }

  /**
   * Where each value would be put into a sorted row to keep it sorted: the count of elements of
   * this row (one axis) that are below it, or not above it if {@code right}.
   */
  default Tensor searchSorted(Tensor values, boolean right) {
    TorchScript.need(me().rank() == 1, "needs one sorted row, not " + me());
    TorchScript.needOrdered(me());
    TorchScript.sameType(me(), values);
    String text =
        call("bucketize", "%1, %0", "out_int32=False", "right=" + TorchScript.bool(right));
    return Node.pure(text, values.shape(), DType.INT64, me(), values);
  }

  /** For indices that are a permutation along an axis: the inverse permutation. */
  default Tensor inversePermutation(int axis) {
    index(me());
    return me().argsort(axis);
  }
}
