package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** What users give is checked: on all elements where they are few, otherwise on samples. */
final class Checks {

  private static final int ROWS = 64;
  private static final double TOLERANCE = 1e-8;

  /** All pairs are checked up to this many. */
  private static final int PAIRS = 250_000;

  private Checks() {}

  /** φ(ab) = φ(a) φ(b), and φ(a) is in G. */
  static void homomorphism(Hom phi) {
    Optional<Element> all =
        ElementList.elements(phi.source()).filter(e -> e.rows() <= PAIRS / e.rows());
    int n = (int) all.map(Element::rows).orElse(0L).longValue();
    Element a = all.map(e -> ElementList.pairs(e, n, false)).orElse(sample(phi.source(), "a"));
    Element b = all.map(e -> ElementList.pairs(e, n, true)).orElse(sample(phi.source(), "b"));
    long rows = all.isPresent() ? (long) n * n : ROWS;
    Element fa = phi.apply(a, rows, DType.FLOAT64);
    Element fb = phi.apply(b, rows, DType.FLOAT64);
    Element both = phi.apply(a.times(b), rows, DType.FLOAT64);
    Refused.unless(
        fa.group().equals(phi.target()),
        "%s should give elements of %s, not of %s",
        phi,
        phi.target(),
        fa.group());
    Tensor inside = phi.target().residual(fa).to(DType.FLOAT64);
    demand(
        a, b, inside, w -> phi + " leaves " + phi.target() + ": φ(a) is not in it for a = " + w[0]);
    demand(
        a,
        b,
        gap(both.parts(), fa.times(fb).parts(), rows),
        w ->
            String.format(
                "%s is not a homomorphism: φ(ab) is not φ(a) φ(b) for a = %s, b = %s",
                phi, w[0], w[1]));
  }

  /** Samples satisfy the laws and so do their products and inverses. */
  static void members(MatrixGroup g) {
    Element a = sample(g, "a");
    Element b = sample(g, "b");
    Tensor off = g.residual(a).maximum(g.residual(a.times(b.inverse())));
    demand(
        a,
        b,
        off,
        w ->
            String.format(
                "the membership test of %s refuses products of exponentials of its generators: a b⁻¹"
                    + " for a = %s, b = %s",
                g, w[0], w[1]));
  }

  /** H acts on N by automorphisms: h ▷ (nm) = (h ▷ n)(h ▷ m) and hk ▷ n = h ▷ (k ▷ n). */
  static void twist(Semidirect g) {
    Element h = sample(g.quotient(), "h");
    Element k = sample(g.quotient(), "k");
    Element n = sample(g.normal(), "n");
    Element m = sample(g.normal(), "m");
    Twist t = g.twist();
    Tensor automorphism =
        gap(t.apply(h, n.times(m)).parts(), t.apply(h, n).times(t.apply(h, m)).parts(), ROWS);
    Tensor action = gap(t.apply(h.times(k), n).parts(), t.apply(h, t.apply(k, n)).parts(), ROWS);
    demand(
        h,
        n,
        automorphism.maximum(action),
        w ->
            String.format(
                "the twist %s is not an action of %s on %s by automorphisms: see h = %s, n = %s",
                t, g.quotient(), g.normal(), w[0], w[1]));
  }

  /** project(section(q)) = q, and g and g φ(h) have one coset. */
  static void cosets(Coset c) {
    Element g = sample(c.target(), "g");
    Element h = c.along().apply(sample(c.source(), "h"), ROWS, DType.FLOAT64);
    List<Tensor> q = c.project(g);
    Element s = c.section(q, ROWS, DType.FLOAT64);
    Tensor back = gap(c.project(s), q, ROWS);
    Tensor well = gap(c.project(g.times(h)), q, ROWS);
    demand(
        g,
        h,
        back,
        w -> "the section of " + c + " is none: project(section([g])) is not [g] for g = " + w[0]);
    demand(
        g,
        h,
        well,
        w ->
            String.format(
                "the projection to %s is none: g and g φ(h) have different cosets for g = %s, φ(h) ="
                    + " %s",
                c, w[0], w[1]));
  }

  private static Element sample(Group g, String stream) {
    return g.sample("check/" + stream, ROWS, DType.FLOAT64);
  }

  /** The largest difference in each row, relative to entries above 1. */
  private static Tensor gap(List<Tensor> x, List<Tensor> y, long rows) {
    Tensor out = Tensors.zeros(Shape.of(rows), DType.FLOAT64);
    for (int i = 0; i < x.size(); i++) {
      Tensor a = x.get(i).to(DType.FLOAT64).reshape(rows, -1);
      Tensor b = y.get(i).to(DType.FLOAT64).reshape(rows, -1);
      out = out.maximum(a.sub(b).abs().div(a.abs().maximum(1)).max(1));
    }
    return out;
  }

  /** Stops with a sentence about two elements, in words, where a residual is too large. */
  private static void demand(
      Element a, Element b, Tensor residual, Function<String[], String> sentence) {
    var out = new ArrayList<Tensor>(List.of(residual));
    out.addAll(a.parts());
    out.addAll(b.parts());
    List<Array> values = Program.of("check", List.of(), out).run(1);
    double[] r = values.get(0).doubles();
    int n = a.parts().size();
    for (int i = 0; i < r.length; i++) {
      if (!(r[i] <= TOLERANCE)) {
        String[] both = {
          words(a.group(), values.subList(1, 1 + n), i),
          words(b.group(), values.subList(1 + n, values.size()), i)
        };
        throw new IllegalArgumentException(sentence.apply(both));
      }
    }
  }

  /** One row of an element in words. */
  static String words(Group g, List<Array> parts, int row) {
    if (g instanceof FiniteGroup f) {
      return f.labels().get((int) parts.get(0).doubles()[row]);
    }
    String each = parts.stream().map(p -> words(p, row)).collect(Collectors.joining("; "));
    return parts.size() == 1 ? each : "(" + each + ")";
  }

  private static String words(Array part, int row) {
    double[] all = part.doubles();
    int n = all.length / (int) part.shape().size(0);
    boolean whole = !part.dtype().isFloating();
    String out =
        Arrays.stream(all, row * n, (row + 1) * n)
            .mapToObj(v -> whole ? String.valueOf((long) v) : String.format("%.3g", v))
            .collect(Collectors.joining(" "));
    return n == 1 ? out : "(" + out + ")";
  }
}
