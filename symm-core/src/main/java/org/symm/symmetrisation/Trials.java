package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Linear;
import org.symm.groups.Part;
import org.symm.groups.Trivial;
import org.symm.kernels.Kernel;
import org.symm.spaces.Component;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Draws what a certificate is tried on, in one program. */
final class Trials {
  private final Kernel f;
  private final long rows;
  private final List<Tensor> x;
  private final List<String> names = new ArrayList<>();
  private final List<Tensor> outputs;

  private Trials(Kernel f, long rows, List<Tensor> x) {
    this.f = f;
    this.rows = rows;
    this.x = x;
    this.outputs = new ArrayList<>(x);
  }

  /**
   * A trial for each factor, one for given elements, and last {@link Trial#ROWS}: the identity on
   * the first half of the inputs. None for the group 1.
   */
  static List<Trial> of(Kernel f, Protocol how, int points, long seed) {
    List<Factor> factors = Factor.of(f.group());
    for (Group g : how.factors()) {
      if (factors.stream().noneMatch(a -> a.leaf().equals(g))) {
        throw new IllegalArgumentException(
            g + " is not a factor of " + f.group() + ", which has " + f.group().factors() + ".");
      }
    }
    long rows = Math.max(points, Math.max(Inputs.rows(how.inputs()), Inputs.rows(how.elements())));
    var trials =
        new Trials(
            f,
            rows,
            how.inputs().isEmpty()
                ? Inputs.random(f.dom(), rows, how.classes())
                : Inputs.cycled("inputs", f.dom(), f.dom().parts(), how.inputs(), rows));
    if (f.group() instanceof Trivial) {
      return List.of();
    }
    for (Factor a : factors) {
      if (how.factors().isEmpty() || how.factors().contains(a.leaf())) {
        trials.add(a.name(), trials.sampled(a));
      }
    }
    if (!how.elements().isEmpty()) {
      var given = Programs.constants(Inputs.elements(f.group(), how.elements(), rows));
      trials.add("given", new Element(f.group(), given));
    }
    trials.add(Trial.ROWS, f.group().identity(rows, DType.FLOAT64));
    return trials.drawn(seed);
  }

  /** Elements of a factor; one that leaves an input as it is, drawn anew. */
  private Element sampled(Factor factor) {
    Element g = draw(factor, "element");
    Element again = draw(factor, "another element");
    List<Tensor> y = f.dom().act(g, x);
    Tensor moved = Tensors.zeros(Shape.of(rows), DType.INT64).gt(0);
    for (int i = 0; i < x.size(); i++) {
      moved = moved.or(x.get(i).ne(y.get(i)).reshape(rows, -1).any(1));
    }
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < g.parts().size(); i++) {
      Tensor a = g.parts().get(i);
      Tensor keep = moved.reshape(Linear.wide(a.rank(), rows));
      parts.add(keep.where(a, again.parts().get(i)));
    }
    return new Element(f.group(), parts);
  }

  private Element draw(Factor factor, String stream) {
    Element e = factor.leaf().sample(stream + " of " + factor.name(), rows, DType.FLOAT64);
    return factor.embed().apply(e, rows, DType.FLOAT64);
  }

  private void add(String name, Element g) {
    names.add(name);
    outputs.addAll(g.parts());
    outputs.add(distances(g));
    List<Tensor> y = f.dom().act(g, x);
    for (int i = 0; i < x.size(); i++) {
      outputs.add(x.get(i).eq(y.get(i)).flatten(0).all(0));
    }
  }

  private Tensor distances(Element g) {
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

  private List<Trial> drawn(long seed) {
    List<Array> all = Programs.run("inputs and elements", seed, outputs);
    var out = new ArrayList<Trial>();
    List<Array> points = all.subList(0, x.size());
    int at = x.size();
    for (String name : names) {
      int same = at + f.group().parts().size();
      int next = same + 1 + x.size();
      List<Array> g = all.subList(at, same);
      List<Array> flags = all.subList(same + 1, next);
      double[] distances = all.get(same).doubles();
      at = next;
      if (name.equals(Trial.ROWS)) {
        int half = (int) (rows + 1) / 2;
        out.add(
            new Trial(
                name,
                f.group(),
                cut(points, half),
                cut(g, half),
                List.of(),
                Arrays.copyOf(distances, half)));
      } else {
        out.add(new Trial(name, f.group(), points, g, leftAlone(flags), distances));
      }
    }
    return out;
  }

  private static List<Array> cut(List<Array> arrays, long n) {
    return arrays.stream().map(a -> a.rows(0, n)).toList();
  }

  private List<String> leftAlone(List<Array> flags) {
    return Part.each(
            f.dom().components(),
            Component::parts,
            flags,
            (c, own) -> own.stream().allMatch(a -> a.doubles()[0] == 1) ? c.name() : "")
        .stream()
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
