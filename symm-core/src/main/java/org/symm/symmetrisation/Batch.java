package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.groups.Element;
import org.symm.kernels.Kernel;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * All rows that a kernel is evaluated on for a certificate, in one run: for each trial the inputs
 * x, then the moved inputs g·x, each repeated {@code times} times in place.
 */
record Batch(Kernel f, List<Trial> trials, DType real, int times) {

  /** Rows of all trials. */
  long rows() {
    return trials.stream().mapToLong(t -> 2 * t.rows() * times).sum();
  }

  /** The inputs, one array for each part of the domain. */
  List<Array> inputs() {
    int parts = f.dom().parts().size();
    if (parts == 0) {
      return List.of();
    }
    var pieces = new ArrayList<List<Tensor>>();
    for (int i = 0; i < parts; i++) {
      pieces.add(new ArrayList<>());
    }
    for (Trial t : trials) {
      List<Tensor> x = t.points(real);
      List<Tensor> gx = f.dom().act(t.element(real, 1), x);
      for (int i = 0; i < parts; i++) {
        pieces.get(i).add(x.get(i).repeatInterleave(times, 0));
        pieces.get(i).add(gx.get(i).repeatInterleave(times, 0));
      }
    }
    var out = pieces.stream().map(p -> Tensors.cat(0, p.toArray(Tensor[]::new))).toList();
    return Programs.run("certificate inputs", 0, out);
  }

  /** The outputs, one array for each part of the codomain. */
  List<Array> outputs(long seed, List<Array> inputs) {
    return inputs.isEmpty() ? f.sample(seed, rows(), real) : f.run(seed, inputs);
  }

  /** For one trial: f(g·x) and g·f(x), a tensor for each part of the codomain. */
  Pair pair(int trial, List<Tensor> outputs) {
    long from = trials.subList(0, trial).stream().mapToLong(t -> 2 * t.rows() * times).sum();
    long n = trials.get(trial).rows() * times;
    Element g = trials.get(trial).element(real, times);
    List<Tensor> fx = outputs.stream().map(y -> y.slice(0, from, from + n)).toList();
    List<Tensor> fgx = outputs.stream().map(y -> y.slice(0, from + n, from + 2 * n)).toList();
    return new Pair(fgx, f.cod().act(g, fx));
  }

  /** f(g·x) and g·f(x). */
  record Pair(List<Tensor> ofMoved, List<Tensor> moved) {

    /** For each row, whether all numbers are finite. */
    Tensor finite() {
      Tensor all = null;
      for (List<Tensor> side : List.of(ofMoved, moved)) {
        for (Tensor y : side) {
          Tensor x = y.dtype().isFloating() ? y : y.to(DType.FLOAT64);
          Tensor rows = x.isFinite().reshape(y.size(0), -1).all(1);
          all = all == null ? rows : all.and(rows);
        }
      }
      return all;
    }
  }
}
