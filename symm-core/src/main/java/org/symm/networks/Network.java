package org.symm.networks;

import java.util.List;
import java.util.function.Function;
import org.symm.engine.Parameter;
import org.symm.groups.Group;
import org.symm.kernels.Body;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;

/**
 * A box with parameters that can be built again on a larger input, so that noise can be fed to it.
 */
public final class Network extends Kernel {

  private final Function<Space, Network> build;

  Network(
      String name,
      Space dom,
      Space cod,
      Group group,
      List<Parameter> parameters,
      Body body,
      Function<Space, Network> build) {
    super(
        name,
        group,
        new Diagram.Box(
            name, dom, cod, Body.OnPresent.of(dom, cod, body), List.copyOf(parameters), false));
    this.build = build;
  }

  @Override
  public Network init(long seed) {
    super.init(seed);
    return this;
  }

  /**
   * A stochastic network of the same kind: it gets fresh noise as a further input, y = ν(x, u), u
   * from the given law. The law must not change under the network's group: it is a law of numbers
   * that the group leaves alone, as {@code gaussian(d)}, or an equivariant kernel from I.
   */
  public Kernel noisy(Kernel law) {
    if (!law.dom().components().isEmpty()) {
      throw new IllegalArgumentException(
          "the noise \"%s\" must start from I, not from %s; use gaussian(d)."
              .formatted(law.name(), law.dom()));
    }
    if (!law.cod().isFixedBy(group()) && !group().isIn(law.group())) {
      throw new IllegalArgumentException(
          "noise from \"%s\" would break the symmetry of \"%s\": %s moves %s, and the law is not known to stay the same; use gaussian(d), or an equivariant law."
              .formatted(law.name(), name(), group(), law.cod()));
    }
    Network wide = build.apply(dom().times(law.cod()));
    Diagram feed =
        new Diagram.Beside(List.of(new Diagram.Sequence(dom(), List.of()), law.diagram()));
    return Kernels.of(
        "noisy " + name(), group(), new Diagram.Sequence(dom(), List.of(feed, wide.diagram())));
  }
}
