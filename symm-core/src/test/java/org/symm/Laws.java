package org.symm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.spaces.Component;
import org.symm.spaces.CosetComponent;
import org.symm.spaces.PresentComponent;
import org.symm.spaces.Restricted;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** What the law tests share: random points, distances, and comparison of laws by moments. */
public final class Laws {

  /**
   * Moments are compared by z-scores below this bound. A comparison of two equal laws exceeds it
   * with probability 2·10⁻⁹; all tests together make fewer than 10⁵ comparisons, with fixed seeds,
   * so a correct library fails by chance with probability below 2·10⁻⁴, once and for all.
   */
  public static final double Z = 6;

  private Laws() {}

  /** Rounding that a law may show, for entries of size about one to ten. */
  public static double rounding(DType real) {
    return real == DType.FLOAT64 ? 1e-11 : 2e-4;
  }

  /** The values of tensors without inputs. */
  public static List<Array> values(long seed, Tensor... t) {
    return Program.of("law", List.of(), List.of(t)).run(seed);
  }

  /** The value of one tensor. */
  public static double[] value(long seed, Tensor t) {
    return values(seed, t).get(0).doubles();
  }

  /** The largest difference of two points or elements, a float64 number; NaN counts as infinite. */
  public static Tensor gap(List<Tensor> a, List<Tensor> b) {
    Tensor worst = Tensors.zeros(Shape.of(), DType.FLOAT64);
    for (int i = 0; i < a.size(); i++) {
      Tensor d = a.get(i).to(DType.FLOAT64).sub(b.get(i).to(DType.FLOAT64)).abs();
      worst = worst.maximum(d.reshape(-1).max(0));
    }
    return worst;
  }

  /** The largest difference of two elements. */
  public static Tensor gap(Element a, Element b) {
    return gap(a.parts(), b.parts());
  }

  /** Asserts that every gap is small. */
  public static void small(String what, double tolerance, List<String> names, List<Tensor> gaps) {
    if (gaps.isEmpty()) {
      return;
    }
    double[] g =
        value(1, Tensors.cat(0, gaps.stream().map(t -> t.reshape(1)).toArray(Tensor[]::new)));
    for (int i = 0; i < g.length; i++) {
      assertTrue(g[i] <= tolerance, what + ", " + names.get(i) + ": " + g[i]);
    }
  }

  /** Random points of a space: valid cosets, labels 0 … 3, normal numbers. */
  public static List<Tensor> points(Space x, String stream, long rows, DType real) {
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < x.components().size(); i++) {
      out.addAll(points(x.components().get(i), stream + "/" + i, rows, real));
    }
    return out;
  }

  private static List<Tensor> points(Component c, String stream, long rows, DType real) {
    if (c instanceof Restricted r) {
      return points(r.of(), stream, rows, real);
    }
    if (c instanceof CosetComponent q) {
      return q.coset().project(q.coset().target().sample(stream, rows, real));
    }
    if (c instanceof PresentComponent p) {
      return List.of(Draws.integers(stream, 2, p.parts().get(0).rows(rows)));
    }
    Slot p = c.parts().get(0);
    return List.of(
        p.index()
            ? Draws.integers(stream, 4, p.rows(rows))
            : Draws.normal(stream, p.rows(rows), real));
  }

  /** One random element, the same in every row. */
  public static Element constant(Group g, String stream, long rows, DType real) {
    Element one = g.sample(stream, 1, real);
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < one.parts().size(); i++) {
      parts.add(one.parts().get(i).expand(g.parts().get(i).rows(rows).toArray()));
    }
    return new Element(g, parts);
  }

  /** The numbers of a batch in one row each: reals as they are, whole numbers as indicators. */
  public static Tensor features(List<Tensor> parts, int classes) {
    var rows = new ArrayList<Tensor>();
    for (Tensor t : parts) {
      Tensor f = t.dtype().isFloating() ? t : t.oneHot(classes, DType.FLOAT64);
      rows.add(f.to(DType.FLOAT64).reshape(t.size(0), -1));
    }
    return Tensors.cat(1, rows.toArray(Tensor[]::new));
  }

  /**
   * The largest z-score between two independent samples (rows, m): means of all numbers, their
   * squares, and products of each with two others.
   */
  public static double z(Array a, Array b) {
    double[] x = moments(a);
    double[] y = moments(b);
    double worst = 0;
    int m = x.length / 2;
    for (int i = 0; i < m; i++) {
      double spread = Math.sqrt(x[m + i] + y[m + i]);
      double gap = Math.abs(x[i] - y[i]);
      double z = gap <= 1e-9 ? 0 : gap / spread;
      worst = z <= worst ? worst : z;
    }
    return worst;
  }

  /** Means of the statistics, then the squares of their standard errors. */
  private static double[] moments(Array a) {
    return a.map(
            t -> {
              Tensor x = t.to(DType.FLOAT64);
              int m = (int) x.size(1);
              Tensor s =
                  Tensors.cat(
                      1, x, x.square(), x.mul(x.roll(1, 1)), x.mul(x.roll(Math.max(1, m / 2), 1)));
              Tensor error = s.var(0).div((double) x.size(0));
              return Tensors.cat(0, s.mean(0), error);
            })
        .doubles();
  }

  /** The z-score of the mean of a sample against a known value. */
  public static double z(double[] sample, double mean) {
    double m =
        IntStream.range(0, sample.length).mapToDouble(i -> sample[i]).average().orElseThrow();
    double v = 0;
    for (double s : sample) {
      v += (s - m) * (s - m);
    }
    double error = Math.sqrt(v / (sample.length - 1) / sample.length);
    return Math.abs(m - mean) < 1e-9 ? 0 : Math.abs(m - mean) / error;
  }
}
