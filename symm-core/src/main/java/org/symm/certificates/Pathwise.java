package org.symm.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The relative error of equivariance of a function, for each input and element,
 *
 * <pre>{@code
 * max |f(g·x) − g·f(x)| / scale
 * }</pre>
 *
 * <p>Scale, for each part of the codomain: the largest output at this input and element, but not
 * less than a thousandth of the largest output at any, nor of the largest number in those parts of
 * the inputs that this factor moves, nor, in float64, 2·10⁻⁵ of it in the other parts, so that
 * outputs which should be zero are not asked for digits that rounding took. (A part of the inputs
 * that is 10¹³ times as large as the outputs therefore hides their errors: use other units.) Whole
 * numbers must agree: the error is 0 or 1.
 *
 * <p>At symmetric clouds the scale is not less than the inputs that the factor moves: what turns is
 * often a sum there whose terms are as large and cancel.
 *
 * <p>Along axes of a part that the group mixes nothing along, as the columns of features, each
 * index u has a scale of its own: outputs count in units of the largest |y_u| at any input. It is
 * not less than what covers a hundred rounding errors of the whole part, 2·10⁻⁵ of its largest
 * output at this input in float64, 0.012 in float32, as an entry may be a difference of others.
 *
 * @param errors for each trial, of each row; NaN where an output is not finite
 * @param random for each trial, at which rows f(x) or f(g·x) depends on noise, so that there is no
 *     error
 * @param half at which of these only one of the two does
 * @param rows for each row of the batch, how far its output is from that in another place of a
 *     batch, beside other rows; 0 where it depends on noise
 * @param inputs of the batch
 */
