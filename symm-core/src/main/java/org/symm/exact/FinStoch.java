package org.symm.exact;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.linear.MatrixUtils;
import org.symm.display.Displayed;
import org.symm.display.Html;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.PointRows;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Points;
import org.symm.spaces.Spaces;

/**
 * A stochastic matrix, p(x, y) = k(y | x): the exact reading of a kernel between finite sets. These
 * matrices are the Markov category FinStoch, and the reading is a functor: {@code exact(f.then(g))}
 * is {@code exact(f).then(exact(g))}, and likewise for {@code beside}.
 *
 * @param dom the inputs, one for each row
 * @param cod the outputs, one for each column
 * @param p probabilities; each row sums to 1
 */
public record FinStoch(Points dom, Points cod, double[][] p) implements Displayed {

  /** Rounding that the sum of a row may show. */
  private static final double ROUNDING = 1e-9;

  /** Checks the sizes, and that each row is a probability. */
  public FinStoch {
    boolean fits = p.length == dom.size();
    for (double[] row : p) {
      fits &= row.length == cod.size() && Arrays.stream(row).allMatch(v -> v >= 0);
      fits &= Math.abs(Arrays.stream(row).sum() - 1) < ROUNDING;
    }
    Refused.unless(
        fits,
        "a stochastic matrix from %s to %s has a row for each input, whose entries, one for each output, are at least 0 and sum to 1.",
        dom,
        cod);
  }

  /**
   * The matrix of a kernel from a finite space.
   *
   * @throws IllegalArgumentException if the domain is not finite, or a box reads noise that has not
   *     finitely many outcomes
   */
  public static FinStoch exact(Kernel k) {
    return exact(k, Points.of(k.dom()));
  }

  /**
   * The matrix of a kernel on some inputs; its columns are the outputs that occur if the codomain
   * is infinite.
   */
  public static FinStoch exact(Kernel k, Points dom) {
    Refused.unless(
        dom.space().underlying().equals(k.dom().underlying()),
        "\"%s\" starts from %s, not from %s.",
        k.name(),
        k.dom(),
        dom.space());
    k.ready();
    List<List<Exact.Outcome>> laws = Exact.laws(k.diagram(), dom.rows());
    Points cod = Points.all(k.cod()).orElseGet(() -> support(k, laws));
    Map<LongBuffer, Integer> number = numbers(cod);
    double[][] p = new double[dom.size()][cod.size()];
    for (int i = 0; i < p.length; i++) {
      for (Exact.Outcome o : laws.get(i)) {
        p[i][number.get(PointRows.key(o.value()))] += o.p();
      }
    }
    return new FinStoch(dom, cod, p);
  }

  private static Points support(Kernel k, List<List<Exact.Outcome>> laws) {
    var all = new LinkedHashMap<LongBuffer, double[]>();
    laws.forEach(law -> law.forEach(o -> all.putIfAbsent(PointRows.key(o.value()), o.value())));
    List<double[]> rows = all.values().stream().sorted(Arrays::compare).toList();
    return new Points(k.cod(), PointRows.arrays(k.cod().parts(), rows), rows.size());
  }

  private static Map<LongBuffer, Integer> numbers(Points points) {
    var out = new HashMap<LongBuffer, Integer>();
    points.rows().forEach(r -> out.put(PointRows.key(r), out.size()));
    return out;
  }

  /**
   * How far a kernel is from k(dy | g·x) = g·k(dy | x), over all g and x: both sides are diagrams G
   * ⊗ X → Y, compared as matrices. 0 means that it is equivariant: a proof up to rounding.
   */
  public static double equivarianceError(Kernel k, Group g) {
    return equivarianceError(k, g, Points.of(k.dom()));
  }

  /** The same over some inputs. */
  public static double equivarianceError(Kernel k, Group g, Points x) {
    Kernel left = Kernels.action(g, k.dom()).then(k);
    Kernel one = Kernels.identity(Spaces.elements(g), g);
    Kernel right =
        Kernels.of("k", k.group(), one.diagram()).beside(k).then(Kernels.action(g, k.cod()));
    Points both = Points.of(Spaces.elements(g)).times(x);
    return exact(left, both).distance(exact(right, both));
  }

  /** Matrix product: this, then another. */
  public FinStoch then(FinStoch next) {
    Refused.unless(cod.size() == next.dom.size(), "%s are not %s.", cod, next.dom);
    double[][] out =
        MatrixUtils.createRealMatrix(p).multiply(MatrixUtils.createRealMatrix(next.p)).getData();
    return new FinStoch(dom, next.cod, out);
  }

  /** Kronecker product: both, independently. */
  public FinStoch beside(FinStoch other) {
    int n = other.dom.size();
    int m = other.cod.size();
    double[][] out = new double[dom.size() * n][cod.size() * m];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out[i].length; j++) {
        out[i][j] = p[i / n][j / m] * other.p[i % n][j % m];
      }
    }
    return new FinStoch(dom.times(other.dom), cod.times(other.cod), out);
  }

  /** The largest total variation distance of two laws at one input: ½ Σ |p(x, y) − q(x, y)|. */
  public double distance(FinStoch other) {
    Refused.unless(
        dom.size() == other.dom.size(), "matrices on %s and on %s differ.", dom, other.dom);
    Map<LongBuffer, Integer> number = numbers(cod);
    other.cod.rows().forEach(r -> number.putIfAbsent(PointRows.key(r), number.size()));
    List<Integer> at = other.cod.rows().stream().map(r -> number.get(PointRows.key(r))).toList();
    double worst = 0;
    for (int i = 0; i < p.length; i++) {
      double[] gap = Arrays.copyOf(p[i], number.size());
      for (int j = 0; j < at.size(); j++) {
        gap[at.get(j)] -= other.p[i][j];
      }
      worst = Math.max(worst, Arrays.stream(gap).map(Math::abs).sum() / 2);
    }
    return worst;
  }

  /** Whether every input has one output: whether it commutes with copying. */
  public boolean isDeterministic() {
    return Arrays.stream(p).allMatch(row -> Arrays.stream(row).max().orElse(0) > 1 - ROUNDING);
  }

  /**
   * The kernel with this matrix, whose equivariance its author vouches for: its exact reading is
   * this matrix, and its sampled reading draws from the rows.
   */
  public Kernel kernel(String name, Group group) {
    double[] flat = Arrays.stream(p).flatMapToDouble(Arrays::stream).toArray();
    Array rows = Array.of(flat, dom.size(), cod.size());
    boolean random = !isDeterministic();
    return Kernels.box(
        name,
        dom.space(),
        cod.space(),
        group,
        List.of(),
        random,
        (x, u) -> {
          var row = rows.tensor().indexSelect(0, dom.index(x)).expand(u.rows(), cod.size());
          return cod.at(random ? u.choice("outcome", row) : row.argmax(1), u.real());
        });
  }

  @Override
  public Map<String, String> display() {
    List<String> columns = new ArrayList<>(List.of(""));
    columns.addAll(cod.names());
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < p.length; i++) {
      var row = new ArrayList<>(List.of(dom.name(i)));
      for (double v : p[i]) {
        row.add(v == 0 ? "" : String.format(Locale.ROOT, "%.3g", v));
      }
      rows.add(row);
    }
    return Map.of("text/html", Html.caption(toString()) + Html.table(columns, rows));
  }

  @Override
  public String toString() {
    return "stochastic matrix from " + dom + " to " + cod;
  }
}
