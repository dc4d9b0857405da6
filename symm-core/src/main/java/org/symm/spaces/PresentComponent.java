package org.symm.spaces;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Which of n items of a row are there: n whole numbers, 1 for a present item and 0 for an absent
 * one. Groups act as on labels of the items: S(n) permutes them, others leave them as they are.
 */
public record PresentComponent(int n) implements Component {

  /** Most items of which all 2ⁿ masks are listed. */
  private static final int LISTED = 16;

  /** How groups act: as on a whole number for each item. */
  private ArrayComponent labels() {
    return new ArrayComponent(toString(), List.of(new Axis.Items(n)), true);
  }

  @Override
  public List<Slot> parts() {
    return List.of(Slot.whole(n));
  }

  @Override
  public Optional<List<Array>> all() {
    if (n > LISTED) {
      return Optional.empty();
    }
    long[] masks =
        IntStream.range(0, 1 << n)
            .flatMap(m -> IntStream.range(0, n).map(i -> m >> (n - 1 - i) & 1))
            .asLongStream()
            .toArray();
    return Optional.of(List.of(Array.of(masks, 1L << n, n)));
  }

  @Override
  public Optional<Tensor> residual(List<Tensor> x) {
    return Optional.of(x.get(0).lt(0).or(x.get(0).gt(1)).any(1).to(DType.FLOAT64));
  }

  @Override
  public Optional<String> law() {
    return Optional.of("1 for each present item and 0 for each absent one");
  }

  @Override
  public Optional<String> refusal(Group g) {
    return labels().refusal(g);
  }

  @Override
  public List<Tensor> act(Element g, List<Tensor> x) {
    return labels().act(g, x);
  }

  /** All items are present: how many a kernel can do without, the one who asks must know. */
  @Override
  public List<Tensor> sample(String stream, long rows, int labels, boolean equal) {
    return List.of(Tensors.ones(Shape.of(rows, n), DType.INT64));
  }

  @Override
  public String acting() {
    return labels().acting();
  }

  @Override
  public boolean isFixedBy(Group g) {
    return labels().isFixedBy(g);
  }

  @Override
  public List<Integer> unmixed(Group g) {
    return labels().unmixed(g);
  }

  @Override
  public String toString() {
    return "present(" + n + ")";
  }
}
