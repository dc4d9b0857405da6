package org.symm.kernels;

import java.util.List;
import org.symm.tensor.DType;
import org.symm.tensor.Scope;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * All outcomes of the choices in a diagram, one a row: where a run with noise draws an index below
 * m, a run over outcomes has m rows in place of one, and a weight for each. Written in two passes:
 * the first counts. The first choice tells blocks of rows apart, the next blocks within these, so
 * that rows are equal in blocks until they are told apart.
 */
public final class Outcomes {

  private final boolean exact;
  private final boolean counting;
  private long block;
  private int count = 1;
  private boolean random;
  private Tensor weight;

  /**
   * A diagram run over all outcomes.
   *
   * @param values one tensor for each part of the codomain, B·m rows: row b has the outcomes b·m …
   *     b·m + m − 1
   * @param weights the probability of each, float64 (B, m)
   */
  public record Run(List<Tensor> values, Tensor weights) {}

  /**
   * What there is to go through.
   *
   * @param outcomes m
   * @param random whether there is noise besides, which the outcomes of a row share
   */
  public record Count(int outcomes, boolean random) {}

  private Outcomes(boolean exact, long rows, int copies) {
    this.exact = exact;
    this.counting = copies == 0;
    this.block = Math.max(1, copies);
    this.weight = Tensors.ones(Shape.of(rows), DType.FLOAT64);
  }

  /** Counts the outcomes of a diagram's choices. */
  public static Count count(Diagram d) {
    var x =
        d.dom().parts().stream()
            .map(p -> Tensors.input(p.rows(Scope.ROWS), p.dtype(DType.FLOAT64)))
            .toList();
    return Scope.anyRows(() -> count(d, x, Noise.of(Scope.ROWS, DType.FLOAT64), false));
  }

  private static Count count(Diagram d, List<Tensor> x, Noise u, boolean exact) {
    var all = new Outcomes(exact, u.rows(), 0);
    d.run(x, Noise.of(u.rows(), u.real()).over(1, all));
    return new Count(all.count, all.random);
  }

  /** Runs a diagram over all outcomes of its choices; other noise is shared by those of a row. */
  public static Run of(Diagram d, List<Tensor> x, Noise u) {
    return of(d, x, u, false);
  }

  /** The same; if exact, other noise is an error. */
  public static Run of(Diagram d, List<Tensor> x, Noise u, boolean exact) {
    int m = count(d, x, u, exact).outcomes;
    var all = new Outcomes(exact, u.rows() * m, m);
    List<Tensor> y = d.run(Diagram.copies(x, m), u.over(m, all));
    return new Run(y, all.weight.reshape(u.rows(), m));
  }

  boolean isExact() {
    return exact;
  }

  /** How many rows in turn are equal so far. */
  long block() {
    return block;
  }

  /** What each row counts in the expectation, (rows): equal rows of a block share their weight. */
  Tensor shares() {
    return weight.div(block);
  }

  /** Noise that is no choice is read. */
  void reads() {
    random = true;
  }

  /** An index below m for each row, for weights of shape (rows, m). */
  Tensor next(Tensor weights) {
    Tensor w = weights.every(0, block);
    Tensor numbers = Tensors.range(w.size(1), DType.INT64).unsqueeze(0);
    return next(List.of(numbers.expand(w.shape().toArray()), w)).get(0);
  }

  /** One value for each row, for values of shape (rows, m, …), and last their weights. */
  List<Tensor> next(List<Tensor> values) {
    int last = values.size() - 1;
    Tensor p = values.get(last).to(DType.FLOAT64);
    if (counting) {
      double all = (double) count * p.size(1);
      if (all > Integer.MAX_VALUE) {
        throw CompositionChecks.tooMany(all);
      }
      count = (int) all;
      return values.subList(0, last).stream().map(t -> t.select(1, 0)).toList();
    }
    block /= p.size(1);
    weight = weight.mul(spread(p.div(p.sumKeep(1))));
    return values.subList(0, last).stream().map(this::spread).toList();
  }

  /** (rows / m, m, …) for each row in turn. */
  private Tensor spread(Tensor t) {
    long[] sizes = t.shape().slice(1, t.rank()).with(0, t.size(0) * t.size(1)).toArray();
    return t.reshape(sizes).repeatInterleave(block, 0);
  }
}
