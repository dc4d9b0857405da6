package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.groups.Part;
import org.symm.spaces.ArrayComponent;
import org.symm.spaces.Component;
import org.symm.spaces.CosetComponent;
import org.symm.spaces.Restricted;
import org.symm.spaces.SetComponent;
import org.symm.spaces.Space;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Tensor;

/** Points of a space on which a kernel is tried, in float64. */
final class Inputs {

  private Inputs() {}

  /**
   * Random points: standard normal numbers, labels 0 … classes − 1, group elements from {@code
   * sample}.
   */
  static List<Tensor> random(Space x, long rows, int classes) {
    var out = new ArrayList<Tensor>();
    for (Component c : x.components()) {
      out.addAll(draw(c, "input " + out.size(), rows, classes));
    }
    return out;
  }

  private static List<Tensor> draw(Component c, String stream, long rows, int classes) {
    if (c instanceof Restricted r) {
      return draw(r.of(), stream, rows, classes);
    }
    if (c instanceof CosetComponent q) {
      return q.coset().project(q.coset().target().sample(stream, rows, DType.FLOAT64));
    }
    if (c instanceof SetComponent s) {
      return List.of(Draws.integers(stream, s.n(), c.parts().get(0).rows(rows)));
    }
    var shape = c.parts().get(0).rows(rows);
    return List.of(
        ((ArrayComponent) c).whole()
            ? Draws.integers(stream, classes, shape)
            : Draws.normal(stream, shape, DType.FLOAT64));
  }

  /** Given points, checked and repeated in turn until there are so many rows. */
  static List<Tensor> given(Space x, List<Array> points, long rows) {
    List<Part> parts = x.parts();
    if (points.size() != parts.size()) {
      throw new IllegalArgumentException(
          "the inputs are "
              + points.size()
              + " arrays; "
              + x
              + " is held in "
              + parts.size()
              + ".");
    }
    long n = points.get(0).shape().rank() == 0 ? 0 : points.get(0).shape().size(0);
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < parts.size(); i++) {
      Array a = points.get(i);
      if (n == 0
          || !a.shape().equals(parts.get(i).rows(n))
          || a.dtype().isFloating() == parts.get(i).index()) {
        throw new IllegalArgumentException(
            "input "
                + i
                + " of "
                + x
                + " should have shape (rows, "
                + parts.get(i).shape()
                + ") and "
                + (parts.get(i).index() ? "whole" : "real")
                + " numbers, not "
                + a.dtype()
                + " "
                + a.shape()
                + ".");
      }
      out.add(Programs.cycled(a, parts.get(i).dtype(DType.FLOAT64), Math.max(rows, n)));
    }
    return out;
  }
}
