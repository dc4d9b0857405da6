package org.symm.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradient by one tensor, while it is collected from the statements that read it. Gradients of
 * slices along one axis that do not overlap are joined, which is cheaper than adding each to zeros.
 */
final class GradientSum {

  /** That a gradient belongs to the slice of an axis that begins at an index. */
  private record Place(int axis, long from) {}

  private final Tensor of;
  private final List<Tensor> whole = new ArrayList<>();
  private final List<Tensor> slices = new ArrayList<>();

  GradientSum(Tensor of) {
    this.of = of;
  }

  /** Notes that g is the gradient by the slice of an axis of x, from an index on. */
  static Tensor slice(Tensor g, int axis, long from) {
    return g.noted(new Place(axis, from));
  }

  void add(Tensor g) {
    if (g.note() instanceof Place) {
      slices.add(g);
    } else {
      whole.add(sumTo(g, of.shape()));
    }
  }

  private static Place place(Tensor g) {
    return (Place) g.note();
  }

  /** All of them added up. */
  Tensor sum() {
    var left = new ArrayList<>(slices);
    while (!left.isEmpty()) {
      int axis = place(left.get(0)).axis;
      left.sort(
          Comparator.comparing((Tensor g) -> place(g).axis != axis)
              .thenComparing(g -> place(g).from));
      var row = new ArrayList<Tensor>();
      long at = 0;
      for (var each = left.iterator(); each.hasNext(); ) {
        Tensor g = each.next();
        if (place(g).axis == axis && place(g).from >= at) {
          gap(row, axis, place(g).from - at);
          row.add(g);
          at = place(g).from + g.size(axis);
          each.remove();
        }
      }
      gap(row, axis, of.size(axis) - at);
      // A slice that is all of the axis is no slice to those who are handed it on.
      whole.add(row.size() == 1 ? row.get(0).noted(null) : Tensors.cat(axis, row));
    }
    slices.clear();
    return whole.stream().reduce(Tensor::add).orElseThrow();
  }

  private void gap(List<Tensor> row, int axis, long size) {
    if (size > 0) {
      row.add(Tensors.zeros(of.shape().with(axis, size), of.dtype()));
    }
  }

  /** Summed over the axes along which a shape was broadcast. */
  static Tensor sumTo(Tensor g, Shape s) {
    if (g.shape().equals(s)) {
      return g;
    }
    int extra = g.rank() - s.rank();
    int[] axes =
        IntStream.range(0, g.rank())
            .filter(i -> i < extra || (s.size(i - extra) == 1 && g.size(i) != 1))
            .toArray();
    return (axes.length == 0 ? g : g.sumKeep(axes)).reshape(s.toArray());
  }
}
