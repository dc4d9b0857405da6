package org.symm.certificates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * Clouds of three or more points that some turns and permutations leave as they are, on which a
 * certificate is tried besides random inputs: regular polygons, pairs ±p, regular simplices and
 * points on a line, each as they are in their axes and turned at random. Where a choice of axes, of
 * an order or of a frame is left to rounding, it is here.
 */
final class SymmetricClouds {

  private static final int FEWEST = 3;

  /** A cloud of n points of ℝᵈ, held with axes for items and vectors in some order. */
  private record Size(int n, int d, List<Axis> held) {

    static Optional<Size> of(Component c) {
      if (!c.isConvex()) {
        return Optional.empty();
      }
      List<Axis> axes = c.underlying().axes().stream().map(Axis::underlying).toList();
      int n = 0;
      int d = 0;
      int vectors = 0;
      int items = 0;
      int others = 0;
      for (Axis axis : axes) {
        if (axis.isItems()) {
          n = axis.size();
          items++;
        } else if (axis.isVector()) {
          d = axis.size();
          vectors++;
        } else if (!axis.isPlain()) {
          others++;
        }
      }
      boolean fits = items == 1 && vectors == 1 && others == 0 && n >= FEWEST && d >= 2;
      return fits ? Optional.of(new Size(n, d, axes)) : Optional.empty();
    }
  }

  private SymmetricClouds() {}

  /** Whether a space has clouds that one of the factors turns. */
  static boolean has(Space x, List<Factor> factors) {
    return x.components().stream()
        .filter(c -> Size.of(c).isPresent())
        .anyMatch(c -> factors.stream().anyMatch(f -> turns(f.leaf(), c)));
  }

  private static boolean turns(Group g, Component c) {
    boolean other =
        g.isTrivial()
            || g instanceof Translation
            || g instanceof Symmetric
            || c.unmixed(g).size() == c.parts().get(0).shape().rank();
    return !other && !c.isFixedBy(g);
  }

  /** Symmetric points of a space, in float64: all clouds alike, all items with equal features. */
  static List<Tensor> inputs(Space x, int rows, int classes) {
    var turns = new HashMap<Integer, Tensor>();
    var out = new ArrayList<Tensor>();
    double scale = 1;
    for (Component c : x.components()) {
      Optional<Size> size = Size.of(c);
      if (size.isPresent()) {
        Tensor turn =
            turns.computeIfAbsent(
                size.get().d, d -> Groups.O(d).haar("turn " + d, rows, DType.FLOAT64).only());
        out.add(cloud(size.get(), rows, turn).mul(scale));
        scale *= -0.5;
      } else {
        out.addAll(c.sample("symmetric " + out.size(), rows, classes, true));
      }
    }
    return out;
  }

  /** (rows, n, d), every second one turned, in the order of the component's axes. */
  private static Tensor cloud(Size s, int rows, Tensor turn) {
    double[] all = new double[rows * s.n * s.d];
    for (int r = 0; r < rows; r++) {
      double[][] p = points(r % 4, s.n, s.d);
      for (int i = 0; i < s.n; i++) {
        System.arraycopy(p[i], 0, all, (r * s.n + i) * s.d, s.d);
      }
    }
    Tensor x = Array.of(all, rows, s.n, s.d).tensor(DType.FLOAT64);
    double[] odd = IntStream.range(0, rows).mapToDouble(r -> (r / 4 + r) % 2).toArray();
    Tensor some = Array.of(odd, rows, 1, 1).tensor(DType.FLOAT64).gt(0.5);
    Tensor turned = some.where(x.matMul(turn), x);
    long[] sizes = new long[s.held.size() + 1];
    sizes[0] = rows;
    boolean vectorFirst = false;
    boolean seen = false;
    for (int i = 0; i < s.held.size(); i++) {
      Axis a = s.held.get(i);
      sizes[i + 1] = a.isPlain() ? 1 : a.size();
      vectorFirst |= a.isVector() && !seen;
      seen |= !a.isPlain();
    }
    Tensor placed = (vectorFirst ? turned.t() : turned).reshape(sizes);
    for (int i = 0; i < s.held.size(); i++) {
      sizes[i + 1] = s.held.get(i).size();
    }
    return placed.expand(sizes);
  }

  /** The cloud of a kind: n points of ℝᵈ around 0, of size about 1. */
  private static double[][] points(int kind, int n, int d) {
    return switch (kind) {
      case 0 -> polygon(n, d);
      case 1 -> pairs(n, d);
      case 2 -> simplices(n, d);
      default -> line(n, d);
    };
  }

  private static double[][] polygon(int n, int d) {
    double[][] p = new double[n][d];
    for (int i = 0; i < n; i++) {
      p[i][0] = 1.5 * Math.cos(2 * Math.PI * i / n);
      p[i][1] = 1.5 * Math.sin(2 * Math.PI * i / n);
    }
    return p;
  }

  /** ±p, and 0 if n is odd. */
  private static double[][] pairs(int n, int d) {
    var random = new Random(1);
    double[][] p = new double[n][d];
    for (int i = 0; i + 1 < n; i += 2) {
      for (int j = 0; j < d; j++) {
        p[i][j] = random.nextGaussian();
        p[i + 1][j] = -p[i][j];
      }
    }
    return p;
  }

  /**
   * Regular simplices of d + 1 points (or of n), one around the other, and 0 if one point is left;
   * where more are left, a polygon with its centre.
   */
  private static double[][] simplices(int n, int d) {
    int m = Math.min(n, d + 1);
    if (n % m > 1) {
      double[][] p = polygon(n - 1, d);
      double[][] out = new double[n][d];
      System.arraycopy(p, 0, out, 0, n - 1);
      return out;
    }
    double[][] p = new double[n][d];
    for (int i = 0; i < n - n % m; i++) {
      int corner = i % m;
      for (int k = 1; k < m; k++) {
        double h = corner < k ? 1 : corner == k ? -k : 0;
        p[i][k - 1] = 1.5 * (1 + i / m) * h / Math.sqrt(k * (k + 1));
      }
    }
    return p;
  }

  private static double[][] line(int n, int d) {
    double[][] p = new double[n][d];
    for (int i = 0; i < n; i++) {
      p[i][0] = (2.0 * i - (n - 1)) / (n - 1) * 2;
    }
    return p;
  }
}
