package org.symm.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaxTTest {

  @Test
  void aRowIsTheLargerOfTheBestInputAndTheSumOverInputs() {
    double[] row = MaxT.row(List.of(new double[] {27, 1, 1, 1}, new double[] {1, 1, 27, 1}));
    // Cube roots 3, 1, 1, 1 have mean 1.5 and deviation √0.75: z = 1.73 and −0.58.
    double high = 1.5 / Math.sqrt(0.75);
    double low = -0.5 / Math.sqrt(0.75);
    double sum = 2 * low / Math.sqrt(2);
    assertArrayEquals(
        new double[] {high, Math.max(low, sum), high, Math.max(low, sum)}, row, 1e-12);
  }

  @Test
  void equalValuesUpToRoundingSayNothing() {
    assertArrayEquals(new double[3], MaxT.standard(new double[] {2, 2, 2}));
    assertArrayEquals(new double[3], MaxT.standard(new double[] {2, 2 + 1e-8, 2 - 1e-7}));
    assertArrayEquals(new double[2], MaxT.standard(new double[2]));
    double[] z = MaxT.standard(new double[] {1, 1e-7, 0, 1});
    assertEquals(z[1], z[2], "zeros with rounding are equal, though their cube roots are not");
    assertEquals(1, MaxT.p(new double[] {2, 2, 2}));
  }

  /** Holm needs r/α labellings to reject one of r rows; with 2/α the largest row still counts. */
  @Test
  void oneFalseRowOfManyIsFoundWithFewLabellings() {
    var r = new Random(2);
    var rows = new ArrayList<double[]>();
    for (int i = 0; i < 24; i++) {
      rows.add(r.doubles(2000).toArray());
    }
    rows.get(7)[0] = 3;
    double[] p = MaxT.adjusted(rows);
    assertEquals(1 / 2000.0, p[7]);
    assertTrue(24 * MaxT.p(rows.get(7)) > 0.01, "Holm's first step cannot reject at 0.001 or 0.01");
  }

  @Test
  void anAdjustedPCountsTheLargestOfAllRows() {
    var rows = List.of(new double[] {5, 1, 6, 2}, new double[] {2, 4, 1, 1});
    assertArrayEquals(new double[] {2 / 4.0, 4 / 4.0}, MaxT.adjusted(rows));
  }

  /** One false row beside five true ones: at 0.05, 2000 runs, 131 is beyond 0.9996. */
  @Test
  void trueRowsBesideAFalseOneKeepTheRate() {
    var r = new Random(1);
    int alarms = 0;
    int found = 0;
    for (int run = 0; run < 2000; run++) {
      var rows = new ArrayList<double[]>();
      for (int i = 0; i < 6; i++) {
        rows.add(r.doubles(100).toArray());
      }
      rows.get(0)[0] += 10;
      double[] p = MaxT.adjusted(rows);
      found += p[0] <= 0.05 ? 1 : 0;
      boolean alarm = false;
      for (int i = 1; i < 6; i++) {
        alarm |= p[i] <= 0.05;
      }
      alarms += alarm ? 1 : 0;
    }
    assertEquals(2000, found);
    assertTrue(alarms < 131, alarms + " false alarms");
  }
}
