package org.symm.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.tensor.DType.BFLOAT16;
import static org.symm.tensor.DType.FLOAT32;
import static org.symm.tensor.DType.FLOAT64;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.symm.tensor.DType;
import org.symm.tensor.Dense;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Scope;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;

/** Programs: what they return, share, refuse and release. */
class ProgramTest {

  private final Tensor x = Tensors.input(Shape.of(2, 3), FLOAT64);
  private final double[] at = {1, 2, 3, 4, 5, 6};

  private Array in() {
    return Array.of(at, 2, 3);
  }

  /** An input or a view of one comes out as a copy, whatever happens to the input later. */
  @Test
  void inputsComeOutAsCopies() {
    Tensor eye = Tensors.eye(2, FLOAT64);
    List<Tensor> views =
        List.of(
            x,
            x.t(),
            x.t().t(),
            x.reshape(6),
            x.slice(1, 0, 2),
            x.select(0, 0),
            x.unsqueeze(0),
            x.expand(4, 2, 3),
            x.diagonal(),
            x.every(1, 2),
            x.contiguous(),
            x.stopGradient(),
            x.conj(),
            x.einsum("ij->ji"),
            x.permute(1, 0),
            x.pad(0, 0, 0),
            x.tile(1, 1),
            x.flip(),
            x.roll(0, 0),
            x.rot90(4, 0, 1),
            x.sum(0).add(0),
            x.clamp(-9, 9),
            LinearAlgebra.matrixPower(x.slice(1, 0, 2), 1),
            Tensors.cat(0, x),
            x.triu(-5),
            x.matMul(Tensors.eye(3, FLOAT64)),
            eye,
            x.to(FLOAT32).to(FLOAT64));
    var p = Program.of("views", List.of(x), views);
    Array a = in();
    List<Array> out = p.run(0, a);
    List<double[]> before = out.stream().map(Array::doubles).toList();
    a.overwrite(Array.of(new double[6], 2, 3));
    for (int i = 0; i < out.size(); i++) {
      assertArrayEquals(before.get(i), out.get(i).doubles(), views.get(i).node.text);
    }
  }

  @Test
  void theSameOutputTwice() {
    Tensor y = x.mul(2);
    var p = Program.of("twice", List.of(x), List.of(y, y, x.mul(2), x, x));
    List<Array> out = p.run(0, in());
    out.get(0).overwrite(Array.of(new double[6], 2, 3));
    out.get(0).close();
    out.get(3).close();
    assertArrayEquals(new double[] {2, 4, 6, 8, 10, 12}, out.get(1).doubles());
    assertArrayEquals(new double[] {2, 4, 6, 8, 10, 12}, out.get(2).doubles());
    assertArrayEquals(at, out.get(4).doubles());
  }

  @Test
  void equalStatementsAreWrittenOnce() {
    Tensor y = x.exp().add(x.exp()).add(x.exp().t().t());
    var p = Program.of("merged", List.of(x), List.of(y));
    assertEquals(1, p.source().lines().filter(l -> l.contains("torch.exp")).count());
  }

