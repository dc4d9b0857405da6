package org.symm.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;
import org.symm.spaces.Space;

/**
 * The size of an item and where its wires meet it, from its own origin.
 *
 * @param item what it is; null for a title
 * @param lines the lines of its name
 * @param note what is written below the name
 * @param inside what is in a frame
 * @param left how far it reaches to the left of its origin
 * @param right how far it reaches to the right
 * @param height its height
 * @param in where wires come in
 * @param out where wires go out
 * @param lefts how many of a swap's wires start on its left
 */
record Cell(
    Item item,
    List<String> lines,
    String note,
    Layout inside,
    double left,
    double right,
    double height,
    double[] in,
    double[] out,
    int lefts) {

  /** Distance of neighbouring wires. */
  static final double PITCH = 26;

  private static final double WIDEST_NAME = 170;

  /** The cells of an item whose wires are known: one, or one for each of several straight wires. */
  static List<Cell> of(Item item, List<Space> in, List<Space> out, WireBundles b, SpaceNames s) {
    return switch (item.kind()) {
      case WIRES -> in.stream().map(w -> wire(item, s.of(w))).toList();
      case COPY -> List.of(wiring(item, in.size(), out.size(), in.size() == 1 ? 8 : 42, 0));
      case SWAP -> List.of(wiring(item, in.size(), out.size(), 34, lefts(item, in)));
      case DISCARD -> List.of(wiring(item, in.size(), 0, 8, 0));
      case FRAME -> List.of(frame(item, b, s));
      case BOX, CLOSED -> List.of(box(item, in.size(), out.size()));
    };
  }

  /** The title of a frame, and the wires that come in beside it. */
  static List<Cell> head(List<String> title, int wires) {
    var row = new ArrayList<Cell>();
    double width = TextMetrics.title(title);
    double height = Layout.LINE * title.size();
    row.add(new Cell(null, title, "", null, 0, width, height, new double[0], new double[0], 0));
    Item straight = Item.wires(new Space(List.of()), false);
    for (int i = 0; i < wires; i++) {
      row.add(wire(straight, ""));
    }
    return row;
  }

  /** How many of a swap's wires start on its left. */
  private static int lefts(Item swap, List<Space> in) {
    int strands = ((Diagram.Swap) swap.of()).left().components().size();
    int wires = 0;
    for (int seen = 0; seen < strands; wires++) {
      seen += in.get(wires).components().size();
    }
    return wires;
  }

  private static Cell wire(Item item, String name) {
    double right = item.named() ? 6 + TextMetrics.width(name, TextMetrics.NOTE) : 0;
    double height = item.named() ? 14 : 0;
    var lines = item.named() ? List.of(name) : List.<String>of();
    return new Cell(item, lines, "", null, 0, right, height, new double[1], new double[1], 0);
  }

  /** Copies one wire at a dot; several with a crossing, as swaps do. */
  private static Cell wiring(Item item, int in, int out, double height, int lefts) {
    boolean dot = item.kind() == Item.Kind.COPY && in == 1;
    double half = dot ? 4 : Math.max(4, (Math.max(in, out) - 1) * PITCH / 2);
    double[] outs = dot ? new double[2] : ports(out);
    return new Cell(item, List.of(), "", null, half, half, height, ports(in), outs, lefts);
  }

  private static Cell frame(Item item, WireBundles b, SpaceNames s) {
    Layout inside = Layout.framed(item, b, s);
    return new Cell(
        item,
        List.of(),
        "",
        inside,
        0,
        inside.width(),
        inside.height(),
        inside.in(),
        inside.out(),
        0);
  }

  private static Cell box(Item item, int in, int out) {
    var lines = TextMetrics.wrap(name(item.of()), TextMetrics.NAME, WIDEST_NAME);
    long count = parameters(item.of());
    String note =
        count == 0
            ? ""
            : String.format(Locale.ROOT, "%,d parameter%s", count, count == 1 ? "" : "s");
    double text =
        Math.max(
            TextMetrics.width(lines, TextMetrics.NAME), TextMetrics.width(note, TextMetrics.NOTE));
    boolean round = in == 0 || out == 0;
    double pad = round ? 14 + text / 10 : item.of().isRandom() ? 15 : 10;
    double width =
        2 * Math.ceil(Math.max(text + 2 * pad, (Math.max(in, out) - 1) * PITCH + 24) / 2);
    double height = 14 * lines.size() + (note.isEmpty() ? 0 : 14) + (round ? 18 : 12);
    return new Cell(
        item, lines, note, null, width / 2, width / 2, height, ports(in), ports(out), 0);
  }

  private static double[] ports(int n) {
    double[] out = new double[n];
    Arrays.setAll(out, i -> (i - (n - 1) / 2.0) * PITCH);
    return out;
  }

  /** How many numbers a box or what is in a frame learns; a parameter used twice counts once. */
  static long parameters(Diagram d) {
    return d.parameters().stream().distinct().mapToLong(p -> p.shape().count()).sum();
  }

  static String name(Diagram d) {
    return d instanceof Diagram.Box b ? b.name() : d instanceof Framed f ? f.title() : "";
  }

  /** Whether this is a dot at which one wire becomes two. */
  boolean isFork() {
    return item != null && item.kind() == Item.Kind.COPY && in.length == 1;
  }
}
