package org.symm.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * A laid-out drawing: shapes in pixels, y downwards.
 *
 * @param frames outer before inner
 */
record Picture(
    double width,
    double height,
    List<Box> boxes,
    List<Frame> frames,
    List<Wire> wires,
    List<Dot> dots,
    List<Label> labels) {

  /** A picture to be filled. */
  static Picture blank(double width, double height) {
    return new Picture(
        width,
        height,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** How a box is outlined. */
  enum Outline {
    RECTANGLE,
    /** No input: a half-round, flat below. */
    STATE,
    /** No output: a half-round, flat above. */
    EFFECT,
    /** A closed frame. */
    CLOSED
  }

  /** A box with the lines of its name and a note, empty for none. */
  record Box(
      double x,
      double y,
      double width,
      double height,
      Outline outline,
      List<String> lines,
      String note,
      boolean random,
      String about) {

    boolean learned() {
      return !note.isEmpty();
    }
  }

  /** A frame with the lines of its title. */
  record Frame(double x, double y, double width, double height, List<String> title, boolean mean) {}

  /** Where a wire turns. */
  record Knot(double x, double y) {}

  /** A wire through knots; one that forks leaves its first knot sideways. */
  record Wire(List<Knot> knots, boolean forks) {}

  record Dot(double x, double y) {}

  /** A line of text from x on, with its middle at y. */
  record Label(double x, double y, String text, double width) {}
}
