package org.symm.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.groups.Trivial;
import org.symm.kernels.Kernel;
import org.symm.spaces.Component;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Draws what a certificate is tried on, in one program. */
final class Probes {
  private final Kernel f;
  private final List<Tensor> outputs = new ArrayList<>();
  private final List<Drawn> drawn = new ArrayList<>();

  /** A trial of a program: its name and where its inputs are among the outputs. */
  private record Drawn(String name, int x) {}

  private Probes(Kernel f) {
    this.f = f;
  }

  /**
   * A trial for each factor, one for given elements, and one of symmetric clouds where the inputs
   * are random. None for the group 1.
   *
   * @param symmetric how many symmetric clouds; 0 for none
   */
  static List<Probe> of(Kernel f, Protocol how, int points, int symmetric, long seed) {
    List<Factor> factors = Factor.of(f.group());
    for (Group g : how.factors()) {
      Refused.unless(
          factors.stream().anyMatch(a -> a.leaf().equals(g)),
          "%s is not a factor of %s, which has %s.",
          g,
          f.group(),
          f.group().factors());
    }
    if (f.group() instanceof Trivial) {
      return List.of();
    }
    long rows = Math.max(points, Math.max(Inputs.rows(how.inputs()), Inputs.rows(how.elements())));
    List<Tensor> x =
        how.inputs().isEmpty()
            ? MixedRows.of(f, Inputs.random(f.dom(), rows, how.classes()))
            : Inputs.cycled("inputs", f.dom(), f.dom().parts(), how.inputs(), rows);
    var trials = new Probes(f);
    trials.outputs.addAll(x);
    var tried =
        factors.stream()
            .filter(a -> how.factors().isEmpty() || how.factors().contains(a.leaf()))
            .toList();
    for (Factor a : tried) {
      trials.add(a.name(), 0, x, trials.sampled(a, x, rows));
    }
    if (!how.elements().isEmpty()) {
      var given = Array.tensors(Inputs.elements(f.group(), how.elements(), rows));
      trials.add("given", 0, x, new Element(f.group(), given));
    }
    if (symmetric > 0 && how.inputs().isEmpty() && SymmetricClouds.has(f.dom(), tried)) {
      List<Tensor> clouds = SymmetricClouds.inputs(f.dom(), symmetric, how.classes());
      int at = trials.outputs.size();
      trials.outputs.addAll(clouds);
      Element g =
          tried.stream()
              .map(a -> trials.draw(a, "symmetric", symmetric))
              .reduce(f.group()::multiply)
              .orElseThrow();
      trials.add(Probe.SYMMETRIC, at, clouds, g);
    }
    return trials.drawn(seed);
  }

  /** The same, and last {@link Probe#ROWS}: the identity on half of the inputs. */
  static List<Probe> withRows(List<Probe> trials) {
    Probe first = trials.get(0);
    int half = (int) (first.rows() + 1) / 2;
    Probe rows = first.at(IntStream.range(0, half).toArray());
    var identity = first.group().identity(half, DType.FLOAT64).parts();
    var out = new ArrayList<>(trials);
    out.add(
        new Probe(
            Probe.ROWS,
            first.group(),
            rows.x(),
            Program.evaluate("identity", 0, identity),
            List.of(),
            new double[half]));
    return out;
  }

  /** Elements of a factor; one that leaves an input as it is, drawn anew. */
  private Element sampled(Factor factor, List<Tensor> x, long rows) {
    Element g = draw(factor, "element", rows);
    Element again = draw(factor, "another element", rows);
    List<Tensor> y = f.dom().act(g, x);
    Tensor moved = Tensors.zeros(Shape.of(rows), DType.INT64).gt(0);
    for (int i = 0; i < x.size(); i++) {
      moved = moved.or(x.get(i).ne(y.get(i)).reshape(rows, -1).any(1));
    }
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < g.parts().size(); i++) {
      Tensor a = g.parts().get(i);
      Tensor keep = moved.reshape(Shape.perRow(a.rank(), rows));
      parts.add(keep.where(a, again.parts().get(i)));
    }
    return new Element(f.group(), parts);
  }

  private Element draw(Factor factor, String stream, long rows) {
    Element e = factor.leaf().sample(stream + " of " + factor.name(), rows, DType.FLOAT64);
    return factor.embed().apply(e, rows, DType.FLOAT64);
  }

  /** A trial of inputs that stand at a place of the outputs. */
  private void add(String name, int at, List<Tensor> x, Element g) {
    drawn.add(new Drawn(name, at));
    outputs.addAll(g.parts());
    outputs.add(distances(g));
    List<Tensor> y = f.dom().act(g, x);
    for (int i = 0; i < x.size(); i++) {
      outputs.add(x.get(i).eq(y.get(i)).flatten(0).all(0));
    }
  }

  private Tensor distances(Element g) {
    long rows = g.parts().get(0).size(0);
    List<Tensor> e = f.group().identity(rows, DType.FLOAT64).parts();
    Tensor sum = Tensors.zeros(Shape.of(rows), DType.FLOAT64);
    for (int i = 0; i < e.size(); i++) {
      Tensor a = g.parts().get(i).reshape(rows, -1);
      Tensor b = e.get(i).reshape(rows, -1);
      boolean whole = f.group().parts().get(i).index();
      sum = sum.add(whole ? a.ne(b).to(DType.FLOAT64).mean(1) : a.sub(b).square().sum(1));
    }
    return sum.sqrt();
  }

  private List<Probe> drawn(long seed) {
    List<Array> all = Program.evaluate("inputs and elements", seed, outputs);
    int width = f.dom().parts().size();
    List<Array> points = all.subList(0, width);
    var out = new ArrayList<Probe>();
    int at = width;
    for (Drawn d : drawn) {
      List<Array> x = d.x() == 0 ? points : all.subList(d.x(), d.x() + width);
      at = d.x() == 0 ? at : d.x() + width;
      int same = at + f.group().parts().size();
      int next = same + 1 + width;
      List<Array> g = all.subList(at, same);
      List<Array> flags = all.subList(same + 1, next);
      out.add(new Probe(d.name(), f.group(), x, g, leftAlone(flags), all.get(same).doubles()));
      at = next;
    }
    return out;
  }

  private List<String> leftAlone(List<Array> flags) {
    return Slot.each(
            f.dom().components(),
            Component::parts,
            flags,
            (c, own) -> own.stream().allMatch(a -> a.doubles()[0] == 1) ? c.name() : "")
        .stream()
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
