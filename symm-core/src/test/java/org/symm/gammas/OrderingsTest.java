package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.hilbert;
import static org.symm.gammas.Gammas.lexicographic;
import static org.symm.gammas.Gammas.spectrum;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.trivial;
import static org.symm.spaces.Spaces.edges;
import static org.symm.spaces.Spaces.points;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.Maps;
import org.symm.symmetrisation.Sorting;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** Ways to put items in order. */
class OrderingsTest {

  private static double[] order(Gamma g, Space x, Array a) {
    int n = (int) a.shape().size(1);
    return g.at(x, trivial().into(S(n)).coset()).apply(3, a).doubles();
  }

  /** By hand: (1, 5), (0, 7), (1, 2), (0, 7 + 10⁻¹⁵) but for the order of the two equal ones. */
  @Test
  void lexicographicByHand() {
    Array a = Array.of(new double[] {1, 5, 0, 7, 1, 2, 0, 7 + 1e-15}, 1, 4, 2);
    double[] p = order(lexicographic(), points(4, 2), a);
    assertArrayEquals(new double[] {2, 0}, Arrays.copyOfRange(p, 2, 4));
    assertEquals(4, p[0] + p[1]);
  }

  /** The curve visits every cell of the cube once, and moves by one cell at each step. */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 1", "2, 4", "3, 2", "3, 3", "4, 2"})
  void theHilbertCurveIsAWalkThroughAllCells(int d, int bits) {
    int side = 1 << bits;
    int n = (int) Math.pow(side, d);
    double[] cells = new double[n * d];
    for (int i = 0; i < n; i++) {
      for (int k = 0, rest = i; k < d; k++, rest /= side) {
        cells[i * d + k] = rest % side;
      }
    }
    Tensor at = HilbertCurve.position(Array.of(cells, 1, n, d).tensor(), bits);
    double[] position = Laws.value(1, at);
    int[] visited = new int[n];
    Arrays.fill(visited, -1);
    for (int i = 0; i < n; i++) {
      assertEquals(-1, visited[(int) position[i]], "visited twice");
      visited[(int) position[i]] = i;
    }
    for (int i = 1; i < n; i++) {
      double moved = 0;
      for (int k = 0; k < d; k++) {
        moved += Math.abs(cells[visited[i] * d + k] - cells[visited[i - 1] * d + k]);
      }
      assertEquals(1, moved, "step " + i);
    }
  }

  @Test
  void anOrderAlongCoordinatesIsNotForRotations() {
    Space x = points(3, 3);
    for (Gamma g : List.of(lexicographic(), hilbert())) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Maps.equivariant(x, O(3)).to(O(3).times(S(3)), g));
      assertTrue(e.getMessage().contains("depends on what O(3) moves"), e.getMessage());
    }
  }

  /** Graphs by name: cycles, a star, the 3-cube, the Petersen graph, a path with equal weights. */
  private static Array graph(String name) {
    int n = name.equals("cube") ? 8 : name.equals("petersen") ? 10 : name.equals("path") ? 5 : 7;
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean joined =
            switch (name) {
              case "cube" -> Integer.bitCount(i ^ j) == 1;
              case "star" -> i != j && i * j == 0;
              case "path" -> Math.abs(i - j) == 1;
              case "cycle" -> (i - j + n) % n == 1 || (j - i + n) % n == 1;
              case "empty" -> false;
              default -> petersen(i, j) || petersen(j, i);
            };
        a[i * n + j] = joined ? 1 : 0;
      }
    }
    return Array.of(a, 1, n, n);
  }

  private static boolean petersen(int i, int j) {
    if (i < 5) {
      return j < 5 ? (i + 1) % 5 == j : j == i + 5;
    }
    return j >= 5 && (i - 5 + 2) % 5 == j - 5;
  }

  /** Automorphic nodes come in random order, whatever the order of the input. */
  @ParameterizedTest
  @CsvSource({"cycle", "star", "cube", "petersen", "path", "empty"})
  void theSpectrumIsEquivariantInLaw(String name) {
    for (DType real : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Array a = graph(name).to(real);
      int n = (int) a.shape().size(1);
      Group s = S(n);
      var law = new GammaLaws.Case(spectrum(), edges(n), trivial().into(s), false);
      double z = GammaLaws.z(law, List.of(a.tensor()));
      assertTrue(z < Laws.Z, name + " in " + real + ": z = " + z);
    }
  }

  /** The path a–b–c–d–e: the ends tie, as do their neighbours, and the middle is alone. */
  @Test
  void theSpectrumFindsWhatIsAlike() {
    int rows = 300;
    Array many = graph("path").repeat(rows);
    Kernel k = spectrum().at(edges(5), trivial().into(S(5)).coset());
    double[] p = k.apply(1, many).doubles();
    int middle = -1;
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < 5; i++) {
        if (p[5 * r + i] == 2) {
          middle = middle < 0 ? i : middle;
          assertEquals(middle, i, "the middle has one place");
        }
      }
    }
    double first = Arrays.stream(p).limit(5).filter(v -> v == 0 || v == 4).count();
    assertEquals(2, first);
  }

  /** On a graph without automorphisms the order is a function and equivariant. */
  @Test
  void anAsymmetricGraphHasOneOrder() {
    double[] a = new double[36];
    double[][] weights = {
      {0, 1, 1.5}, {1, 2, 0.7}, {2, 3, 2.1}, {3, 4, 0.4}, {0, 5, 1.1}, {2, 5, .9}
    };
    for (double[] w : weights) {
      a[(int) (6 * w[0] + w[1])] = w[2];
      a[(int) (6 * w[1] + w[0])] = w[2];
    }
    double[] p = order(spectrum(), edges(6), Array.of(a, 1, 6, 6));
    int[] pi = {3, 1, 5, 0, 4, 2};
    double[] b = new double[36];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        b[6 * pi[i] + pi[j]] = a[6 * i + j];
      }
    }
    double[] q = order(spectrum(), edges(6), Array.of(b, 1, 6, 6));
    for (int i = 0; i < 6; i++) {
      assertEquals(pi[(int) p[i]], q[i]);
    }
  }

  /** Keys that differ by one in 2⁴⁰ differ; equal ones come in either order equally often. */
  @Test
  void wholeNumberKeysAreComparedExactly() {
    Tensor keys = Array.of(new long[] {1L << 40, (1L << 40) + 1, 1L << 40}, 1, 3).tensor();
    Tensor many = keys.expand(2000, 3);
    double[] p =
        Laws.value(1, Sorting.sort(List.of(many), Noise.of(2000, DType.FLOAT32)).to(DType.FLOAT64));
    double[] first = new double[2000];
    for (int r = 0; r < 2000; r++) {
      assertEquals(1, p[3 * r + 2]);
      first[r] = p[3 * r] == 0 ? 1 : 0;
    }
    assertTrue(Laws.z(first, 0.5) < Laws.Z);
  }
}
