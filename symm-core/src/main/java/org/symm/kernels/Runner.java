package org.symm.kernels;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.symm.groups.Part;
import org.symm.groups.Refused;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Program;
import org.symm.tensor.Recent;
import org.symm.tensor.Rows;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Type;

/**
 * Runs a kernel: written as a program when a shape is first met, in chunks of rows where there are
 * many.
 */
final class Runner {

  private final Kernel kernel;
  private final Map<DType, Rows> rows = new EnumMap<>(DType.class);
  private final Recent<List<Object>, Program> sources = new Recent<>(8);

  Runner(Kernel kernel) {
    this.kernel = kernel;
  }

  List<Array> run(long seed, List<Array> x) {
    kernel.ready();
    check(x);
    return rows(real(x)).run(seed, x);
  }

  /** Runs a kernel that starts from I. */
  List<Array> sample(long seed, long n, DType real) {
    kernel.ready();
    if (!kernel.dom().parts().isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + kernel.name() + "\" takes points of " + kernel.dom() + "; use run(seed, inputs).");
    }
    Program p =
        sources.get(
            List.of(n, real),
            () ->
                Program.of(
                    kernel.name(), List.of(), kernel.diagram().run(List.of(), Noise.of(n, real))));
    return p.run(seed);
  }

  private static DType real(List<Array> x) {
    return x.stream().map(Array::dtype).filter(DType::isFloating).findFirst().orElse(DType.FLOAT32);
  }

  private void check(List<Array> x) {
    List<Part> parts = kernel.dom().parts();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + kernel.name() + "\" starts from I; use sample(seed, rows).");
    }
    if (x.size() != parts.size()) {
      throw Refused.because(
          "\"%s\" takes %s arrays (%s), not %s.",
          kernel.name(), parts.size(), kernel.dom(), x.size());
    }
    DType real = real(x);
    long n = x.get(0).shape().rank() == 0 ? 0 : x.get(0).shape().size(0);
    if (n == 0) {
      throw Refused.because(
          "\"%s\" needs at least one row; input 0 has shape %s.", kernel.name(), x.get(0).shape());
    }
    for (int i = 0; i < parts.size(); i++) {
      Shape want = parts.get(i).rows(n);
      DType type = parts.get(i).dtype(real);
      Array got = x.get(i);
      if (!got.shape().equals(want) || got.dtype() != type) {
        throw Refused.because(
            "\"%s\": input %s of %s should be %s %s (rows first), not %s %s.",
            kernel.name(), i, kernel.dom(), type, want, got.dtype(), got.shape());
      }
    }
  }

  private synchronized Rows rows(DType real) {
    return rows.computeIfAbsent(
        real,
        r -> {
          var types =
              kernel.dom().parts().stream().map(p -> new Type(p.shape(), p.dtype(r))).toList();
          return new Rows(kernel.name(), types, Rows.Outputs.JOIN, in -> outputs(in, r));
        });
  }

  private List<Tensor> outputs(List<Tensor> in, DType real) {
    return kernel.diagram().run(in, Noise.of(in.get(0).size(0), real));
  }
}
