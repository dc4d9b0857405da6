package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.symm.tensor.Array;
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
 */
final class Pathwise {

  /** Tolerance in float64: 10⁷ rounding errors, for frames of condition number up to about 10⁵. */
  static final double DOUBLE = 1e-9;

  /** Tolerance in float32, for well-conditioned kernels. */
  static final double SINGLE = 1e-3;

  /** Most that is forgiven in float32. */
  static final double MOST = 0.05;

  /** The smallest scale, for inputs of size 1. */
  static final double LEAST = 1e-3;

  private static final double RATIO = Math.ulp(1.0f) / Math.ulp(1.0);

  private Pathwise() {}

  /**
   * The errors of each pair's rows, NaN where an output is not finite; none if two runs with
   * different noise differ, which is no function.
   */
  static List<double[]> errors(Batch batch, long seed) {
    List<Array> inputs = batch.inputs();
    List<Array> outputs = batch.outputs(Seeds.of(seed, "once"), inputs);
    List<Array> again = batch.outputs(Seeds.of(seed, "again"), inputs);
    for (int i = 0; i < outputs.size(); i++) {
      if (!Arrays.equals(outputs.get(i).doubles(), again.get(i).doubles())) {
        return List.of();
      }
    }
    var floor = batch.least(inputs).iterator();
    var all = new ArrayList<Tensor>();
    for (Batch.Pair pair : batch.pairs(seed, inputs, outputs)) {
      Tensor finite = pair.finite();
      double least = floor.next();
      Tensor worst =
          IntStream.range(0, outputs.size())
              .mapToObj(i -> error(pair.ofMoved().get(i), pair.moved().get(i), finite, least))
              .reduce(Tensor::maximum)
              .orElseThrow();
      all.add(finite.where(worst, Tensors.full(worst.shape(), Double.NaN, DType.FLOAT64)));
    }
    return Programs.run("errors", 0, all).stream().map(Array::doubles).toList();
  }

  private static Tensor error(Tensor a, Tensor b, Tensor finite, double least) {
    long rows = a.size(0);
    if (!a.dtype().isFloating()) {
      return a.ne(b).reshape(rows, -1).any(1).to(DType.FLOAT64);
    }
    Tensor zero = Tensors.zeros(Shape.of(1, 1), DType.FLOAT64);
    Tensor row = finite.unsqueeze(1);
    Tensor x = row.where(a.to(DType.FLOAT64).reshape(rows, -1), zero);
    Tensor y = row.where(b.to(DType.FLOAT64).reshape(rows, -1), zero);
    Tensor size = x.abs().max(1).maximum(y.abs().max(1));
    Tensor scale = size.maximum(size.max().mul(LEAST)).maximum(least);
    return x.sub(y).abs().max(1).div(scale.clamp(Double.MIN_NORMAL, Double.MAX_VALUE));
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
