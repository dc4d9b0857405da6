package org.symm.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.residual;
import static org.symm.networks.Networks.scalarsTimesTensors;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.edges;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.present;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;
import static org.symm.spaces.Spaces.vectors;

import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.PresentLaws;
import org.symm.certificates.Certificate;
import org.symm.engine.Array;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** Networks on rows of different size. */
class PresentNetworksTest {

  private static Space x(int n) {
    return points(n, 3).times(vectors(n, 3)).times(features(n, 1)).times(present(n));
  }

  private static Space y(int n) {
    return points(n, 3).times(scalars(2)).times(features(n, 2));
  }

  /** Networks whose parameters do not depend on how many items there is room for. */
  static Stream<IntFunction<Kernel>> ofAnySize() {
    return Stream.of(
        n -> deepSets(x(n), y(n), 16, 16).init(1),
        n -> deepSets(x(n), y(n).times(present(n)), 16).init(1),
        n -> deepSets(x(n), scalars(3), 16).init(1),
        n -> attention(x(n), y(n), 2, 16, 4).init(1),
        n -> residual(attention(x(n), points(n, 3), 1, 8, 2).init(1)),
        n -> vectorFrames(x(n), 16).init(1));
  }

  /** All networks. */
  static Stream<Kernel> networks() {
    return Stream.concat(
        ofAnySize().map(f -> f.apply(5)),
        Stream.of(
            mlp(x(5), y(5), 16).init(1),
            mlp(points(4, 3).times(edges(4)).times(present(4)), edges(4).times(present(4)), 8)
                .init(1),
            deepSets(x(5), y(5), 16).noisy(gaussian(2)).init(1),
            scalarsTimesTensors(
                    Tensor::silu,
                    vectors(5, 3).times(present(5)),
                    vectors(5, 3).times(vector(3)).times(present(5)),
                    16)
                .init(1),
            Networks.of(block(), points(4, 3).times(present(4)), scalars(3)).init(1)));
  }

  /** Reads the first array. */
  private static SequentialBlock block() {
    return new SequentialBlock()
        .add(a -> new ai.djl.ndarray.NDList(a.get(0)))
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(16).build())
        .add(Activation.swishBlock(1))
        .add(Linear.builder().setUnits(3).build());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void absentItemsChangeNothing(Kernel k) {
    PresentLaws.ignoresAbsent(k, 0);
  }

  @ParameterizedTest
  @MethodSource("ofAnySize")
  void moreRoomChangesNothing(IntFunction<Kernel> f) {
    PresentLaws.isPadded(f.apply(5), f.apply(9), 0, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isEquivariant(Kernel k) {
    certify(k, 0).orThrow();
  }

  /** 0 at absent items, and for points the centroid of the present ones. */
  @Test
  void absentItemsAreWritten() {
    int n = 5;
    Kernel f = attention(x(n), y(n), 1, 8, 2).init(1);
    List<Array> x = PresentLaws.rows(x(n), 1, 5, DType.FLOAT64);
    List<Array> y = f.run(0, x);
    double[] there = x.get(3).doubles();
    double[] points = y.get(0).doubles();
    double[] features = y.get(2).doubles();
    for (int row = 0; row < 5; row++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < n; i++) {
          sum += there[row * n + i] * points[(row * n + i) * 3 + j];
          count += there[row * n + i];
        }
        for (int i = 0; i < n; i++) {
          if (there[row * n + i] == 0) {
            assertEquals(sum / count, points[(row * n + i) * 3 + j], 1e-12);
            assertEquals(0, features[(row * n + i) * 2 + j % 2]);
          }
        }
      }
    }
  }

  /** A mean over all items is no mean over the present ones. */
  @Test
  void aNetworkThatReadsAbsentItemsFails() {
    Space x = features(5, 1).times(present(5));
    Kernel leak = Kernels.box("leak", x, scalars(1), (in, u) -> List.of(in.get(0).mean(1)));
    assertThrows(AssertionError.class, () -> PresentLaws.ignoresAbsent(leak, 0));
    // Its mean is invariant for S(5) all the same: only the line of absent items tells.
    Certificate c = certify(leak, org.symm.groups.Groups.S(5), 0);
    assertEquals(List.of("absent"), c.failures());
    String said = assertThrows(IllegalStateException.class, c::orThrow).getMessage();
    assertTrue(said.contains("what absent ones hold"), said);
    // Nor is a product with the mask enough: 0 · NaN is NaN.
    Kernel product =
        Kernels.box(
            "product",
            x,
            scalars(1),
            (in, u) -> {
              Tensor mask = in.get(1).to(u.real()).unsqueeze(2);
              return List.of(in.get(0).mul(mask).sum(1).div(mask.sum(1).maximum(1)));
            });
    assertEquals(List.of("absent"), certify(product, org.symm.groups.Groups.S(5), 0).failures());
    Kernel random =
        leak.beside(gaussian(1))
            .then(
                Kernels.box(
                    "sum",
                    scalars(1).times(scalars(1)),
                    scalars(1),
                    (in, u) -> List.of(in.get(0).add(in.get(1)))));
    assertEquals(List.of("absent"), certify(random, org.symm.groups.Groups.S(5), 0).failures());
  }

  /** What is written at absent items is not compared; of present ones the least fault is found. */
  @Test
  void certificatesCompareThePresent() {
    Space x = features(5, 1).times(present(5));
    Kernel garbage =
        Kernels.box(
            "places at absent items",
            x,
            features(5, 1),
            (in, u) -> {
              Tensor place = org.symm.tensor.Tensors.range(5, in.get(0).dtype()).reshape(1, 5, 1);
              return List.of(in.get(1).unsqueeze(2).gt(0).where(in.get(0).square(), place.div(0)));
            });
    assertTrue(certify(garbage, org.symm.groups.Groups.S(5), 0).holds());
    Kernel present =
        Kernels.box(
            "places at present items",
            x,
            features(5, 1),
            (in, u) -> {
              Tensor place = org.symm.tensor.Tensors.range(5, in.get(0).dtype()).reshape(1, 5, 1);
              return List.of(in.get(0).add(place.mul(1e-6)));
            });
    assertFalse(certify(present, org.symm.groups.Groups.S(5), 0).holds());
  }

  /** A mask is no number to learn, and is not made up. */
  @Test
  void masksAreHandedOn() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> deepSets(points(5, 3), features(5, 1).times(present(5)), 8));
    assertTrue(e.getMessage().contains("present(5)"), e.getMessage());
    var twice =
        assertThrows(
            IllegalArgumentException.class,
            () -> deepSets(x(5).times(present(5)), features(5, 1), 8));
    assertTrue(twice.getMessage().contains("more than once"), twice.getMessage());
  }
}
