package org.symm.plotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.symm.data.ChargedParticles;
import org.symm.data.ChargedParticles.Split;
import org.w3c.dom.Element;

class FiguresTest {
  private static final double[] X = {1, 10, 100};
  private static final double[] Y = {0.5, 0.05, 0.02};
  private static final double[] LOW = {0.4, 0.04, 0.01};
  private static final double[] HIGH = {0.6, 0.06, 0.03};

  private static Map<String, Figure> gallery() {
    Plot lines = Figures.lines("Loss", "epoch", "error").with("a", X, Y);
    Figure paths =
        Figures.trajectories("Paths", ChargedParticles.trajectory(43, Split.TRAIN, 0), 30, 40);
    return Map.of(
        "lines", lines,
        "two", lines.with("b", X, LOW).logX().logY(),
        "errors", lines.errors(LOW),
        "scatter", Figures.scatter("Cloud", "x", "y").with("a", X, Y).size(300, 200),
        "bars", Figures.bars("Bars", "error", "one", "two").with("a", 1, 2).with("b", 2, -1),
        "paths", paths,
        "panels", Figures.panels(2, lines, paths, lines));
  }

  @Test
  void pngHasTwiceTheSizeAndShowsSomething() throws IOException {
    for (Map.Entry<String, Figure> named : gallery().entrySet()) {
      Figure figure = named.getValue();
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png()));
      assertEquals(2 * figure.width(), image.getWidth(), named.getKey());
      assertEquals(2 * figure.height(), image.getHeight(), named.getKey());
      for (int x = 0; x < image.getWidth(); x++) {
        assertEquals(Color.WHITE.getRGB(), image.getRGB(x, 0), named.getKey());
        assertEquals(Color.WHITE.getRGB(), image.getRGB(x, image.getHeight() - 1), named.getKey());
      }
      for (int y = 0; y < image.getHeight(); y++) {
        assertEquals(Color.WHITE.getRGB(), image.getRGB(0, y), named.getKey());
        assertEquals(Color.WHITE.getRGB(), image.getRGB(image.getWidth() - 1, y), named.getKey());
      }
      int sign = named.getKey().equals("paths") ? -1 : 1;
      long colored = 0;
      for (int x = 0; x < image.getWidth(); x++) {
        for (int y = 0; y < image.getHeight(); y++) {
          colored += sign * blueness(image.getRGB(x, y)) > 60 ? 1 : 0;
        }
      }
      assertTrue(colored > 50, named.getKey() + " shows " + colored + " pixels of its series");
    }
  }

  /** Blue less red: positive for the first series, negative for positive charges, zero for axes. */
  private static int blueness(int rgb) {
    return (rgb & 255) - (rgb >> 16 & 255);
  }

  @Test
  void svgIsADocumentOfTheFiguresSize() throws Exception {
    for (Map.Entry<String, Figure> named : gallery().entrySet()) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      Element svg =
          factory
              .newDocumentBuilder()
              .parse(
                  new ByteArrayInputStream(named.getValue().svg().getBytes(StandardCharsets.UTF_8)))
              .getDocumentElement();
      assertEquals("svg", svg.getTagName());
      double[] box = DoubleStream.of(numbers(svg.getAttribute("viewBox"))).toArray();
      double ratio = named.getValue().width() / (double) named.getValue().height();
      assertEquals(ratio, box[2] / box[3], 1e-6, named.getKey());
      assertTrue(svg.getElementsByTagName("path").getLength() > 0, named.getKey());
    }
  }

  private static double[] numbers(String text) {
    return List.of(text.split(" ")).stream().mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void savesByTheEndingOfTheName(@TempDir Path folder) throws IOException {
    Figure figure = gallery().get("lines");
    Path png = folder.resolve("deep/er/a.PNG");
    figure.save(png);
    assertArrayEquals(figure.png(), Files.readAllBytes(png));
    figure.save(folder.resolve("a.svg"));
    assertTrue(Files.readString(folder.resolve("a.svg")).contains("<svg"));
    assertRefused(".png or .svg", () -> figure.save(folder.resolve("a.pdf")));
  }

  @Test
  void figuresAreValues() throws IOException {
    Plot one = Figures.lines("Loss", "epoch", "error").with("a", X, Y);
    byte[] before = one.png();
    one.with("b", X, HIGH).logY().size(400, 300);
    double[] mine = Y.clone();
    Plot copied = Figures.lines("Loss", "epoch", "error").with("a", X, mine);
    mine[0] = 99;
    assertArrayEquals(before, one.png());
    assertArrayEquals(before, copied.png());
  }

  @Test
  void badInputIsNamed() {
    Plot empty = Figures.lines("Loss", "epoch", "error");
    Plot plot = empty.with("a", X, Y);
    double[] two = {1, 2};
    double[] gap = {1, Double.NaN, 2};
    assertRefused("3 points, but 2 numbers for y", () -> empty.with("a", X, two));
    assertRefused("y = NaN at index 1", () -> empty.with("a", X, gap));
    assertRefused(
        "x = Infinity at index 0",
        () -> empty.with("a", new double[] {Double.POSITIVE_INFINITY}, new double[] {1}));
    assertRefused("no points", () -> empty.with("a", new double[0], new double[0]));
    assertRefused("already has a series 'a'", () -> plot.with("a", X, Y));
    assertRefused("2 numbers for errors", () -> plot.errors(two));
    assertRefused("negative", () -> plot.errors(new double[] {1, 1, -1}));
    assertRefused("logarithmic", () -> plot.with("b", X, new double[] {1, 0, 1}).logY());
    assertRefused("logarithmic", () -> plot.logX().with("b", new double[] {-1}, new double[] {1}));
    assertRefused("y - error", () -> plot.errors(new double[] {1, 1, 1}).logY());
    assertRefused("size", () -> plot.size(10, 10));
    assertThrows(IllegalStateException.class, empty::png);
    assertThrows(IllegalStateException.class, () -> empty.errors(LOW));

    assertRefused("2 values for 1 categories", () -> Figures.bars("B", "y", "one").with("a", 1, 2));
    assertRefused("category", () -> Figures.bars("B", "y"));
    assertThrows(IllegalStateException.class, () -> Figures.bars("B", "y", "one").png());

    Trajectories paths = Figures.trajectories("P").with(1, new double[][] {{0, 0, 0}});
    assertRefused("charge", () -> paths.with(0, new double[][] {{0, 0, 0}}));
    assertRefused("three coordinates", () -> paths.with(1, new double[][] {{0, 0}}));
    assertRefused("NaN", () -> paths.with(1, new double[][] {{0, 0, Double.NaN}}));
    assertRefused("1 particles, but 2", () -> paths.predicted(new double[2][3]));
    assertThrows(IllegalStateException.class, () -> Figures.trajectories("P").png());
    assertRefused("column", () -> Figures.panels(0, plot));
    assertRefused("figure", () -> Figures.panels(2));
  }

  @Test
  void singlePointsAndFlatLinesAreDrawn() {
    assertTrue(
        Figures.lines("t", "x", "y").with("a", new double[] {1}, new double[] {1}).png().length
            > 1000);
    double[] flat = {0.3, 0.3, 0.3};
    assertTrue(Figures.lines("t", "x", "y").with("a", X, flat).png().length > 1000);
    assertTrue(Figures.lines("t", "x", "y").with("a", X, flat).logY().png().length > 1000);
    assertTrue(Figures.lines("t", "x", "y").with("a", flat, flat).logX().png().length > 1000);
    assertTrue(Figures.bars("t", "y", "a").with("none", 0).png().length > 1000);
    double[][] still = {{1, 2, 3}};
    assertTrue(Figures.trajectories("t").with(-1, still).png().length > 1000);
  }

  /** One unit is as long across as down, whichever way the data or the page are longer. */
  @Test
  void squarePlotsHaveOneScale() {
    for (double high : new double[] {0.1, 3, 40}) {
      for (int height : new int[] {250, 700}) {
        Plot plot =
            Figures.scatter("t", "x", "y").with("a", new double[] {0, 2}, new double[] {0, high});
        PlotChart square = plot.square().size(500, height).chart();
        XYChart chart = square.lines();
        chart.paint(PlotChart.scratch(), chart.getWidth(), chart.getHeight());
        double x = 0.05 / square.x().unit();
        double y = 0.05 / square.y().unit();
        double across = chart.getScreenXFromChart(x) - chart.getScreenXFromChart(0);
        double down = chart.getScreenYFromChart(0) - chart.getScreenYFromChart(y);
        assertEquals(1, down / across, 0.05, high + " on " + height);
      }
    }
  }

  @Test
  void squarePlotsAreLinear() {
    Plot plot = Figures.scatter("t", "x", "y").with("a", X, Y);
    Plot bars = Figures.bars("t", "y", "one");
    for (Executable both :
        List.<Executable>of(
            () -> plot.square().logX(), () -> plot.logY().square(), () -> bars.square())) {
      String message = assertThrows(IllegalStateException.class, both).getMessage();
      assertTrue(message.contains("'t' cannot be square"), message);
    }
  }

  @Test
  void panelsStandInRowsAndColumns() {
    Plot wide = Figures.lines("a", "x", "y").with("a", X, Y).size(400, 200);
    Plot tall = wide.size(300, 500);
    Figure panels = Figures.panels(2, wide, tall, tall, wide);
    assertEquals(800, panels.width());
    assertEquals(1000, panels.height());
    assertEquals(400, Figures.panels(3, wide).width());
  }

  @Test
  void theProjectionKeepsLengths() {
    double[] p = {0.3, -1.2, 2};
    double right = Projection.along(Projection.RIGHT, p);
    double up = Projection.along(Projection.UP, p);
    double near = Projection.along(Projection.NEAR, p);
    double square = right * right + up * up + near * near;
    assertEquals(0.09 + 1.44 + 4, square, 1e-12);
    double[] above = {0, 0, 1};
    assertEquals(0, Projection.along(Projection.RIGHT, above), 1e-12);
    assertTrue(Projection.along(Projection.UP, above) > 0.9);
  }

  private static void assertRefused(String words, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(words), message);
  }
}
