package org.symm.data;

import java.util.HashSet;
import java.util.List;
import org.symm.display.Refused;

/**
 * How the numbers of a CSV file are written. Cells may be quoted; lines end in LF or CR LF; the
 * text is UTF-8, with or without a byte order mark.
 *
 * @param delimiter what stands between two cells
 * @param decimal the decimal sign: a point or a comma
 * @param names the columns of a file that does not name them; empty for one whose first row does
 */
public record CsvFormat(char delimiter, char decimal, List<String> names) {

  /** Cells between commas, decimal points, a header row: what pandas and most programs write. */
  public static final CsvFormat COMMAS = new CsvFormat(',', '.', List.of());

  /**
   * Cells between semicolons, decimal commas, a header row: what spreadsheets write where the comma
   * is the decimal sign.
   */
  public static final CsvFormat SEMICOLONS = new CsvFormat(';', ',', List.of());

  /** Cells between tabs, decimal points, a header row. */
  public static final CsvFormat TABS = new CsvFormat('\t', '.', List.of());

  /**
   * Checks the signs and the names.
   *
   * @throws IllegalArgumentException if they cannot be told apart
   */
  public CsvFormat {
    if (decimal != '.' && decimal != ',') {
      throw Refused.because("the decimal sign of a CSV file is '.' or ',', not '%s'.", decimal);
    }
    if (delimiter == decimal
        || Character.isLetterOrDigit(delimiter)
        || "\"+-\r\n".indexOf(delimiter) >= 0) {
      throw Refused.because(
          "'%s' cannot stand between numbers with decimal sign '%s'; use ',', ';' or a tab.",
          delimiter, decimal);
    }
    names = List.copyOf(names);
    if (new HashSet<>(names).size() < names.size()) {
      throw Refused.because("columns need names of their own, not %s.", names);
    }
  }

  /** The same for a file without a header row, whose columns get these names. */
  public CsvFormat named(String... columns) {
    return new CsvFormat(delimiter, decimal, List.of(columns));
  }
}
