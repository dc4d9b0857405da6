package org.symm.engine;

import java.util.List;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Programs that run once, on arrays known when they are written. */
public final class Programs {

  private Programs() {}

  /** The values of tensors without inputs; the name is that which errors use. */
  public static List<Array> run(String name, long seed, List<Tensor> outputs) {
    var whole = outputs.stream().map(Tensor::contiguous).toList();
    return Program.of(name, List.of(), whole).run(seed);
  }

  /** The values of arrays, fixed when the program is written. */
  public static List<Tensor> constants(List<Array> arrays) {
    return arrays.stream().map(Array::tensor).toList();
  }

  /** Real numbers as another element type; whole numbers as they are. */
  public static Tensor as(Tensor x, DType real) {
    return x.dtype().isFloating() ? x.to(real) : x;
  }

  /** The rows of an array again and again until there are so many. */
  public static Tensor cycled(Array a, DType type, long rows) {
    Tensor at = Tensors.range(rows, DType.INT64).mod((double) a.shape().size(0));
    return a.tensor().to(type).indexSelect(0, at);
  }
}
