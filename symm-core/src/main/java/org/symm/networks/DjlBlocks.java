package org.symm.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Opaque;
import org.symm.engine.Parameter;
import org.symm.engine.Torch;
import org.symm.groups.Trivial;
import org.symm.kernels.Body;
import org.symm.kernels.Noise;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Type;

/** Networks from elsewhere: see {@link Networks#of} and {@link Networks#load}. */
final class DjlBlocks {

  private DjlBlocks() {}

  /** A block's number: learned, or fixed. */
  private record Slot(String id, Parameter learned, Array fixed) {

    Tensor tensor(Noise u) {
      return (learned == null ? fixed.tensor() : learned.tensor()).to(u.real());
    }
  }

  static Network of(Block block, Space x, Space y) {
    boolean given = block.isInitialized();
    NDManager manager = NDManager.newBaseManager(Torch.device(), "PyTorch");
    if (!given) {
      block.initialize(manager, DataType.FLOAT32, shapes(x));
    }
    check(block, x, y);
    var slots = new ArrayList<Slot>();
    for (var p : block.getParameters()) {
      slots.add(slot(p.getKey(), p.getValue(), given));
    }
    var learned = slots.stream().map(Slot::learned).filter(p -> p != null).toList();
    UnaryOperator<NDList> run =
        all -> {
          var values = new HashMap<String, NDArray>();
          int n = all.size() - slots.size();
          for (int i = 0; i < slots.size(); i++) {
            values.put(slots.get(i).id, all.get(n + i));
          }
          return block.forward(new Store(manager, values), new NDList(all.subList(0, n)), false);
        };
    return network(block.getClass().getSimpleName(), x, y, learned, slots, DType.REAL, run);
  }

  static Network fixed(Path file, Space x, Space y) {
    String name = String.valueOf(file.getFileName());
    UnaryOperator<NDList> module = Torch.module(file);
    var types = new ArrayList<DType>();
    String why = "";
    for (DType real : DType.REAL) {
      String refused = Torch.refusal(module, types(x, real), types(y, real));
      why = refused.isEmpty() ? why : refused;
      if (refused.isEmpty()) {
        types.add(real);
      }
    }
    Refused.unless(!types.isEmpty(), "%s does not run on points of %s: %s", name, x, why);
    return network(name, x, y, List.of(), List.of(), types, module);
  }

  /** Two rows of a space. */
  private static List<Type> types(Space x, DType real) {
    return x.parts().stream().map(p -> new Type(p.rows(2), p.dtype(real))).toList();
  }

  private static Network network(
      String name,
      Space x,
      Space y,
      List<Parameter> learned,
      List<Slot> slots,
      List<DType> precisions,
      UnaryOperator<NDList> run) {
    return new Network(
        name,
        x,
        y,
        new Trivial(),
        learned,
        new Body.Typed(
            precisions,
            (in, u) -> {
              var like =
                  y.parts().stream()
                      .map(p -> Tensors.zeros(p.rows(u.rows()), p.dtype(u.real())))
                      .toList();
              var all = Stream.concat(in.stream(), slots.stream().map(s -> s.tensor(u)));
              return List.of(Opaque.of(run, like, all.toArray(Tensor[]::new)));
            }),
        z -> {
          throw new IllegalArgumentException(
              "\"%s\" was built elsewhere for %s and cannot be fed noise as well."
                  .formatted(name, x));
        });
  }

  private static Slot slot(String name, ai.djl.nn.Parameter p, boolean given) {
    Array value = Array.adopt(p.getArray().duplicate());
    if (!p.requiresGradient()) {
      return new Slot(p.getId(), null, value);
    }
    var start =
        switch (p.getType()) {
          case WEIGHT -> Parameter.Start.UNIFORM_FAN_IN;
          case BIAS, BETA -> Parameter.Start.ZEROS;
          case GAMMA -> Parameter.Start.ONES;
          default -> null;
        };
    return new Slot(
        p.getId(),
        given || start == null
            ? new Parameter(name, value)
            : new Parameter(name, start, value.shape()),
        null);
  }

  private static ai.djl.ndarray.types.Shape[] shapes(Space x) {
    return x.parts().stream()
        .map(p -> new ai.djl.ndarray.types.Shape(p.rows(1).toArray()))
        .toArray(ai.djl.ndarray.types.Shape[]::new);
  }

  private static void check(Block block, Space x, Space y) {
    var got = block.getOutputShapes(shapes(x));
    if (!Arrays.equals(got, shapes(y))) {
      throw new IllegalArgumentException(
          "the block gives %s for one row of %s; points of %s have %s. Build the block for these spaces."
              .formatted(Arrays.toString(got), x, y, Arrays.toString(shapes(y))));
    }
  }

  /** Gives a block the arrays of this run in place of its own. */
  private static final class Store extends ParameterStore {
    private final Map<String, NDArray> values;

    Store(NDManager manager, Map<String, NDArray> values) {
      super(manager, false);
      this.values = values;
    }

    @Override
    public NDArray getValue(ai.djl.nn.Parameter p, ai.djl.Device device, boolean training) {
      return values.get(p.getId());
    }
  }
}
