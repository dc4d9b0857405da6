package org.symm.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.tensor.DType.FLOAT64;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.engine.Rows;

/** Conditions that a program checks while it runs. */
class RequireTest {

  private static final String SENTENCE = "β \"angles\" must be 100 %1 @0 or \\less: got\nmore";

  private static Program program() {
    Tensor x = Tensors.input(Shape.of(2), FLOAT64);
    Tensor y =
        Scope.named("box A", () -> Tensors.require(x.mul(2), x.lt(1).and(x.gt(-1)), SENTENCE));
    return Program.of("guarded", List.of(x), List.of(y.add(1)));
  }

  @Test
  void stopsWithItsSentence() {
    var p = program();
    Array bad = Array.of(new double[] {0, 2});
    var e = assertThrows(TensorException.class, () -> p.run(0, bad));
    assertTrue(
        e.getMessage().contains("β \"angles\" must be 100 %1 @0 or \\less: got more"),
        e.getMessage());
    assertTrue(e.getMessage().contains("box A"), e.getMessage());
    assertTrue(e.getMessage().contains("guarded"), e.getMessage());
  }

  @Test
  void letsPassWhatHolds() {
    var p = program();
    var got = p.run(0, Array.of(new double[] {0, 0.5}));
    assertArrayEquals(new double[] {1, 2}, got.get(0).doubles());
  }

  /** The value itself and nothing else comes out, as a copy if it is an input. */
  @Test
  void ofAnInput() {
    Tensor x = Tensors.input(Shape.of(2), FLOAT64);
    Tensor y = Tensors.require(x, x.gt(0), "positive");
    var p = Program.of("guarded", List.of(x), List.of(y));
    Array in = Array.of(new double[] {1, 2});
    Array out = p.run(0, in).get(0);
    in.overwrite(Array.of(new double[] {5, 5}));
    assertArrayEquals(new double[] {1, 2}, out.doubles());
  }

  /** Also where the value is needed in another order only: before a product, and between two. */
  @Test
  void holdsBetweenProducts() {
    Tensor x = Tensors.input(Shape.of(1000, 4, 4), FLOAT64);
    Tensor z = x.matMul(x);
    Tensor small = Tensors.require(z, z.abs().max(0, 1, 2).lt(100), "small");
    for (Tensor y : List.of(small.matMul(x), small.permute(1, 2, 0), small.slice(0, 0, 9).t())) {
      var p = Program.of("guarded", List.of(x), List.of(y.mul(1)));
      p.run(0, Array.of(new double[16000], 1000, 4, 4));
      double[] large = new double[16000];
      java.util.Arrays.fill(large, 1e3);
      Array bad = Array.of(large, 1000, 4, 4);
      assertThrows(TensorException.class, () -> p.run(0, bad));
    }
  }

  /** The first bad row, in the arrays that were given: through chunks, and copies of rows. */
  @Test
  void namesTheRow() {
    namesTheRow(1);
    namesTheRow(4);
  }

  private static void namesTheRow(long copies) {
    var rows =
        new Rows(
            "guarded",
            List.of(new Type(Shape.of(500), FLOAT64)),
            Rows.Outputs.JOIN,
            in -> {
              Tensor all = in.get(0).repeatInterleave(copies, 0);
              Tensor y = Tensors.requireRows(all, all.isFinite(), "must be {} finite");
              return List.of(y.reshape(-1, copies, 500).sum(1, 2));
            });
    long n = 20_000;
    assertTrue(rows.plan(n).chunks() > 1, "one chunk would show nothing");
    Array x = Array.of(new double[(int) n * 500], n, 500);
    rows.run(0, List.of(x));
    for (long bad : new long[] {0, 17_777, n - 1}) {
      Tensor at = Tensors.range(n, DType.INT64).eq(bad).unsqueeze(1);
      Array y = x.map(t -> t.maskedFill(at, Double.NaN));
      var e = assertThrows(TensorException.class, () -> rows.run(0, List.of(y)));
      String sentence = "row " + bad + " (counted from 0): must be {} finite";
      assertTrue(e.getMessage().contains(sentence), e.getMessage());
    }
  }

  @Test
  void needsTruthValues() {
    Tensor x = Tensors.input(Shape.of(2), FLOAT64);
    var e = assertThrows(TensorException.class, () -> Tensors.require(x, x, "true"));
    assertTrue(e.getMessage().startsWith("require: "), e.getMessage());
    assertEquals(FLOAT64, x.dtype());
  }
}
