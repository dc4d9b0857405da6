package org.symm.networks.layers;

import java.util.ArrayList;
import java.util.List;
import org.symm.display.Refused;
import org.symm.spaces.Component;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;

/**
 * How networks read a graph: one array of edges between n items, (rows, n, n) or with several
 * numbers for each (rows, n, n, k), and the rest of the space as items.
 *
 * @param items the rest of the space
 * @param part which part of the space the edges are
 */
public record GraphLayout(ItemLayout items, int part) {

  /** The layout of a space with one array of edges, for a network with outputs of another space. */
  public static GraphLayout of(String name, Space x, Space y) {
    var rest = new ArrayList<Component>();
    int part = 0;
    int found = -1;
    int n = 0;
    for (Component c : x.components()) {
      boolean edges =
          c.axes().size() >= 2 && c.axes().get(0).isItems() && c.axes().get(1).isItems();
      if (edges) {
        Refused.unless(found < 0, "%s reads one array of edges, and %s has more.", name, x);
        found = part;
        n = c.axes().get(0).size();
      } else {
        rest.add(c);
      }
      part += c.parts().size();
    }
    Refused.unless(
        found >= 0, "%s needs edges between items, as edges(n) has; %s has none.", name, x);
    ItemLayout items = ItemLayout.items(name, new Space(rest), y);
    Refused.unless(
        items.items() == n,
        "%s needs edges between the items that it reads, not %s items and edges of %s in %s.",
        name,
        items.items(),
        n,
        x);
    return new GraphLayout(items, found);
  }

  /** The parts of points of the space but the edges. */
  public List<Tensor> withoutEdges(List<Tensor> x) {
    var out = new ArrayList<>(x);
    out.remove(part);
    return out;
  }

  /** The edges between present items, 0 for others. */
  public Tensor edges(List<Tensor> x) {
    Present present = items.present(withoutEdges(x));
    Tensor from = present.where(x.get(part));
    return present.where(from.transpose(1, 2)).transpose(1, 2);
  }
}
