package org.symm.display;

import java.util.List;
import java.util.stream.Collectors;

/** Tables and captions as HTML, in the plain style of the notebooks. */
public final class Html {

  private Html() {}

  /** Text with the characters that HTML reserves replaced. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A caption in the house style. */
  public static String caption(String text) {
    return "<div style=\"font-size:90%;color:#555;margin:2px 0\">" + escape(text) + "</div>";
  }

  /** A table with a header row (none if empty); cells are text. */
  public static String table(List<String> header, List<List<String>> rows) {
    var out = new StringBuilder("<table style=\"margin:4px 0\">");
    if (!header.isEmpty()) {
      out.append("<thead>").append(row(header, "th")).append("</thead>");
    }
    out.append("<tbody>");
    rows.forEach(r -> out.append(row(r, "td")));
    return out.append("</tbody></table>").toString();
  }

  private static String row(List<String> cells, String tag) {
    return cells.stream()
        .map(c -> "<" + tag + " style=\"text-align:left\">" + escape(c) + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }
}
