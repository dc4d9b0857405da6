package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** Group elements that a user gives: refused outside the group. */
final class Elements {

  /** Residuals up to this are rounding, for numbers given in float64 and in float32. */
  private static final double DOUBLE = 1e-9;

  private static final double SINGLE = 1e-4;

  private Elements() {}

  /** In float64, repeated in turn until there are so many rows. */
  static List<Array> checked(Group g, List<Array> given, long rows) {
    long n = given.isEmpty() || given.get(0).shape().rank() == 0 ? 0 : given.get(0).shape().size(0);
    boolean fits = given.size() == g.parts().size() && n > 0;
    for (int i = 0; fits && i < given.size(); i++) {
      var part = g.parts().get(i);
      Array a = given.get(i);
      fits = a.shape().equals(part.rows(n)) && a.dtype().isFloating() != part.index();
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "the given elements are "
              + given.stream().map(a -> a.dtype() + " " + a.shape()).toList()
              + "; elements of "
              + g
              + " are held as "
              + g.parts().stream()
                  .map(p -> (p.index() ? "whole" : "real") + " numbers (rows, " + p.shape() + ")")
                  .toList()
              + ".");
    }
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < given.size(); i++) {
      parts.add(
          Programs.cycled(given.get(i), g.parts().get(i).dtype(DType.FLOAT64), Math.max(n, rows)));
    }
    var out = new ArrayList<>(parts);
    out.add(g.residual(new Element(g, parts)).to(DType.FLOAT64));
    List<Array> arrays = Programs.run("given elements", 0, out);
    boolean single = given.stream().anyMatch(a -> a.dtype() == DType.FLOAT32);
    demandInside(g, arrays.get(parts.size()).doubles(), (int) n, single ? SINGLE : DOUBLE);
    return arrays.subList(0, parts.size());
  }

  private static void demandInside(Group g, double[] residual, int n, double tolerance) {
    for (int i = 0; i < n; i++) {
      if (!(residual[i] <= tolerance)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "given element %d is not in %s: it misses what defines an element by %.1e (tolerance"
                    + " %.0e). A certificate says nothing about elements outside the group.",
                i,
                g,
                residual[i],
                tolerance));
      }
    }
  }
}
