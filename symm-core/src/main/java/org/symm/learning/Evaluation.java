package org.symm.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Rows;
import org.symm.tensor.Shape;

/** The loss of each row of some data under a model. */
final class Evaluation {

  private final Rows rows;

  Evaluation(Kernel model, Loss loss, Data like) {
    model.ready();
    DType real = like.real();
    int n = like.inputs().size();
    var types = new ArrayList<Rows.Type>();
    for (Array a : all(like)) {
      Shape row = a.shape().without(0);
      types.add(new Rows.Type(row, a.dtype()));
    }
    rows =
        Rows.of(
            "losses of " + model.name(),
            types,
            List.of(),
            Rows.Outputs.JOIN,
            (in, shared) -> {
              var y = model.diagram().run(in.subList(0, n), Noise.of(in.get(0).size(0), real));
              return List.of(loss.rows(y, in.subList(n, in.size())).to(DType.FLOAT64));
            });
  }

  private static List<Array> all(Data data) {
    return Stream.concat(data.inputs().stream(), data.targets().stream()).toList();
  }

  /** The losses of all rows, in order. */
  double[] losses(Data data, long seed) {
    var out = rows.run(seed, all(data), List.of());
    double[] all = out.get(0).doubles();
    out.get(0).close();
    return all;
  }
}
