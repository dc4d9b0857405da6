package org.symm.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * The width of text in a sans-serif face, on the generous side of Arial and Helvetica, without
 * asking the machine for its fonts.
 */
final class TextMetrics {

  /** Size of names. */
  static final double NAME = 12;

  /** Size of notes: wires, counts of parameters. */
  static final double NOTE = 11;

  private TextMetrics() {}

  /** Estimated width in pixels. */
  static double width(String text, double size) {
    return Math.ceil(size * text.codePoints().mapToDouble(TextMetrics::em).sum());
  }

  private static double em(int c) {
    if ("ijlI|!,.:;'‘’·⁻¹ ".indexOf(c) >= 0) {
      return 0.32;
    }
    if ("frt()[]/-\"°{}".indexOf(c) >= 0) {
      return 0.38;
    }
    if ("mwMW@%⊗⊕→↦∘…⋊∼—".indexOf(c) >= 0 || c > 0x2e80) {
      return 1.02;
    }
    return Character.isUpperCase(c) ? 0.74 : "=+<>~×±≤≥".indexOf(c) >= 0 ? 0.64 : 0.6;
  }

  /** The text in lines no wider than given, broken at spaces where there are any. */
  static List<String> wrap(String text, double size, double width) {
    var lines = new ArrayList<String>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, size) > width) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  /** Width of the widest line. */
  static double width(List<String> lines, double size) {
    return lines.stream().mapToDouble(l -> width(l, size)).max().orElse(0);
  }

  /** Width of the widest line of a title, which is bold. */
  static double title(List<String> lines) {
    return Math.ceil(1.12 * width(lines, NAME));
  }
}
