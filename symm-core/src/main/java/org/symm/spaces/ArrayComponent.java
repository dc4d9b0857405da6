package org.symm.spaces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Slot;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.groups.Trivial;
import org.symm.groups.VectorAction;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Terms;

/**
 * An array whose axes say how groups act on it.
 *
 * @param name the usual name, as {@code points(5, 3)}
 * @param axes what each axis means, without the rows axis
 * @param affine whether translations move it: x ↦ x + t along its vector axis (points), or leave it
 *     (vectors)
 * @param whole whether it holds whole numbers, as labels do
 */
public record ArrayComponent(String name, List<Axis> axes, boolean affine, boolean whole)
    implements Component {

  /** Copies the axes. */
  public ArrayComponent {
    axes = List.copyOf(axes);
  }

  @Override
  public List<Slot> parts() {
    return List.of(new Slot(Shape.of(axes.stream().mapToLong(Axis::size).toArray()), whole));
  }

  @Override
  public String refusal(Group g) {
    return new Refusals(this).of(g);
  }

  /**
   * For each axis along which groups act through φ, this array with nothing else that they move.
   */
  List<Restricted> through() {
    var out = new ArrayList<Restricted>();
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Axis.Along a) {
        var alone = new ArrayList<Axis>();
        axes.forEach(other -> alone.add(new Axis.Plain(other.size())));
        alone.set(i, a.of());
        out.add(new Restricted(new ArrayComponent(name, alone, false, whole), a.phi()));
      }
    }
    return out;
  }

  /** One item of an array of items. */
  ArrayComponent item() {
    return new ArrayComponent("an item of " + name, axes.subList(1, axes.size()), affine, whole);
  }

  /** Whether the group permutes items. */
  boolean permutes(Group g) {
    return g instanceof Symmetric
        ? axes.stream().anyMatch(a -> a instanceof Axis.Items)
        : within(g).stream().anyMatch(this::permutes);
  }

  /** Whether the group moves vectors. */
  boolean moves(Group g) {
    boolean vector = axes.stream().anyMatch(a -> a instanceof Axis.Vector);
    return vector
        && (g instanceof MatrixGroup
            || (g instanceof Translation && affine)
            || within(g).stream().anyMatch(this::moves));
  }

  /** The groups through which another one acts. */
  private static List<Group> within(Group g) {
    return g.natural().isPresent()
        ? List.of(g.natural().get().target())
        : g.factors().equals(List.of(g)) ? List.of() : g.factors();
  }

  @Override
  public List<Tensor> act(Element g, List<Tensor> x) {
    List<Tensor> y = x;
    for (Restricted r : through()) {
      y = r.act(g, y);
    }
    return List.of(act(g, y.get(0)));
  }

  private Tensor act(Element g, Tensor x) {
    Group group = g.group();
    if (group instanceof Trivial || g.isIdentity()) {
      return x;
    }
    if (group.natural().isPresent()) {
      return act(group.natural().get().apply(g, Restricted.real(g, List.of(x))), x);
    }
    if (group instanceof Product p) {
      for (Element e : p.split(g)) {
        x = act(e, x);
      }
      return x;
    }
    if (group instanceof Semidirect s) {
      x = act(s.quotient(g), x);
      return s.each().isPresent() ? each(s, s.normal(g), x) : act(s.normal(g), x);
    }
    if (group instanceof Translation) {
      Tensor t = g.only();
      return affine ? Terms.note(x.add(spread(t, x)), Terms.size(x).maximum(Terms.size(t))) : x;
    }
    for (int i = 0; i < axes.size(); i++) {
      Axis a = axes.get(i);
      if (group instanceof Symmetric && a instanceof Axis.Items) {
        // (π·x)[π(i)] = x[i], so (π·x)[j] = x[π⁻¹(j)].
        x = Terms.like(x, VectorAction.along(x, i + 1, g.inverse().only()));
      } else if (group instanceof MatrixGroup m && a instanceof Axis.Vector) {
        x = moved(m, g.only(), i + 1, x);
      }
    }
    return x;
  }

  /** An element of Gⁿ on n items: item i by factor i, all as one batch. */
  private Tensor each(Semidirect wreath, Element power, Tensor x) {
    if (axes.isEmpty() || !(axes.get(0) instanceof Axis.Items items)) {
      return x;
    }
    Group one = wreath.each().get();
    int n = items.size();
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < one.parts().size(); i++) {
      parts.add(VectorAction.copies(power, n, i).then(ArrayComponent::flat));
    }
    return item().act(new Element(one, parts), flat(x)).reshape(x.shape().toArray());
  }

  /** (rows, n, …) as (rows · n, …). */
  private static Tensor flat(Tensor x) {
    long[] sizes = Arrays.copyOfRange(x.shape().toArray(), 1, x.rank());
    sizes[0] *= x.size(0);
    return x.reshape(sizes);
  }

  /** g x along an axis, for matrices g; the terms of what O(d) turns stay as large as they were. */
  private static Tensor moved(MatrixGroup group, Tensor g, int axis, Tensor x) {
    if (group.isOrthogonal()) {
      return Terms.like(x, VectorAction.turn(x, axis, g));
    }
    Tensor y = group.isScale() ? scaled(x, g) : VectorAction.turn(x, axis, g);
    Tensor norm = g.stopGradient().square().sum(1, 2).sqrt();
    return Terms.note(y, Terms.size(x).mul(norm));
  }

  private static Tensor scaled(Tensor x, Tensor s) {
    return x.mul(s.reshape(Shape.perRow(x.rank(), s.size(0))));
  }

  /** The vector (rows, d) with size-1 axes, so that it meets the vector axis of x. */
  private Tensor spread(Tensor t, Tensor x) {
    long[] sizes = Shape.perRow(x.rank(), t.size(0));
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Axis.Vector v) {
        sizes[i + 1] = v.size();
      }
    }
    return t.reshape(sizes);
  }

  @Override
  public String acting() {
    var out = new LinkedHashSet<String>();
    for (Axis a : axes) {
      if (a instanceof Axis.Items) {
        out.add("S(" + a.size() + ") permutes");
      } else if (a instanceof Axis.Vector) {
        out.add("O(" + a.size() + ") turns");
        if (affine) {
          out.add("T(" + a.size() + ") moves");
        }
      } else if (a instanceof Axis.Along l) {
        out.add(l.phi().source() + " through " + l.phi());
      }
    }
    return out.isEmpty() ? "all groups trivially" : String.join(", ", out);
  }

  @Override
  public boolean isConvex() {
    return !whole;
  }

  @Override
  public boolean isLinear(Group g) {
    boolean translated = g.factors().stream().anyMatch(f -> f instanceof Translation && moves(f));
    return !whole && !translated;
  }

  @Override
  public boolean isFixedBy(Group g) {
    return g.isTrivial()
        || (through().stream().allMatch(r -> r.isFixedBy(g)) && !permutes(g) && !moves(g));
  }

  @Override
  public List<Integer> unmixed(Group g) {
    return IntStream.range(0, axes.size()).filter(i -> !mixes(g, axes.get(i))).boxed().toList();
  }

  private static boolean mixes(Group g, Axis a) {
    if (g.isTrivial() || a instanceof Axis.Plain) {
      return false;
    }
    if (a instanceof Axis.Along along) {
      return mixes(along.phi().target(), along.of());
    }
    return g instanceof Symmetric
        ? a instanceof Axis.Items
        : g instanceof MatrixGroup
            ? a instanceof Axis.Vector && !VectorAction.isScale(g)
            : within(g).stream().anyMatch(h -> mixes(h, a));
  }

  @Override
  public String toString() {
    return name;
  }
}
