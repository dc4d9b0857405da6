package org.symm.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.spaces.Component;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Points of a space and elements of a group on which a kernel is tried, in float64. */
final class Inputs {

  /** Residuals up to this are rounding, for elements given in float64 and in float32. */
  private static final double DOUBLE = 1e-9;

  private static final double SINGLE = 1e-4;

  private Inputs() {}

  /**
   * Random points: standard normal numbers, labels 0 … classes − 1, group elements from {@code
   * sample}.
   */
  static List<Tensor> random(Space x, long rows, int classes) {
    var out = new ArrayList<Tensor>();
    for (Component c : x.components()) {
      out.addAll(c.sample("input " + out.size(), rows, classes, false));
    }
    return out;
  }

  /** Rows of given arrays; 0 for none. */
  static long rows(List<Array> given) {
    return given.isEmpty() || given.get(0).shape().rank() == 0 ? 0 : given.get(0).shape().size(0);
  }

  /**
   * Given points of a space or elements of a group, checked, in float64 and repeated in turn until
   * there are so many rows.
   */
  static List<Tensor> cycled(
      String what, Object of, List<Slot> parts, List<Array> given, long rows) {
    long n = rows(given);
    var all = IntStream.range(0, parts.size()).boxed().toList();
    boolean fits =
        n > 0
            && given.size() == parts.size()
            && all.stream().allMatch(i -> parts.get(i).holds(given.get(i), n));
    if (!fits) {
      throw Refused.because(
          "the given %s are %s; those of %s are held as %s.",
          what,
          given.stream().map(a -> a.dtype() + " " + a.shape()).toList(),
          of,
          parts.stream()
              .map(p -> (p.index() ? "whole" : "real") + " numbers (rows, " + p.shape() + ")")
              .toList());
    }
    return all.stream()
        .map(i -> cycled(given.get(i), parts.get(i).dtype(DType.FLOAT64), Math.max(rows, n)))
        .toList();
  }

  private static Tensor cycled(Array a, DType type, long rows) {
    Tensor at = Tensors.range(rows, DType.INT64).mod((double) a.shape().size(0));
    return a.tensor().to(type).indexSelect(0, at);
  }

  /** Given elements, refused outside the group, in float64 and repeated in turn. */
  static List<Array> elements(Group g, List<Array> given, long rows) {
    List<Tensor> parts = cycled("elements", g, g.parts(), given, rows);
    var out = new ArrayList<>(parts);
    out.add(g.residual(new Element(g, parts)).to(DType.FLOAT64));
    List<Array> arrays = Program.evaluate("given elements", 0, out);
    boolean single = given.stream().anyMatch(a -> a.dtype() == DType.FLOAT32);
    double tolerance = single ? SINGLE : DOUBLE;
    double[] residual = arrays.get(parts.size()).doubles();
    for (int i = 0; i < rows(given); i++) {
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
    return arrays.subList(0, parts.size());
  }
}
