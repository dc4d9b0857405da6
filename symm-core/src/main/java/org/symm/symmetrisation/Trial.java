package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.spaces.Component;
import org.symm.spaces.Space;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * What a row of a certificate is tried on: inputs x and elements g of the whole group, one each
 * row, in float64.
 *
 * @param name of the factor of the group
 * @param x inputs, one array for each part of the domain
 * @param g elements, one array for each part of the group
 * @param alone the components of the domain on which g·x = x for every row
 */
record Trial(String name, Group group, List<Array> x, List<Array> g, List<String> alone) {

  /**
   * Elements of a factor, the identity elsewhere; one that leaves an input as it is, drawn anew.
   */
  static Trial sampled(Kernel f, Factor factor, List<Array> x, long rows, long seed) {
    Group group = f.group();
    List<Tensor> points = Programs.constants(x);
    Element g = draw(factor, "element", rows);
    Element again = draw(factor, "another element", rows);
    Tensor moved = moved(f.dom(), g, points, rows);
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < g.parts().size(); i++) {
      Tensor a = g.parts().get(i);
      parts.add(wide(moved, a).where(a, again.parts().get(i)));
    }
    List<Array> arrays = Programs.run("elements", seed, parts);
    return new Trial(factor.name(), group, x, arrays, alone(f.dom(), group, x, arrays));
  }

  private static Element draw(Factor factor, String stream, long rows) {
    Element e = factor.leaf().sample(stream, rows, DType.FLOAT64);
    return factor.embed().apply(e, rows, DType.FLOAT64);
  }

  /**
   * Given elements of the group.
   *
   * @throws IllegalArgumentException if one is not in the group
   */
  static Trial given(Kernel f, List<Array> elements, List<Array> x, long rows) {
    Group group = f.group();
    List<Array> arrays = Elements.checked(group, elements, rows);
    return new Trial("given", group, x, arrays, alone(f.dom(), group, x, arrays));
  }

  long rows() {
    return g.get(0).shape().size(0);
  }

  /** The elements with real numbers of a type, each repeated in place. */
  Element element(DType real, long times) {
    var parts = Programs.constants(g).stream().map(t -> Programs.as(t, real));
    return new Element(group, parts.map(t -> t.repeatInterleave(times, 0)).toList());
  }

  /** The inputs with real numbers of a type. */
  List<Tensor> points(DType real) {
    return Programs.constants(x).stream().map(t -> Programs.as(t, real)).toList();
  }

  /** A row of arrays as arrays of one row. */
  static List<Array> row(List<Array> arrays, int i) {
    return arrays.stream().map(a -> a.rows(i, i + 1).copy()).toList();
  }

  /** The names of the components on which the group did nothing. */
  private static List<String> alone(Space space, Group group, List<Array> x, List<Array> g) {
    var same = new ArrayList<Tensor>();
    List<Tensor> points = Programs.constants(x);
    List<Tensor> moved = space.act(new Element(group, Programs.constants(g)), points);
    for (int i = 0; i < points.size(); i++) {
      same.add(points.get(i).eq(moved.get(i)).flatten(0).all(0));
    }
    var out = new ArrayList<String>();
    if (same.isEmpty()) {
      return out;
    }
    List<Array> yes = Programs.run("left alone", 0, same);
    int at = 0;
    for (Component c : space.components()) {
      int n = c.parts().size();
      if (yes.subList(at, at + n).stream().allMatch(a -> a.doubles()[0] == 1)) {
        out.add(c.name());
      }
      at += n;
    }
    return out;
  }

  private static Tensor moved(Space space, Element g, List<Tensor> x, long rows) {
    List<Tensor> y = space.act(g, x);
    Tensor all = Tensors.zeros(Shape.of(rows), DType.INT64).gt(0);
    for (int i = 0; i < x.size(); i++) {
      all = all.or(x.get(i).ne(y.get(i)).reshape(rows, -1).any(1));
    }
    return all;
  }

  private static Tensor wide(Tensor rows, Tensor like) {
    long[] sizes = new long[like.rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = rows.size(0);
    return rows.reshape(sizes);
  }
}
