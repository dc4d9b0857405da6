package org.symm.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.E;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.certificates.Certificate.Row;
import org.symm.engine.Array;
import org.symm.statistics.TwoSample;
import org.symm.tensor.DType;

class CertificateTableTest {

  private static final Finding.Worst WORST =
      new Finding.Worst(
          List.of(Array.of(new double[] {1, 2}, 1, 2)),
          List.of(Array.of(new double[] {7, 8}, 1, 2)),
          () -> 0);

  private static Certificate function(double error) {
    return new Certificate(
        "f<x>",
        E(2),
        false,
        List.of(
            row("T(2)", DType.FLOAT64, 3e-16, 1e-9),
            row("T(2)", DType.FLOAT32, 2e-7, 1e-3),
            row("O(2)", DType.FLOAT64, error, 1e-9),
            row("O(2)", DType.FLOAT32, error, 1e-3)),
        "function: 64 inputs; seed 0",
        0);
  }

  private static Row row(String factor, DType type, double error, double tolerance) {
    var alone = factor.equals("T(2)") ? List.of("vector(2)", "scalars(1)") : List.<String>of();
    return new Row(factor, type, alone, new Finding.Function(error, tolerance, List.of(), WORST));
  }

  @Test
  void aTableForAFunction() {
    assertEquals(
        """
        f<x>, equivariant for E(2): FAILS
          T(2)  float64 3.0e-16  float32 2.0e-07  leaves vector(2), scalars(1)  holds
          O(2)  float64 1.4e+00  float32 1.4e+00                                FAILS
        function: 64 inputs; seed 0""",
        function(1.4).toString());
  }

  @Test
  void aTableForAStochasticKernel() {
    var c =
        new Certificate(
            "f",
            E(2),
            true,
            List.of(
                new Row("T(2)", DType.FLOAT64, List.of(), law(0.41, 0.9)),
                new Row("O(2)", DType.FLOAT64, List.of(), law(0.0005, 0.001)),
                new Row("rows", DType.FLOAT64, List.of(), law(0.01, 0.0005))),
            "in law; seed 0",
            0);
    assertEquals(
        """
        f, equivariant for E(2): FAILS
          T(2)  in law  float64 p = 0.410   holds
          O(2)  in law  float64 p ≤ 0.0005  FAILS
          rows  in law  float64 p = 0.010   FAILS
        in law; seed 0""",
        c.toString());
    var e = assertThrows(IllegalStateException.class, c::orThrow);
    assertTrue(
        e.getMessage()
            .contains(
                "two laws that should agree differ, p = 0.001 adjusted for all rows (alone: energy"
                    + " p ≤ 0.0005, MMD p = 0.100, moments p = 0.002, largest z = 8.7)"),
        e.getMessage());
    assertTrue(e.getMessage().contains("or rows share noise"), e.getMessage());
  }

  private static Finding.Law law(double p, double adjusted) {
    var test = new TwoSample(p, Math.min(p, 0.5), 0.1, 0.002, 8.7, 2000);
    return new Finding.Law(test, adjusted, 0.001, List.of(), WORST);
  }

  /** A p-value of a permutation test is never 0, and never below 1/labellings. */
  @Test
  void theSmallestPIsABound() {
    var test = new TwoSample(0, 0, 0, 0, 0, 2000);
    assertEquals("p ≤ 0.0005", test.text(1 / 2000.0));
    assertEquals("p = 0.001", test.text(2 / 2000.0));
    assertEquals("p ≤ 1e-05", new TwoSample(0, 0, 0, 0, 0, 100000).text(1e-5));
    assertEquals("p = 0.0007", new TwoSample(0, 0, 0, 0, 0, 9999).text(7e-4));
    assertEquals("not finite", TwoSample.notFinite(2000).toString());
  }

  @Test
  void whatFailedAndWhereIsInTheError() {
    String said =
        assertThrows(IllegalStateException.class, () -> function(1.4).orThrow()).getMessage();
    assertTrue(said.contains("O(2) in float64: error 1.40e+00, tolerance 1e-09\ninput "), said);
    assertTrue(said.contains(WORST.input().get(0).toString()), said);
    assertTrue(said.contains("element of E(2) " + WORST.element().get(0)), said);
    assertFalse(said.contains("T(2) in"), said);
    assertTrue(function(Double.NaN).toString().contains("not finite"));
  }

  @Test
  void htmlHasTheSameCellsEscaped() {
    String html = function(1.4).display().get("text/html");
    assertTrue(html.contains("f&lt;x&gt;, equivariant for E(2): FAILS"), html);
    assertTrue(html.contains(">error, float64</th>"), html);
    assertTrue(html.contains(">3.0e-16</td>"), html);
    assertEquals(html.split("<th ").length, html.split("<td ").length / 2 + 1, "heads and cells");
    assertEquals(html.split("<tr>").length, html.split("</tr>").length);
    assertEquals(function(1.4).html(), html);
  }

  @Test
  void toleranceInFloat32FollowsWhatFloat64Shows() {
    assertEquals(1e-9, Pathwise.tolerance(DType.FLOAT64, Double.NaN));
    assertEquals(1e-3, Pathwise.tolerance(DType.FLOAT32, 1e-16));
    assertEquals(1e-3, Pathwise.tolerance(DType.FLOAT32, Double.NaN));
    assertEquals(30 * 1e-12 * Math.pow(2, 29), Pathwise.tolerance(DType.FLOAT32, 1e-12), 1e-9);
    assertEquals(0.05, Pathwise.tolerance(DType.FLOAT32, 1e-9));
    assertEquals(1e-3, Pathwise.tolerance(DType.FLOAT32, 1.0), "a wrong kernel gets no credit");
  }
}
