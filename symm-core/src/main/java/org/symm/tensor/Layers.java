package org.symm.tensor;

/** The building blocks of networks that libtorch computes in one operation. */
public final class Layers {

  private Layers() {}

  /**
   * Normalises the last axis to mean 0 and variance 1, then scales and shifts it (Ba et al. 2016).
   */
  public static Tensor layerNorm(Tensor x, Tensor scale, Tensor shift, double epsilon) {
    Text.needReal("layerNorm", x);
    Shape last = Shape.of(x.size(-1));
    Text.need(
        "layerNorm",
        scale.shape().equals(last) && shift.shape().equals(last),
        "scale " + scale + " and shift " + shift + " must have the last axis of " + x);
    return Node.pure(
        "torch.layer_norm(%0, "
            + Text.list(last)
            + ", %1, %2, "
            + Text.number(epsilon)
            + ", False)",
        x.shape(),
        x.dtype(),
        x,
        scale,
        shift);
  }

  /**
   * softmax(Q Kᵀ/√d) V over the last two axes (Vaswani et al. 2017, eq. 1): (…, n, d), (…, m, d),
   * (…, m, e) give (…, n, e).
   */
  public static Tensor attention(Tensor q, Tensor k, Tensor v) {
    Text.sameType("attention", q, k);
    Text.sameType("attention", q, v);
    Text.need(
        "attention",
        q.rank() >= 3 && q.size(-1) == k.size(-1) && k.size(-2) == v.size(-2),
        "queries " + q + ", keys " + k + " and values " + v + " do not fit");
    return Node.pure(
        "torch.scaled_dot_product_attention(%0, %1, %2, None, 0.0, False, scale=None, enable_gqa=False)",
        q.shape().with(-1, v.size(-1)), q.dtype(), q, k, v);
  }
}
