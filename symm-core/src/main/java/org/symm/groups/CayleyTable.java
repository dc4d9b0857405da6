package org.symm.groups;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.symm.display.Html;
import org.symm.display.Refused;

/** Checks of the group axioms on a table, and what closing a set of generators needs. */
final class CayleyTable {

  /** A letter, any number of times. */
  private static final Pattern RUN = Pattern.compile("(.)\\1*");

  private CayleyTable() {}

  /** Stops with the elements for which an axiom fails; the identity must be number 0. */
  static void check(String name, List<String> labels, int[][] table) {
    int n = table.length;
    Refused.unless(
        n != 0 && labels.size() == n && Arrays.stream(table).noneMatch(r -> r.length != n),
        "%s needs a square table with one label for each element, not %s rows and %s labels",
        name,
        n,
        labels.size());
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

  /** A product of generators, as a, a²b, …, from their letters; 1 for none. */
  static String word(String letters) {
    return letters.isEmpty()
        ? "1"
        : RUN.matcher(letters)
            .replaceAll(
                run -> {
                  int n = run.group().length();
                  return run.group(1) + (n > 1 ? superscript(n) : "");
                });
  }

  /** As in 12 to ¹². */
  static String superscript(int n) {
    return String.valueOf(n)
        .chars()
        .mapToObj(c -> "" + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'))
        .collect(Collectors.joining());
  }

  /** Matrices that differ by less than about 10⁻⁶ have one key. */
  static String key(RealMatrix a) {
    return Arrays.stream(a.getData())
        .flatMapToDouble(Arrays::stream)
        .mapToObj(x -> String.valueOf(Math.round(x * 1e6 + 0.1234)))
        .collect(Collectors.joining(" "));
  }
}
