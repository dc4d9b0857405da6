package org.symm.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.symm.display.Progress;
import org.symm.display.Refused;

/**
 * Reads a CSV file into {@link Columns}: cells by Apache Commons CSV, numbers and refusals here.
 * What is wrong with the file's form stops it; a cell that is no number is kept as the fault of its
 * column, so that columns of text do no harm until they are asked for.
 */
final class CsvReader {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern MISSING = Pattern.compile("(?i)|NA|#?N/A|null|none|nan|-|\\?|\\.");

  private final Path file;
  private final CsvFormat format;
  private List<String> names;
  private double[][] values;
  private String[] faults;
  private int[] lines = new int[64];
  private int rows;

  private CsvReader(Path file, CsvFormat format) {
    this.file = file;
    this.format = format;
    this.names = format.names();
  }

  static Columns read(Path file, CsvFormat format) {
    return new CsvReader(file, format).read();
  }

  private Columns read() {
    CSVFormat cells =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(format.delimiter())
            .setIgnoreEmptyLines(false) // they are refused between rows
            .get();
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      skipByteOrderMark(text);
      try (CSVParser parser = cells.parse(text)) {
        all(parser);
      }
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (rows == 0) {
      throw Refused.because("%s holds no rows of numbers.", file);
    }
    return new Columns(file, names, values, faults, Arrays.copyOf(lines, rows));
  }

  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
  }

  private RuntimeException unreadable(IOException e) {
    if (e instanceof CharacterCodingException) {
      return Refused.because("%s is not UTF-8 text; save it as UTF-8.", file);
    }
    return Files.isReadable(file) && !Files.isDirectory(file)
        ? Refused.because("%s is not a CSV file: %s.", file, e.getMessage())
        : new UncheckedIOException("Cannot read " + file + ": " + e, e);
  }

  private void all(CSVParser parser) {
    Iterator<CSVRecord> records = parser.iterator();
    boolean named = !names.isEmpty();
    if (named) {
      begin();
    }
    long blank = 0;
    while (true) {
      long line = parser.getCurrentLineNumber() + 1;
      if (!records.hasNext()) {
        return;
      }
      List<String> cells = new ArrayList<>();
      records.next().forEach(c -> cells.add(c.strip()));
      if (cells.equals(List.of(""))) { // at the end of a file it is nothing
        blank = blank == 0 ? line : blank;
        continue;
      }
      if (blank > 0) {
        throw Refused.because(
            "%s, line %s is empty, and rows follow; remove the line or fill it in.", file, blank);
      }
      if (named) {
        row((int) line, cells);
      } else {
        header(cells);
        named = true;
      }
    }
  }

  private void header(List<String> cells) {
    if (cells.size() == 1 && cells.get(0).matches(".+[,;\\t].+")) {
      throw Refused.because(
          "%s has one column, \"%s\", if '%s' stands between cells: read it as CsvFormat.COMMAS,"
              + " SEMICOLONS or TABS.",
          file, cells.get(0), format.delimiter());
    }
    boolean numbers = cells.stream().anyMatch(c -> Double.isFinite(number(c)));
    if (numbers
        && cells.stream()
            .allMatch(c -> Double.isFinite(number(c)) || MISSING.matcher(c).matches())) {
      throw Refused.because(
          "%s has numbers in its first row, %s, where names of columns belong: give the names, as in"
              + " CsvFormat.COMMAS.named(\"x\", \"y\").",
          file, cells);
    }
    for (int i = 0; i < cells.size(); i++) {
      int first = cells.indexOf(cells.get(i));
      if (first < i && cells.get(i).isEmpty()) {
        throw Refused.because(
            "%s, line 1: columns %s and %s have no name; name them, or remove them if they are"
                + " empty.",
            file, first + 1, i + 1);
      }
      if (first < i) {
        throw Refused.because(
            "%s, line 1: columns %s and %s are both named \"%s\"; give each a name of its own.",
            file, first + 1, i + 1, cells.get(i));
      }
    }
    names = List.copyOf(cells);
    begin();
  }

  private void begin() {
    values = new double[names.size()][lines.length];
    faults = new String[names.size()];
  }

  private void row(int line, List<String> cells) {
    int n = names.size();
    if (cells.size() != n) {
      throw Refused.because(
          "%s, line %s has %s cells for %s columns: %s.",
          file,
          line,
          cells.size(),
          n,
          cells.size() < n
              ? "there is none for column \"" + names.get(cells.size()) + "\""
              : "\""
                  + cells.get(n)
                  + "\" comes after the last column, \""
                  + names.get(n - 1)
                  + "\"");
    }
    if (rows == lines.length) {
      lines = Arrays.copyOf(lines, 2 * rows);
      for (int i = 0; i < n; i++) {
        values[i] = Arrays.copyOf(values[i], 2 * rows);
      }
    }
    for (int i = 0; i < n; i++) {
      values[i][rows] = number(cells.get(i));
      if (!Double.isFinite(values[i][rows]) && faults[i] == null) {
        faults[i] =
            String.format(
                "%s, line %s, column \"%s\": %s.",
                file, line, names.get(i), fault(cells.get(i), values[i][rows]));
      }
    }
    lines[rows++] = line;
    if (rows % 1024 == 0) {
      Progress.check();
    }
  }

  /** Infinite if it is too large; NaN if the cell is no number. */
  private double number(String cell) {
    String pointed = point(cell);
    return NUMBER.matcher(pointed).matches() ? Double.parseDouble(pointed) : Double.NaN;
  }

  /** Why a cell has no finite number. */
  private String fault(String cell, double number) {
    if (Double.isInfinite(number)) {
      return "\"" + cell + "\" is larger than a float64 can be";
    }
    if (MISSING.matcher(cell).matches()) {
      return "a number is missing"
          + (cell.isEmpty() ? "" : " (\"" + cell + "\")")
          + "; fill it in or leave the row out";
    }
    return cell.matches("(?i)[+-]?inf(inity)?")
        ? "\"" + cell + "\" is not finite"
        : "\"" + cell + "\" is not a number with decimal sign '" + format.decimal() + "'";
  }

  /** With a decimal point; a point where commas are expected makes it no number. */
  private String point(String cell) {
    return format.decimal() == '.' ? cell : cell.replace('.', '\'').replace(',', '.');
  }
}
