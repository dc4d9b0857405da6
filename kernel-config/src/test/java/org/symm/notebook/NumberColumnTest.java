package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberColumnTest {
  @Test
  void wholeNumbersStayWhole() {
    assertEquals(
        List.of("1", "1000000000000"), NumberColumn.align(List.of(1L, 1_000_000_000_000L)));
  }

  @Test
  void decimalsAreEqualAndTrimmed() {
    assertEquals(List.of("1.0", "20.0"), NumberColumn.align(List.of(1.0, 20.0)));
    assertEquals(List.of("0.1235", "12.5000"), NumberColumn.align(List.of(0.12345678, 12.5)));
    assertEquals(List.of("0.500", "0.125"), NumberColumn.align(List.of(0.5, 0.125)));
  }

  @Test
  void wideRangesAreScientific() {
    assertEquals(List.of("1.40e+00", "6.00e-12"), NumberColumn.align(List.of(1.4, 6e-12)));
    assertEquals(List.of("0.00e+00", "3.00e-07"), NumberColumn.align(List.of(0.0, 3e-7)));
  }

  @Test
  void whatIsNotANumberIsSaid() {
    assertEquals(
        List.of("NaN", "∞", "-∞", "1.5"),
        NumberColumn.align(
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.5)));
    assertEquals(List.of("NaN"), NumberColumn.align(List.of(Double.NaN)));
  }
}
