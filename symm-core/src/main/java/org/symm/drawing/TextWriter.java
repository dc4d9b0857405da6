package org.symm.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symm.kernels.Diagram;

/**
 * A diagram as text: a step a line, frames as brackets. What stands side by side is joined by ⊗; a
 * frame in such a line goes on below, indented, until its bracket closes.
 */
final class TextWriter {

  private final SpaceNames spelling;

  private TextWriter(SpaceNames spelling) {
    this.spelling = spelling;
  }

  static String text(Diagram d, SpaceNames spelling, String suffix) {
    var lines = new ArrayList<String>();
    String from = spelling.of(d.dom());
    var steps = new TextWriter(spelling).lines(d);
    lines.add(from + " → " + spelling.of(d.cod()) + suffix);
    lines.addAll(steps);
    spelling.legend().forEach(l -> lines.add("where " + l));
    return String.join("\n", lines);
  }

  /** The lines of a diagram: one for each step, more for frames. */
  private List<String> lines(Diagram d) {
    if (d instanceof Diagram.Sequence s) {
      return s.steps().isEmpty()
          ? List.of(spelling.of(s.dom()))
          : s.steps().stream().flatMap(step -> lines(step).stream()).toList();
    }
    if (d instanceof Diagram.Beside b) {
      return beside(b);
    }
    if (d instanceof Diagram.Copy c) {
      return List.of("copy " + factor(spelling.of(c.dom())));
    }
    if (d instanceof Diagram.Discard x) {
      return List.of("discard " + factor(spelling.of(x.dom())));
    }
    if (d instanceof Diagram.Swap s) {
      return List.of(
          "swap " + factor(spelling.of(s.left())) + ", " + factor(spelling.of(s.right())));
    }
    if (d instanceof Diagram.Box b) {
      long n = Cell.parameters(b);
      String count = n == 0 ? "" : String.format(Locale.ROOT, " [%,d]", n);
      return List.of((b.random() ? "~" : "") + b.name() + count);
    }
    var out = new ArrayList<String>();
    out.add("╭─ " + Cell.name(d));
    lines(d.children().get(0)).forEach(l -> out.add("│  " + l));
    out.add("╰─");
    return out;
  }

  private List<String> beside(Diagram.Beside b) {
    var out = new ArrayList<String>();
    for (Diagram side : b.sides()) {
      var lines = side(side);
      if (lines.isEmpty()) {
        continue;
      }
      int last = out.size() - 1;
      String before = out.isEmpty() ? "" : out.get(last) + " ⊗ ";
      String indent = " ".repeat(before.length());
      for (int i = 0; i < lines.size(); i++) {
        if (i == 0 && !out.isEmpty()) {
          out.set(last, before + lines.get(0));
        } else {
          out.add((i == 0 ? "" : indent) + lines.get(i));
        }
      }
    }
    return out;
  }

  /** A side: several steps in brackets, separated by semicolons if they fit one line. */
  private List<String> side(Diagram d) {
    if (d instanceof Diagram.Sequence s && s.steps().isEmpty()) {
      boolean nothing = s.dom().components().isEmpty();
      return nothing ? List.of() : List.of(factor(spelling.of(s.dom())));
    }
    var lines = lines(d);
    boolean tall = lines.stream().anyMatch(l -> l.startsWith("╭") || l.startsWith("│"));
    if (lines.size() == 1) {
      return lines;
    }
    if (!tall && String.join("; ", lines).length() < 60) {
      return List.of("(" + String.join("; ", lines) + ")");
    }
    if (!(d instanceof Diagram.Sequence)) {
      return lines;
    }
    var out = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      out.add((i == 0 ? "( " : "  ") + lines.get(i) + (i + 1 == lines.size() ? " )" : ""));
    }
    return out;
  }

  private static String factor(String space) {
    return space.contains("⊗") ? "(" + space + ")" : space;
  }
}
