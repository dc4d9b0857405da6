package org.symm.plotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;

class TicksTest {
  @ParameterizedTest
  @CsvSource({
    "1e-13, 1, 7, 1e-12 1e-10 1e-8 1e-6 1e-4 0.01 1",
    "1e-13, 1, 4, 1e-12 1e-8 1e-4 1",
    "1e-30, 1e-12, 7, 1e-30 1e-27 1e-24 1e-21 1e-18 1e-15 1e-12",
    "1, 1000, 7, 1 3 10 30 100 300 1000",
    "1, 1000, 6, 1 10 100 1000",
    "0.2, 6, 7, 0.2 0.5 1 2 5",
    "0.02, 1.2, 5, 0.03 0.1 0.3 1",
    "1, 100, 7, 1 2 5 10 20 50 100",
    "1, 10, 7, 1 2 3 5 7 10",
    "0.5, 1, 7, 0.5 0.6 0.7 0.8 0.9 1",
    "0.5, 1, 4, 0.5 0.7 1",
    "0.6, 0.9, 3, 0.6 0.8",
    "0.1, 0.3, 7, 0.1 0.2 0.3",
  })
  void logarithmicAxesNameRoundNumbers(double low, double high, int most, String labels) {
    assertEquals(
        labels, join(Ticks.logarithmic(low, high, most).stream().map(Ticks::text).toList()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.98, 0 0.2 0.4 0.6 0.8 1",
    "-1, 1.1, −1 −0.5 0 0.5 1",
    "0.1, 0.3, 0.1 0.15 0.2 0.25 0.3",
    "0, 5e-14, 0 1e-14 2e-14 3e-14 4e-14 5e-14",
    "1.00001, 1.00003, 1.00001 1.000015 1.00002 1.000025 1.00003",
    "3, 3e6, 0 500000 1e6 1.5e6 2e6 2.5e6 3e6",
  })
  void linearAxesNameRoundNumbers(double low, double high, String labels) {
    assertEquals(labels, join(onPage(plot(low, high), "getYAxis")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.6, 0.9, 0.6 0.7 0.8 0.9",
    "0.13, 0.17, 0.13 0.14 0.15 0.16 0.17",
    "0.11, 0.19, 0.12 0.14 0.16 0.18",
    "1, 1000, 1 3 10 30 100 300 1000",
  })
  void logarithmicAxesAreLabelledOnThePage(double low, double high, String labels) {
    assertEquals(labels, join(onPage(plot(low, high).logY(), "getYAxis")));
    Plot across = Figures.lines("", "", "").with("a", new double[] {low, high}, new double[2]);
    assertEquals(labels, join(onPage(across.logX(), "getXAxis")));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 1 2",
    "1, 4, 1 2 3 4",
    "0, 10, 0 2 4 6 8 10",
    "5, 5, 5",
    "1, 200, 0 50 100 150 200",
  })
  void wholeNumbersHaveWholeTicks(double first, double last, String labels) {
    double[] x = {first, last};
    Plot plot = Figures.lines("Loss", "epoch", "loss").with("a", x, new double[] {1, 2});
    assertEquals(labels, join(onPage(plot, "getXAxis")));
    Plot small = plot.with("b", x, new double[] {1, 0.3}).logY().size(480, 240);
    assertTrue(onPage(small, "getXAxis").stream().noneMatch(label -> label.contains(".")));
    assertEquals("0.3 0.5 0.7 1 2", join(onPage(small, "getYAxis")));
  }

  /** XChart puts ticks on evenly spaced data (1, 9, 17 …) unless the ends of the axis differ. */
  @Test
  void evenlySpacedDataDoNotChooseTheTicks() {
    double[] x = new double[200];
    Arrays.setAll(x, i -> i + 1);
    Plot plot = Figures.lines("", "epoch", "loss").with("a", x, x);
    assertEquals("0 50 100 150 200", join(onPage(plot, "getXAxis")));
  }

  @Test
  void everyRangeHasAFewDistinctTicks() {
    for (boolean logarithmic : new boolean[] {false, true}) {
      for (double low = 1.7e-300; low < 1e290; low *= 37.3e24) {
        for (double ratio : new double[] {1, 1 + 1e-6, 1.05, 1.7, 3, 9, 11, 40, 1e3, 1e7, 1e13}) {
          Plot plot = logarithmic ? plot(low, low * ratio).logY() : plot(low, low * ratio);
          List<String> labels = onPage(plot, "getYAxis");
          String words = low + " … " + low * ratio + " has " + labels;
          assertTrue(labels.size() <= 10, words);
          assertTrue(labels.size() >= 2, words);
          assertEquals(labels.size(), labels.stream().distinct().count(), words);
        }
      }
    }
  }

  @Test
  void everyLogarithmicAxisHasAFewNames() {
    for (double low = 1.7e-300; low < 1e280; low *= 137.3) {
      for (double ratio : new double[] {1.7, 2, 3, 5, 8, 9, 11, 40, 101, 1e3, 1e7, 1e13}) {
        PlotAxis axis = PlotAxis.of(true, low, low * ratio);
        for (int most = 3; most <= 7 && axis.logarithmic(); most++) {
          List<Double> ticks = axis.ticks(most);
          assertTrue(ticks.size() >= 2 && ticks.size() <= most, axis + " has " + ticks);
        }
        assertTrue(axis.logarithmic() || ratio < 3, axis + "");
      }
    }
  }

  private static Plot plot(double low, double high) {
    return Figures.lines("", "", "").with("a", new double[] {0.5, 1}, new double[] {low, high});
  }

  private static String join(List<String> labels) {
    return String.join(" ", labels);
  }

  /** The labels on an axis when the plot is painted; XChart shows them to nobody. */
  @SuppressWarnings("unchecked")
  private static List<String> onPage(Plot plot, String axisName) {
    XYChart chart = plot.chart().lines();
    chart.paint(PlotChart.scratch(), plot.width(), plot.height());
    Object axis = call(chart, axisName);
    Rectangle2D bounds = (Rectangle2D) call(axis, "getBounds");
    double length = axisName.equals("getXAxis") ? bounds.getWidth() : bounds.getHeight();
    Object ticks = call(axis, "getAxisTickCalculator");
    List<Double> places = (List<Double>) call(ticks, "getTickLocations");
    List<String> shown = new ArrayList<>();
    List<String> labels = (List<String>) call(ticks, "getTickLabels");
    for (int i = 0; i < labels.size(); i++) {
      if (places.get(i) > 0 && places.get(i) < length && !labels.get(i).isBlank()) {
        shown.add(labels.get(i));
      }
    }
    return shown;
  }

  private static Object call(Object object, String name) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == 0) {
          try {
            method.setAccessible(true);
            return method.invoke(object);
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
          }
        }
      }
    }
    throw new AssertionError("XChart's " + object.getClass() + " has no " + name);
  }

  @Test
  void axesShowAllValuesWithAMargin() {
    PlotAxis linear = PlotAxis.of(false, 3, -1, 2.5);
    assertEquals(-1.164, linear.low(), 1e-12);
    assertEquals(3.16564, linear.high(), 1e-12);
    PlotAxis logarithmic = PlotAxis.of(true, 1e-6, 1);
    assertEquals(-6.246, Math.log10(logarithmic.low()), 1e-12);
    assertEquals(0.246, Math.log10(logarithmic.high()), 1e-12);
    assertTrue(logarithmic.logarithmic() && PlotAxis.of(true, 0.6, 0.9).logarithmic());
    PlotAxis narrow = PlotAxis.of(true, 1.1, 1.9);
    assertFalse(narrow.logarithmic(), "there is nothing to name between 1 and 2");
    for (double alone : new double[] {0, -3, 1e17, 1e-300}) {
      for (PlotAxis a : List.of(PlotAxis.of(false, alone), PlotAxis.of(alone > 0, alone))) {
        assertTrue(a.low() < alone && alone < a.high(), a + "");
        assertEquals(0.5, (alone - a.low()) / (a.high() - a.low()), 0.01);
      }
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
