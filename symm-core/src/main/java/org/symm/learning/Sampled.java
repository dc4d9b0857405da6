package org.symm.learning;

import java.util.List;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * Rows drawn afresh from a law in every step, by the step's own program: none is seen twice, so the
 * training loss is a loss on new data.
 *
 * @param law the joint law of inputs and targets, a kernel I → X ⊗ Y
 * @param inputs how many of its arrays, the first ones, are inputs
 * @param rows the rows that count as an epoch
 */
public record Sampled(Kernel law, int inputs, long rows) implements DataSource {

  /** The law must start from I and leave at least one array for targets. */
  public Sampled {
    int arrays = law.cod().parts().size();
    if (!law.dom().parts().isEmpty() || inputs < 1 || inputs >= arrays || rows < 1) {
      throw new IllegalArgumentException(
          "fresh rows need a kernel from I to inputs and targets, and at least one row; %s gives %s arrays, %s of them inputs, for %s rows."
              .formatted(law, arrays, inputs, rows));
    }
  }

  /** So many rows as data, for validation and tests. */
  public Data draw(long seed, long n) {
    var all = law.sample(seed, n, real());
    return new Data(all.subList(0, inputs), all.subList(inputs, all.size()));
  }

  @Override
  public DType real() {
    return DType.FLOAT32;
  }

  @Override
  public Examples take(Tensor index, Noise u) {
    var all = law.diagram().run(List.of(), u);
    return new Examples(all.subList(0, inputs), all.subList(inputs, all.size()));
  }

  @Override
  public String hash() {
    return "fresh from " + law;
  }
}
