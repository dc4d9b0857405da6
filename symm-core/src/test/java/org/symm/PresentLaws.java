package org.symm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.engine.Program;
import org.symm.groups.Slot;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.spaces.Masks;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** What every kernel on rows of different size satisfies, whatever its absent items hold. */
public final class PresentLaws {

  private static final double[] GARBAGE = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e30, -7
  };

  private PresentLaws() {}

  /**
   * Random points of a space, with row after row from n down to the fewest present items, any of
   * them.
   */
  public static List<Array> rows(Space x, int fewest, int rows, DType real) {
    var out = new ArrayList<Tensor>();
    var points = Laws.points(x, "present", rows, real);
    int at = 0;
    for (var c : x.components()) {
      int size = c.parts().size();
      out.addAll(
          Masks.items(c)
              .map(n -> List.of(mask(n, fewest, rows).tensor()))
              .orElse(points.subList(at, at + size)));
      at += size;
    }
    return values(out);
  }

  private static Array mask(int n, int fewest, int rows) {
    long[] mask = new long[rows * n];
    for (int r = 0; r < rows; r++) {
      int count = n - r % (n - fewest + 1);
      for (int i = 0; i < count; i++) {
        // A stride that is prime to n moves the present items about.
        mask[r * n + (int) ((i + 1L) * (n > 3 ? r % 2 == 0 ? 1 : n - 1 : 1) + r) % n] = 1;
      }
    }
    return Array.of(mask, rows, n);
  }

  private static List<Array> values(List<Tensor> t) {
    return Program.evaluate("present", 7, t.stream().map(Tensor::contiguous).toList());
  }

  /** The same points with something else at absent items. */
  public static List<Array> filled(Space x, List<Array> at, double with) {
    List<Tensor> points = Array.tensors(at);
    var masks = Masks.numbers(x, points, x, points);
    var others = Masks.unmasked(x, points);
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < others.size(); i++) {
      Tensor a = others.get(i);
      double value = a.dtype().isFloating() ? with : 2;
      out.add(
          masks.get(i).map(m -> m.where(a, Tensors.full(Shape.of(), value, a.dtype()))).orElse(a));
    }
    return values(Masks.withMasks(x, out, x, points));
  }

  /** The outputs with 0 at absent items. */
  public static List<Array> shown(Kernel f, List<Array> x, List<Array> y) {
    return values(Masks.zeroed(f.cod(), Array.tensors(y), f.dom(), Array.tensors(x)));
  }

  /**
   * What absent items hold changes no output, and no gradient by parameters or by present items; a
   * gradient by absent ones is 0.
   */
  public static void ignoresAbsent(Kernel f, int fewest) {
    for (DType real : f.precisions()) {
      List<Array> x = rows(f.dom(), fewest, 12, real);
      List<Array> want = shown(f, x, f.run(3, x));
      List<Array> slopes = gradients(f, filled(f.dom(), x, 0));
      for (Array a : want) {
        assertTrue(finite(a), f + " in " + real + " is finite");
      }
      for (double garbage : GARBAGE) {
        String what = f + " in " + real + " with " + garbage + " at absent items";
        List<Array> other = filled(f.dom(), x, garbage);
        equal(what, want, shown(f, other, f.run(3, other)));
        equal("gradients of " + what, slopes, gradients(f, other));
      }
      for (Array a : slopes) {
        assertTrue(finite(a), "gradients of " + f + " in " + real + " are finite");
      }
    }
  }

  private static boolean finite(Array a) {
    return Arrays.stream(a.doubles()).allMatch(Double::isFinite);
  }

  private static void equal(String what, List<Array> a, List<Array> b) {
    for (int i = 0; i < a.size(); i++) {
      assertArrayEquals(a.get(i).doubles(), b.get(i).doubles(), what + ", array " + i);
    }
  }

  /** Gradients of a sum of functions of the outputs by real inputs and parameters. */
  private static List<Array> gradients(Kernel f, List<Array> x) {
    f.ready();
    List<Tensor> in = Array.tensors(x);
    DType real =
        x.stream().map(Array::dtype).filter(DType::isFloating).findFirst().orElse(DType.FLOAT64);
    var leaves = new ArrayList<>(in.stream().filter(t -> t.dtype().isFloating()).toList());
    leaves.addAll(f.parameters().stream().map(Parameter::tensor).toList());
    List<Tensor> y = f.diagram().run(in, Noise.of(in.get(0).size(0), real));
    List<Tensor> shown = Masks.zeroed(f.cod(), y, f.dom(), in);
    Tensor loss =
        shown.stream()
            .filter(t -> t.dtype().isFloating())
            .map(t -> t.tanh().add(t.sin()).sum())
            .reduce(Tensor::add)
            .orElseThrow();
    return Program.evaluate("gradients", 3, List.of(Tensors.gradients(loss, leaves)));
  }

  /**
   * The same rows in spaces with room for more items give the same outputs: of present items, and
   * of what has none.
   */
  public static void isPadded(Kernel small, Kernel large, int fewest, double tolerance) {
    DType real = small.precisions().get(0);
    List<Array> x = filled(small.dom(), rows(small.dom(), fewest, 12, real), 0);
    List<Array> z = padded(small.dom(), large.dom(), x);
    List<Array> y = shown(small, x, small.run(3, x));
    List<Array> w = shown(large, z, large.run(3, z));
    List<Array> want = padded(small.cod(), large.cod(), y);
    List<Array> zeros = shown(large, z, want);
    for (int i = 0; i < w.size(); i++) {
      assertArrayEquals(
          zeros.get(i).doubles(),
          w.get(i).doubles(),
          tolerance,
          small + " and " + large.dom() + ", array " + i);
    }
  }

  /** Points of a space in a larger one, NaN where there is more room. */
  private static List<Array> padded(Space small, Space large, List<Array> x) {
    List<Slot> from = small.parts();
    List<Slot> to = large.parts();
    return IntStream.range(0, from.size())
        .mapToObj(i -> padded(from.get(i), to.get(i), x.get(i)))
        .toList();
  }

  private static Array padded(Slot from, Slot to, Array x) {
    long rows = x.shape().size(0);
    long[] a = from.rows(rows).toArray();
    long[] b = to.rows(rows).toArray();
    double[] old = x.doubles();
    double[] all = new double[(int) to.rows(rows).count()];
    Arrays.fill(all, from.index() ? 0 : Double.NaN);
    for (int i = 0; i < old.length; i++) {
      int rest = i;
      int at = 0;
      int step = 1;
      for (int k = a.length - 1; k >= 0; k--) {
        at += (int) (rest % a[k]) * step;
        rest /= (int) a[k];
        step *= (int) b[k];
      }
      all[at] = old[i];
    }
    return from.index()
        ? Array.of(Arrays.stream(all).mapToLong(v -> (long) v).toArray(), b)
        : Array.of(all, b).to(x.dtype());
  }
}