  @Test
  void unusedAndMissingInputs() {
    Tensor unused = Tensors.input(Shape.of(1), FLOAT32);
    var p = Program.of("unused", List.of(unused, x), List.of(x.neg()));
    assertEquals(-1, p.run(0, Array.of(new float[] {9}), in()).get(0).at(0, 0));

    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Program.of("missing", List.of(unused), List.of(x.neg())));
    assertTrue(e.getMessage().contains("missing") && e.getMessage().contains("float64 (2, 3)"));
  }

  @Test
  void wrongArraysAreRefused() {
    var p = Program.of("strict", List.of(x), List.of(x.neg()));
    var shape = assertThrows(TensorException.class, () -> p.run(0, Array.of(at)));
    for (String part : List.of("strict", "input 0", "float64 (2, 3)", "float64 (6)")) {
      assertTrue(shape.getMessage().contains(part), shape.getMessage());
    }
    var type = assertThrows(TensorException.class, () -> p.run(0, Array.of(new float[6], 2, 3)));
    assertTrue(type.getMessage().contains("float32 (2, 3)"), type.getMessage());
    var count = assertThrows(TensorException.class, () -> p.run(0));
    assertTrue(count.getMessage().contains("takes 1 arrays, not 0"), count.getMessage());
  }

  @Test
  void outputsThatDjlCannotHoldAreRefused() {
    for (Tensor t : List.of(x.to(BFLOAT16), x.complex(x))) {
      var e =
          assertThrows(
              TensorException.class, () -> Program.of("coarse", List.of(x), List.of(x, t)));
      for (String part : List.of("coarse", "output 1", t.dtype().name(), "to(FLOAT32)")) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
      }
    }
    Tensor half = Tensors.input(Shape.of(1), BFLOAT16);
    assertThrows(
        TensorException.class,
        () -> Program.of("coarse", List.of(half), List.of(half.to(FLOAT32))));
    // complex64 is one that it can hold
    Tensor c = x.to(FLOAT32).complex(x.to(FLOAT32));
    var p = Program.of("complex", List.of(x), List.of(c));
    Array z = p.run(0, in()).get(0);
    assertEquals(DType.COMPLEX64, z.dtype());
    assertThrows(IllegalStateException.class, z::doubles);
    assertEquals("complex64 (2, 3)", z.toString());
  }

  @Test
  void anErrorWhileRunningNamesTheBox() {
    Tensor a = Tensors.input(Shape.of(2, 2), FLOAT64);
    Tensor y =
        Scope.named(
            "frames", () -> Scope.named("frames/cholesky", () -> LinearAlgebra.cholesky(a)).neg());
    var p = Program.of("failing", List.of(a), List.of(y.add(a)));
    Array bad = Array.of(new double[] {-1, 0, 0, 1}, 2, 2);
    var e = assertThrows(TensorException.class, () -> p.run(0, bad));
    for (String part : List.of("failing", "frames/cholesky", "linalg_cholesky", "positive")) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
    // and the program can be run again
    assertEquals(0, p.run(0, Array.of(new double[] {1, 0, 0, 1}, 2, 2)).get(0).at(0, 0));
  }

  @Test
  void twoThreadsAgreeWithOne() throws Exception {
    Tensor w = Tensors.input(Shape.of(16, 16), FLOAT32);
    Tensor y = Draws.normal("noise", Shape.of(16, 16), FLOAT32).matMul(w).tanh();
    Tensor g = Tensors.gradients(y.square().sum(), List.of(w))[0];
    var p = Program.of("parallel", List.of(w), List.of(y, g));
    Array a = Dense.random(1, -1, 1, 16, 16).array(FLOAT32);
    List<double[]> want = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      p.run(i, a).forEach(r -> want.add(r.doubles()));
    }
    Callable<List<double[]>> work =
        () -> {
          Torch.threads(1);
          List<double[]> got = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            p.run(i, a).forEach(r -> got.add(r.doubles()));
          }
          return got;
        };
    var pool = Executors.newFixedThreadPool(2);
    try {
      for (var f : pool.invokeAll(List.of(work, work))) {
        List<double[]> got = f.get();
        for (int i = 0; i < want.size(); i++) {
          assertArrayEquals(want.get(i), got.get(i), 0);
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aParameterIsReadWhenTheProgramRuns() {
    var b = new Parameter("bias", Parameter.Start.ONES, Shape.of(3));
    Tensor y = b.tensor().mul(2);
    var p = Program.of("bias", List.of(), List.of(y));
    assertArrayEquals(new double[] {2, 2, 2}, p.run(0).get(0).doubles());
    b.set(Array.of(new float[] {1, 2, 3}));
    assertArrayEquals(new double[] {2, 4, 6}, p.run(0).get(0).doubles());
  }
}
