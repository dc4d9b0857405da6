package org.symm.groups;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symm.display.Html;

/** Checks of the group axioms on a table, and what closing a set of generators needs. */
final class CayleyTable {

  private CayleyTable() {}

  /** Stops with the elements for which an axiom fails; the identity must be number 0. */
  static void check(String name, List<String> labels, int[][] table) {
    int n = table.length;
    if (n == 0 || labels.size() != n || Arrays.stream(table).anyMatch(r -> r.length != n)) {
      throw new IllegalArgumentException(
          name
              + " needs a square table with one label for each element, not "
              + n
              + " rows and "
              + labels.size()
              + " labels");
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (table[i][j] < 0 || table[i][j] >= n) {
          throw wrong(name, labels.get(i) + "·" + labels.get(j) + " is none of its elements");
        }
      }
      if (table[0][i] != i || table[i][0] != i) {
        throw wrong(name, "its first element is not the identity for " + labels.get(i));
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          if (table[table[i][j]][k] != table[i][table[j][k]]) {
            throw wrong(
                name,
                String.format(
                    "its table is not associative for %s, %s, %s",
                    labels.get(i), labels.get(j), labels.get(k)));
          }
        }
      }
    }
  }

  /** The table as HTML, each element in a colour of its own. */
  static String html(FiniteGroup g) {
    var out = new StringBuilder("<table style=\"margin:4px 0;border-collapse:collapse\">");
    int[][] table = g.table();
    for (int[] row : table) {
      out.append("<tr>");
      for (int e : row) {
        out.append("<td style=\"text-align:center;color:#222;padding:2px 6px;background:hsl(")
            .append(360 * e / table.length)
            .append(",55%,85%)\">")
            .append(Html.escape(g.labels().get(e)))
            .append("</td>");
      }
      out.append("</tr>");
    }
    return out.append("</table>").toString();
  }

  /** The inverse of each element. */
  static int[] inverses(String name, List<String> labels, int[][] table) {
    return IntStream.range(0, table.length)
        .map(
            i ->
                IntStream.range(0, table.length)
                    .filter(j -> table[i][j] == 0 && table[j][i] == 0)
                    .findFirst()
                    .orElseThrow(() -> wrong(name, labels.get(i) + " has no inverse")))
        .toArray();
  }

  private static IllegalArgumentException wrong(String name, String why) {
    return new IllegalArgumentException(name + " is not a group: " + why);
  }

  /** The number of a product; generators without inverses, as diag(1, 0), have none. */
  static int found(String name, Integer at) {
    if (at == null) {
      throw wrong(name, "its generators do not close");
    }
    return at;
  }

  /** w g, with powers as superscripts written a², a³, …. */
  static String word(String w, char g) {
    if (w.equals("1")) {
      return String.valueOf(g);
    }
    String digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    int end = w.length();
    while (end > 0 && digits.indexOf(w.charAt(end - 1)) >= 0) {
      end--;
    }
    if (w.charAt(end - 1) != g) {
      return w + g;
    }
    String power =
        w.substring(end)
            .chars()
            .mapToObj(c -> "" + digits.indexOf(c))
            .collect(Collectors.joining());
    int next = power.isEmpty() ? 2 : Integer.parseInt(power) + 1;
    return w.substring(0, end)
        + String.valueOf(next)
            .chars()
            .mapToObj(c -> "" + digits.charAt(c - '0'))
            .collect(Collectors.joining());
  }

  static double[][] product(double[][] a, double[][] b) {
    double[][] out = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < a.length; k++) {
          out[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return out;
  }

  static double[][] transpose(double[][] a) {
    double[][] out = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        out[j][i] = a[i][j];
      }
    }
    return out;
  }

  /** Matrices that differ by less than about 10⁻⁶ have one key. */
  static String key(double[][] a) {
    return Arrays.stream(a)
        .flatMapToDouble(Arrays::stream)
        .mapToObj(x -> String.valueOf(Math.round(x * 1e6 + 0.1234)))
        .collect(Collectors.joining(" "));
  }
}
