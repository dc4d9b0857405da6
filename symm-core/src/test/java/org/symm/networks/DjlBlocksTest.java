package org.symm.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.certificates.Protocol;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
import org.symm.tensor.Script;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

class DjlBlocksTest {

  private static SequentialBlock perceptron(int out) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(16).build())
        .add(Activation.swishBlock(1))
        .add(Linear.builder().setUnits(8).build())
        .add(Activation.swishBlock(1))
        .add(Linear.builder().setUnits(out).build());
  }

  private static Array normal(long seed, int... shape) {
    var random = new Random(seed);
    long[] s = java.util.Arrays.stream(shape).asLongStream().toArray();
    float[] x = new float[java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return Array.of(x, s);
  }

  /** Output, and gradients of Σ y² for the input and all parameters. */
  private static List<Array> gradients(Kernel k, Array x) {
    Tensor in = Tensors.input(x.shape(), x.dtype());
    Tensor y = k.diagram().run(List.of(in), Noise.of(x.shape().size(0), DType.FLOAT32)).get(0);
    var leaves = new ArrayList<Tensor>(List.of(in));
    k.parameters().forEach(p -> leaves.add(p.tensor()));
    var out = new ArrayList<Tensor>(List.of(y));
    out.addAll(List.of(Tensors.gradients(y.square().sum(), leaves)));
    return Program.of("gradients", List.of(in), out).run(0, x);
  }

  @Test
  void aBlockEqualsOurPerceptronWithItsGradients() {
    var block = Networks.of(perceptron(3), scalars(4), scalars(3)).init(1);
    var own = Networks.mlp(scalars(4), scalars(3), 16, 8).init(2);
    assertEquals(6, block.parameters().size());
    for (int i = 0; i < 6; i++) {
      own.parameters().get(i).set(block.parameters().get(i).value().copy());
    }
    Array x = normal(1, 10, 4);
    var a = gradients(block, x);
    var b = gradients(own, x);
    for (int i = 0; i < a.size(); i++) {
      assertArrayEquals(b.get(i).doubles(), a.get(i).doubles(), 1e-4, "output " + i);
    }
    assertTrue(java.util.Arrays.stream(a.get(1).doubles()).anyMatch(g -> Math.abs(g) > 1e-3));
  }

  @Test
  void theSeedStartsABlock() {
    var a = Networks.of(perceptron(3), scalars(4), scalars(3)).init(5);
    var b = Networks.of(perceptron(3), scalars(4), scalars(3)).init(5);
    Array x = normal(2, 3, 4);
    assertArrayEquals(a.apply(0, x).floats(), b.apply(0, x).floats());
  }

  @Test
  void aTrainedBlockKeepsItsNumbers() {
    try (var manager = NDManager.newBaseManager()) {
      var block = perceptron(3);
      block.initialize(manager, DataType.FLOAT32, new ai.djl.ndarray.types.Shape(1, 4));
      float[] w = block.getParameters().get(0).getValue().getArray().toFloatArray();
      var k = Networks.of(block, scalars(4), scalars(3)).init(9);
      assertArrayEquals(w, k.parameters().get(0).value().floats());
    }
  }

  @Test
  void batchNormIsFixed() {
    var block = new SequentialBlock().add(perceptron(3)).add(BatchNorm.builder().build());
    var k = Networks.of(block, scalars(4), scalars(3)).init(1);
    assertEquals(8, k.parameters().size());
    Array x = normal(3, 6, 4);
    float[] first = k.apply(0, x).floats();
    gradients(k, x);
    assertArrayEquals(first, k.apply(0, x).floats());
  }

  @Test
  void aBlockOfAnotherShape() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Networks.of(perceptron(2), scalars(4), scalars(3)));
    assertTrue(e.getMessage().contains("Build the block for these spaces"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> Networks.of(perceptron(3), scalars(4), scalars(3)).noisy(Kernels.gaussian(2)));
  }

  /** x ↦ x Q + t turns and moves the output along, for the translation in each sample. */
  @Test
  void aSymmetrisedBlockIsEquivariant() {
    var x = points(5, 3);
    var block =
        new SequentialBlock()
            .add(Blocks.batchFlattenBlock())
            .add(perceptron(15))
            .add(a -> new ai.djl.ndarray.NDList(a.get(0).reshape(-1, 5, 3)));
    var k = Networks.of(block, x, x).init(1);
    var f = k.to(O(3), haar(O(3))).to(E(3), centroid());
    Array cloud = normal(4, 7, 5, 3).to(DType.FLOAT64);
    Array moved = cloud.map(t -> t.add(2.5));
    double[] y = f.apply(1, cloud).doubles();
    double[] z = f.apply(1, moved).doubles();
    double[] plain = k.apply(1, moved).doubles();
    double[] before = k.apply(1, cloud).doubles();
    double worst = 0;
    double broken = 0;
    for (int i = 0; i < y.length; i++) {
      worst = Math.max(worst, Math.abs(z[i] - y[i] - 2.5));
      broken = Math.max(broken, Math.abs(plain[i] - before[i] - 2.5));
    }
    assertTrue(worst < 1e-12, "translations: " + worst);
    assertTrue(broken > 1e-2, "the plain block is not equivariant: " + broken);

    // In law for rotations: the mean over many samples turns along.
    var mean = f.mean(4000);
    double[] q = {0, -1, 0, 1, 0, 0, 0, 0, 1};
    Array one = cloud.rows(0, 1);
    Array turned = one.map(t -> t.matMul(Array.of(q, 3, 3).tensor().t()));
    double[] a = mean.apply(3, one).doubles();
    double[] b = mean.apply(4, turned).doubles();
    double error = 0;
    double size = 0;
    for (int i = 0; i < 5; i++) {
      for (int r = 0; r < 3; r++) {
        double rotated = 0;
        for (int c = 0; c < 3; c++) {
          rotated += q[3 * r + c] * a[3 * i + c];
        }
        error = Math.max(error, Math.abs(b[3 * i + r] - rotated));
        size = Math.max(size, Math.abs(rotated));
      }
    }
    assertTrue(error < 0.05 * (1 + size), "rotations in law: " + error + " of " + size);
  }

  /**
   * A model in float32 is certified in float32, which the table says, also inside another kernel.
   */
  @Test
  void aFileInOneElementType(@TempDir Path folder) throws IOException {
    for (DType own : DType.REAL) {
      DType other = own == DType.FLOAT32 ? DType.FLOAT64 : DType.FLOAT32;
      Path file = folder.resolve(own + ".pt");
      String ones = "torch.ones([2, 2], dtype=%s, layout=None, device=None, pin_memory=False)";
      Files.write(
          file,
          Script.archive(
              """
                  def forward(self: __torch__.Ops,
                    x: Tensor) -> Tensor:
                    return torch.matmul(x, %s)
                """
                  .formatted(ones.formatted(own == DType.FLOAT32 ? 6 : 7))));
      var k = Networks.load(file, points(3, 2), points(3, 2));
      var f = k.to(O(2), haar(O(2)));
      assertEquals(List.of(own), f.precisions());
      var c = certify(Kernels.of("sum", S(3), k.diagram()), 1).orThrow();
      assertTrue(c.rows().stream().allMatch(r -> r.precision() == own));
      String said = "not in [%s], as a model in it computes in [%s] only".formatted(other, own);
      assertTrue(c.toString().contains(said.toLowerCase(Locale.ROOT)), c.toString());
      certify(f, 1).orThrow();
      Array x = Array.normal(1, other, 4, 3, 2);
      var e = assertThrows(IllegalArgumentException.class, () -> f.apply(0, x));
      assertTrue(e.getMessage().contains("computes in [" + own + "]"), e.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> certify(f, 1, Protocol.protocol().precisions(other)));
      e =
          assertThrows(
              IllegalArgumentException.class, () -> Networks.load(file, scalars(5), scalars(2)));
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  @Test
  void aTorchScriptFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("square.pt");
    Files.write(
        file,
        Script.archive(
            """
                def forward(self: __torch__.Ops,
                  x: Tensor) -> Tensor:
                  return torch.mul(x, x)
              """));
    var k = Networks.load(file, scalars(4), scalars(4));
    Array x = normal(5, 3, 4);
    var out = gradients(k, x);
    for (int i = 0; i < 12; i++) {
      double v = x.doubles()[i];
      assertEquals(v * v, out.get(0).doubles()[i], 1e-6);
      assertEquals(4 * v * v * v, out.get(1).doubles()[i], 1e-4);
    }
    assertEquals(DType.REAL, k.precisions());
    Files.writeString(file, "not a module");
    assertThrows(IllegalArgumentException.class, () -> Networks.load(file, scalars(4), scalars(4)));
    assertThrows(
        java.io.UncheckedIOException.class,
        () -> Networks.load(folder.resolve("none.pt"), scalars(4), scalars(4)));
    assertEquals(Shape.of(3, 4), k.apply(0, x).shape());
  }
}
