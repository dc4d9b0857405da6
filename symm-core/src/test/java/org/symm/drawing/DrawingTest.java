package org.symm.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.drawing.Drawing.draw;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.box;
import static org.symm.kernels.Kernels.copy;
import static org.symm.kernels.Kernels.delta;
import static org.symm.kernels.Kernels.discard;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.kernels.Kernels.identity;
import static org.symm.kernels.Kernels.swap;
import static org.symm.kernels.Kernels.uniform;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.residual;
import static org.symm.spaces.Spaces.elements;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.point;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.unit;
import static org.symm.spaces.Spaces.vectors;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symm.drawing.Picture.Knot;
import org.symm.engine.Parameter;
import org.symm.groups.Group;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.tensor.Shape;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DrawingTest {

  private static final Space P = points(5, 3);
  private static final Space X = P.times(vectors(5, 3)).times(features(5, 1));
  private static final Group ONE = trivial();
  private static final Group TURNS = O(3).times(S(5));
  private static final Group MOTIONS = E(3).times(S(5));

  private static Kernel plain(String name, Space x, Space y) {
    return box(name, x, y, ONE, List.of(), false, (t, u) -> t);
  }

  private static Kernel haarMlp() {
    return mlp(P, P, 64).to(O(3), haar(O(3)));
  }

  private static Kernel deep() {
    var nu = deepSets(X, frames(3), 64).noisy(gaussian(8));
    return residual(attention(X, P, 4, 64, 4))
        .to(TURNS, haar(O(3)).refine(nu))
        .to(MOTIONS, centroid())
        .mean(4);
  }

  private static Map<String, Kernel> examples() {
    var all = new LinkedHashMap<String, Kernel>();
    all.put("box", mlp(P, P, 64));
    all.put("chain", mlp(P, frames(3)).then(plain("f", frames(3), scalars(8))));
    all.put("beside", mlp(P, P).beside(gaussian(8)).beside(deepSets(vectors(5, 3), P, 8)));
    all.put(
        "copy, swap, discard",
        copy(X, ONE).then(swap(X, X, ONE)).then(discard(X, ONE).beside(identity(X, ONE))));
    Space two = P.times(scalars(2));
    all.put(
        "split wires",
        swap(two, frames(3), ONE)
            .then(identity(frames(3), ONE).beside(copy(two, ONE)))
            .then(
                identity(frames(3), ONE)
                    .beside(plain("mix", two.times(P), P))
                    .beside(identity(scalars(2), ONE))));
    all.put("haar", haarMlp());
    all.put("deep", deep());
    all.put("mean", haarMlp().mean(64));
    all.put("composed", deepSets(X, P, 8).to(MOTIONS, haar(O(3)).then(TURNS, centroid())));
    all.put("two regions", haarMlp().beside(haarMlp()).then(plain("add", P.times(P), P)));
    all.put(
        "states and effects",
        uniform(S(5))
            .beside(delta("origin", point(3), 0, 0, 0))
            .then(
                plain(
                    "<a> & \"b\" of a rather long name that wraps",
                    elements(S(5)).times(point(3)),
                    unit())));
    all.put("identity", identity(X, ONE).framed("nothing"));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsWellDrawn() {
    return examples().entrySet().stream()
        .flatMap(
            e ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        e.getKey(),
                        () -> wellDrawn(draw(e.getValue()), Fold.of(e.getValue().diagram()))),
                    DynamicTest.dynamicTest(
                        e.getKey() + ", unfolded",
                        () -> wellDrawn(draw(e.getValue()).unfolded(), e.getValue().diagram()))));
  }

  private static void wellDrawn(Drawing drawing, Diagram d) throws Exception {
    for (int depth = 0; depth <= drawing.depth(); depth++) {
      Picture p = drawing.picture(depth);
      assertEquals(count(d, depth, 0), p.boxes().size(), "boxes");
      assertEquals(count(d, depth, 1), p.frames().size(), "frames");
      apart(p);
      inside(p);
      ends(p);
      Document xml = parse(SvgWriter.svg(p, drawing.text()));
      assertEquals(p.wires().size(), countPaths(xml), "paths of wires");
      assertEquals(p.dots().size(), xml.getElementsByTagName("circle").getLength(), "dots");
    }
    assertEquals(drawing.svg(), drawing.svg(), "drawing again");
  }

  /** Boxes (what = 0) or frames (what = 1) that a drawing of this depth shows. */
  private static int count(Diagram d, int depth, int what) {
    if (d instanceof Diagram.Box) {
      return 1 - what;
    }
    boolean frame = d instanceof Framed;
    if (frame && depth == 0) {
      return 1 - what;
    }
    int sum = frame ? what : 0;
    for (Diagram c : d.children()) {
      sum += count(c, frame ? depth - 1 : depth, what);
    }
    return sum;
  }

  private record Rect(double left, double top, double right, double bottom, String what) {
    boolean meets(Rect o) {
      return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
    }

    boolean holds(Rect o) {
      return left <= o.left && right >= o.right && top <= o.top && bottom >= o.bottom;
    }
  }

  private static Rect rect(double x, double y, double w, double h, String what) {
    return new Rect(x, y, x + w, y + h, what);
  }

  private static List<Rect> boxes(Picture p) {
    return p.boxes().stream()
        .map(b -> rect(b.x(), b.y(), b.width(), b.height(), "box " + b.lines()))
        .toList();
  }

  private static List<Rect> outlines(Picture p) {
    return p.frames().stream()
        .map(f -> rect(f.x(), f.y(), f.width(), f.height(), "frame " + f.title()))
        .toList();
  }

  private static List<Rect> texts(Picture p) {
    var out = new ArrayList<Rect>();
    p.labels().forEach(l -> out.add(rect(l.x(), l.y() - 6, l.width(), 12, "label " + l.text())));
    for (var f : p.frames()) {
      double w = TextMetrics.title(f.title());
      double h = Layout.LINE * f.title().size();
      out.add(rect(f.x() + 12, f.y() + 6, w, h, "title " + f.title()));
    }
    return out;
  }

  /** No box or text meets another, no wire meets either, frames are nested or apart. */
  private static void apart(Picture p) {
    var solid = new ArrayList<>(boxes(p));
    solid.addAll(texts(p));
    for (int i = 0; i < solid.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(solid.get(i).meets(solid.get(j)), solid.get(i) + " on " + solid.get(j));
      }
    }
    for (Rect a : outlines(p)) {
      for (Rect b : outlines(p)) {
        assertTrue(a.holds(b) || b.holds(a) || !a.meets(b), a + " across " + b);
      }
      boxes(p).forEach(b -> assertTrue(a.holds(b) || !a.meets(b), b + " across " + a));
    }
    for (var w : p.wires()) {
      for (Knot at : along(w)) {
        for (Rect r : solid) {
          boolean in =
              at.x() > r.left + 0.5
                  && at.x() < r.right - 0.5
                  && at.y() > r.top + 0.5
                  && at.y() < r.bottom - 0.5;
          assertFalse(in, "a wire at " + at + " crosses " + r);
        }
      }
    }
  }

  /** Points along a wire, as the SVG draws it. */
  private static List<Knot> along(Picture.Wire w) {
    var out = new ArrayList<Knot>();
    for (int i = 1; i < w.knots().size(); i++) {
      Knot a = w.knots().get(i - 1);
      Knot b = w.knots().get(i);
      double[] c = SvgWriter.controls(a, b, i == 1 && w.forks());
      for (int k = 0; k <= 40; k++) {
        double t = k / 40.0;
        double s = 1 - t;
        out.add(
            new Knot(
                s * s * s * a.x() + 3 * s * s * t * c[0] + 3 * s * t * t * c[2] + t * t * t * b.x(),
                s * s * s * a.y()
                    + 3 * s * s * t * c[1]
                    + 3 * s * t * t * c[3]
                    + t * t * t * b.y()));
      }
    }
    return out;
  }

  private static void inside(Picture p) {
    var page = new Rect(0, 0, p.width(), p.height(), "page");
    Stream.of(boxes(p), outlines(p), texts(p))
        .flatMap(List::stream)
        .forEach(r -> assertTrue(page.holds(r), r + " off the page"));
    for (var b : p.boxes()) {
      assertTrue(TextMetrics.width(b.lines(), TextMetrics.NAME) <= b.width(), "name " + b.lines());
      assertTrue(TextMetrics.width(b.note(), TextMetrics.NOTE) <= b.width(), "note " + b.note());
    }
  }

  /** Every wire goes down, and ends at a box, a dot, a frame or the page's edge. */
  private static void ends(Picture p) {
    for (var w : p.wires()) {
      for (int i = 1; i < w.knots().size(); i++) {
        assertTrue(w.knots().get(i).y() > w.knots().get(i - 1).y(), "a wire goes up: " + w);
      }
      assertTrue(meets(p, w.knots().get(0)), "from nowhere: " + w);
      assertTrue(meets(p, w.knots().get(w.knots().size() - 1)), "to nowhere: " + w);
    }
  }

  private static boolean meets(Picture p, Knot k) {
    var edges = new ArrayList<>(boxes(p));
    edges.addAll(outlines(p));
    return k.y() == 0
        || p.dots().stream().anyMatch(d -> d.x() == k.x() && d.y() == k.y())
        || edges.stream()
            .anyMatch(
                r ->
                    k.x() >= r.left
                        && k.x() <= r.right
                        && (k.y() == r.top
                            || k.y() == r.bottom
                            || k.y() == r.bottom + Layout.SHADOW))
        || p.wires().stream().allMatch(w -> w.knots().get(w.knots().size() - 1).y() <= k.y());
  }

  private static Document parse(String svg) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document d = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    assertEquals("http://www.w3.org/2000/svg", d.getDocumentElement().getNamespaceURI());
    assertTrue(d.getDocumentElement().getAttribute("viewBox").startsWith("0 0 "));
    return d;
  }

  /** Paths in the group of wires. */
  private static int countPaths(Document d) {
    var all = d.getElementsByTagName("path");
    int n = 0;
    for (int i = 0; i < all.getLength(); i++) {
      var group = (org.w3c.dom.Element) all.item(i).getParentNode();
      n += group.getAttribute("fill").equals("none") ? 1 : 0;
    }
    return n;
  }

  @Test
  void wiresOfTheTheorem() {
    Picture p = draw(haarMlp()).unfolded().picture();
    // In, to the copy; x twice; Γ to section, to copy; g twice; inverse, act, k to the next; out.
    // The frame's border parts the wires that come in and go out.
    assertEquals(2 + 2 + 2 + 2 + 3 + 2, p.wires().size());
    assertEquals(3, p.dots().size());
  }

  @Test
  void oneSpaceIsOneWireUntilItsPartsPart() {
    assertEquals(2, draw(plain("f", X, P)).picture().wires().size());
    assertEquals(4, draw(plain("f", P, P).beside(plain("g", P, P))).picture().wires().size());
    // X goes apart inside the frame, so it comes in as two wires.
    var f = plain("f", P, P).beside(plain("g", P, P)).framed("apart");
    assertEquals(8, draw(f).picture().wires().size());
    assertEquals(2, draw(f).picture(0).wires().size());
  }

  @Test
  void twoCopiesAreTwoWiresThoughTheyEndInOneBox() {
    Picture p = draw(copy(X, ONE).then(plain("f", X.times(X), P))).picture();
    assertEquals(1 + 2 + 1, p.wires().size());
  }

  @Test
  void theDeepestExampleFitsANotebook() {
    Drawing d = draw(deep()).unfolded();
    assertEquals(4, d.depth());
    assertEquals(4, d.picture().frames().size());
    assertTrue(d.picture().width() <= Drawing.PAGE, "width");
    assertTrue(d.picture().height() <= 2000, "height");
  }

  @Test
  void foldedItIsSeenAtOnce() {
    Drawing d = draw(deep());
    Picture p = d.picture();
    assertEquals(3, p.frames().size());
    assertTrue(p.width() <= 960 && p.height() <= 640, p.width() + " x " + p.height());
    assertEquals(
        """
        W₁ → points(5, 3), equivariant for E(3)×S(5)
        ╭─ mean of 4
        │  ╭─ O(3)×S(5) → E(3)×S(5) by centroid
        │  │  ╭─ S(5) → O(3)×S(5) by haar O(3) refined by noisy deep sets, 2,633 parameters
        │  │  │  copy W₁
        │  │  │  W₁ ⊗ attention [134,723]
        │  │  │  add to input
        │  │  ╰─
        │  ╰─
        ╰─
        where W₁ = points(5, 3) ⊗ vectors(5, 3) ⊗ features(5, 1)""",
        d.text());
    assertTrue(d.svg().contains(">equivariant for E(3)×S(5)<"), d.svg());
  }

  @Test
  void widePicturesAreDrawnWithClosedFrames() {
    Kernel wide = haarMlp();
    for (int i = 0; i < 4; i++) {
      wide = wide.beside(haarMlp());
    }
    assertTrue(draw(wide).picture(1).width() > Drawing.PAGE);
    assertTrue(draw(wide).picture().frames().isEmpty());
  }

  @Test
  void namesAreEscapedAndOddCharactersReplaced() throws Exception {
    Drawing d = draw(plain("a<b>&\"c\" \u0000\uFFFF", P, P));
    parse(d.svg());
    assertTrue(d.svg().contains("a&lt;b&gt;&amp;&quot;c&quot;"));
  }

  @Test
  void textOfTheTheorem() {
    assertEquals(
        """
        points(5, 3) → points(5, 3), equivariant for O(3)
        ╭─ 1 → O(3) by haar O(3)
        │  copy points(5, 3)
        │  (discard points(5, 3); ~haar O(3)) ⊗ points(5, 3)
        │  section ⊗ points(5, 3)
        │  copy O(3) ⊗ points(5, 3)
        │  O(3) ⊗ inverse ⊗ points(5, 3)
        │  O(3) ⊗ act
        │  O(3) ⊗ mlp [1,999]
        │  act
        ╰─""",
        draw(haarMlp()).unfolded().text());
  }

  @Test
  void textOfACompositionWithNoise() {
    var nu = deepSets(X, frames(3), 64).noisy(gaussian(8));
    assertEquals(
        """
        W₁ → frames(3), equivariant for S(5)
        ╭─ mean of 4
        │  W₁ ⊗ ~N(0, 1)
        │  deep sets [2,633]
        ╰─
        where W₁ = points(5, 3) ⊗ vectors(5, 3) ⊗ features(5, 1)""",
        draw(nu.mean(4)).text());
  }

  @Test
  void aParameterUsedTwiceCountsOnce() {
    var w = new Parameter("w", Parameter.Start.ZEROS, Shape.of(2, 3));
    Drawing d = draw(box("tied", P, P, ONE, List.of(w, w), false, (t, u) -> t));
    assertTrue(d.text().endsWith("tied [6]"), d.text());
    assertTrue(d.svg().contains(">6 parameters<"));
  }

  @Test
  void aNotebookIsGivenThePictureTwice() throws Exception {
    Drawing d = draw(haarMlp());
    var png = new ByteArrayInputStream(Base64.getDecoder().decode(d.display().get("image/png")));
    BufferedImage image = ImageIO.read(png);
    assertEquals(d.svg(), d.display().get("image/svg+xml"));
    assertEquals(2 * Math.ceil(d.picture().width()), image.getWidth());
    assertEquals(2 * Math.ceil(d.picture().height()), image.getHeight());
    assertTrue(inked(image) > 0.01, "there is something on it");
    assertEquals(d.text(), d.toString());
  }

  /** The share of pixels that are dark. */
  private static double inked(BufferedImage image) {
    int dark = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        dark += (image.getRGB(x, y) & 0xFF) < 100 ? 1 : 0;
      }
    }
    return dark / (double) (image.getWidth() * image.getHeight());
  }
}
