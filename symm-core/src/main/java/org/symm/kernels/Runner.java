package org.symm.kernels;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.symm.display.Progress;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Cache;
import org.symm.engine.Program;
import org.symm.engine.Rows;
import org.symm.groups.Slot;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Type;

/**
 * Runs a kernel: written as a program when a shape is first met, in chunks of rows where there are
 * many.
 */
final class Runner {

  private final Kernel kernel;
  private final Map<DType, Rows> rows = new EnumMap<>(DType.class);
  private final Map<DType, Members> members = new EnumMap<>(DType.class);
  private List<DType> precisions;
  private final Cache<List<Object>, Program> sources = new Cache<>(8);

  Runner(Kernel kernel) {
    this.kernel = kernel;
  }

  List<Array> run(long seed, List<Array> x) {
    return run(seed, x, chunks -> () -> {});
  }

  /** The same with a bar, a step for each chunk of rows. */
  List<Array> predict(long seed, List<Array> x) {
    return run(seed, x, chunks -> Progress.of("predicting", chunks)::step);
  }

  private List<Array> run(long seed, List<Array> x, IntFunction<Runnable> begun) {
    kernel.ready();
    check(x);
    members(real(x)).demand(kernel.name(), x);
    return rows(real(x)).run(seed, x, begun);
  }

  /** Runs a kernel that starts from I. */
  List<Array> sample(long seed, long n, DType real) {
    kernel.ready();
    if (!kernel.dom().parts().isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + kernel.name() + "\" takes points of " + kernel.dom() + "; use run(seed, inputs).");
    }
    if (!precisions().contains(real)) {
      throw CompositionChecks.precision(kernel, real);
    }
    Program p =
        sources.get(
            List.of(n, real),
            () ->
                Program.of(
                    kernel.name(), List.of(), kernel.diagram().run(List.of(), Noise.of(n, real))));
    return p.run(seed);
  }

  /** Where no input says: float32, if the kernel runs in it. */
  private DType usual() {
    List<DType> all = precisions();
    return all.size() == 1 ? all.get(0) : DType.FLOAT32;
  }

  private DType real(List<Array> x) {
    return x.stream()
        .map(Array::dtype)
        .filter(t -> t == DType.FLOAT32 || t == DType.FLOAT64)
        .findFirst()
        .orElse(usual());
  }

  private void check(List<Array> x) {
    List<Slot> parts = kernel.dom().parts();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + kernel.name() + "\" starts from I; use sample(seed, rows).");
    }
    Refused.ifNull(x, "the inputs of \"%s\"", kernel.name());
    Refused.unless(
        x.size() == parts.size(),
        "\"%s\" takes %s arrays (%s), not %s.",
        kernel.name(),
        parts.size(),
        kernel.dom(),
        x.size());
    for (int i = 0; i < parts.size(); i++) {
      Refused.ifNull(x.get(i), "input %s of \"%s\"", i, kernel.name());
    }
    DType real = real(x);
    boolean typed = x.stream().anyMatch(a -> a.dtype() == real);
    if (typed && !precisions().contains(real)) {
      throw CompositionChecks.precision(kernel, real);
    }
    long n = x.get(0).shape().rank() == 0 ? 0 : x.get(0).shape().size(0);
    if (n == 0) {
      throw Refused.because(
          "\"%s\" needs at least one row; input 0 has shape %s.", kernel.name(), x.get(0).shape());
    }
    for (int i = 0; i < parts.size(); i++) {
      CompositionChecks.input(kernel, i, x.get(i), real, n);
    }
  }

  private synchronized List<DType> precisions() {
    precisions = precisions == null ? kernel.precisions() : precisions;
    return precisions;
  }

  private synchronized Members members(DType real) {
    return members.computeIfAbsent(real, r -> Members.of(kernel.dom(), r));
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
