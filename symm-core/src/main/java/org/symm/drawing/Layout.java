package org.symm.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;

/** The places of a grid's cells: rows below each other, wires curved in the gaps between. */
final class Layout {

  private static final double MARGIN = 12;
  private static final double WIDEST_TITLE = 250;
  static final double LINE = 15;

  /** A mean's second outline stands out by this much. */
  static final double SHADOW = 4;

  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<Double> tops = new ArrayList<>();
  private final List<String> title;
  private final boolean mean;

  /** Room for a mean's second outline. */
  private final double shadow;

  private final WirePlacement.Places places;
  private final double width;
  private double height;

  private Layout(
      Grid grid, List<String> title, boolean mean, WireBundles bundles, SpaceNames spelling) {
    this.title = title;
    this.mean = mean;
    this.shadow = mean ? SHADOW : 0;
    for (int r = 0; r < grid.rows().size(); r++) {
      var row = new ArrayList<Cell>();
      int in = 0;
      int out = 0;
      for (Item item : grid.rows().get(r)) {
        row.addAll(
            Cell.of(
                item,
                bundles.wires(grid, r, in, item.dom()),
                bundles.wires(grid, r + 1, out, item.cod()),
                bundles,
                spelling));
        in += item.in();
        out += item.out();
      }
      rows.add(row);
    }
    if (!title.isEmpty()) {
      rows.add(0, Cell.head(title, rows.isEmpty() ? 0 : count(rows.get(0))));
    }
    places = WirePlacement.solve(rows);
    width = places.width() + 2 * MARGIN + shadow;
    down();
  }

  private static int count(List<Cell> row) {
    return row.stream().mapToInt(c -> c.in().length).sum();
  }

  /** The picture of a whole diagram, with what is to be said about it below, or nothing. */
  static Picture picture(Diagram d, int depth, SpaceNames spelling, String about) {
    Grid grid = Grid.of(d, depth);
    var layout = new Layout(grid, List.of(), false, WireBundles.of(grid), spelling);
    double widest = Math.max(layout.width, 480) - 2 * MARGIN;
    var notes =
        Stream.concat(Stream.of(about).filter(a -> !a.isEmpty()), spelling.legend().stream())
            .flatMap(line -> TextMetrics.wrap(line, TextMetrics.NOTE, widest).stream())
            .toList();
    double legend = notes.isEmpty() ? 0 : 8 + LINE * notes.size() + MARGIN / 2;
    double wide = notes.isEmpty() ? 0 : TextMetrics.width(notes, TextMetrics.NOTE) + 2 * MARGIN;
    var picture = Picture.blank(Math.max(layout.width, wide), layout.height + legend);
    layout.draw(picture, 0, 0);
    double y = layout.height + 8 + LINE / 2;
    for (String note : notes) {
      double w = TextMetrics.width(note, TextMetrics.NOTE);
      picture.labels().add(new Picture.Label(MARGIN, y, note, w));
      y += LINE;
    }
    return picture;
  }

  /** The inside of a frame. */
  static Layout framed(Item frame, WireBundles bundles, SpaceNames spelling) {
    var title = TextMetrics.wrap(Cell.name(frame.of()), TextMetrics.NAME, WIDEST_TITLE);
    boolean mean = frame.of() instanceof Framed.Mean || frame.of() instanceof Framed.Expectation;
    return new Layout(frame.inside(), title, mean, bundles, spelling);
  }

  private void down() {
    double y = title.isEmpty() ? MARGIN : 6;
    for (int r = 0; r < rows.size(); r++) {
      tops.add(y);
      y += tall(r);
      y += r + 1 < rows.size() ? gap(r) : 0;
    }
    height = y + MARGIN + shadow;
  }

  private double x(Cell c) {
    return MARGIN + places.of().get(c);
  }

  private double tall(int row) {
    return rows.get(row).stream().mapToDouble(c -> c.height()).max().orElse(0);
  }

  /** Room for the wires below a row to bend. */
  private double gap(int row) {
    double[] from = ports(row, Cell::out);
    double[] to = ports(row + 1, Cell::in);
    double bend = 0;
    for (int i = 0; i < from.length; i++) {
      bend = Math.max(bend, Math.abs(from[i] - to[i]));
    }
    return 10 + Math.min(26, 0.3 * bend);
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  /** Where wires come in, from the left. */
  double[] in() {
    return ports(0, Cell::in);
  }

  /** Where wires go out, from the left. */
  double[] out() {
    return ports(rows.size() - 1, Cell::out);
  }

  private double[] ports(int row, Function<Cell, double[]> ends) {
    return rows.get(row).stream()
        .flatMapToDouble(c -> DoubleStream.of(ends.apply(c)).map(p -> x(c) + p))
        .toArray();
  }

  /** Adds everything to a picture, with the top left corner at (x, y). */
  void draw(Picture picture, double x, double y) {
    if (!title.isEmpty()) {
      var frame = new Picture.Frame(x, y, width - shadow, height - shadow, title, mean);
      picture.frames().add(frame);
    }
    List<OpenWire> wires = new ArrayList<>();
    for (double p : in()) {
      wires.add(new OpenWire(x + p, y, false));
    }
    for (int r = 0; r < rows.size(); r++) {
      wires = row(picture, r, wires, x, y);
    }
    for (OpenWire s : wires) {
      picture.wires().add(s.to(s.x(), y + height).wire());
    }
  }

  private List<OpenWire> row(Picture picture, int r, List<OpenWire> wires, double x, double y) {
    var next = new ArrayList<OpenWire>();
    double top = y + tops.get(r);
    int at = 0;
    for (Cell c : rows.get(r)) {
      var into = wires.subList(at, at + c.in().length);
      for (int i = 0; i < c.in().length; i++) {
        OpenWire s = into.get(i);
        double to = x + x(c) + c.in()[i];
        if (s.isNew() && Math.abs(s.x() - to) > 10 && isClear(rows.get(r - 1), s.x() - x, to - x)) {
          s.fork();
        }
        s.to(to, top);
      }
      at += c.in().length;
      next.addAll(CellPainter.cell(picture, c, into, x + x(c), top, top + tall(r)));
    }
    return next;
  }

  /** Whether nothing but the dot itself is in a row between two places. */
  private boolean isClear(List<Cell> row, double from, double to) {
    double left = Math.min(from, to);
    double right = Math.max(from, to);
    return row.stream()
        .filter(c -> !(c.isFork() && x(c) == from))
        .noneMatch(c -> x(c) + c.right() >= left && x(c) - c.left() <= right);
  }
}
