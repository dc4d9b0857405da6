package org.symm.learning;

import java.util.List;
import org.symm.engine.Rows;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Type;

/** The loss of each row of some data under a model. */
final class Evaluation {

  private final Rows rows;

  Evaluation(Kernel model, Loss loss, Data like) {
    model.ready();
    DType real = like.real();
    int n = like.inputs().size();
    var types = like.all().stream().map(a -> new Type(a.shape().without(0), a.dtype())).toList();
    rows =
        new Rows(
            "losses of " + model.name(),
            types,
            Rows.Outputs.JOIN,
            in -> {
              List<Tensor> x = in.subList(0, n);
              var y = model.diagram().run(x, Noise.of(in.get(0).size(0), real));
              List<Tensor> targets = in.subList(n, in.size());
              Tensor all = loss.rows(model.dom(), x, model.cod(), y, targets);
              return List.of(all.to(DType.FLOAT64));
            });
  }

  /** The losses of all rows, in order. */
  double[] losses(Data data, long seed) {
    var out = rows.run(seed, data.all());
    double[] all = out.get(0).doubles();
    out.get(0).close();
    return all;
  }
}