record Pathwise(
    List<double[]> errors,
    List<boolean[]> random,
    List<boolean[]> half,
    double[] rows,
    List<Array> inputs) {

  /** Tolerance in float64: 10⁷ rounding errors, for frames of condition number up to about 10⁵. */
  static final double DOUBLE = 1e-9;

  /** Tolerance in float32, for well-conditioned kernels. */
  static final double SINGLE = 1e-3;

  /** Most that is forgiven in float32. */
  static final double MOST = 0.05;

  /** The smallest scale, for inputs of size 1. */
  static final double LEAST = 1e-3;

  /** The scale at which a hundred rounding errors of a number of size 1 are the tolerance. */
  static final double ROUNDING = 100 * Math.ulp(1.0) / DOUBLE;

  private static final double RATIO = Math.ulp(1.0f) / Math.ulp(1.0);

  /** Rows that are run by themselves. */
  private static final int FEW = 16;

  /**
   * How often all is run again with other noise where rows fail. An error is the same each time; an
   * outlier of a kernel whose noise seldom shows, as a jump or a dropped entry, is not: of one with
   * probability p it comes again each time with probability p⁸.
   */
  private static final int OTHERS = 8;

  /** How often a row that fails is run with other noise, to see whether it draws from a few. */
  private static final int AGAIN = 12;

  /** Runs the kernel, and again with other noise and the rows in other places. */
  static Pathwise of(PairedRuns batch, long seed) {
    List<Array> inputs = batch.inputs();
    List<Array> outputs = batch.outputs(Seeds.of(seed, "once"), inputs);
    int n = batch.rows();
    long again = Seeds.of(seed, "again");
    int few = Math.min(FEW, n / 2);
    List<Array> elsewhere = batch.elsewhere(again, again, inputs, n, few);
    MixedAxes blocks = MixedAxes.of(batch.f().cod(), batch.f().group());
    List<Double> floor = batch.least(inputs);
    var all = new ArrayList<Tensor>();
    for (PairedRuns.Pair pair : batch.pairs(seed, inputs, outputs)) {
      all.add(error(pair, blocks, floor.get(all.size()), batch.real()));
    }
    var both = new PairedRuns.Pair(Array.tensors(outputs), Array.tensors(elsewhere));
    double least =
        IntStream.range(0, floor.size())
            .filter(t -> !batch.places().get(t).trial().name().equals(Probe.SYMMETRIC))
            .mapToDouble(t -> LEAST * floor.get(t))
            .max()
            .orElse(0);
    all.add(error(both, blocks, least, batch.real()));
    List<double[]> done = Program.evaluate("errors", 0, all).stream().map(Array::doubles).toList();
    List<double[]> errors = done.subList(0, done.size() - 1);
    double[] rows = done.get(done.size() - 1);
    boolean[] random = new boolean[n];
    int[] suspects = suspects(batch, errors, rows, random);
    for (int i = 0; i < OTHERS && suspects.length > 0; i++) {
      long noise = Seeds.of(again, "noise " + i);
      differ(outputs, batch.outputs(noise, inputs), random);
      differ(elsewhere, batch.elsewhere(again, noise, inputs, n, few), random);
      if (!anyOf(random)) {
        break;
      }
      suspects = suspects(batch, errors, rows, random);
    }
    drawn(batch, suspects, inputs, again, random);
    drawn(batch, partners(batch, random), inputs, Seeds.of(again, "partners"), random);
    for (int i = 0; i < n; i++) {
      rows[i] = random[i] ? 0 : rows[i];
    }
    List<PairedRuns.Place> places = batch.places();
    return new Pathwise(
        errors,
        places.stream().map(p -> marks(p, random, (x, y) -> x || y)).toList(),
        places.stream().map(p -> marks(p, random, (x, y) -> !x.equals(y))).toList(),
        rows,
        inputs);
  }

  /** Rows that fail by more than rounding or are not finite, of those that are not marked. */
  private static int[] suspects(
      PairedRuns batch, List<double[]> errors, double[] rows, boolean[] random) {
    double most = tolerance(batch.real(), Double.NaN);
    boolean[] out = new boolean[rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = !(rows[i] <= most);
    }
    for (int t = 0; t < errors.size(); t++) {
      PairedRuns.Place p = batch.places().get(t);
      for (int i = 0; i < p.rows(); i++) {
        if (!(errors.get(t)[i] <= most)) {
          out[p.x() + i] = true;
          out[p.moved() + i] = true;
        }
      }
    }
    return IntStream.range(0, out.length).filter(i -> out[i] && !random[i]).toArray();
  }

  /**
   * Marks those of some rows that depend on noise, but seldom show it. Where a kernel draws from a
   * few, as one of two orders of a tie, two runs agree by chance: of these rows there are more
   * runs.
   */
  private static void drawn(
      PairedRuns batch, int[] rows, List<Array> inputs, long seed, boolean[] random) {
    if (rows.length == 0 || inputs.isEmpty()) {
      return;
    }
    var some = inputs.stream().map(x -> Probe.taken(x, rows)).toList();
    List<Array> first = batch.f().run(Seeds.of(seed, "first"), some);
    boolean[] marked = new boolean[rows.length];
    for (int i = 0; i < AGAIN; i++) {
      differ(first, batch.f().run(Seeds.of(seed, i), some), marked);
    }
    for (int i = 0; i < rows.length; i++) {
      random[rows[i]] = marked[i];
    }
  }

  private static boolean anyOf(boolean[] marked) {
    return IntStream.range(0, marked.length).anyMatch(i -> marked[i]);
  }

  /** Marks the rows in which two outputs differ. */
  private static void differ(List<Array> a, List<Array> b, boolean[] rows) {
    for (int i = 0; i < a.size(); i++) {
      double[] x = a.get(i).doubles();
      double[] y = b.get(i).doubles();
      int width = x.length / rows.length;
      for (int r = 0; r < rows.length; r++) {
        int from = r * width;
        rows[r] |= !Arrays.equals(x, from, from + width, y, from, from + width);
      }
    }
  }

  /** For each row of a trial, whether x is marked and whether g·x is, as one. */
  private static boolean[] marks(
      PairedRuns.Place p, boolean[] marked, BinaryOperator<Boolean> together) {
    boolean[] out = new boolean[p.rows()];
    for (int i = 0; i < out.length; i++) {
      out[i] = together.apply(marked[p.x() + i], marked[p.moved() + i]);
    }
    return out;
  }

  /** Rows that are not marked, of x where that of g·x is, or of g·x where that of x is. */
  private static int[] partners(PairedRuns batch, boolean[] marked) {
    boolean[] out = new boolean[marked.length];
    for (PairedRuns.Place p : batch.places()) {
      for (int i = 0; i < p.rows(); i++) {
        out[p.x() + i] |= marked[p.moved() + i] && !marked[p.x() + i];
        out[p.moved() + i] |= marked[p.x() + i] && !marked[p.moved() + i];
      }
    }
    return IntStream.range(0, out.length).filter(i -> out[i]).toArray();
  }

  private static Tensor error(PairedRuns.Pair pair, MixedAxes blocks, double least, DType real) {
    Tensor finite = pair.finite();
    Tensor worst =
        IntStream.range(0, pair.moved().size())
            .mapToObj(
                i -> {
                  Tensor a = pair.ofMoved().get(i);
                  Tensor b = pair.moved().get(i);
                  return a.dtype().isFloating()
                      ? error(blocks.of(i, a), blocks.of(i, b), finite, least, real)
                      : a.ne(b).reshape(a.size(0), -1).any(1).to(DType.FLOAT64);
                })
            .reduce(Tensor::maximum)
            .orElseThrow();
    return finite.where(worst, Tensors.full(worst.shape(), Double.NaN, DType.FLOAT64));
  }

  /** Of blocks (rows, U, M). */
  private static Tensor error(Tensor a, Tensor b, Tensor finite, double least, DType real) {
    Tensor zero = Tensors.zeros(Shape.of(1, 1, 1), DType.FLOAT64);
    Tensor row = finite.reshape(-1, 1, 1);
    Tensor x = row.where(a.to(DType.FLOAT64), zero);
    Tensor y = row.where(b.to(DType.FLOAT64), zero);
    Tensor scale = scale(x.abs().max(2).maximum(y.abs().max(2)), real).maximum(least);
    return x.sub(y).abs().max(2).div(scale.clamp(Double.MIN_NORMAL, Double.MAX_VALUE)).max(1);
  }

  /** The scales of sizes (rows, U). */
  static Tensor scale(Tensor size, DType real) {
    Tensor typical = size.maxKeep(0).maximum(Double.MIN_NORMAL);
    Tensor relative = size.div(typical).maxKeep(1).maximum(LEAST);
    double rounding = real == DType.FLOAT64 ? ROUNDING : 100 * Math.ulp(1.0f) / SINGLE;
    return typical.mul(relative).maximum(size.maxKeep(1).mul(rounding));
  }

  /**
   * The tolerance. Rounding is amplified alike in both precisions, so an error e in float64 allows
   * 30 e ε₃₂/ε₆₄ in float32, where that is more than the usual tolerance, and at most 0.05.
   *
   * @param inDouble the largest error in float64, NaN if it is not known
   */
  static double tolerance(DType real, double inDouble) {
    if (real == DType.FLOAT64) {
      return DOUBLE;
    }
    double amplified = inDouble <= DOUBLE ? 30 * inDouble * RATIO : 0;
    return Math.min(MOST, Math.max(SINGLE, amplified));
  }
}
