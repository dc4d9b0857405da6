package org.symm.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.symm.tensor.Node;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;

/** A function of plain DJL arrays within a program. */
public record Opaque(String program, Node box) implements Stage {

  /**
   * A function of plain DJL arrays as a box that runs in Java between two compiled parts of the
   * program. The function gets the inputs in order and returns arrays of the stated shapes and
   * types; gradients pass if its operations have them.
   */
  public static Tensor[] of(
      Function<NDList, NDList> f, List<Tensor> outputsLike, Tensor... inputs) {
    var types = outputsLike.stream().map(Tensor::type).toList();
    return Node.opaque(f, List.of(inputs), types);
  }

  @Override
  @SuppressWarnings("unchecked")
  public NDArray[] run(NDArray[] in, long seed) {
    var f = (Function<NDList, NDList>) box.payload;
    NDList out;
    // What the box makes on the way is released with the scope.
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var given = new NDList(in);
      out = own(f.apply(given), given);
      NDScope.unregister(out);
    } catch (RuntimeException e) {
      String sentence = " failed in the opaque box \"" + box.box + "\": " + cause(e);
      throw TensorException.of(program, sentence, e);
    }
    for (Tensor want : box.outputs) {
      NDArray got = want.output < out.size() ? out.get(want.output) : null;
      check(want, got);
      got.detach();
    }
    return out.toArray(new NDArray[0]);
  }

  /** What went wrong: of libtorch's errors the line that says it. */
  private static String cause(RuntimeException e) {
    return e instanceof EngineException engine ? Torch.cause(engine) : e.getMessage();
  }

  private void check(Tensor want, NDArray got) {
    if (got == null
        || !Arrays.equals(got.getShape().getShape(), want.shape().toArray())
        || got.getDataType() != want.dtype().djl()) {
      String there = got == null ? "nothing" : got.getDataType() + " " + got.getShape();
      throw new TensorException(
          "the opaque box \"%s\" should return %s as output %s, not %s"
              .formatted(box.box, want, want.output, there));
    }
  }

  /** Results that are the box's own inputs become arrays of their own. */
  private static NDList own(NDList out, NDList in) {
    var own = new NDList();
    for (NDArray a : out) {
      boolean shared = in.stream().anyMatch(b -> b == a) || own.stream().anyMatch(b -> b == a);
      own.add(!shared ? a : a.getDataType() == DataType.BOOLEAN ? a.duplicate() : a.mul(1));
    }
    return own;
  }

  @Override
  public String text() {
    return "  # opaque box " + box.box + "\n";
  }
}
