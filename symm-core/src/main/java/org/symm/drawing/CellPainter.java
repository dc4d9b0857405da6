package org.symm.drawing;

import java.util.ArrayList;
import java.util.List;
import org.symm.kernels.Diagram;

/** Draws one cell, and hands on the wires that leave it. */
final class CellPainter {

  private CellPainter() {}

  /**
   * Draws a cell with its origin at x, in a row from top to bottom, on wires that reach its top.
   */
  static List<OpenWire> cell(
      Picture p, Cell c, List<OpenWire> in, double x, double top, double bottom) {
    if (c.item() == null) {
      return List.of();
    }
    double y =
        switch (c.item().kind()) {
          case DISCARD -> top;
          case COPY -> bottom - c.height();
          default -> top + Math.floor((bottom - top - c.height()) / 2);
        };
    return switch (c.item().kind()) {
      case WIRES -> wire(p, c, in, x, y, bottom);
      case COPY -> copies(p, c, in, x, y, bottom);
      case DISCARD -> discard(p, c, in, x, y);
      case SWAP -> swap(c, in, x, y, bottom);
      case FRAME -> {
        c.inside().draw(p, x, y);
        yield joined(p, c, in, x, y, bottom);
      }
      case BOX, CLOSED -> {
        p.boxes().add(box(c, x, y));
        yield joined(p, c, in, x, y, bottom);
      }
    };
  }

  private static void end(Picture p, OpenWire s, double x, double y) {
    p.wires().add(s.to(x, y).wire());
  }

  private static List<OpenWire> joined(
      Picture p, Cell c, List<OpenWire> in, double x, double y, double bottom) {
    for (int i = 0; i < in.size(); i++) {
      end(p, in.get(i), x + c.in()[i], y);
    }
    var out = new ArrayList<OpenWire>();
    for (double port : c.out()) {
      out.add(new OpenWire(x + port, y + c.height(), false).to(x + port, bottom));
    }
    return out;
  }

  private static List<OpenWire> wire(
      Picture p, Cell c, List<OpenWire> in, double x, double y, double bottom) {
    if (!c.lines().isEmpty()) {
      String name = c.lines().get(0);
      p.labels().add(new Picture.Label(x + 6, y + c.height() / 2, name, c.right() - 6));
    }
    return List.of(in.get(0).to(x, bottom));
  }

  private static List<OpenWire> discard(Picture p, Cell c, List<OpenWire> in, double x, double y) {
    for (int i = 0; i < in.size(); i++) {
      end(p, in.get(i), x + c.in()[i], y + c.height() / 2);
      p.dots().add(new Picture.Dot(x + c.in()[i], y + c.height() / 2));
    }
    return List.of();
  }

  private static List<OpenWire> copies(
      Picture p, Cell c, List<OpenWire> in, double x, double y, double bottom) {
    double dot = c.isFork() ? bottom : y + 4;
    for (int i = 0; i < in.size(); i++) {
      end(p, in.get(i), x + c.in()[i], dot);
      p.dots().add(new Picture.Dot(x + c.in()[i], dot));
    }
    var out = new ArrayList<OpenWire>();
    for (int j = 0; j < c.out().length; j++) {
      OpenWire s = new OpenWire(x + c.in()[j % in.size()], dot, c.isFork());
      out.add(c.isFork() ? s : s.to(x + c.out()[j], bottom));
    }
    return out;
  }

  private static List<OpenWire> swap(Cell c, List<OpenWire> in, double x, double y, double bottom) {
    var out = new ArrayList<OpenWire>(in.subList(c.lefts(), in.size()));
    out.addAll(in.subList(0, c.lefts()));
    for (int i = 0; i < in.size(); i++) {
      in.get(i).to(x + c.in()[i], y);
    }
    for (int i = 0; i < out.size(); i++) {
      out.get(i).to(x + c.out()[i], y + c.height()).to(x + c.out()[i], bottom);
    }
    return out;
  }

  private static Picture.Box box(Cell c, double x, double y) {
    Diagram d = c.item().of();
    var outline =
        c.item().kind() == Item.Kind.CLOSED
            ? Picture.Outline.CLOSED
            : c.in().length == 0
                ? Picture.Outline.STATE
                : c.out().length == 0 ? Picture.Outline.EFFECT : Picture.Outline.RECTANGLE;
    boolean random = d.isRandom();
    String note = c.note().isEmpty() ? "" : ", " + c.note();
    String noise = random ? ", reads noise" : "";
    String about = Cell.name(d) + ": " + d.dom() + " → " + d.cod() + note + noise;
    return new Picture.Box(
        x - c.left(),
        y,
        c.left() + c.right(),
        c.height(),
        outline,
        c.lines(),
        c.note(),
        random,
        about);
  }
}
