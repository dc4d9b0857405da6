package org.symm.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes the numbers of one column or array alike, so that they can be compared by eye. */
final class NumberColumn {
  private static final int DIGITS = 4;

  private NumberColumn() {}

  /**
   * The numbers as text. Whole numbers of integer types stay whole; others get the same number of
   * decimals, about four significant digits and no common trailing zeros, or the form 1.23e-07 when
   * they range too far.
   */
  static List<String> align(List<? extends Number> numbers) {
    if (numbers.stream().allMatch(NumberColumn::isWhole)) {
      return numbers.stream().map(Object::toString).toList();
    }
    double[] sizes =
        numbers.stream()
            .mapToDouble(n -> Math.abs(n.doubleValue()))
            .filter(x -> x > 0 && x < Double.POSITIVE_INFINITY)
            .toArray();
    double smallest = Arrays.stream(sizes).min().orElse(1);
    double largest = Arrays.stream(sizes).max().orElse(1);
    if (smallest < 1e-4 || largest >= 1e7) {
      return numbers.stream().map(n -> write(n.doubleValue(), "%.2e")).toList();
    }
    int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(smallest));
    String format = "%." + Math.max(1, Math.min(decimals, largest < 1 ? 6 : DIGITS)) + "f";
    return trimZeros(numbers.stream().map(n -> write(n.doubleValue(), format)).toList());
  }

  private static boolean isWhole(Number n) {
    return n instanceof Integer || n instanceof Long || n instanceof Short || n instanceof Byte;
  }

  private static String write(double x, String format) {
    if (Double.isNaN(x)) {
      return "NaN";
    }
    return Double.isInfinite(x) ? (x > 0 ? "∞" : "-∞") : String.format(Locale.ROOT, format, x);
  }

  private static List<String> trimZeros(List<String> texts) {
    List<String> trimmed = texts;
    while (trimmed.stream().allMatch(t -> !t.contains(".") || t.matches("-?\\d+\\.\\d+0"))) {
      if (trimmed.stream().noneMatch(t -> t.contains("."))) {
        break;
      }
      trimmed =
          trimmed.stream().map(t -> t.contains(".") ? t.substring(0, t.length() - 1) : t).toList();
    }
    return trimmed;
  }
}
