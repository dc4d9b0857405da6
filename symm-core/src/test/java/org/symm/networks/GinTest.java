package org.symm.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.networks.Networks.gin;
import static org.symm.spaces.Spaces.edges;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.present;
import static org.symm.spaces.Spaces.scalars;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.PresentLaws;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;

/** Graph isomorphism networks. */
class GinTest {

  private static Space x(int n, int d) {
    return features(n, d).times(edges(n)).times(present(n));
  }

  static Stream<IntFunction<Kernel>> networks() {
    Gin plain = new Gin(2, 8);
    return Stream.of(
            plain, plain.normed(), plain.virtualNode(), plain.normed().virtualNode().mean())
        .flatMap(
            g ->
                Stream.of(
                    n -> gin(x(n, 2), scalars(3), g).init(1),
                    n -> gin(x(n, 2), features(n, 1).times(scalars(2)), g).init(1)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isEquivariantAndReadsThePresentAlone(IntFunction<Kernel> f) {
    certify(f.apply(5), 0).orThrow();
    PresentLaws.ignoresAbsent(f.apply(5), 0);
    PresentLaws.isPadded(f.apply(5), f.apply(9), 0, 1e-12);
  }

  /** Published parameter counts: gs/ of jw9730/lps, read in protocols of Kim et al. 2023. */
  @Test
  void countsAreThosePublished() {
    // GIN-ID: the node's features and its identifier; for EXP-classify one more layer on top.
    assertEquals(
        9_677,
        gin(x(8, 2 + 8), scalars(10), new Gin(3, 64, Tensor::tanh, false, false, true))
            .parameterCount());
    assertEquals(
        13_272,
        gin(x(64, 2 + 64), scalars(10), new Gin(3, 64)).parameterCount()
            + Networks.mlp(scalars(10), scalars(1)).parameterCount());
    // 22,022 with a layer of 2 · 64 + 64 numbers that is declared there and not used.
    assertEquals(
        22_022 - 192,
        gin(x(64, 2), features(64, 1), new Gin(3, 64).normed().virtualNode()).parameterCount());
  }

  /** Of a path 0 – 1 – 2 with numbers 1, 10, 100: ((1 + ε) h + A h) w + b, then the sum. */
  @Test
  void aLayerIsTheFormula() {
    Kernel f =
        gin(features(3, 1).times(edges(3)), scalars(1), new Gin(1, 1, z -> z, false, false, true));
    double[] values = {0.5, 2, -3, 7, 0.25};
    List<Parameter> p = f.parameters();
    assertEquals(5, p.size());
    for (int i = 0; i < 5; i++) {
      p.get(i).set(Array.of(new double[] {values[i]}, p.get(i).shape().toArray()));
    }
    Array h = Array.of(new double[] {1, 10, 100}, 1, 3, 1);
    Array a = Array.of(new double[] {0, 1, 0, 1, 0, 1, 0, 1, 0}, 1, 3, 3);
    double[] each = {1.5 * 1 + 10, 1.5 * 10 + 101, 1.5 * 100 + 10};
    double sum = 0;
    for (double e : each) {
      sum += 2 * e - 3;
    }
    assertArrayEquals(
        new double[] {7 * sum + 0.25}, f.run(0, List.of(h, a)).get(0).doubles(), 1e-9);
  }

  @Test
  void whatIsNoGraphIsRefused() {
    Gin g = new Gin(1, 4);
    for (Space x :
        List.of(
            features(4, 1),
            edges(4),
            features(4, 1).times(edges(5)),
            features(4, 1).times(edges(4)).times(edges(4)))) {
      var e = assertThrows(IllegalArgumentException.class, () -> gin(x, scalars(1), g));
      assertTrue(
          e.getMessage().contains("gin needs") || e.getMessage().contains("gin reads"),
          e.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> new Gin(0, 4));
    gin(points(4, 3).times(edges(4)), scalars(1), g);
  }
}
