package org.symm.kernels;

import java.lang.ref.WeakReference;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
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
import org.symm.tensor.TensorException;
import org.symm.tensor.Type;

/**
 * Runs a diagram: written as a program when a shape is first met, in chunks of rows where there are
 * many. Kernels with equal diagrams share one runner and so its programs: a kernel under another
 * name, in a frame, for a smaller group, or made once more, as {@code mean(10)} twice.
 */
final class Runner {

  /**
   * Those of kernels that are in use. A runner holds its diagram and so keeps its own entry; the
   * reference to it is weak, else no entry would ever go.
   */
  private static final Map<Diagram, WeakReference<Runner>> ALL = new WeakHashMap<>();

  /** The name of the kernel that asked first, in whose name the programs are written. */
  private final String first;

  private final Diagram diagram;
  private final Map<DType, Rows> rows = new EnumMap<>(DType.class);
  private final Map<DType, Members> members = new EnumMap<>(DType.class);
  private final List<DType> precisions;
  private final Cache<List<Object>, Program> sources = new Cache<>(8);

  private Runner(String first, Diagram diagram) {
    this.first = first;
    this.diagram = diagram;
    this.precisions = diagram.precisions();
  }

  static Runner of(Kernel k) {
    Diagram d = k.diagram().unframed();
    synchronized (ALL) {
      WeakReference<Runner> known = ALL.get(d);
      Runner found = known == null ? null : known.get();
      if (found == null) {
        found = new Runner(k.name(), d);
        ALL.remove(d); // else the entry would keep a key that is equal, and not this diagram
        ALL.put(d, new WeakReference<>(found));
      }
      return found;
    }
  }

  List<Array> run(Kernel k, long seed, List<Array> x) {
    return run(k, seed, x, chunks -> () -> {});
  }

  /** The same with a bar, a step for each chunk of rows. */
  List<Array> predict(Kernel k, long seed, List<Array> x) {
    return run(k, seed, x, chunks -> Progress.of("predicting", chunks)::step);
  }

  private List<Array> run(Kernel k, long seed, List<Array> x, IntFunction<Runnable> begun) {
    k.ready();
    check(k, x);
    members(real(x)).demand(k.name(), x);
    try {
      return rows(real(x)).run(seed, x, begun);
    } catch (TensorException e) {
      throw e.named(first, k.name());
    }
  }

  /** Runs a kernel that starts from I. */
  List<Array> sample(Kernel k, long seed, long n, DType real) {
    k.ready();
    if (!diagram.dom().parts().isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + k.name() + "\" takes points of " + k.dom() + "; use run(seed, inputs).");
    }
    if (!precisions.contains(real)) {
      throw CompositionChecks.precision(k, real);
    }
    try {
      return sources
          .get(
              List.of(n, real),
              () -> Program.of(first, List.of(), diagram.run(List.of(), Noise.of(n, real))))
          .run(seed);
    } catch (TensorException e) {
      throw e.named(first, k.name());
    }
  }

  /** Where no input says: float32, if the kernel runs in it. */
  private DType usual() {
    return precisions.size() == 1 ? precisions.get(0) : DType.FLOAT32;
  }

  private DType real(List<Array> x) {
    return x.stream()
        .map(Array::dtype)
        .filter(t -> t == DType.FLOAT32 || t == DType.FLOAT64)
        .findFirst()
        .orElse(usual());
  }

  private void check(Kernel kernel, List<Array> x) {
    List<Slot> parts = diagram.dom().parts();
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
    if (typed && !precisions.contains(real)) {
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

  private synchronized Members members(DType real) {
    return members.computeIfAbsent(real, r -> Members.of(diagram.dom(), r));
  }

  private synchronized Rows rows(DType real) {
    return rows.computeIfAbsent(
        real,
        r -> {
          var types =
              diagram.dom().parts().stream().map(p -> new Type(p.shape(), p.dtype(r))).toList();
          return new Rows(first, types, Rows.Outputs.JOIN, in -> outputs(in, r));
        });
  }

  private List<Tensor> outputs(List<Tensor> in, DType real) {
    return diagram.run(in, Noise.of(in.get(0).size(0), real));
  }
}
