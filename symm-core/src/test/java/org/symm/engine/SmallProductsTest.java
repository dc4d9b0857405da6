package org.symm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Update;

/** Many small products with the batch last, and their gradients, against libtorch's own. */
class SmallProductsTest {

  /** The axes before the matrices, and m × k by k × n. */
  private static final long[][] SHAPES = {
    {1100, 4, 4, 4}, {1500, 5, 3, 3}, {1000, 6, 3, 3, 1}, {700, 2, 1, 7, 6}, {10, 60, 2, 3, 3, 3}
  };

  private static Shape shape(long[] s, int rows, int columns) {
    int lead = s.length - 3;
    long[] out = Arrays.copyOf(s, lead + 2);
    out[lead] = s[lead + rows];
    out[lead + 1] = s[lead + columns];
    return new Shape(Arrays.stream(out).boxed().toList());
  }

  /** A product, a chain with a transposed one, and gradients of a longer chain. */
  private static List<Tensor> outputs(Tensor x, Tensor y) {
    Tensor z = x.matMul(y);
    Tensor again = z.t().matMul(x).mul(0.1);
    Tensor loss = again.matMul(y).sub(z.t().matMul(z)).square().sum();
    var out = new ArrayList<>(List.of(z, again));
    out.addAll(List.of(Tensors.gradients(loss, List.of(x, y))));
    return out;
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void agreeWithLibtorch(DType real) {
    for (long[] s : SHAPES) {
      Tensor x = Tensors.input(shape(s, 0, 1), real);
      Tensor y = Tensors.input(shape(s, 1, 2), real);
      var out = outputs(x, y);
      assertAgree(x, y, out, real);
    }
  }

  /** That the program computes what the one without such products does. */
  private static void assertAgree(Tensor x, Tensor y, List<Tensor> out, DType real) {
    Program here = Program.of("products", List.of(x, y), out);
    Program plain = Program.plain(List.of(x, y), out);
    var in =
        Program.of(
                "draws",
                List.of(),
                List.of(Draws.normal("x", x.shape(), real), Draws.normal("y", y.shape(), real)))
            .run(3);
    var got = here.run(0, in);
    var want = plain.run(0, in);
    double rounding = real == DType.FLOAT32 ? 1e-5 : 1e-13;
    for (int i = 0; i < out.size(); i++) {
      double[] a = got.get(i).map(t -> t.to(DType.FLOAT64)).doubles();
      double[] b = want.get(i).map(t -> t.to(DType.FLOAT64)).doubles();
      double size = Arrays.stream(b).map(Math::abs).max().orElseThrow();
      for (int j = 0; j < a.length; j++) {
        assertEquals(b[j], a[j], rounding * size, "result " + i);
      }
    }
    assertEquals(0, count(here, "matmul"));
    assertTrue(count(plain, "matmul") > 0);
  }

  /** Sums, parts, joins and masks between products, and matrices read in either order. */
  private static List<Tensor> mixed(Tensor x, Tensor y) {
    Tensor z = x.matMul(y);
    Tensor mask = Tensors.ones(Shape.of(4, 4), x.dtype()).tril(-1);
    Tensor low = z.sub(z.t()).mul(mask).add(z.mul(z.t()));
    Tensor halves = Tensors.cat(0, low.slice(0, 400, 1000), low.slice(0, 0, 400));
    Tensor grid = halves.reshape(250, 4, 4, 4).transpose(0, 1);
    Tensor again = grid.select(0, 1).unsqueeze(1).expand(250, 4, 4, 4).reshape(1000, 4, 4);
    Tensor columns = again.matMul(x).permute(2, 1, 0).contiguous();
    Tensor some = grid.every(1, 125).unsqueeze(0).squeeze(0).reshape(8, 4, 4);
    Tensor entries = z.permute(1, 2, 0).contiguous().mul(columns);
    Tensor loss = entries.sum().add(again.matMul(grid.reshape(1000, 4, 4)).square().sum());
    var out = new ArrayList<>(List.of(low, halves, grid.contiguous(), again, entries));
    out.add(some.permute(1, 2, 0).contiguous());
    out.addAll(List.of(Tensors.gradients(loss, List.of(x, y))));
    return out;
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void whatIsBetweenProductsKeepsTheirOrder(DType real) {
    Tensor x = Tensors.input(Shape.of(1000, 4, 4), real);
    Tensor y = Tensors.input(Shape.of(1000, 4, 4), real);
    assertAgree(x, y, mixed(x, y), real);
    Tensor z = x.matMul(y);
    Tensor w = z.sub(z.t()).slice(0, 0, 500).matMul(z.slice(0, 500, 1000));
    Program p = Program.of("order", List.of(x, y), List.of(w.sum(0)));
    assertEquals(3, count(p, "contiguous"), p.source());
  }

  /** What reads an array before it is overwritten is not computed again from the new numbers. */
  @Test
  void overwrittenArraysAreReadOnce() {
    Tensor a = Tensors.input(Shape.of(1000, 4, 4), DType.FLOAT64);
    Tensor p = Tensors.input(Shape.of(4, 4), DType.FLOAT64);
    Tensor x = a.matMul(a).add(p);
    Tensor done = x.sum().after(Update.set(p, Tensors.zeros(Shape.of(4, 4), DType.FLOAT64)));
    var program = Program.of("update", List.of(a, p), List.of(done, x.permute(1, 2, 0)));
    Array ones = Array.of(DoubleStream.generate(() -> 1).limit(16).toArray(), 4, 4);
    var out = program.run(0, Array.of(new double[16000], 1000, 4, 4), ones);
    assertEquals(16000, out.get(0).number());
    assertTrue(Arrays.stream(out.get(1).doubles()).allMatch(y -> y == 1));
    assertTrue(Arrays.stream(ones.doubles()).allMatch(y -> y == 0));
  }

  /** A sentence may contain what conditional statements are known by; an update happens once. */
  @Test
  void sentencesAreNoConditions() {
    Tensor a = Tensors.input(Shape.of(1000, 4, 4), DType.FLOAT64);
    Tensor p = Tensors.input(Shape.of(4, 4), DType.FLOAT64);
    Tensor v = p.after(Update.set(p, p.add(a.matMul(a).sum(0))));
    Tensor checked = Tensors.require(v, v.isFinite(), "finite, or else wrong");
    var program = Program.of("checked", List.of(a, p), List.of(checked.mul(1)));
    double[] identities = new double[16000];
    for (int i = 0; i < 16000; i++) {
      identities[i] = i % 16 % 5 == 0 ? 1 : 0;
    }
    Array sum = Array.of(new double[16], 4, 4);
    assertEquals(1000, program.run(0, Array.of(identities, 1000, 4, 4), sum).get(0).doubles()[0]);
    assertEquals(1000, sum.doubles()[5]);
    assertEquals(0, count(program, "matmul"));
  }

  /** What decomposes some matrices again, or none, and passes the others on, between products. */
  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void conditionsBetweenProducts(DType real) {
    Tensor x = Tensors.input(Shape.of(1000, 4, 4), real);
    Tensor y = Tensors.input(Shape.of(1000, 4, 4), real);
    Tensor z = x.matMul(y);
    for (double least : new double[] {3, 1e9}) {
      Tensor[] both = LinearAlgebra.qrIfAny(z.sumKeep(1).gt(least), x, z, z.t().matMul(y));
      Tensor loss = both[0].matMul(x).square().sum();
      var out = new ArrayList<>(List.of(z, both[0], both[1], both[1].permute(1, 2, 0)));
      out.add(both[1].matMul(both[0]));
      out.addAll(List.of(Tensors.gradients(loss, List.of(x, y))));
      assertAgree(x, y, out, real);
    }
  }

  /** Chains longer than is looked through. */
  @Test
  void longChains() {
    Tensor x = Tensors.input(Shape.of(1000, 4, 4), DType.FLOAT32);
    Tensor z = x.matMul(x);
    Tensor y = z;
    for (int i = 0; i < 400; i++) {
      y = y.add(z);
    }
    Program p = Program.of("chain", List.of(x), List.of(y.matMul(x).sum()));
    double[] one = new double[16000];
    one[0] = 1;
    Array in = Array.of(one, 1000, 4, 4).to(DType.FLOAT32);
    assertEquals(401, p.run(0, in).get(0).number());
  }

  /** Few matrices, large ones, one matrix for all, and more than a cache holds stay as they are. */
  @Test
  void othersStay() {
    for (Shape[] s :
        new Shape[][] {
          {Shape.of(100, 4, 4), Shape.of(100, 4, 4)},
          {Shape.of(1000, 8, 8), Shape.of(1000, 8, 8)},
          {Shape.of(1000, 4, 4), Shape.of(4, 4)},
          {Shape.of(1000, 4, 4), Shape.of(1, 4, 4)},
          {Shape.of(20000, 4, 4), Shape.of(20000, 4, 4)}
        }) {
      Tensor x = Tensors.input(s[0], DType.FLOAT32);
      Tensor y = Tensors.input(s[1], DType.FLOAT32);
      assertEquals(1, count(Program.of("p", List.of(x, y), List.of(x.matMul(y))), "matmul"));
    }
  }

  private static int count(Program p, String word) {
    return p.source().split(word, -1).length - 1;
  }
}
