package org.symm.learning;

import java.util.List;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * Where the rows of a training come from: stored {@link Data}, these {@link Through} a kernel, or a
 * law, {@link Sampled}.
 */
public sealed interface DataSource permits Data, Through, Sampled {

  /** Inputs with their targets in a program, rows first. */
  record Examples(List<Tensor> inputs, List<Tensor> targets) {}

  /** Rows of an epoch. */
  long rows();

  /** The element type of a model's real numbers on these rows. */
  DType real();

  /** The rows of a step, written into its program: one for each number of the index. */
  Examples take(Tensor index, Noise u);

  /** What fixes the rows: a hash of stored numbers, or the name of a law. */
  String hash();
}
