package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.kernels.Kernel;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * All rows that a kernel is evaluated on for a certificate, in one run: for each trial the inputs
 * x, then the moved inputs g·x, each repeated {@code times} times in place. The last trial, {@link
 * Trial#ROWS}, has inputs only, which a second run evaluates by themselves: a kernel acts on each
 * row alone. No sample serves in two comparisons.
 */
record Batch(Kernel f, List<Trial> trials, DType real, int times) {

  /** Rows of all trials. */
  long rows() {
    return few() + moving().stream().mapToLong(t -> 2 * t.rows() * times).sum();
  }

  /** The inputs, one array for each part of the domain. */
  List<Array> inputs() {
    int parts = f.dom().parts().size();
    if (parts == 0) {
      return List.of();
    }
    var sides = new ArrayList<List<Tensor>>();
    for (Trial t : moving()) {
      List<Tensor> x = t.points(real);
      sides.add(x);
      sides.add(f.dom().act(t.element(real, 1), x));
    }
    sides.add(trials.get(trials.size() - 1).points(real));
    var out =
        IntStream.range(0, parts)
            .mapToObj(i -> sides.stream().map(x -> x.get(i).repeatInterleave(times, 0)))
            .map(x -> Tensors.cat(0, x.toArray(Tensor[]::new)))
            .toList();
    return Programs.run("certificate inputs", 0, out);
  }

  /**
   * For each pair, the size below which differences of outputs may be rounding of inputs: a
   * thousandth of the largest finite number among those that its elements move, and of the others
   * what covers some hundred rounding errors.
   */
  List<Double> least(List<Array> inputs) {
    double others = real == DType.FLOAT64 ? 100 * Math.ulp(1.0) / Pathwise.DOUBLE : Pathwise.LEAST;
    var parts = inputs.stream().filter(x -> x.dtype().isFloating()).map(Array::doubles).toList();
    var out = new ArrayList<Double>();
    int at = 0;
    for (Trial t : trials) {
      int n = (int) t.rows() * times;
      boolean moving = !t.name().equals(Trial.ROWS);
      int to = at + (moving ? 2 * n : n);
      double least = 0;
      for (double[] x : parts) {
        double size =
            Arrays.stream(part(x, at, to)).filter(Double::isFinite).map(Math::abs).max().orElse(0);
        boolean moved = !moving || !Arrays.equals(part(x, at, at + n), part(x, at + n, to));
        least = Math.max(least, size * (moved ? Pathwise.LEAST : others));
      }
      out.add(least);
      at = to;
    }
    return out;
  }

  /** Some rows of the numbers of all. */
  private double[] part(double[] x, int from, int to) {
    int width = (int) (x.length / rows());
    return Arrays.copyOfRange(x, from * width, to * width);
  }

  /** The outputs of the first run, one array for each part of the codomain. */
  List<Array> outputs(long seed, List<Array> inputs) {
    return run(seed, inputs, rows());
  }

  private List<Array> run(long seed, List<Array> inputs, long rows) {
    return inputs.isEmpty() ? f.sample(seed, rows, real) : f.run(seed, inputs);
  }

  /** Rows of the last trial. */
  private long few() {
    return trials.get(trials.size() - 1).rows() * times;
  }

  /** All trials but the last. */
  private List<Trial> moving() {
    return trials.subList(0, trials.size() - 1);
  }

  /** For each trial f(g·x) and g·f(x); last, f(x) among other rows and by itself. */
  List<Pair> pairs(long seed, List<Array> inputs, List<Array> outputs) {
    List<Tensor> y = Programs.constants(outputs);
    var out = new ArrayList<Pair>();
    long at = 0;
    for (Trial t : moving()) {
      long n = t.rows() * times;
      List<Tensor> fx = cut(y, at, at + n);
      out.add(new Pair(cut(y, at + n, at + 2 * n), f.cod().act(t.element(real, times), fx)));
      at += 2 * n;
    }
    long from = at;
    var x = inputs.stream().map(a -> a.rows(from, from + few())).toList();
    var alone = Programs.constants(run(Seeds.of(seed, "alone"), x, few()));
    out.add(new Pair(cut(y, from, from + few()), alone));
    return out;
  }

  private static List<Tensor> cut(List<Tensor> parts, long from, long to) {
    return parts.stream().map(y -> y.slice(0, from, to)).toList();
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
