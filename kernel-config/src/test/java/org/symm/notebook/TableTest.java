package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private record Row(String factor, double error, boolean holds) {}

  @Test
  void textIsAligned() {
    Table table = Nb.table("factor", "error").row("T(3)", 3e-7).row("O(3)", 1.5);
    assertEquals("factor     error\nT(3)    3.00e-07\nO(3)    1.50e+00", table.toString());
  }

  @Test
  void recordsAreRows() {
    Table table = Nb.table(List.of(new Row("T(3)", 0.25, true)));
    assertEquals(List.of("factor", "error", "holds"), table.columns());
    assertEquals(List.of(List.of("T(3)", 0.25, true)), table.rows());
  }

  @Test
  void htmlEscapesAndSetsNumbersRight() {
    String html = Nb.table("a<b", "n").row("x & y", 1).display().get("text/html");
    assertTrue(html.contains(">a&lt;b</th>") && html.contains(">x &amp; y</td>"), html);
    assertTrue(html.contains("text-align:right;font-variant-numeric:tabular-nums\">1</td>"), html);
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Nb.table("a", "b").row(1)).getMessage();
    assertEquals("The table has 2 columns [a, b], but a row has 1 entries: [1]", message);
    assertThrows(IllegalArgumentException.class, () -> Nb.table(List.of()));
  }

  @Test
  void aRowMayHoldNothing() {
    assertEquals("a     n\nnull  1", Nb.table("a", "n").row(null, 1).toString());
  }
}
