package org.symm.certificates;

import java.util.List;
import org.symm.groups.Slot;
import org.symm.kernels.Kernel;
import org.symm.spaces.Component;
import org.symm.spaces.Masks;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;

/**
 * Rows of different size: which items are present, drawn for a certificate. Each number of items
 * from the fewest that the kernel can be run with up to all is equally likely, and any items are.
 */
final class MixedRows {

  private MixedRows() {}

  /** Points of a kernel's domain with masks drawn anew. */
  static List<Tensor> of(Kernel f, List<Tensor> x) {
    return Slot.each(
            f.dom().components(),
            Component::parts,
            x,
            (c, own) ->
                Masks.items(c)
                    .map(n -> List.of(mask(n, f.diagram().fewest(n), own.get(0).size(0))))
                    .orElse(own))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static Tensor mask(int n, int fewest, long rows) {
    String stream = "present " + n;
    Tensor place = Draws.permutations(stream, Shape.of(rows), n);
    Tensor count =
        Draws.integers(stream + " count", n - fewest + 1L, Shape.of(rows, 1)).add(fewest);
    return place.lt(count).to(DType.INT64);
  }
}
