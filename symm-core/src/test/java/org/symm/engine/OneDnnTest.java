package org.symm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Products that are large enough for oneDNN, and their gradients, against float64. */
class OneDnnTest {

  private static final Shape ITEMS = Shape.of(60, 10, 50);
  private static final Shape ROWS = Shape.of(600, 50);
  private static final Shape WEIGHT = Shape.of(70, 50);
  private static final Shape BIAS = Shape.of(70);

  /** The result and the gradients of a weighted sum of it by the inputs. */
  private static Program program(DType real, Function<List<Tensor>, Tensor> op, Shape... shapes) {
    var in = Arrays.stream(shapes).map(s -> Tensors.input(s, real)).toList();
    Tensor y = op.apply(in);
    Tensor weights = Draws.normal("weights", y.shape(), DType.FLOAT32).to(real);
    var out = new ArrayList<>(List.of(y));
    out.addAll(List.of(Tensors.gradients(y.mul(weights).sum(), in)));
    return Program.of("product", in, out);
  }

  /** Agrees with float64; returns the float32 program's text. */
  private static String agrees(Function<List<Tensor>, Tensor> op, Shape... shapes) {
    var draws =
        Arrays.stream(shapes).map(s -> Draws.normal("x" + s, s, DType.FLOAT32).mul(0.3)).toList();
    Program single = program(DType.FLOAT32, op, shapes);
    Program exact = program(DType.FLOAT64, op, shapes);
    var in = Program.of("inputs", List.of(), draws).run(1);
    var a = single.run(2, in);
    var b = exact.run(2, in.stream().map(x -> x.map(t -> t.to(DType.FLOAT64))).toList());
    for (int i = 0; i < a.size(); i++) {
      double[] got = a.get(i).map(t -> t.to(DType.FLOAT64)).doubles();
      double[] want = b.get(i).doubles();
      double largest = Arrays.stream(want).map(Math::abs).max().orElseThrow();
      for (int j = 0; j < got.length; j++) {
        assertEquals(want[j], got[j], 3e-6 * largest, "result " + i);
      }
    }
    assertEquals(OneDnn.available(), single.source().contains("ops.mkldnn"));
    assertFalse(exact.source().contains("ops.mkldnn"));
    return single.source();
  }

  @Test
  void linearMaps() {
    agrees(in -> in.get(0).linear(in.get(1), in.get(2)), ROWS, WEIGHT, BIAS);
    agrees(in -> in.get(0).linear(in.get(1), in.get(2)), ITEMS, WEIGHT, BIAS);
  }

  /** A tanh joins the map that it alone reads, and no other. */
  @Test
  void tanhOfLinearMaps() {
    String alone = agrees(in -> in.get(0).linear(in.get(1), in.get(2)).tanh(), ROWS, WEIGHT, BIAS);
    String shared =
        agrees(
            in -> {
              Tensor z = in.get(0).linear(in.get(1), in.get(2));
              return z.tanh().add(z);
            },
            ITEMS,
            WEIGHT,
            BIAS);
    assertEquals(OneDnn.available(), !alone.contains("torch.tanh("));
    assertTrue(shared.contains("torch.tanh("));
  }

  @Test
  void products() {
    agrees(in -> in.get(0).matMul(in.get(1)), ROWS, Shape.of(50, 70));
    agrees(in -> in.get(0).t().matMul(in.get(1).t()), Shape.of(50, 600), WEIGHT);
  }
}
