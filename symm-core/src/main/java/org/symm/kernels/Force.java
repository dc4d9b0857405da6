package org.symm.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Program;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.spaces.Component;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/** The force of an energy: see {@link Kernels#force}. */
final class Force {

  /** Elements on which an action is tried. */
  private static final int SAMPLES = 64;

  private Force() {}

  static Kernel of(Kernel energy, List<Integer> components) {
    Space x = energy.dom();
    Group g = energy.group();
    oneInvariantNumber(energy);
    var by = components.isEmpty() ? differentiable(energy) : components;
    var parts = new ArrayList<Integer>();
    var tangents = new ArrayList<Component>();
    for (int i : by) {
      Refused.unless(
          i >= 0 && i < x.components().size(),
          "\"%s\" has components 0 to %s, not %s.",
          energy.name(),
          x.components().size() - 1,
          i);
      Component c = x.components().get(i);
      tangents.add(
          c.tangent()
              .orElseThrow(
                  () ->
                      Refused.because(
                          "\"%s\" has no derivative by %s, which is no array of real numbers.",
                          energy.name(), c.name())));
      parts.add(x.components().subList(0, i).stream().mapToInt(d -> d.parts().size()).sum());
    }
    Space y = new Space(tangents);
    orthogonal(energy, y);
    return Kernels.box(
        "force of " + energy.name(),
        x,
        y,
        g,
        energy.parameters(),
        false,
        new Body.Running(
            List.of(energy.diagram()),
            (in, u) -> {
              var at = new ArrayList<>(in);
              for (int i : parts) {
                at.set(i, fresh(in.get(i)));
              }
              Tensor e = energy.diagram().run(at, u).get(0);
              return slopes(e.sum(), parts.stream().map(at::get).toList());
            }));
  }

  /** −∂E/∂x by each, zeros where the energy does not read it. */
  private static List<Tensor> slopes(Tensor energy, List<Tensor> by) {
    var read = by.stream().filter(x -> Tensors.isMadeFrom(energy, x)).toList();
    var found = read.isEmpty() ? new Tensor[0] : Tensors.gradients(energy, read);
    return by.stream()
        .map(
            x ->
                read.contains(x)
                    ? found[read.indexOf(x)].neg()
                    : Tensors.zeros(x.shape(), x.dtype()))
        .toList();
  }

  /** The same value under a name of its own, to differentiate by, with what is noted of it. */
  private static Tensor fresh(Tensor x) {
    return Terms.noted(x).map(s -> Terms.note(x, s)).orElseGet(() -> x.noted(new Object()));
  }

  private static void oneInvariantNumber(Kernel energy) {
    Space e = energy.cod();
    Refused.unless(
        e.parts().size() == 1
            && e.parts().get(0).shape().count() == 1
            && e.isConvex()
            && e.isFixedBy(energy.group()),
        "a force needs an energy, one number that %s does not change; \"%s\" gives %s.",
        energy.group(),
        energy.name(),
        e);
    Refused.unless(
        !energy.isStochastic(),
        "\"%s\" draws. A derivative is taken for fixed noise, and where only the law of an energy is"
            + " invariant the law of that is not equivariant; take an exact mean() of it first.",
        energy.name());
  }

  private static List<Integer> differentiable(Kernel energy) {
    var all = energy.dom().components();
    var out =
        IntStream.range(0, all.size())
            .filter(i -> all.get(i).tangent().isPresent())
            .boxed()
            .toList();
    Refused.unless(
        !out.isEmpty(),
        "\"%s\" starts from %s, by which it has no derivative.",
        energy.name(),
        energy.dom());
    return out;
  }

  /** Stops unless the group keeps the lengths of differences of points, on samples. */
  private static void orthogonal(Kernel energy, Space y) {
    Group g = energy.group();
    CompositionChecks.acts("force of " + energy.name(), y, "codomain", g);
    if (g.isTrivial()) {
      return;
    }
    DType real = DType.FLOAT64;
    Element e = g.sample("g", SAMPLES, real);
    var v = new ArrayList<Tensor>();
    for (int i = 0; i < y.parts().size(); i++) {
      v.add(Draws.normal("v" + i, y.parts().get(i).rows(SAMPLES), real));
    }
    var moved = y.act(e, v);
    for (int i = 0; i < v.size(); i++) {
      Tensor before = squares(v.get(i));
      Tensor off = squares(moved.get(i)).sub(before).abs().sub(before.mul(1e-6)).max(0);
      Refused.unless(
          Program.evaluate("lengths", 0, List.of(off)).get(0).number() <= 0,
          "%s does not act on %s by orthogonal maps: −∂E/∂x of \"%s\" is then no vector but lives in"
              + " the dual space, where g acts by its inverse transpose; take a smaller group, as"
              + " energy.restrictedTo(O(d)).",
          g,
          y.components().get(i).name(),
          energy.name());
    }
  }

  private static Tensor squares(Tensor v) {
    return v.square().reshape(v.size(0), -1).sum(1);
  }
}
