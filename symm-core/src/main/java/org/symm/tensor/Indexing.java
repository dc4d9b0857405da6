package org.symm.tensor;

/** Sorting, and operations with index tensors (int64). */
sealed interface Indexing permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private static void index(String op, Tensor index) {
    Text.need(op, index.dtype() == DType.INT64, "the index must be int64, not " + index);
  }

  /**
   * y[i][j] = x[i][index[i][j]] along an axis; the other axes of the index must not exceed those of
   * this tensor.
   */
  default Tensor gather(int axis, Tensor index) {
    index("gather", index);
    int a = Text.axis("gather", me(), axis);
    Text.need(
        "gather",
        index.rank() == me().rank(),
        "index " + index + " and " + me() + " differ in rank");
    for (int i = 0; i < me().rank(); i++) {
      Text.need(
          "gather", i == a || index.size(i) <= me().size(i), "index " + index + " exceeds " + me());
    }
    return Node.pure("torch.gather(%0, " + a + ", %1)", index.shape(), me().dtype(), me(), index);
  }

  /** As gather, with size-1 axes broadcast. */
  default Tensor takeAlong(int axis, Tensor index) {
    index("takeAlong", index);
    int a = Text.axis("takeAlong", me(), axis);
    Text.need(
        "takeAlong",
        index.rank() == me().rank(),
        "index " + index + " and " + me() + " differ in rank");
    Shape s = me().shape().with(a, 1).broadcast(index.shape());
    Text.need("takeAlong", s != null, "index " + index + " does not broadcast with " + me());
    return Node.pure("torch.take_along_dim(%0, %1, " + a + ")", s, me().dtype(), me(), index);
  }

  /** The slices of an axis at the indices (one axis of int64). */
  default Tensor indexSelect(int axis, Tensor index) {
    index("indexSelect", index);
    Text.need("indexSelect", index.rank() == 1, "the index must have one axis, not " + index);
    int a = Text.axis("indexSelect", me(), axis);
    return Node.pure(
        "torch.index_select(%0, " + a + ", %1)",
        me().shape().with(a, index.size(0)),
        me().dtype(),
        me(),
        index);
  }

  /** This tensor with {@code source} added at the indices of an axis; equal indices add up. */
  default Tensor indexAdd(int axis, Tensor index, Tensor source) {
    index("indexAdd", index);
    int a = Text.axis("indexAdd", me(), axis);
    Text.sameType("indexAdd", me(), source);
    Text.need(
        "indexAdd",
        source.shape().equals(me().shape().with(a, index.size(0))),
        "source " + source + " does not fit into " + me() + " at " + index);
    return Node.pure(
        "torch.index_add(%0, " + a + ", %1, %2)", me().shape(), me().dtype(), me(), index, source);
  }

  private Tensor scatterWith(String op, int axis, Tensor index, Tensor source) {
    index(op, index);
    int a = Text.axis(op, me(), axis);
    Text.sameType(op, me(), source);
    Text.need(
        op,
        index.shape().equals(source.shape()) && index.rank() == me().rank(),
        "index "
            + index
            + " and source "
            + source
            + " must have the same shape and the rank of "
            + me());
    return Node.pure(
        "torch." + op + "(%0, " + a + ", %1, %2)", me().shape(), me().dtype(), me(), index, source);
  }

  /** x[i][index[i][j]] = source[i][j] along an axis. */
  default Tensor scatter(int axis, Tensor index, Tensor source) {
    return scatterWith("scatter", axis, index, source);
  }

  /** x[i][index[i][j]] += source[i][j] along an axis. */
  default Tensor scatterAdd(int axis, Tensor index, Tensor source) {
    return scatterWith("scatter_add", axis, index, source);
  }

  /** Indices (int64) as 0/1 rows of the given element type in a new last axis. */
  default Tensor oneHot(long classes, DType type) {
    index("oneHot", me());
    return Node.pure(
            "torch.one_hot(%0, " + classes + ")",
            me().shape().insert(-1, classes),
            DType.INT64,
            me())
        .to(type);
  }

  /** Sorted along an axis, and where each element came from; equal elements keep their order. */
  default Tensor[] sort(int axis, boolean descending) {
    int a = Text.axis("sort", me(), axis);
    var types =
        java.util.List.of(
            new Node.Type(me().shape(), me().dtype()), new Node.Type(me().shape(), DType.INT64));
    return Node.pure(
        "torch.sort(%0, stable=True, dim=" + a + ", descending=" + Text.bool(descending) + ")",
        types,
        me());
  }

  /** The indices that sort an axis, smallest first; equal elements keep their order. */
  default Tensor argsort(int axis) {
    int a = Text.axis("argsort", me(), axis);
    return Node.pure(
        "torch.argsort(%0, stable=True, dim=" + a + ", descending=False)",
        me().shape(),
        DType.INT64,
        me());
  }

  /** The k largest elements along an axis, largest first, and their indices. */
  default Tensor[] topK(long k, int axis) {
    int a = Text.axis("topK", me(), axis);
    Text.need("topK", k <= me().size(a), k + " is more than axis " + axis + " of " + me() + " has");
    Shape s = me().shape().with(a, k);
    return Node.pure(
        "torch.topk(%0, " + k + ", " + a + ", True, True)",
        java.util.List.of(new Node.Type(s, me().dtype()), new Node.Type(s, DType.INT64)),
        me());
  }

  /** For indices that are a permutation along an axis: the inverse permutation. */
  default Tensor inversePermutation(int axis) {
    index("inversePermutation", me());
    return me().argsort(axis);
  }
}
