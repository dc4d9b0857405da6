package org.symm.plotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
  @ParameterizedTest
  @CsvSource({
    "1e-13, 1, 7, 1e-12 1e-10 1e-8 1e-6 1e-4 0.01 1",
    "1e-13, 1, 4, 1e-12 1e-8 1e-4 1",
    "1e-30, 1e-12, 7, 1e-30 1e-27 1e-24 1e-21 1e-18 1e-15 1e-12",
    "1, 1000, 7, 1 10 100 1000",
    "1e-7, 1e-4, 7, 1e-7 1e-6 1e-5 1e-4",
    "0.2, 6, 7, 0.2 0.5 1 2 5",
    "0.02, 1.2, 5, 0.03 0.1 0.3 1",
    "1, 100, 7, 1 2 5 10 20 50 100",
    "1, 10, 7, 1 2 3 5 7 10",
    "0.5, 1, 7, 0.5 0.7 1",
    "0.1, 0.3, 7, 0.1 0.2 0.3",
    "0.11, 0.29, 7, 0.15 0.2 0.25",
    "0.13, 0.17, 7, 0.13 0.14 0.15 0.16 0.17",
    "0.00013, 0.00017, 7, 1.3e-4 1.4e-4 1.5e-4 1.6e-4 1.7e-4",
    "1, 1.05, 7, 1 1.01 1.02 1.03 1.04 1.05",
    "40000, 41000, 4, 40000 40500 41000",
  })
  void logarithmicAxesNameRoundNumbers(double low, double high, int most, String labels) {
    Axis axis = new Axis(low, high, true, false);
    assertEquals(labels, labels(axis, most));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 7, 0 0.2 0.4 0.6 0.8 1",
    "-1, 1, 7, −1 −0.5 0 0.5 1",
    "0.1, 0.3, 7, 0.1 0.15 0.2 0.25 0.3",
    "0, 5e-14, 7, 0 1e-14 2e-14 3e-14 4e-14 5e-14",
    "1.00001, 1.00003, 4, 1.00001 1.00002 1.00003",
    "3, 3e6, 4, 1e6 2e6 3e6",
  })
  void linearAxesNameRoundNumbers(double low, double high, int most, String labels) {
    assertEquals(labels, labels(new Axis(low, high, false, false), most));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 1 2",
    "1, 4, 1 2 3 4",
    "0, 10, 0 2 4 6 8 10",
    "5, 5, 5",
    "1, 200, 0 50 100 150 200",
    "1, 2.5, 1 1.2 1.4 1.6 1.8 2 2.2 2.4"
  })
  void wholeNumbersHaveWholeTicks(double first, double last, String labels) {
    assertEquals(labels, labels(Axis.of(false, first, last), 8));
  }

  private static String labels(Axis axis, int most) {
    return String.join(" ", axis.ticks(most).stream().map(axis::label).toList());
  }

  @Test
  void everyRangeHasAFewDistinctTicksOnTheAxis() {
    for (boolean logarithmic : new boolean[] {false, true}) {
      for (double low = 1.7e-300; low < 1e290; low *= 37.3) {
        for (double ratio : new double[] {1, 1 + 1e-6, 1.05, 1.7, 3, 9, 11, 40, 1e3, 1e7, 1e13}) {
          Axis axis = Axis.of(logarithmic, low, low * ratio);
          for (int most = 3; most <= 7; most++) {
            List<Double> ticks = axis.ticks(most);
            String words = axis + " has " + ticks;
            assertTrue(ticks.size() <= most, words);
            assertTrue(ticks.size() >= (most - 1) / 2, words);
            assertEquals(ticks.size(), ticks.stream().map(axis::label).distinct().count(), words);
            assertTrue(ticks.stream().allMatch(t -> Math.abs(axis.at(t) - 0.5) < 0.501), words);
          }
        }
      }
    }
  }

  @Test
  void axesShowAllValuesWithAMargin() {
    Axis linear = Axis.of(false, 3, -1, 2.5);
    assertEquals(0.5, linear.at(1), 1e-12);
    assertEquals(0.04 / 1.08, linear.at(-1), 1e-12);
    Axis logarithmic = Axis.of(true, 1e-6, 1);
    assertEquals(0.5, logarithmic.at(1e-3), 1e-12);
    assertEquals(1.04 / 1.08, logarithmic.at(1), 1e-12);
    assertEquals(0.5, Axis.of(true, Double.MIN_VALUE, Double.MAX_VALUE).at(1), 0.03);
    for (double alone : new double[] {0, -3, 1e17, 1e-300}) {
      assertEquals(0.5, Axis.of(false, alone).at(alone), 1e-12);
    }
  }

  @Test
  void ticksReadWell() {
    assertEquals("0.05", Ticks.plain(0.05));
    assertEquals("−2", Ticks.plain(-2.0));
    assertEquals("100", Ticks.plain(100));
    assertEquals("0.3", Ticks.plain(0.1 + 0.2));
    assertEquals("0", Ticks.plain(0));
    assertEquals("2.5e-6", Ticks.plain(2.5e-6));
    assertEquals("−3e6", Ticks.plain(-3e6));
    assertEquals("999999", Ticks.plain(999_999));
    assertEquals("0.001", Ticks.text(0.001));
    assertEquals("1e-4", Ticks.text(1e-4));
    assertEquals("1e5", Ticks.text(1e5));
    assertEquals("1000", Ticks.text(1000));
    assertEquals(0.5, Box.roundStep(0.3), 1e-12);
    assertEquals(10, Box.roundStep(6), 1e-12);
  }
}
