package org.symm.networks.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import org.symm.engine.Parameter;
import org.symm.tensor.Tensor;

/**
 * The last layers of a network on items: one for parts with items, one on the mean for parts
 * without.
 */
public record Heads(Dense each, Dense shared) {

  /** Layers from features of a width; their parameters are added to a list. */
  public static Heads of(ItemLayout out, int width, List<Parameter> into) {
    int a = out.features(true);
    int b = out.features(false);
    return new Heads(
        a == 0 ? null : Dense.of("each", width, a, into),
        b == 0 ? null : Dense.of("shared", width, b, into));
  }

  /**
   * The arrays of the space from features of items, (rows, items, width).
   *
   * @param mean over the present items, or another statistic of them, (rows, width)
   * @param in the layout of the points that the features are of
   */
  public List<Tensor> apply(
      ItemLayout out, Tensor h, UnaryOperator<Tensor> mean, ItemLayout in, List<Tensor> x) {
    return out.write(
        each == null ? null : each.apply(h),
        shared == null ? null : shared.apply(mean.apply(h)),
        in.space(),
        x);
  }
}
