package org.symm.bench;

import java.util.List;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Writing, loading and calling programs. */
final class Calls {

  private Calls() {}

  /** Alternating sums and products of four numbers, so many operations long. */
  static Program chain(int operations) {
    Tensor x = Tensors.input(Shape.of(4), DType.FLOAT32);
    Tensor y = x;
    for (int i = 0; i < operations; i++) {
      y = i % 2 == 0 ? y.add(x) : y.mul(x);
    }
    return Program.of("chain", List.of(x), List.of(y));
  }

  /** Milliseconds to trace a program of 200 operations, write it and load it. */
  static final class Trace implements Case {
    @Override
    public double measure() {
      return Case.time(() -> chain(200)).measure() / 1e3;
    }
  }

  /**
   * Microseconds of a call beyond libtorch's own time: call times at several lengths of chain lie
   * on a line, whose slope is libtorch's time for an operation and whose value at 0 is the rest.
   */
  static final class Overhead implements Case {
    private static final int[] LENGTHS = {10, 50, 100, 150, 200};
    private final List<Program> programs =
        java.util.Arrays.stream(LENGTHS).mapToObj(Calls::chain).toList();
    private final Array x = Array.of(new float[] {1, -1, 0.5f, -0.5f});

    @Override
    public double measure() {
      double mean = 0;
      double meanX = 0;
      double[] us = new double[LENGTHS.length];
      for (int i = 0; i < us.length; i++) {
        Program p = programs.get(i);
        us[i] = Case.time(() -> p.run(0, x).get(0).close()).measure();
        mean += us[i] / us.length;
        meanX += (double) LENGTHS[i] / us.length;
      }
      double xy = 0;
      double xx = 0;
      for (int i = 0; i < us.length; i++) {
        xy += (LENGTHS[i] - meanX) * (us[i] - mean);
        xx += (LENGTHS[i] - meanX) * (LENGTHS[i] - meanX);
      }
      return mean - xy / xx * meanX;
    }
  }
}
