package org.symm.spaces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.symm.groups.Cyclic;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Orthogonal;
import org.symm.groups.Part;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.groups.Trivial;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

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
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Axis.Along a) {
        String why =
            g.isIn(a.phi().source())
                ? seen(i, a).refusal(a.phi().target())
                : Restricted.only(a.phi().source(), g, name);
        if (why != null) {
          return why;
        }
      }
    }
    return plainly(g);
  }

  /** This array with the group that acts along axis i through φ seen there, and no other axis. */
  private ArrayComponent seen(int i, Axis.Along a) {
    var alone = new ArrayList<Axis>();
    axes.forEach(other -> alone.add(new Axis.Plain(other.size())));
    alone.set(i, a.of());
    return new ArrayComponent(name, alone, false, whole);
  }

  /** Why the group does not act along the axes that say themselves how. */
  private String plainly(Group g) {
    if (g instanceof Symmetric s) {
      return mismatch(g, Axis.Items.class, s.n());
    }
    if (g instanceof Orthogonal o) {
      return mismatch(g, Axis.Vector.class, o.d());
    }
    if (g instanceof Translation t) {
      return mismatch(g, Axis.Vector.class, t.d());
    }
    if (g instanceof Cyclic) {
      return mismatch(g, Axis.Vector.class, 2);
    }
    if (g instanceof Product p) {
      String one = first(p.of());
      return one != null ? one : clash(p);
    }
    return g instanceof Semidirect s ? first(List.of(s.normal(), s.quotient())) : null;
  }

  private String first(List<Group> groups) {
    return groups.stream().map(this::plainly).filter(r -> r != null).findFirst().orElse(null);
  }

  /** Factors of a product act one after the other, which is an action only where they commute. */
  private String clash(Product g) {
    for (int i = 0; i < g.of().size(); i++) {
      for (int j = i + 1; j < g.of().size(); j++) {
        Group a = g.of().get(i);
        Group b = g.of().get(j);
        String what =
            permutes(a) && permutes(b) ? "items" : moves(a) && moves(b) ? "vectors" : null;
        if (what != null) {
          return g
              + " does not act on "
              + name
              + ": "
              + a
              + " and "
              + b
              + " both move its "
              + what
              + ", and a direct product needs that they commute; use E(d) for turns and translations,"
              + " or spaces restricted along projections";
        }
      }
    }
    return null;
  }

  private boolean permutes(Group factor) {
    return factor instanceof Symmetric && axes.stream().anyMatch(a -> a instanceof Axis.Items);
  }

  private boolean moves(Group factor) {
    boolean vector = axes.stream().anyMatch(a -> a instanceof Axis.Vector);
    return vector
        && (factor instanceof Orthogonal
            || factor instanceof Cyclic
            || factor instanceof Semidirect
            || (factor instanceof Translation && affine));
  }

  private String mismatch(Group g, Class<? extends Axis> type, int size) {
    for (Axis a : axes) {
      if (type.isInstance(a) && a.size() != size) {
        String what = type == Axis.Items.class ? "items" : "coordinates";
        return g
            + " does not act on "
            + name
            + ", which has "
            + a.size()
            + " "
            + what
            + ", not "
            + size;
      }
    }
    return null;
  }

  @Override
  public List<Tensor> act(Element g, List<Tensor> x) {
    Tensor y = x.get(0);
    for (int i = 0; i < axes.size() && !g.parts().isEmpty(); i++) {
      if (axes.get(i) instanceof Axis.Along a) {
        y = seen(i, a).act(Restricted.image(g, a.phi(), x), y);
      }
    }
    return List.of(act(g, y));
  }

  private Tensor act(Element g, Tensor x) {
    Group group = g.group();
    if (group instanceof Trivial || g.isIdentity()) {
      return x;
    }
    if (group instanceof Product p) {
      for (Element e : p.split(g)) {
        x = act(e, x);
      }
      return x;
    }
    if (group instanceof Semidirect s) {
      return act(s.normal(g), act(s.quotient(g), x));
    }
    if (group instanceof Translation) {
      return affine ? x.add(spread(g.only(), x)) : x;
    }
    for (int i = 0; i < axes.size(); i++) {
      Axis a = axes.get(i);
      if (group instanceof Symmetric && a instanceof Axis.Items) {
        // (π·x)[π(i)] = x[i], so (π·x)[j] = x[π⁻¹(j)].
        x = along(x, i + 1, g.inverse().only());
      } else if (group instanceof Orthogonal && a instanceof Axis.Vector) {
        x = turn(x, i + 1, g.only());
      } else if (group instanceof Cyclic c && a instanceof Axis.Vector) {
        x = turn(x, i + 1, plane(c, g.only(), x));
      }
    }
    return x;
  }

  /** The vector (rows, d) with size-1 axes, so that it meets the vector axis of x. */
  private Tensor spread(Tensor t, Tensor x) {
    long[] sizes = new long[x.rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = t.size(0);
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Axis.Vector v) {
        sizes[i + 1] = v.size();
      }
    }
    return t.reshape(sizes);
  }

  /** x[index] along an axis, the same index for all other axes. */
  private static Tensor along(Tensor x, int axis, Tensor index) {
    long[] sizes = new long[x.rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = index.size(0);
    sizes[axis] = index.size(1);
    return x.gather(axis, index.reshape(sizes).expand(x.shape().toArray()));
  }

  /** g x along an axis, for matrices g of shape (rows, d, d). */
  private static Tensor turn(Tensor x, int axis, Tensor g) {
    if (axis == x.rank() - 1) {
      Tensor flat = x.rank() == 3 ? x : x.reshape(x.size(0), -1, x.size(-1));
      // libtorch multiplies tiny matrices by a plain loop, which reads a transposed view as it is.
      boolean tiny = flat.size(1) * flat.size(2) * flat.size(2) < 400;
      return flat.matMul(tiny ? g.t() : g.t().contiguous()).reshape(x.shape().toArray());
    }
    Tensor last = x.transpose(axis, -1);
    return turn(last, x.rank() - 1, g).transpose(axis, -1).contiguous();
  }

  /** The turns of the plane by 2πk/n: (rows, 2, 2). */
  private static Tensor plane(Cyclic c, Tensor k, Tensor like) {
    Tensor angle = k.to(like.dtype()).mul(2 * Math.PI / c.n());
    Tensor cos = angle.cos();
    Tensor sin = angle.sin();
    return Tensors.stack(1, cos, sin.neg(), sin, cos).reshape(k.size(0), 2, 2);
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
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Axis.Along a && !seen(i, a).isFixedBy(a.phi().target())) {
        return g instanceof Trivial;
      }
    }
    return g.factors().stream().noneMatch(f -> permutes(f) || moves(f));
  }

  @Override
  public String toString() {
    return name;
  }
}
