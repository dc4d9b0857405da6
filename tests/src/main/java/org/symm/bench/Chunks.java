package org.symm.bench;

import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import java.util.ArrayList;
import java.util.List;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.engine.Program;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * What the size of a chunk does to speed: milliseconds of gradients on all rows of a network, chunk
 * by chunk on this thread, for the evidence behind the constants of {@link org.symm.engine.Rows}.
 */
final class Chunks {

  private Chunks() {}

  /** Network 0 (attention), 1 (deep sets) or 2 (mlp), rows in all, rows of a chunk. */
  static Case of(int[] n) {
    Kernel f =
        switch (n[0]) {
          case 0 -> Cases.encoder();
          case 1 -> deepSets(points(5, 3), points(5, 3), 64, 64, 64);
          default -> mlp(scalars(100), scalars(16), 250, 250);
        };
    f.init(0);
    Program p = program(f, n[2]);
    Array x = Work.normal(DType.FLOAT32, f.dom().parts().get(0).rows(n[2]).toArray());
    Array y = Work.normal(DType.FLOAT32, f.cod().parts().get(0).rows(n[2]).toArray());
    int chunks = n[1] / n[2];
    return () ->
        Case.time(
                    () -> {
                      for (int i = 0; i < chunks; i++) {
                        p.run(i, x, y).forEach(Array::close);
                      }
                    })
                .measure()
            / 1e3;
  }

  private static Program program(Kernel f, long rows) {
    Tensor x = Tensors.input(f.dom().parts().get(0).rows(rows), DType.FLOAT32);
    Tensor y = Tensors.input(f.cod().parts().get(0).rows(rows), DType.FLOAT32);
    Tensor out = f.diagram().run(List.of(x), Noise.of(rows, DType.FLOAT32)).get(0);
    Tensor loss = out.sub(y).square().sum();
    var outputs = new ArrayList<Tensor>(List.of(loss.stopGradient()));
    outputs.addAll(
        List.of(Tensors.gradients(loss, f.parameters().stream().map(Parameter::tensor).toList())));
    return Program.of("chunk of " + Shape.of(rows), List.of(x, y), outputs);
  }
}
