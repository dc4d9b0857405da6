package org.symm.drawing;

import java.util.List;
import java.util.Locale;
import org.symm.drawing.Picture.Knot;

/** A picture as SVG, in the house style: white ground, Okabe–Ito hues, no styles that leak. */
final class SvgWriter {

  private static final String INK = "#222222";
  private static final String BLUE = "#0072B2";
  private static final String VERMILION = "#D55E00";

  /** One family: not every renderer reads lists of them. */
  private static final String FONT = "sans-serif";

  private final StringBuilder out = new StringBuilder();

  private SvgWriter() {}

  /** The document, with the text for those who do not see it. */
  static String svg(Picture p, String text) {
    var w = new SvgWriter();
    w.line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\""
            + " role=\"img\" aria-label=\"%s\" font-family=\"%s\" font-size=\"%s\" fill=\"%s\""
            + " style=\"max-width:100%%;height:auto;background:#ffffff\">",
        p.width(),
        p.height(),
        p.width(),
        p.height(),
        "string diagram",
        FONT,
        TextMetrics.NAME,
        INK);
    w.line("<desc>%s</desc>", text);
    w.line("<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>", p.width(), p.height());
    p.frames().forEach(w::frame);
    w.line("<g fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\">", INK);
    p.wires().forEach(w::wire);
    w.line("</g>");
    p.dots().forEach(d -> w.line("<circle cx=\"%s\" cy=\"%s\" r=\"3.6\"/>", d.x(), d.y()));
    p.boxes().forEach(w::box);
    w.line("<g font-size=\"%s\" fill=\"#555555\">", TextMetrics.NOTE);
    p.labels().forEach(l -> w.text(l.x(), l.y(), "start", l.text()));
    w.line("</g>");
    w.line("</svg>");
    return w.out.toString();
  }

  private void frame(Picture.Frame f) {
    String hue = f.mean() ? VERMILION : BLUE;
    line(
        "<g fill=\"%s\" fill-opacity=\"%s\" stroke=\"%s\" stroke-opacity=\"0.6\">",
        hue, f.mean() ? 0.0 : 0.055, hue);
    if (f.mean()) {
      double s = Layout.SHADOW;
      double right = f.x() + f.width() + s;
      double below = f.y() + f.height() + s;
      line("<path d=\"M%s %sH%sV%s\" fill=\"none\"/>", f.x() + 2 * s, below, right, f.y() + 2 * s);
    }
    rect(f.x(), f.y(), f.width(), f.height(), 6);
    line("</g>");
    line("<g fill=\"%s\" font-weight=\"600\">", f.mean() ? "#8F3F00" : "#00507D");
    double y = f.y() + 6 + Layout.LINE / 2;
    for (String t : f.title()) {
      text(f.x() + 12, y, "start", t);
      y += Layout.LINE;
    }
    line("</g>");
  }

  private void wire(Picture.Wire w) {
    var d = new StringBuilder();
    List<Knot> knots = w.knots();
    for (int i = 0; i < knots.size(); i++) {
      Knot k = knots.get(i);
      if (i == 0) {
        d.append("M").append(number(k.x())).append(" ").append(number(k.y()));
      } else if (knots.get(i - 1).x() == k.x()) {
        d.append("V").append(number(k.y()));
      } else {
        curve(d, knots.get(i - 1), k, i == 1 && w.forks());
      }
    }
    line("<path d=\"%s\"/>", d);
  }

  private static void curve(StringBuilder d, Knot a, Knot b, boolean sideways) {
    d.append("C");
    for (double v : controls(a, b, sideways)) {
      d.append(number(v)).append(" ");
    }
    d.append(number(b.x())).append(" ").append(number(b.y()));
  }

  /** The two control points of a wire's curve: down at both ends, or sideways at the first. */
  static double[] controls(Knot a, Knot b, boolean sideways) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    return sideways
        ? new double[] {a.x() + 0.55 * dx, a.y(), b.x(), b.y() - 0.55 * dy}
        : new double[] {a.x(), a.y() + 0.5 * dy, b.x(), b.y() - 0.5 * dy};
  }

  private void box(Picture.Box b) {
    boolean closed = b.outline() == Picture.Outline.CLOSED;
    String fill = closed ? "#EEF5FA" : b.learned() ? "#FFF1D6" : b.random() ? "#E0F3EC" : "#ffffff";
    String stroke = closed ? BLUE : b.learned() ? "#9A6700" : b.random() ? "#007355" : INK;
    line("<g fill=\"%s\" stroke=\"%s\" stroke-width=\"1.2\">", fill, stroke);
    line("<title>%s</title>", b.about());
    double bottom = b.y() + b.height();
    double radius = b.width() / 2;
    switch (b.outline()) {
      case STATE -> dome(b.x(), bottom, radius, b.height(), b.width(), 1);
      case EFFECT -> dome(b.x(), b.y(), radius, b.height(), b.width(), 0);
      case CLOSED -> {
        rect(b.x(), b.y(), b.width(), b.height(), 6);
        rect(b.x() + 3, b.y() + 3, b.width() - 6, b.height() - 6, 4);
      }
      case RECTANGLE -> {
        rect(b.x(), b.y(), b.width(), b.height(), 2);
        if (b.random()) {
          line(
              "<path d=\"M%s %sa4 4 0 0 1 8 0z\" fill=\"#007355\" stroke=\"none\"/>",
              b.x() + b.width() - 11, b.y() + 7);
        }
      }
    }
    line("<g fill=\"%s\" stroke=\"none\">", INK);
    double lines = 14 * b.lines().size() + (b.learned() ? 14 : 0);
    double y =
        switch (b.outline()) {
          case STATE -> bottom - 6 - lines + 7;
          case EFFECT -> b.y() + 6 + 7;
          default -> b.y() + (b.height() - lines) / 2 + 7;
        };
    for (String t : b.lines()) {
      text(b.x() + radius, y, "middle", t);
      y += 14;
    }
    line("</g>");
    if (b.learned()) {
      line(
          "<g font-size=\"%s\" fill=\"%s\" stroke=\"none\">",
          TextMetrics.NOTE, closed ? "#00507D" : "#6B4A00");
      text(b.x() + radius, y, "middle", b.note());
      line("</g>");
    }
    line("</g>");
  }

  private void dome(double x, double flat, double rx, double ry, double width, int sweep) {
    line("<path d=\"M%s %sa%s %s 0 0 %s %s 0z\"/>", x, flat, rx, ry, sweep, width);
  }

  private void rect(double x, double y, double width, double height, double r) {
    line("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"/>", x, y, width, height, r);
  }

  /** Text with its middle at y; the baseline is placed, as not all viewers know middles. */
  private void text(double x, double y, String anchor, String text) {
    line("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>", x, y + 4, anchor, text);
  }

  private void line(String format, Object... values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] instanceof Double d ? number(d) : escape(String.valueOf(values[i]));
    }
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String number(double v) {
    double r = Math.rint(v * 100) / 100;
    return r == Math.rint(r) ? Long.toString((long) r) : Double.toString(r);
  }

  /** Safe in XML text and attributes; characters that XML forbids become a replacement. */
  static String escape(String s) {
    var e = new StringBuilder();
    s.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> e.append("&amp;");
                case '<' -> e.append("&lt;");
                case '>' -> e.append("&gt;");
                case '"' -> e.append("&quot;");
                default -> e.appendCodePoint(isXml(c) ? c : 0xFFFD);
              }
            });
    return e.toString();
  }

  private static boolean isXml(int c) {
    return c == '\n' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c != 0xFFFE && c != 0xFFFF);
  }
}
