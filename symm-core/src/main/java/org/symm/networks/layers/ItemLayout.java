package org.symm.networks.layers;

import java.util.ArrayList;
import java.util.List;
import org.symm.display.Refused;
import org.symm.groups.Group;
import org.symm.groups.Symmetric;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Masks;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * How networks read a space and write one: as numbers for each item (rows, n, features), or as one
 * row of numbers (rows, features). A component with an items axis is per item; another is shared by
 * all items.
 */
public record ItemLayout(Space space, int items) {

  /** The layout for networks on items; the space must have some, in a first axis, of one size. */
  public static ItemLayout items(String name, Space x, Space y) {
    int n = 0;
    masks(name, x, y);
    for (Component c : Masks.without(x.times(y)).components()) {
      List<Axis> axes = axes(name, c);
      for (int i = 0; i < axes.size(); i++) {
        if (axes.get(i).isItems()) {
          int size = axes.get(i).size();
          Refused.unless(
              i == 0 && (n == 0 || size == n),
              "%s needs one axis of items, first, of one size in %s and %s.",
              name,
              x,
              y);
          n = size;
        }
      }
    }
    if (n == 0) {
      throw new IllegalArgumentException(
          name + " needs items, as points(n, d) has; " + x + " has none. Use mlp(...).");
    }
    return new ItemLayout(x, n);
  }

  /** Stops at masks of the codomain that the domain has not: networks hand them on. */
  public static void masks(String name, Space x, Space y) {
    Masks.demandOnce(x);
    Masks.demandOnce(y);
    for (Component c : Masks.masks(y).components()) {
      int n = Masks.items(c).orElseThrow();
      Refused.unless(
          Masks.isIn(x, n),
          "%s hands on which items are present and does not choose it: %s is in %s, but not in %s;"
              + " add it to the domain.",
          name,
          c.name(),
          y,
          x);
    }
  }

  /** Which items of the space's points are present. */
  public Present present(List<Tensor> x) {
    return Present.of(space, x, items);
  }

  /** The axes of an array of real numbers; stops, in the network's name, if it is none. */
  public static List<Axis> axes(String name, Component c) {
    need(name, c, c.isConvex() && !c.axes().isEmpty());
    return c.axes();
  }

  /** Stops unless the component is an array of real numbers, whatever group acts on it. */
  public static void real(String name, Component c) {
    need(name, c, c.isConvex());
  }

  private static void need(String name, Component c, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException(
          "%s reads and writes arrays of real numbers, not %s; map it to an array first."
              .formatted(name, c.name()));
    }
  }

  /** S(n). */
  public Group group() {
    return new Symmetric(items);
  }

  /** Whether a component has numbers for each item. */
  public static boolean perItem(Component c) {
    return !c.axes().isEmpty() && c.axes().get(0).isItems();
  }

  private int width(Component c) {
    if (Masks.items(c).isPresent()) {
      return 0;
    }
    long count = c.parts().get(0).shape().count();
    return (int) (perItem(c) ? count / items : count);
  }

  /** Numbers for each item. */
  public int features() {
    return space.components().stream().mapToInt(this::width).sum();
  }

  /** Numbers for each item in components that have items, or in those that have none. */
  public int features(boolean each) {
    return space.components().stream().filter(c -> perItem(c) == each).mapToInt(this::width).sum();
  }

  /** (rows, n, features). */
  public Tensor read(List<Tensor> x) {
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < x.size(); i++) {
      if (Masks.items(space.components().get(i)).isPresent()) {
        continue;
      }
      Tensor t = x.get(i);
      long rows = t.size(0);
      parts.add(
          perItem(space.components().get(i))
              ? t.reshape(rows, items, -1)
              : t.reshape(rows, 1, -1).expand(rows, items, t.shape().count() / rows));
    }
    return Tensors.cat(2, parts);
  }

  /**
   * The space's tensors from numbers per item and shared numbers, either of which may be null if
   * none is needed, and the masks of points of the domain.
   */
  List<Tensor> write(Tensor each, Tensor shared, Space x, List<Tensor> at) {
    var out = new ArrayList<Tensor>();
    long a = 0;
    long b = 0;
    for (Component c : Masks.without(space).components()) {
      int w = width(c);
      Tensor from = perItem(c) ? each.slice(2, a, a + w) : shared.slice(1, b, b + w);
      a += perItem(c) ? w : 0;
      b += perItem(c) ? 0 : w;
      out.add(from.reshape(c.parts().get(0).rows(from.size(0)).toArray()));
    }
    return Masks.withMasks(space, out, x, at);
  }
}
