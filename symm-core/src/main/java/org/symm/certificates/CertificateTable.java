package org.symm.certificates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symm.certificates.Certificate.Row;
import org.symm.display.Html;

/** A certificate as a table, in text and in HTML. */
final class CertificateTable {

  /** White on a ground of their own, to be read on light and dark pages. */
  private static final String HOLDS = ";background:#1b7837;color:#ffffff";

  private static final String FAILS = ";background:#b2182b;color:#ffffff";

  private CertificateTable() {}

  private static String head(Certificate c) {
    return c.kernel() + ", equivariant for " + c.group() + ": " + (c.holds() ? "holds" : "FAILS");
  }

  /**
   * For each factor: its name, a cell for each element type, what is left alone, the verdict. A
   * line for errors and one for laws, where a function is tried in both ways.
   *
   * @param typed whether a cell names its element type
   */
  private static List<List<String>> cells(Certificate c, boolean typed) {
    Map<List<Object>, List<Row>> lines = new LinkedHashMap<>();
    for (Row r : c.rows()) {
      var key = List.<Object>of(r.factor(), r.finding().getClass());
      lines.computeIfAbsent(key, k -> new ArrayList<>()).add(r);
    }
    var out = new ArrayList<List<String>>();
    lines
        .values()
        .forEach(
            rows -> {
              var line = new ArrayList<String>();
              line.add(rows.get(0).factor());
              if (c.inLaw()) {
                line.add(rows.get(0).factor().equals(AbsentItems.NAME) ? "same noise" : "in law");
              }
              rows.forEach(r -> line.add((typed ? type(r) + " " : "") + r.finding()));
              var alone = rows.get(0).leftAlone();
              line.add(alone.isEmpty() ? "" : "leaves " + String.join(", ", alone));
              line.add(rows.stream().allMatch(r -> r.finding().holds()) ? "holds" : "FAILS");
              out.add(line);
            });
    return out;
  }

  private static String type(Row r) {
    return r.precision().name().toLowerCase(Locale.ROOT);
  }

  static String text(Certificate c) {
    var out = new StringBuilder(head(c));
    List<List<String>> cells = cells(c, true);
    for (List<String> line : cells) {
      var text = new StringBuilder("\n ");
      for (int i = 0; i < line.size(); i++) {
        int column = i;
        int width = cells.stream().mapToInt(l -> length(l.get(column))).max().orElse(0);
        if (width > 0) {
          text.append(' ').append(line.get(i)).append(" ".repeat(width - length(line.get(i)) + 1));
        }
      }
      out.append(text.toString().stripTrailing());
    }
    return out.append('\n').append(c.method()).toString();
  }

  private static int length(String s) {
    return s.codePointCount(0, s.length());
  }

  /** For each row that fails, what failed and where. */
  static String details(Certificate c) {
    var out = new StringBuilder();
    for (Row r : c.rows()) {
      Finding f = r.finding();
      if (!f.holds()) {
        out.append("\n\n").append(r.factor()).append(" in ").append(type(r)).append(": ");
        out.append(reason(f));
        if (r.factor().equals(Probe.ROWS) && !reason(f).contains("not finite")) {
          out.append(
              "; outputs depend on the other rows of the batch or on the row's place in it, or rows"
                  + " share noise. Let the kernel treat each row alone");
        }
        if (r.factor().equals(AbsentItems.NAME)) {
          out.append(
              "; outputs at present items depend on what absent ones hold. Let the kernel replace it"
                  + " first: Present.of(X, x, n).where(…)");
        }
        out.append("\ninput ").append(join(f.worst().input()));
        out.append("\nelement of ").append(c.group()).append(' ').append(join(f.worst().element()));
      }
    }
    return out.toString();
  }

  private static String reason(Finding finding) {
    if (finding instanceof Finding.Function f) {
      return Double.isNaN(f.error())
          ? "an output is not finite at this input, moved or not"
          : String.format(Locale.ROOT, "error %.2e, tolerance %.0e", f.error(), f.tolerance());
    }
    Finding.Law l = (Finding.Law) finding;
    return Double.isNaN(l.p())
        ? "a sample of the output is not finite at this input, moved or not"
        : String.format(
            Locale.ROOT,
            "two laws that should agree differ, %s adjusted for all rows (alone: energy %s, MMD %s,"
                + " moments %s, largest z = %.1f)",
            l.test().text(l.adjusted()),
            l.test().text(l.test().energy()),
            l.test().text(l.test().mmd()),
            l.test().text(l.test().moments()),
            l.test().z());
  }

  private static String join(List<?> arrays) {
    return String.join("\n", arrays.stream().map(Object::toString).toList());
  }

  /** The heads of the columns of {@link #cells}. */
  private static List<String> heads(Certificate c) {
    var heads = new ArrayList<String>(List.of("factor"));
    if (c.inLaw()) {
      heads.add("compared");
    }
    c.rows().stream()
        .map(CertificateTable::type)
        .distinct()
        .forEach(type -> heads.add((c.inLaw() ? "p, " : "error, ") + type));
    heads.addAll(List.of("left alone", "verdict"));
    return heads;
  }

  static String html(Certificate c) {
    var out = new StringBuilder("<div><b>").append(Html.escape(head(c))).append("</b><table>");
    out.append("<thead><tr>");
    heads(c).forEach(h -> out.append("<th style=\"text-align:left\">" + h + "</th>"));
    out.append("</tr></thead><tbody>");
    for (List<String> line : cells(c, false)) {
      int last = line.size() - 1;
      out.append("<tr>");
      line.subList(0, last).forEach(cell -> out.append(cell("", cell)));
      out.append(cell(line.get(last).equals("holds") ? HOLDS : FAILS, line.get(last)));
      out.append("</tr>");
    }
    return out.append("</tbody></table><small>")
        .append(Html.escape(c.method()))
        .append("</small></div>")
        .toString();
  }

  private static String cell(String style, String text) {
    return "<td style=\"text-align:left%s\">%s</td>".formatted(style, Html.escape(text));
  }
}
