package org.symm.kernels;

import java.util.List;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * All outcomes of the finite noise of a diagram, one a row: where a run with noise draws an index
 * below m, a run over outcomes has m rows in place of one, and a weight for each. Written in two
 * passes: the first counts.
 */
final class Outcomes {

  private final long rows;
  private final long copies;
  private long stride = 1;
  private Tensor weight;

  /**
   * A diagram run over all outcomes.
   *
   * @param copies outcomes for each row
   * @param weight the probability of each, (rows · copies)
   * @param outputs on the rows, each copied in place
   */
  record Run(long copies, Tensor weight, List<Tensor> outputs) {}

  /** Runs a diagram over all outcomes of its noise. */
  static Run of(Diagram d, List<Tensor> x, long rows, DType real) {
    var count = new Outcomes(rows, 0);
    d.run(x, Noise.of(rows, real, count));
    long n = count.stride;
    var all = new Outcomes(rows * n, n);
    List<Tensor> y = d.run(Diagram.copies(x, n), Noise.of(rows * n, real, all));
    return new Run(n, all.weight, y);
  }

  /** For rows that are copied so many times; 0 to count first. */
  private Outcomes(long rows, long copies) {
    this.rows = rows;
    this.copies = copies;
    this.weight = Tensors.ones(Shape.of(rows), DType.FLOAT64);
  }

  /** An index below m for each row, for weights of shape (rows, m). */
  Tensor next(Tensor weights) {
    long m = weights.size(1);
    Tensor index = Tensors.zeros(Shape.of(rows), DType.INT64);
    if (copies > 0) {
      Tensor at = Tensors.range(rows, DType.INT64).mod((double) copies);
      index = at.to(DType.FLOAT64).div((double) stride).floor().mod((double) m).to(DType.INT64);
      Tensor p = weights.to(DType.FLOAT64);
      weight = weight.mul(p.div(p.sumKeep(1)).gather(1, index.unsqueeze(1)).squeeze(1));
    }
    stride = Math.multiplyExact(stride, m);
    return index;
  }
}
