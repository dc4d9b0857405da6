package org.symm.bench;

import static org.symm.groups.Groups.O;
import static org.symm.spaces.Spaces.vectors;
import static org.symm.tensor.DType.FLOAT32;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.engine.Program;
import org.symm.engine.Rows;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Type;

/** Pieces of work, made ready to be called again and again. */
final class Work {

  private Work() {}

  /** Normal numbers. */
  static Array normal(DType type, long... sizes) {
    var draw = Draws.normal("data", Shape.of(sizes), type);
    return Program.of("data", List.of(), List.of(draw)).run(1).get(0);
  }

  /** Haar O(3), one element a row, acting on vectors. */
  static Runnable haar(int rows, int n) {
    Tensor in = Tensors.input(Shape.of(rows, n, 3), FLOAT32);
    var g = O(3).haar("g", rows, FLOAT32);
    Program p = Program.of("haar", List.of(in), vectors(n, 3).act(g, List.of(in)));
    Array x = normal(FLOAT32, rows, n, 3);
    var seed = new long[1];
    return () -> p.run(seed[0]++, x).get(0).close();
  }

  /** Loss and gradients of a kernel on so many rows, in chunks as the engine plans them. */
  static Runnable gradients(Kernel f, int rows) {
    f.init(0);
    var parameters = f.parameters().stream().map(Parameter::tensor).toList();
    var types = new ArrayList<Type>();
    var arrays = new ArrayList<Array>();
    f.dom().parts().forEach(p -> types.add(new Type(p.shape(), FLOAT32)));
    f.cod().parts().forEach(p -> types.add(new Type(p.shape(), FLOAT32)));
    types.forEach(t -> arrays.add(normal(FLOAT32, Shape.of(rows).then(t.shape()).toArray())));
    int targets = f.dom().parts().size();
    Rows sums =
        new Rows(
            "gradients",
            types,
            Rows.Outputs.ADD,
            x -> {
              var u = Noise.of(x.get(0).size(0), FLOAT32);
              Tensor y = f.diagram().run(x.subList(0, targets), u).get(0);
              Tensor loss = y.sub(x.get(targets)).square().sum().div(rows);
              var out = new ArrayList<Tensor>(List.of(loss.stopGradient()));
              out.addAll(List.of(Tensors.gradients(loss, parameters)));
              return out;
            });
    var seed = new long[1];
    return () -> sums.run(seed[0]++, arrays).forEach(Array::close);
  }

  /** Milliseconds from the start of this JVM to the result of a first program. */
  static double first() {
    Array.of(new float[] {1, 2}, 1, 2).map(x -> x.matMul(x.t()).exp().sum()).number();
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
