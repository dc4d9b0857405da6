package org.symm.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.symm.display.Html;
import org.symm.tensor.DType;

/** Arrays as text: element type, shape, and numbers with at most six rows and columns shown. */
final class ArrayText {

  private static final int SHOWN = 6;

  private ArrayText() {}

  static String text(Array a) {
    if (a.dtype().isComplex() || a.shape().count() == 0) {
      return a.type().toString();
    }
    double[] v = a.doubles();
    if (a.shape().rank() == 0) {
      return number(v[0], a.dtype());
    }
    var out = new StringBuilder(a.type().toString()).append(a.shape().rank() > 1 ? "\n" : " ");
    block(a, v, 0, 0, out, 0);
    return out.toString();
  }

  /** A table for vectors and matrices, preformatted text for the rest. */
  static String html(Array a) {
    int rank = a.shape().rank();
    if (a.dtype().isComplex() || a.shape().count() == 0 || rank == 0) {
      return Html.escape(text(a));
    }
    if (rank > 2) {
      return "<pre>" + Html.escape(text(a)) + "</pre>";
    }
    double[] v = a.doubles();
    int columns = (int) a.shape().size(-1);
    var rows = new ArrayList<List<String>>();
    for (int i : shown(v.length / columns)) {
      var row = new ArrayList<String>();
      for (int j : shown(columns)) {
        row.add(i < 0 || j < 0 ? "…" : number(v[i * columns + j], a.dtype()).strip());
      }
      rows.add(row);
    }
    return Html.caption(a.type().toString()) + Html.table(List.of(), rows);
  }

  /** The indices to show, -1 for those left out. */
  private static int[] shown(int n) {
    int half = SHOWN / 2;
    return n <= SHOWN
        ? IntStream.range(0, n).toArray()
        : IntStream.concat(
                IntStream.concat(IntStream.range(0, half), IntStream.of(-1)),
                IntStream.range(n - half, n))
            .toArray();
  }

  private static void block(Array a, double[] v, int axis, int at, StringBuilder out, int indent) {
    int n = (int) a.shape().size(axis);
    boolean last = axis == a.shape().rank() - 1;
    int stride = v.length;
    for (int i = 0; i <= axis; i++) {
      stride /= (int) a.shape().size(i);
    }
    out.append('[');
    for (int i = 0; i < n; i++) {
      if (n > SHOWN && i == SHOWN / 2) {
        out.append(last ? " …" : "\n" + " ".repeat(indent + 1) + "…");
        i = n - SHOWN / 2;
      }
      if (i > 0) {
        out.append(last ? " " : "\n" + " ".repeat(indent + 1));
      }
      if (last) {
        out.append(number(v[at + i], a.dtype()));
      } else {
        block(a, v, axis + 1, at + i * stride, out, indent + 1);
      }
    }
    out.append(']');
  }

  private static String number(double x, DType d) {
    if (d == DType.INT64) {
      return Long.toString((long) x);
    }
    if (d == DType.BOOL) {
      return x != 0 ? "true" : "false";
    }
    double m = Math.abs(x);
    boolean plain = m == 0 || (m >= 1e-3 && m < 1e5) || !Double.isFinite(x);
    return String.format(Locale.ROOT, plain ? "%7.4f" : "%7.1e", x);
  }
}
