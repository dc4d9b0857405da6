package org.symm.spaces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Linear;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Part;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.groups.Trivial;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;

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
  public List<Part> parts() {
    return List.of(new Part(Shape.of(axes.stream().mapToLong(Axis::size).toArray()), whole));
  }

  @Override
  public String refusal(Group g) {
    for (Restricted r : through()) {
      Group source = r.along().source();
      String why = g.isIn(source) ? r.refusal(g) : Restricted.only(source, g, name);
      if (why != null) {
        return why;
      }
    }
    return refusal(g, g);
  }

  /**
   * For each axis along which groups act through φ, this array with nothing else that they move.
   */
  private List<Restricted> through() {
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

  /** Why a group does not act, through which another one that is named does. */
  private String refusal(Group g, Group named) {
    if (g.natural().isPresent()) {
      return refusal(g.natural().get().target(), named);
    }
    if (g instanceof Symmetric s) {
      return mismatch(named, Axis.Items.class, s.n());
    }
    if (g instanceof MatrixGroup m) {
      return m.isScale() ? null : mismatch(named, Axis.Vector.class, m.d());
    }
    if (g instanceof Translation t) {
      return mismatch(named, Axis.Vector.class, t.d());
    }
    if (g instanceof Product p) {
      String one = first(p.of());
      return one != null ? one : clash(p);
    }
    if (g instanceof Semidirect s && s.each().isPresent()) {
      return itemByItem(s);
    }
    if (g instanceof Semidirect s && s.twist().keepsNormal() && s.twist().keepsQuotient()) {
      return first(List.of(s.normal(), s.quotient()));
    }
    boolean plain =
        axes.stream().noneMatch(a -> a instanceof Axis.Items || a instanceof Axis.Vector);
    return plain || g instanceof Trivial
        ? null
        : String.format(
            "%s does not act on %s by itself; restrict the space along a homomorphism to a group that"
                + " does: %s.along(φ)",
            named, name, name);
  }

  /** Why S(n) ≀ G does not act: each item needs an action of G. */
  private String itemByItem(Semidirect g) {
    long items = axes.stream().filter(a -> a instanceof Axis.Items).count();
    Group each = g.each().get();
    if (items == 1 && axes.get(0) instanceof Axis.Items) {
      String size = refusal(g.quotient());
      return size != null ? size : item().refusal(each);
    }
    return items == 0 && isFixedBy(each)
        ? null
        : g + " does not act on " + name + ": its first axis, and no other, should be the items";
  }

  /** One item of an array of items. */
  private ArrayComponent item() {
    return new ArrayComponent("an item of " + name, axes.subList(1, axes.size()), affine, whole);
  }

  private String first(List<Group> groups) {
    return groups.stream().map(h -> refusal(h, h)).filter(r -> r != null).findFirst().orElse(null);
  }

  /** Factors of a product act one after the other, which is an action only where they commute. */
  private String clash(Product g) {
    for (int i = 0; i < g.of().size(); i++) {
      for (int j = i + 1; j < g.of().size(); j++) {
        Group a = g.of().get(i);
        Group b = g.of().get(j);
        String what =
            permutes(a) && permutes(b)
                ? "items"
                : moves(a) && moves(b) && !commute(a, b) ? "vectors" : null;
        if (what != null) {
          return String.format(
              "%s does not act on %s: %s and %s both move its %s, and a direct product needs that they"
                  + " commute; use E(d) for turns and translations, or spaces restricted along"
                  + " projections",
              g, name, a, b, what);
        }
      }
    }
    return null;
  }

  private boolean permutes(Group g) {
    return g instanceof Symmetric
        ? axes.stream().anyMatch(a -> a instanceof Axis.Items)
        : within(g).stream().anyMatch(this::permutes);
  }

  private boolean moves(Group g) {
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

  /** Numbers commute with matrices. */
  private boolean commute(Group a, Group b) {
    return (Linear.isScale(a) && isLinear(b)) || (Linear.isScale(b) && isLinear(a));
  }

  private String mismatch(Group g, Class<? extends Axis> type, int size) {
    for (Axis a : axes) {
      if (type.isInstance(a) && a.size() != size) {
        String what = type == Axis.Items.class ? "items" : "coordinates";
        return String.format(
            "%s does not act on %s, which has %s %s, not %s", g, name, a.size(), what, size);
      }
    }
    return null;
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
      return affine ? x.add(spread(g.only(), x)) : x;
    }
    for (int i = 0; i < axes.size(); i++) {
      Axis a = axes.get(i);
      if (group instanceof Symmetric && a instanceof Axis.Items) {
        // (π·x)[π(i)] = x[i], so (π·x)[j] = x[π⁻¹(j)].
        x = Linear.along(x, i + 1, g.inverse().only());
      } else if (group instanceof MatrixGroup m && a instanceof Axis.Vector) {
        x = m.isScale() ? scaled(x, g.only()) : turn(x, i + 1, g.only());
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
      parts.add(Linear.copies(power, n, i).then(ArrayComponent::flat));
    }
    return item().act(new Element(one, parts), flat(x)).reshape(x.shape().toArray());
  }

  /** (rows, n, …) as (rows · n, …). */
  private static Tensor flat(Tensor x) {
    long[] sizes = Arrays.copyOfRange(x.shape().toArray(), 1, x.rank());
    sizes[0] *= x.size(0);
    return x.reshape(sizes);
  }

  private static Tensor scaled(Tensor x, Tensor s) {
    return x.mul(s.reshape(Linear.wide(x.rank(), s.size(0))));
  }

  /** The vector (rows, d) with size-1 axes, so that it meets the vector axis of x. */
  private Tensor spread(Tensor t, Tensor x) {
    long[] sizes = Linear.wide(x.rank(), t.size(0));
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Axis.Vector v) {
        sizes[i + 1] = v.size();
      }
    }
    return t.reshape(sizes);
  }

  /** g x along an axis, for matrices g of shape (rows, d, d). */
  private static Tensor turn(Tensor x, int axis, Tensor g) {
    if (axis == 1 && x.rank() == 3) {
      return g.matMul(x);
    }
    if (axis == x.rank() - 1) {
      Tensor flat = x.rank() == 3 ? x : x.reshape(x.size(0), -1, x.size(-1));
      return flat.matMul(g.t()).reshape(x.shape().toArray());
    }
    Tensor last = x.transpose(axis, -1);
    return turn(last, x.rank() - 1, g).transpose(axis, -1).contiguous();
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
  public boolean isAffine(Group g) {
    return !whole;
  }

  @Override
  public boolean isLinear(Group g) {
    boolean translated = g.factors().stream().anyMatch(f -> f instanceof Translation && moves(f));
    return !whole && !translated;
  }

  @Override
  public boolean isFixedBy(Group g) {
    return through().stream().allMatch(r -> r.isFixedBy(g))
        ? !permutes(g) && !moves(g)
        : g instanceof Trivial;
  }

  @Override
  public String toString() {
    return name;
  }
}
