package org.symm.certificates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.groups.Group;
import org.symm.spaces.Component;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;

/**
 * Arrays of a space by what a group mixes: (rows, U, M), with U for the axes along which it mixes
 * nothing, as the columns of features, and M for the others. Entries of different U may be of
 * different size, in different units, and each has a scale of its own.
 *
 * @param unmixed for each part of the space, the axes U
 */
record MixedAxes(List<List<Integer>> unmixed) {

  static MixedAxes of(Space y, Group g) {
    var out = new ArrayList<List<Integer>>();
    for (Component c : y.components()) {
      int parts = c.parts().size();
      out.addAll(Collections.nCopies(parts, parts == 1 ? c.unmixed(g) : List.of()));
    }
    return new MixedAxes(out);
  }

  /** An array of a part, (rows, …), as (rows, U, M). */
  Tensor of(int part, Tensor y) {
    var order = new ArrayList<>(List.of(0));
    long u = 1;
    for (int axis : unmixed.get(part)) {
      order.add(axis + 1);
      u *= y.size(axis + 1);
    }
    IntStream.range(1, y.rank()).filter(a -> !order.contains(a)).forEach(order::add);
    Tensor sorted = y.permute(order.stream().mapToInt(a -> a).toArray());
    return sorted.reshape(y.size(0), u, y.shape().without(0).count() / u);
  }
}
