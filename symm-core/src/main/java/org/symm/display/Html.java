package org.symm.display;

import java.util.List;
import java.util.function.IntPredicate;

/** Tables and captions as HTML, in the plain style of the notebooks. */
public final class Html {

  private Html() {}

  /** Text with the characters that HTML reserves replaced. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A caption in the house style. */
  public static String caption(String text) {
    return "<div style=\"font-size:90%;opacity:0.8;margin:2px 0\">" + escape(text) + "</div>";
  }

  /** A table with a header row (none if empty); cells are text. */
  public static String table(List<String> header, List<List<String>> rows) {
    return table("style=\"margin:4px 0\"", header, rows, column -> false);
  }

  /**
   * The same, with columns of numbers.
   *
   * @param attributes of the table's tag
   * @param numeric whether a column is set right, in digits of one width
   */
  public static String table(
      String attributes, List<String> header, List<List<String>> rows, IntPredicate numeric) {
    var out = new StringBuilder("<table " + attributes + ">");
    if (!header.isEmpty()) {
      out.append("<thead>").append(row(header, "th", numeric)).append("</thead>");
    }
    out.append("<tbody>");
    rows.forEach(r -> out.append(row(r, "td", numeric)));
    return out.append("</tbody></table>").toString();
  }

  private static String row(List<String> cells, String tag, IntPredicate numeric) {
    var out = new StringBuilder("<tr>");
    for (int c = 0; c < cells.size(); c++) {
      String side = numeric.test(c) ? "right;font-variant-numeric:tabular-nums" : "left";
      String cell = escape(cells.get(c));
      out.append("<%s style=\"text-align:%s\">%s</%s>".formatted(tag, side, cell, tag));
    }
    return out.append("</tr>").toString();
  }
}
