package org.symm.tensor;

import static org.symm.tensor.TorchScript.number;

/** The functions of each element that networks put between their linear maps. */
sealed interface Activations permits Tensor {

  private Tensor me() {
    return (Tensor) this;
  }

  private Tensor call(String op, String arguments) {
    TorchScript.needFloating(me());
    return Node.pure(TorchScript.call(op, "%0", arguments), me().shape(), me().dtype(), me());
  }

  /** 1 / (1 + e⁻ˣ). */
  default Tensor sigmoid() {
    return Elementwise.floating("sigmoid", me())
        .backward((i, y, g) -> Elementwise.from("sigmoid", g, y, "", z -> z.mul(-2).add(1)));
  }

  /** max(x, 0). */
  default Tensor relu() {
    TorchScript.needNumbers(me());
    TorchScript.needOrdered(me());
    return Elementwise.map("relu", me())
        .backward((i, y, g) -> Elementwise.from("threshold", g, y, ", 0", null));
  }

  /** x where x &gt; 0, else slope · x. */
  default Tensor leakyRelu(double slope) {
    return call("leaky_relu", number(slope))
        .backward(
            (i, y, g) ->
                Elementwise.from("leaky_relu", g, me(), ", " + number(slope) + ", False", null));
  }

  /** x where x &gt; 0, else eˣ − 1 (Clevert et al. 2016). */
  default Tensor elu() {
    return Elementwise.floating("elu", me());
  }

  /** x Φ(x), Φ the normal distribution function (Hendrycks and Gimpel 2016). */
  default Tensor gelu() {
    return call("gelu", "approximate=\"none\"")
        .backward(
            (i, y, g) ->
                Elementwise.from(
                    "gelu", g, me(), ", approximate=\"none\"", Activations::curvatureOfGelu));
  }

  /** x · sigmoid(x). */
  default Tensor silu() {
    return Elementwise.floating("silu", me())
        .backward((i, y, g) -> Elementwise.from("silu", g, me(), "", Activations::curvatureOfSilu));
  }

  private static Tensor curvatureOfGelu(Tensor x) {
    Tensor density = x.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
    return density.mul(x.square().neg().add(2));
  }

  private static Tensor curvatureOfSilu(Tensor x) {
    Tensor s = x.sigmoid();
    return s.mul(s.neg().add(1)).mul(x.mul(s.mul(-2).add(1)).add(2));
  }

  /** log(1 + eˣ). */
  default Tensor softplus() {
    return Elementwise.floating("softplus", me()).backward((i, y, g) -> g.mul(me().sigmoid()));
  }
}
