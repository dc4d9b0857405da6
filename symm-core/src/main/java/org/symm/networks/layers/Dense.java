package org.symm.networks.layers;

import java.util.List;
import org.symm.engine.Parameter;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;

/** One affine layer on the last axis, x ↦ x wᵀ + b; starts as PyTorch's Linear does. */
public record Dense(Parameter weight, Parameter bias) {

  /** A layer x ↦ W x + b with W of shape (out, in); its parameters are added to a list. */
  public static Dense of(String name, int in, int out, List<Parameter> into) {
    var d =
        new Dense(
            new Parameter(name + ".weight", Parameter.Start.UNIFORM_FAN_IN, Shape.of(out, in)),
            new Parameter(name + ".bias", Parameter.Start.UNIFORM_FAN_IN, Shape.of(out), in));
    into.add(d.weight);
    into.add(d.bias);
    return d;
  }

  /** W x + b on the last axis. */
  public Tensor apply(Tensor x) {
    return x.linear(weight.tensor().to(x.dtype()), bias.tensor().to(x.dtype()));
  }
}
