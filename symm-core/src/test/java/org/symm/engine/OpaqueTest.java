package org.symm.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.tensor.DType.BFLOAT16;
import static org.symm.tensor.DType.COMPLEX128;
import static org.symm.tensor.DType.FLOAT64;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.tensor.Scope;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;

/** Boxes of plain DJL code between compiled segments. */
class OpaqueTest {

  private final Tensor x = Tensors.input(Shape.of(3), FLOAT64);
  private final double[] at = {1, 2, -3};

  private static Tensor cubes(Tensor x) {
    return Opaque.of(a -> new NDList(a.get(0).pow(2).mul(a.get(0))), List.of(x), x)[0];
  }

  private List<Array> run(Tensor... outputs) {
    var p = Program.of("opaque", List.of(x), List.of(outputs));
    return p.run(0, Array.of(at));
  }

  /** d/dx Σ sin(exp(x)³) = 3 exp(3x) cos(exp(3x)). */
  @Test
  void gradientPasses() {
    Tensor y = cubes(x.exp()).sin();
    var got = run(y, Tensors.gradients(y.sum(), List.of(x))[0]);
    for (int i = 0; i < 3; i++) {
      double e = Math.exp(3 * at[i]);
      assertEquals(Math.sin(e), got.get(0).doubles()[i], 1e-10);
      assertEquals(3 * e * Math.cos(e), got.get(1).doubles()[i], 1e-9);
    }
  }

  @Test
  void severalInARow() {
    var got = run(cubes(cubes(x).mul(0.5)), cubes(x));
    assertArrayEquals(new double[] {0.125, 64, -Math.pow(27, 3) / 8}, got.get(0).doubles(), 1e-9);
    assertArrayEquals(new double[] {1, 8, -27}, got.get(1).doubles(), 1e-12);
  }

  /** A box may return its input; the caller's array is neither closed nor shared. */
  @Test
  void identity() {
    Tensor y = Opaque.of(a -> new NDList(a.get(0), a.get(0)), List.of(x, x), x)[0];
    var p = Program.of("identity", List.of(x), List.of(y));
    Array in = Array.of(at);
    Array out = p.run(0, in).get(0);
    in.overwrite(Array.of(new double[] {7, 7, 7}));
    assertArrayEquals(at, out.doubles());
    assertArrayEquals(new double[] {7, 7, 7}, in.doubles());
    assertArrayEquals(new double[] {7, 7, 7}, p.run(0, in).get(0).doubles());
  }

  @Test
  void wrongShapeOrTypeIsRefused() {
    List<java.util.function.Function<NDList, NDList>> wrong =
        List.of(
            a -> new NDList(a.get(0).sum()),
            a -> new NDList(a.get(0).toType(DataType.FLOAT32, true)),
            a -> new NDList());
    for (var f : wrong) {
      Tensor y = Scope.named("outer box", () -> Opaque.of(f, List.of(x), x)[0]);
      var e = assertThrows(TensorException.class, () -> run(y));
      assertTrue(e.getMessage().contains("outer box"), e.getMessage());
      assertTrue(e.getMessage().contains("(3)"), e.getMessage());
    }
  }

  @Test
  void itsErrorNamesTheBox() {
    Tensor y =
        Scope.named(
            "outer box",
            () ->
                Opaque.of(
                    a -> {
                      throw new IllegalStateException("no luck");
                    },
                    List.of(x),
                    x)[0]);
    var e = assertThrows(TensorException.class, () -> run(y));
    assertTrue(e.getMessage().contains("outer box") && e.getMessage().contains("no luck"));
  }

  /** What the box makes on the way is released. */
  @Test
  void nothingIsLeftBehind() {
    var manager = Torch.manager();
    var p = Program.of("opaque", List.of(x), List.of(cubes(x.mul(2)).mul(2)));
    Array in = Array.of(at);
    p.run(0, in).get(0).close();
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 100; i++) {
      p.run(0, in).get(0).close();
    }
    assertEquals(before, manager.getManagedArrays().size());
  }

  @Test
  void typesThatDjlCannotHoldAreRefused() {
    Tensor b = x.to(BFLOAT16);
    Tensor c = x.complex(x);
    for (Tensor t : List.of(b, c)) {
      Tensor y = Opaque.of(a -> a, List.of(x), t)[0];
      var e = assertThrows(TensorException.class, () -> run(y));
      assertTrue(e.getMessage().contains("does not leave a program"), e.getMessage());
      Tensor z = Opaque.of(a -> a, List.of(t), x)[0].abs();
      assertThrows(TensorException.class, () -> run(z.to(FLOAT64)));
    }
    assertEquals(COMPLEX128, c.dtype());
    // Beside a box such values may cross from one segment to the next.
    Tensor beside = cubes(x).add(b.to(FLOAT64)).add(c.im());
    assertArrayEquals(new double[] {3, 12, -33}, run(beside).get(0).doubles(), 1e-12);
  }
}
