package org.symm.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.kernels.Kernel;
import org.symm.spaces.Masks;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * All rows that a kernel is evaluated on for a certificate, in one run: for each trial the inputs
 * x, then the moved inputs g·x, each repeated {@code times} times in place; of a trial called
 * {@link Probe#ROWS}, the inputs only. Where inputs are repeated no sample serves in two
 * comparisons; once each, trials with the same inputs share them.
 */
record PairedRuns(Kernel f, List<Probe> trials, DType real, int times) {

  /**
   * Where the rows of a trial begin: those of x and those of g·x, both from the same place if there
   * are none of g·x.
   */
  record Place(Probe trial, int x, int moved, int rows) {
    boolean isMoved() {
      return moved > x;
    }
  }

  /** The places of the trials, in order. */
  List<Place> places() {
    var seen = new IdentityHashMap<List<Array>, Integer>();
    var out = new ArrayList<Place>();
    int at = 0;
    for (Probe t : trials) {
      int n = (int) t.rows() * times;
      Integer before = times == 1 ? seen.putIfAbsent(t.x(), at) : null;
      int x = before == null ? at : before;
      at = before == null ? at + n : at;
      boolean moving = !t.name().equals(Probe.ROWS);
      out.add(new Place(t, x, moving ? at : x, n));
      at = moving ? at + n : at;
    }
    return out;
  }

  /** Rows of all trials. */
  int rows() {
    return places().stream().mapToInt(p -> p.moved() + p.rows()).max().orElseThrow();
  }

  /** The inputs, one array for each part of the domain. */
  List<Array> inputs() {
    int parts = f.dom().parts().size();
    if (parts == 0) {
      return List.of();
    }
    var sides = new ArrayList<List<Tensor>>();
    int at = 0;
    for (Place p : places()) {
      List<Tensor> x = p.trial().points(real);
      if (p.x() == at) {
        sides.add(x);
        at += p.rows();
      }
      if (p.isMoved()) {
        sides.add(f.dom().act(p.trial().element(real, 1), x));
        at += p.rows();
      }
    }
    var out =
        IntStream.range(0, parts)
            .mapToObj(i -> sides.stream().map(x -> x.get(i).repeatInterleave(times, 0)))
            .map(x -> Tensors.cat(0, x.toArray(Tensor[]::new)))
            .toList();
    return Program.evaluate("certificate inputs", 0, out);
  }

  /**
   * For each trial, the size below which differences of outputs may be rounding of inputs: a
   * thousandth of the largest finite number among those that its elements move, and of the others
   * what covers some hundred rounding errors.
   */
  List<Double> least(List<Array> inputs) {
    var parts = inputs.stream().filter(x -> x.dtype().isFloating()).map(Array::doubles).toList();
    var out = new ArrayList<Double>();
    for (Place p : places()) {
      double least = 0;
      for (double[] all : parts) {
        double[] x = part(all, p.x(), p.rows());
        double[] y = part(all, p.moved(), p.rows());
        boolean moved = !p.isMoved() || !Arrays.equals(x, y);
        double some = real == DType.FLOAT64 ? Pathwise.ROUNDING : Pathwise.LEAST;
        double size = Math.max(largest(x), largest(y));
        least = Math.max(least, size * (moved ? Pathwise.LEAST : some));
      }
      // Of symmetric clouds what turns is often 0, as a sum that cancels: of terms of this size.
      out.add(p.trial().name().equals(Probe.SYMMETRIC) ? least / Pathwise.LEAST : least);
    }
    return out;
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).filter(Double::isFinite).map(Math::abs).max().orElse(0);
  }

  /** Some rows of the numbers of all. */
  private double[] part(double[] x, int from, int rows) {
    int width = x.length / rows();
    return Arrays.copyOfRange(x, from * width, (from + rows) * width);
  }

  /** The outputs of all rows in one run, one array for each part of the codomain. */
  List<Array> outputs(long seed, List<Array> inputs) {
    return run(seed, inputs, rows());
  }

  private List<Array> run(long seed, List<Array> inputs, long rows) {
    return inputs.isEmpty() ? f.sample(seed, rows, real) : f.run(seed, inputs);
  }

  /**
   * The outputs of rows that are run in another order, the first few of it by themselves, so that
   * no row has its place or its neighbours: of a kernel that acts on each row alone they are the
   * same.
   *
   * @param seed fixes the order
   * @param noise fixes the noise
   * @param few how many by themselves; 0 to run all together
   */
  List<Array> elsewhere(long seed, long noise, List<Array> inputs, int rows, int few) {
    var order = Draws.permutations("order", Shape.of(), rows);
    var sorted = new ArrayList<>(List.of(order, order.inversePermutation(0)));
    inputs.forEach(x -> sorted.add(x.tensor().indexSelect(0, order)));
    List<Array> drawn = Program.evaluate("another order", Seeds.of(seed, "order"), sorted);
    List<Array> in = drawn.subList(2, drawn.size());
    var runs = new ArrayList<List<Array>>();
    for (int[] part : few == 0 ? new int[][] {{0, rows}} : new int[][] {{0, few}, {few, rows}}) {
      var some = in.stream().map(x -> x.rows(part[0], part[1])).toList();
      runs.add(run(Seeds.of(noise, part[0]), some, part[1] - part[0]));
    }
    Tensor back = drawn.get(1).tensor();
    return IntStream.range(0, runs.get(0).size())
        .mapToObj(i -> Array.join(runs.stream().map(r -> r.get(i)).toList()))
        .map(y -> y.map(t -> t.indexSelect(0, back)))
        .toList();
  }

  /** For each trial f(g·x) and g·f(x); of {@link Probe#ROWS}, f(x) among other rows and apart. */
  List<Pair> pairs(long seed, List<Array> inputs, List<Array> outputs) {
    List<Tensor> y = Array.tensors(outputs);
    var out = new ArrayList<Pair>();
    for (Place p : places()) {
      List<Tensor> fx = cut(y, p.x(), p.rows());
      if (p.isMoved()) {
        var moved = f.cod().act(p.trial().element(real, times), fx);
        List<Tensor> gx = cut(Array.tensors(inputs), p.moved(), p.rows());
        out.add(new Pair(present(cut(y, p.moved(), p.rows()), gx), present(moved, gx)));
      } else {
        var x = inputs.stream().map(a -> a.rows(p.x(), p.x() + p.rows())).toList();
        long alone = Seeds.of(seed, "alone");
        var apart = elsewhere(alone, alone, x, p.rows(), 0);
        out.add(new Pair(fx, Array.tensors(apart)));
      }
    }
    return out;
  }

  /** Outputs with 0 at absent items, which no group need leave as they are. */
  private List<Tensor> present(List<Tensor> y, List<Tensor> x) {
    return Masks.zeroed(f.cod(), y, f.dom(), x);
  }

  private static List<Tensor> cut(List<Tensor> parts, long from, long rows) {
    return parts.stream().map(y -> y.slice(0, from, from + rows)).toList();
  }

  /** f(g·x) and g·f(x), a tensor for each part of the codomain. */
  record Pair(List<Tensor> ofMoved, List<Tensor> moved) {

    /** For each row, whether all numbers are finite. */
    Tensor finite() {
      return Stream.concat(ofMoved.stream(), moved.stream())
          .map(y -> y.dtype().isFloating() ? y : y.to(DType.FLOAT64))
          .map(y -> y.isFinite().reshape(y.size(0), -1).all(1))
          .reduce(Tensor::and)
          .orElseThrow();
    }
  }
}
