package org.symm.plotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.O;
import static org.symm.spaces.Spaces.points;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.engine.Array;
import org.symm.kernels.Kernels;

/** Figures of extreme numbers, of equal ones, with one scale for both axes, and of a million. */
class ExtremesTest {

  private static Plot lines(double[] x, double... y) {
    return Figures.lines("title", "x", "y").with("s", x, y);
  }

  /** Whole numbers that span 1, all x or y equal, one point, and others. */
  @Test
  void squaresAreSquare() {
    double[] one = {0, 1, 1, 0, 0};
    double[] two = {0, 0, 1, 1, 0};
    double[] threes = {3, 3, 3, 3, 3};
    double[] large = {0, 1e9, 2, 5, 1};
    double[] small = {0, 1e-9, 2e-10, 5e-10, 0};
    for (double[] x : List.of(one, threes, large, small)) {
      for (double[] y : List.of(two, threes, large, small)) {
        Plot p = lines(x, y).square();
        for (Plot q : List.of(p, p.size(200, 600), p.size(900, 200))) {
          assertEquals(1, q.chart().ratio(), 0.05, Arrays.toString(x) + Arrays.toString(y));
          q.png();
        }
      }
    }
    var x = points(1, 2);
    Array origin = Array.of(new double[2], 1, 1, 2);
    assertTrue(Figures.orbits("o", Kernels.identity(x, O(2)), O(2), 5, 1, origin).png().length > 0);
  }

  /** Drawn, or refused with the number, the series and what can be drawn. */
  @ParameterizedTest
  @ValueSource(doubles = {1e300, 1e-300, 1e-310, 4.9e-324, 1.7e308, 1e250, 1e18, 1e-20, 1e35})
  void extremeNumbers(double b) {
    boolean large = b > 1e305;
    boolean small = b < 1e-300;
    drawn(!large, () -> lines(new double[] {0, b}, -b, b));
    drawn(!large, () -> lines(new double[] {b, b}, b, b));
    drawn(!large, () -> lines(new double[] {0, b}, 0, b).square());
    drawn(!large, () -> lines(new double[] {0, 1}, 0, b).square());
    drawn(!large, () -> Figures.scatter("t", "x", "y").with("s", b, b / 3));
    drawn(!large, () -> Figures.bars("t", "y", "one", "two").with("s", b, -b / 3));
    drawn(!large && !small, () -> lines(new double[] {1, b}, b, 1).logX().logY());
    drawn(!large && !small, () -> Figures.bars("t", "y", "one", "two").with("s", b, 1).logY());
    drawn(!large && b > 1e-300, () -> lines(new double[] {1, 2}, b, 1).errors(b / 2, .5).logY());
  }

  private static void drawn(boolean is, Supplier<Plot> plot) {
    if (is) {
      assertTimeout(Duration.ofSeconds(20), () -> assertTrue(plot.get().svg().length() > 1000));
    } else {
      var e = assertThrows(IllegalArgumentException.class, () -> plot.get().svg());
      assertTrue(e.getMessage().startsWith("The series 's' has "), e.getMessage());
      assertTrue(e.getMessage().contains("1.0E305") || e.getMessage().contains("1.0E-300"));
    }
  }

  /** The exponents stand at their places: halfway between 1e-300 and 1 is 1e-150. */
  @Test
  void manyPowersOfTenAreALinearAxisOfExponents() {
    PlotAxis a = PlotAxis.of(true, 1e-300, 1);
    assertTrue(a.powers() && !a.logarithmic());
    double[] at = a.along(1e-300, 1e-150, 1);
    assertEquals((at[0] + at[2]) / 2, at[1], 1e-12);
    assertTrue(at[0] > 0 && at[2] < 1);
    assertEquals("1e-300", a.label((-300 - a.low()) / a.unit(), 7));
    assertEquals("1", a.label(-a.low() / a.unit(), 7));
    assertEquals("1e300", PlotAxis.of(true, 1, 1e300).label((300 + 50) / 100.0, 7));
    assertTrue(!PlotAxis.of(true, 1e-20, 1).powers());
  }

  /**
   * What is left out lies where other points are drawn: each column keeps its highest and lowest.
   */
  @Test
  void aMillionPointsAreDrawnInSeconds() {
    int n = 1_000_000;
    var random = new Random(1);
    double[] x = IntStream.range(0, n).asDoubleStream().toArray();
    double[] y = IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    y[123_456] = 40;
    y[654_321] = -40;
    double[] across = Arrays.stream(x).map(v -> 500 * v / n).toArray();
    int[] line = Thinned.line(across, y, y);
    assertTrue(line.length <= 4 * 1001, line.length + " points");
    assertTrue(Arrays.stream(line).anyMatch(i -> i == 123_456));
    assertTrue(Arrays.stream(line).anyMatch(i -> i == 654_321));
    int[] cloud = Thinned.cloud(across, y);
    assertTrue(Arrays.stream(cloud).anyMatch(i -> i == 123_456));
    assertTrue(cloud.length <= 2 * 500 * 80 && cloud.length >= 500);
    double[] walk = y.clone();
    Arrays.parallelPrefix(walk, Double::sum);
    int[] path = Thinned.line(walk, y, y);
    assertEquals(0, path[0]);
    assertEquals(n - 1, path[path.length - 1]);
    assertEquals(10, Thinned.line(new double[10], new double[10], new double[10]).length);
    assertTimeout(Duration.ofSeconds(60), () -> lines(x, y).png());
    assertTimeout(
        Duration.ofSeconds(60), () -> Figures.scatter("t", "x", "y").with("s", x, y).png());
  }
}
