package org.symm.drawing;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.symm.kernels.Diagram;
import org.symm.spaces.Space;

/**
 * Which components of spaces are drawn as one wire: neighbours that come from the same place and go
 * to the same place, all the way through copies, swaps and frames.
 */
final class WireBundles {

  /** For each grid: cut[i][j] parts strands j and j + 1 above row i. */
  private final IdentityHashMap<Grid, boolean[][]> cuts = new IdentityHashMap<>();

  private boolean changed;

  private WireBundles() {}

  static WireBundles of(Grid root) {
    var b = new WireBundles();
    b.open(root);
    do {
      b.changed = false;
      b.cuts.keySet().forEach(b::pass);
    } while (b.changed);
    return b;
  }

  private void open(Grid g) {
    int n = g.rows().size();
    var cut = new boolean[n + 1][];
    for (int i = 0; i <= n; i++) {
      Space at = i < n ? dom(g.rows().get(i)) : g.cod();
      cut[i] = new boolean[at.components().size()];
    }
    cuts.put(g, cut);
    g.rows()
        .forEach(
            row -> row.stream().filter(i -> i.inside() != null).forEach(i -> open(i.inside())));
  }

  private static Space dom(List<Item> row) {
    return row.stream().map(Item::dom).reduce(new Space(List.of()), Space::times);
  }

  private void pass(Grid g) {
    boolean[][] cut = cuts.get(g);
    for (int r = 0; r < g.rows().size(); r++) {
      int in = 0;
      int out = 0;
      for (Item item : g.rows().get(r)) {
        part(cut[r], in - 1);
        part(cut[r + 1], out - 1);
        through(item, cut[r], in, cut[r + 1], out);
        in += item.in();
        out += item.out();
      }
    }
  }

  private void through(Item item, boolean[] above, int in, boolean[] below, int out) {
    int n = item.in();
    switch (item.kind()) {
      case WIRES -> link(above, in, below, out, n);
      case COPY -> {
        part(below, out + n - 1);
        link(above, in, below, out, n);
        link(above, in, below, out + n, n);
      }
      case SWAP -> {
        int left = ((Diagram.Swap) item.of()).left().components().size();
        part(above, in + left - 1);
        part(below, out + n - left - 1);
        link(above, in, below, out + n - left, left);
        link(above, in + left, below, out, n - left);
      }
      case FRAME -> {
        boolean[][] inside = cuts.get(item.inside());
        link(above, in, inside[0], 0, n);
        link(inside[inside.length - 1], 0, below, out, item.out());
      }
      default -> {}
    }
  }

  private void part(boolean[] cut, int j) {
    if (j >= 0 && j < cut.length && !cut[j]) {
      cut[j] = true;
      changed = true;
    }
  }

  private void link(boolean[] a, int i, boolean[] b, int j, int n) {
    for (int k = 0; k < n - 1; k++) {
      if (a[i + k] != b[j + k]) {
        part(a, i + k);
        part(b, j + k);
      }
    }
  }

  /** The wires that come into a strand range of the interface above a row. */
  List<Space> wires(Grid g, int row, int from, Space strands) {
    boolean[] cut = cuts.get(g)[row];
    var out = new ArrayList<Space>();
    int start = 0;
    int n = strands.components().size();
    for (int j = 0; j < n; j++) {
      if (j == n - 1 || cut[from + j]) {
        out.add(new Space(strands.components().subList(start, j + 1)));
        start = j + 1;
      }
    }
    return out;
  }
}
