package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

import java.util.List;

/** Norms, attention and dropout, which libtorch computes in one operation or nearly so. */
public final class Layers {

  private Layers() {}

  private static void affine(Tensor x, long channels, Tensor scale, Tensor shift) {
    TorchScript.needFloating(x);
    TorchScript.sameType(x, scale);
    TorchScript.sameType(x, shift);
    Shape want = Shape.of(channels);
    TorchScript.need(
        scale.shape().equals(want) && shift.shape().equals(want),
        "scale " + scale + " and shift " + shift + " must have shape " + want + " for " + x);
  }

  /**
   * (x − mean)/√(variance + ε) over the last axis, with the variance divided by the count, then
   * scaled and shifted (Ba et al. 2016).
   */
  public static Tensor layerNorm(Tensor x, Tensor scale, Tensor shift, double epsilon) {
    affine(x, x.size(-1), scale, shift);
    String axis = "[" + x.size(-1) + "]";
    var row = new Type(x.shape().with(-1, 1), x.dtype());
    String text = call("native_layer_norm", "%0", axis, "%1", "%2", epsilon);
    Tensor[] y = Node.pure(text, List.of(x.type(), row, row), x, scale, shift);
    String back =
        call("native_layer_norm_backward", "%0, %1", axis, "%2, %3, %4, %5, [True, True, True]");
    return y[0].backward(
        (i, z, g) ->
            Node.pure(
                back,
                List.of(x.type(), scale.type(), shift.type()),
                g,
                x,
                y[1].stopGradient(),
                y[2].stopGradient(),
                scale,
                shift)[i]);
  }

  /** x/√(mean x² + ε) over the last axis, then scaled (Zhang and Sennrich 2019, eq. 4). */
  public static Tensor rmsNorm(Tensor x, Tensor scale, double epsilon) {
    affine(x, x.size(-1), scale, scale);
    return x.mul(x.square().meanKeep(-1).add(epsilon).rsqrt()).mul(scale);
  }

  /**
   * Normalises each row's channels in equal groups, over the group and all further axes, then
   * scales and shifts each channel (Wu and He 2018): (rows, channels, …).
   */
  public static Tensor groupNorm(
      Tensor x, long groups, Tensor scale, Tensor shift, double epsilon) {
    TorchScript.need(x.rank() >= 2, "needs (rows, channels, …), not " + x);
    affine(x, x.size(1), scale, shift);
    TorchScript.need(
        groups >= 1 && x.size(1) % groups == 0,
        groups + " groups do not divide the channels of " + x);
    String text = call("group_norm", "%0", groups, "%1", "%2", epsilon, "False");
    return Node.pure(text, x.shape(), x.dtype(), x, scale, shift);
  }

  private static Shape scores(Tensor q, Tensor k, Tensor v) {
    TorchScript.needFloating(q);
    TorchScript.sameType(q, k);
    TorchScript.sameType(q, v);
    int r = q.rank();
    TorchScript.need(
        r >= 3
            && k.rank() == r
            && v.rank() == r
            && q.size(-1) == k.size(-1)
            && k.size(-2) == v.size(-2)
            && k.shape().slice(0, r - 2).equals(q.shape().slice(0, r - 2))
            && v.shape().slice(0, r - 2).equals(q.shape().slice(0, r - 2)),
        "queries " + q + ", keys " + k + " and values " + v + " do not fit");
    return q.shape().with(-1, k.size(-2));
  }

  /**
   * softmax(Q Kᵀ/√d) V over the last two axes (Vaswani et al. 2017, eq. 1): (…, n, d), (…, m, d),
   * (…, m, e) give (…, n, e).
   */
  public static Tensor attention(Tensor q, Tensor k, Tensor v) {
    scores(q, k, v);
    return attend("None", q, v, q, k, v);
  }

  /**
   * Attention with a mask that broadcasts to (…, n, m): bool, true where a query may see a key, or
   * real numbers added to Q Kᵀ/√d before the softmax. A query that sees nothing gets zeros.
   */
  public static Tensor attention(Tensor q, Tensor k, Tensor v, Tensor mask) {
    Shape s = scores(q, k, v);
    TorchScript.need(
        mask.dtype() == DType.BOOL || mask.dtype() == q.dtype(),
        "the mask must be bool or " + q.dtype() + ", not " + mask);
    TorchScript.need(
        s.equals(mask.shape().broadcast(s)), "mask " + mask + " does not broadcast to " + s);
    return attend("%3", q, v, q, k, v, mask);
  }

  private static Tensor attend(String mask, Tensor q, Tensor v, Tensor... inputs) {
    String rest = "0.0, False, scale=None, enable_gqa=False";
    String text = call("scaled_dot_product_attention", "%0, %1, %2", mask, rest);
    return Node.pure(text, q.shape().with(-1, v.size(-1)), q.dtype(), inputs);
  }

  /**
   * Each element zero with a probability, else divided by the rest of it, with noise from a named
   * stream (Srivastava et al. 2014); for training only.
   */
  public static Tensor dropout(String stream, Tensor x, double probability) {
    TorchScript.needFloating(x);
    TorchScript.need(0 <= probability && probability < 1, probability + " is not in [0, 1)");
    if (probability == 0) {
      return x;
    }
    Tensor kept = Draws.uniform(stream, x.shape(), DType.FLOAT32).ge(probability);
    return x.mul(kept.to(x.dtype())).mul(1 / (1 - probability));
  }
}
