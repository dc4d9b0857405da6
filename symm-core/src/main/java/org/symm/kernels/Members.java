package org.symm.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Rows;
import org.symm.groups.Slot;
import org.symm.spaces.Component;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Type;

/**
 * Whether given arrays are points of a space: not all are where it has group elements, cosets or a
 * finite set among its components. For what comes from outside; values on wires are not checked.
 */
final class Members {

  /** Residuals up to this are rounding, for points given in float64 and in float32. */
  private static final double DOUBLE = 1e-9;

  private static final double SINGLE = 1e-4;

  /** So many numbers of a row are written out. */
  private static final int SHOWN = 9;

  private final Space space;
  private final Rows residuals;

  private Members(Space space, Rows residuals) {
    this.space = space;
    this.residuals = residuals;
  }

  /** The check for a space in a run with real numbers of the given type. */
  static Members of(Space x, DType real) {
    var types = x.parts().stream().map(p -> new Type(p.shape(), p.dtype(real))).toList();
    boolean all = x.components().stream().allMatch(c -> c.law().isEmpty());
    return new Members(
        x,
        all
            ? null
            : new Rows(
                "points of " + x,
                types,
                Rows.Outputs.JOIN,
                in ->
                    Slot.each(x.components(), Component::parts, in, Component::residual).stream()
                        .flatMap(r -> r.stream().map(t -> t.contiguous()))
                        .toList()));
  }

  /** Stops with the first row that is outside. */
  void demand(String kernel, List<Array> x) {
    if (residuals == null) {
      return;
    }
    List<Array> off = residuals.run(0, x);
    boolean single = x.stream().anyMatch(a -> a.dtype() == DType.FLOAT32);
    double tolerance = single ? SINGLE : DOUBLE;
    int input = 0;
    int k = 0;
    for (Component c : space.components()) {
      if (c.law().isPresent()) {
        double[] r = off.get(k++).doubles();
        for (int i = 0; i < r.length; i++) {
          if (!(r[i] <= tolerance)) {
            throw outside(
                kernel, c, x.subList(input, input + c.parts().size()), i, r[i], tolerance);
          }
        }
      }
      input += c.parts().size();
    }
  }

  private static IllegalArgumentException outside(
      String kernel, Component c, List<Array> parts, int row, double off, double tolerance) {
    boolean real = parts.stream().anyMatch(a -> a.dtype().isFloating());
    String by =
        real ? String.format(Locale.ROOT, ", missed by %.1e, tolerance %.0e", off, tolerance) : "";
    return Refused.because(
        "\"%s\": row %s is not in %s (%s%s): %s.",
        kernel, row, c, c.law().orElseThrow(), by, words(parts, row));
  }

  private static String words(List<Array> parts, int row) {
    var all = new ArrayList<String>();
    for (Array a : parts) {
      double[] v = a.rows(row, row + 1).doubles();
      boolean real = a.dtype().isFloating();
      String some =
          Arrays.stream(v)
              .limit(SHOWN)
              .mapToObj(
                  z -> real ? String.format(Locale.ROOT, "%.4g", z) : String.valueOf((long) z))
              .toList()
              .toString();
      all.add(v.length > SHOWN ? some.replace("]", ", …]") : some);
    }
    return String.join(", ", all);
  }
}
