package org.symm.learning;

import java.util.ArrayList;
import java.util.List;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.groups.Slot;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * Stored rows that pass a kernel in every step, each time with fresh noise: augmentation by random
 * group elements, noise of a diffusion, targets averaged over an orbit. The kernel runs as in
 * evaluation, in the step's own program, with noise that the seed and the number of the step fix;
 * no gradient passes it.
 *
 * @param data the rows
 * @param kernel from inputs and targets, or from the inputs alone; it gives inputs and targets, or
 *     from inputs alone new inputs, and targets stay
 * @param inputs how many of the arrays that it gives, the first ones, are inputs
 */
public record Through(Data data, Kernel kernel, int inputs) implements DataSource {

  /** The kernel must take the rows and give inputs, and targets unless it takes inputs alone. */
  public Through {
    Refused.ifNull(data, "the rows that pass a kernel");
    Refused.ifNull(kernel, "the kernel that rows pass");
    var parts = kernel.dom().parts();
    int all = data.all().size();
    int own = data.inputs().size();
    Refused.unless(
        parts.size() == all || parts.size() == own,
        "\"%s\" takes %s arrays; rows have %s of inputs, and %s with targets.",
        kernel.name(),
        parts.size(),
        own,
        all);
    for (int i = 0; i < parts.size(); i++) {
      fits(kernel, i, parts.get(i), data.all().get(i));
    }
    Refused.unless(
        kernel.precisions().contains(data.real()),
        "\"%s\" runs in %s, the rows are %s.",
        kernel.name(),
        kernel.precisions(),
        data.real());
    int given = kernel.cod().parts().size();
    boolean targets = parts.size() == all;
    Refused.unless(
        inputs >= 1 && (targets ? inputs < given : inputs <= given),
        "\"%s\" gives %s arrays, of which %s cannot be inputs%s.",
        kernel.name(),
        given,
        inputs,
        targets ? ", and at least one a target" : "");
    kernel.ready();
  }

  private static void fits(Kernel k, int i, Slot part, Array a) {
    Refused.unless(
        a.shape().without(0).equals(part.shape()) && a.dtype().isFloating() != part.index(),
        "\"%s\" takes %s (rows, %s) as array %s, the rows have %s %s.",
        k.name(),
        part.index() ? "whole numbers" : "real numbers",
        part.shape(),
        i,
        a.dtype(),
        a.shape());
  }

  private boolean takesTargets() {
    return kernel.dom().parts().size() == data.all().size();
  }

  private boolean givesTargets() {
    return inputs < kernel.cod().parts().size();
  }

  @Override
  public long rows() {
    return data.rows();
  }

  @Override
  public DType real() {
    return data.real();
  }

  @Override
  public Examples take(Tensor index, Noise u) {
    Examples stored = data.take(index, u);
    var in = new ArrayList<>(stored.inputs());
    if (takesTargets()) {
      in.addAll(stored.targets());
    }
    var out = kernel.diagram().run(in, u).stream().map(Tensor::stopGradient).toList();
    return new Examples(
        out.subList(0, inputs),
        givesTargets() ? out.subList(inputs, out.size()) : stored.targets());
  }

  /** The rows, each passed once with noise from a seed: for validation and tests. */
  public Data draw(long seed) {
    var out = kernel.run(seed, takesTargets() ? data.all() : data.inputs());
    return new Data(
        out.subList(0, inputs), givesTargets() ? out.subList(inputs, out.size()) : data.targets());
  }

  @Override
  public String hash() {
    List<Array> stored = kernel.state().stream().map(Parameter::value).toList();
    String values = stored.isEmpty() ? "" : " " + Data.hash(stored);
    return data.hash() + " through " + kernel + values;
  }
}
