package org.symm.drawing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;
import org.symm.spaces.Space;

/**
 * A diagram cut into rows: what goes out of a row, from left to right, comes into the next. Frames
 * have rows of their own.
 */
record Grid(Space dom, Space cod, List<List<Item>> rows) {

  /** The rows of a whole diagram, with the names of the wires that come in and go out. */
  static Grid of(Diagram d, int depth) {
    var rows = new ArrayList<List<Item>>();
    rows.add(straight(d.dom(), true));
    rows.addAll(rows(d, depth));
    List<Item> last = rows.get(rows.size() - 1);
    if (rows.size() > 1 && last.stream().allMatch(i -> i.kind() == Item.Kind.WIRES)) {
      rows.set(rows.size() - 1, last.stream().map(i -> Item.wires(i.dom(), true)).toList());
    } else if (rows.size() > 1) {
      rows.add(straight(d.cod(), true));
    }
    return new Grid(d.dom(), d.cod(), rows);
  }

  private static List<List<Item>> rows(Diagram d, int depth) {
    if (d instanceof Diagram.Sequence s) {
      return s.steps().stream().flatMap(step -> rows(step, depth).stream()).toList();
    }
    if (d instanceof Diagram.Beside b) {
      return beside(b, depth);
    }
    if (d instanceof Diagram.Copy) {
      return one(Item.of(Item.Kind.COPY, d));
    }
    if (d instanceof Diagram.Discard) {
      return one(Item.of(Item.Kind.DISCARD, d));
    }
    if (d instanceof Diagram.Swap) {
      return one(Item.of(Item.Kind.SWAP, d));
    }
    if (d instanceof Framed) {
      if (depth > 0) {
        var inside = rows(d.children().get(0), depth - 1);
        var rows = inside.isEmpty() ? List.of(straight(d.dom(), false)) : inside;
        return one(Item.frame(d, new Grid(d.dom(), d.cod(), rows)));
      }
      return newlyNamed(Item.of(Item.Kind.CLOSED, d));
    }
    return newlyNamed(Item.of(Item.Kind.BOX, d));
  }

  /** A box, and the names of its outputs unless they are among its inputs. */
  private static List<List<Item>> newlyNamed(Item box) {
    boolean known = Collections.indexOfSubList(box.dom().components(), box.cod().components()) >= 0;
    return known ? one(box) : List.of(List.of(box), straight(box.cod(), true));
  }

  private static List<List<Item>> one(Item item) {
    return List.of(List.of(item));
  }

  private static List<List<Item>> beside(Diagram.Beside b, int depth) {
    var sides = b.sides().stream().map(side -> rows(side, depth)).toList();
    int height = sides.stream().mapToInt(List::size).max().orElse(0);
    var out = new ArrayList<List<Item>>();
    for (int i = 0; i < height; i++) {
      var row = new ArrayList<Item>();
      for (int j = 0; j < sides.size(); j++) {
        var side = sides.get(j);
        Space end = b.sides().get(j).cod();
        (i < side.size() ? side.get(i) : straight(end, false)).forEach(item -> append(row, item));
      }
      out.add(row);
    }
    return out;
  }

  private static List<Item> straight(Space x, boolean named) {
    return x.components().isEmpty() ? List.of() : List.of(Item.wires(x, named));
  }

  /** Wires without names next to each other are one item, so that they may be one wire. */
  private static void append(List<Item> row, Item next) {
    int end = row.size() - 1;
    if (end >= 0 && isPlain(row.get(end)) && isPlain(next)) {
      row.set(end, Item.wires(row.get(end).dom().times(next.dom()), false));
    } else {
      row.add(next);
    }
  }

  private static boolean isPlain(Item i) {
    return i.kind() == Item.Kind.WIRES && !i.named();
  }
}
