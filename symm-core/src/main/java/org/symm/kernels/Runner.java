package org.symm.kernels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symm.groups.Part;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Program;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Runs a kernel: one program for each number of rows and element type, the last few kept. */
final class Runner {

  private static final int KEPT = 8;

  private record Key(long rows, DType real) {}

  private final Kernel kernel;
  private final Map<Key, Program> programs =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Program> e) {
          return size() > KEPT;
        }
      };

  Runner(Kernel kernel) {
    this.kernel = kernel;
  }

  List<Array> run(long seed, List<Array> x) {
    kernel.ready();
    List<Part> parts = kernel.dom().parts();
    if (x.size() != parts.size()) {
      throw new IllegalArgumentException(
          "\""
              + kernel.name()
              + "\" takes "
              + parts.size()
              + " arrays ("
              + kernel.dom()
              + "), not "
              + x.size()
              + ".");
    }
    DType real =
        x.stream().map(Array::dtype).filter(DType::isFloating).findFirst().orElse(DType.FLOAT32);
    long rows = x.isEmpty() ? 1 : x.get(0).shape().rank() == 0 ? 0 : x.get(0).shape().size(0);
    for (int i = 0; i < parts.size(); i++) {
      Shape want = parts.get(i).rows(rows);
      DType type = parts.get(i).dtype(real);
      Array got = x.get(i);
      if (!got.shape().equals(want) || got.dtype() != type) {
        throw new IllegalArgumentException(
            "\""
                + kernel.name()
                + "\": input "
                + i
                + " of "
                + kernel.dom()
                + " should be "
                + type
                + " "
                + want
                + " (rows first), not "
                + got.dtype()
                + " "
                + got.shape()
                + ".");
      }
    }
    return program(rows, real).run(seed, x);
  }

  private synchronized Program program(long rows, DType real) {
    return programs.computeIfAbsent(new Key(rows, real), k -> compile(kernel, rows, real));
  }

  static Program compile(Kernel kernel, long rows, DType real) {
    var in = new ArrayList<Tensor>();
    for (Part p : kernel.dom().parts()) {
      in.add(Tensors.input(p.rows(rows), p.dtype(real)));
    }
    return Program.of(kernel.name(), in, kernel.diagram().run(in, Noise.of(rows, real)));
  }
}
