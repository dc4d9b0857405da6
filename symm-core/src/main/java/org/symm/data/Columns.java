package org.symm.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.display.Displayed;
import org.symm.display.Html;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.groups.Slot;
import org.symm.spaces.Space;
import org.symm.tensor.DType;

/**
 * The named columns of a CSV file, as numbers, and the points of spaces that they hold.
 *
 * <pre>{@code
 * var table = Columns.read(Path.of("forces.csv"));          // x1, y1, z1, …, z5, fx1, …, fz5
 * var data = new Data(table.points(points(5, 3), "x1..z5"),
 *                     table.points(vectors(5, 3), "fx1..fz5"));
 * }</pre>
 *
 * <p>Nothing is guessed: a cell that is missing, text or not finite is refused when its column is
 * asked for, with file, line and column. Other columns may hold what they like.
 */
public final class Columns implements Displayed {
  private static final int SHOWN = 5;

  private final Path file;
  private final List<String> names;
  private final double[][] values;
  private final String[] faults;
  private final int[] lines;

  /** Takes over what was read; a column with a fault has numbers that mean nothing. */
  Columns(Path file, List<String> names, double[][] values, String[] faults, int[] lines) {
    this.file = file;
    this.names = names;
    this.values = values;
    this.faults = faults;
    this.lines = lines;
  }

  /** Reads a file with commas, decimal points and a header row: {@link CsvFormat#COMMAS}. */
  public static Columns read(Path file) {
    return read(file, CsvFormat.COMMAS);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it holds no rows, a row has too many or too few cells, a
   *     line between rows is empty, two columns have one name, the header is missing, or it is not
   *     a CSV file in UTF-8
   * @throws java.io.UncheckedIOException if it cannot be read
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public static Columns read(Path file, CsvFormat format) {
    Refused.ifNull(file, "the CSV file to read");
    Refused.ifNull(format, "the format of %s", file);
    return CsvReader.read(file, format);
  }

  /** The names of the columns, in the file's order. */
  public List<String> names() {
    return names;
  }

  /** The number of rows, without the header. */
  public int rows() {
    return lines.length;
  }

  /**
   * The numbers of one column.
   *
   * @throws IllegalArgumentException if there is no such column, or one of its cells is no number
   */
  public double[] numbers(String column) {
    return Arrays.copyOf(values[sound(place(column))], rows());
  }

  /** As {@link #points(DType, Space, String...)}, in float32. */
  public List<Array> points(Space x, String... columns) {
    return points(DType.FLOAT32, x, columns);
  }

  /**
   * The rows as points of a space: the numbers of a point in row-major order, component by
   * component, one column for each. A column may be named more than once, as for the entries of a
   * symmetric matrix.
   *
   * @param real the element type of real numbers; whole numbers are int64
   * @param columns names, or {@code first..last} for the columns between two and these, in the
   *     file's order
   * @return an array for each part of the space, rows first
   * @throws IllegalArgumentException if a column is not there, their number is not that of a
   *     point's numbers, or a cell is missing, text, not finite in this element type, or not whole
   *     where a whole number is needed, with file, line and column
   */
  public List<Array> points(DType real, Space x, String... columns) {
    Refused.ifNull(real, "the element type of points of %s", x);
    Refused.ifNull(x, "the space that columns of %s are points of", file);
    Refused.ifNull(columns, "the columns that are points of %s", x);
    int[] from = Stream.of(columns).flatMapToInt(this::places).toArray();
    if (from.length != x.width()) {
      throw Refused.because(
          "a point of %s has %s numbers, and %s columns are given: %s.",
          x, x.width(), from.length, IntStream.of(from).mapToObj(names::get).toList());
    }
    var out = new ArrayList<Array>();
    int at = 0;
    for (Slot p : x.parts()) {
      int next = at + (int) p.shape().count();
      out.add(part(p, p.dtype(real), Arrays.copyOfRange(from, at, next)));
      at = next;
    }
    return out;
  }

  private Array part(Slot p, DType type, int[] from) {
    double[] all = new double[rows() * from.length];
    for (int k = 0; k < from.length; k++) {
      double[] column = values[sound(from[k])];
      for (int i = 0; i < rows(); i++) {
        if (!fits(column[i], type)) {
          throw Refused.because(
              "%s, line %s, column \"%s\": %s is not a number that %s holds.",
              file, lines[i], names.get(from[k]), column[i], type);
        }
        all[i * from.length + k] = column[i];
      }
    }
    return Array.of(all, p.rows(rows()).toArray()).to(type);
  }

  private static boolean fits(double v, DType type) {
    return type == DType.INT64
        ? v == Math.rint(v) && Math.abs(v) < 1L << 53
        : type != DType.FLOAT32 || Float.isFinite((float) v);
  }

  /** The columns that a name, or a span of names, stands for. */
  private IntStream places(String words) {
    int dots = words.indexOf("..");
    if (names.contains(words) || dots < 0) {
      return IntStream.of(place(words));
    }
    int first = place(words.substring(0, dots));
    int last = place(words.substring(dots + 2));
    if (last < first) {
      throw Refused.because(
          "\"%s\": column \"%s\" comes after \"%s\" in %s.",
          words, names.get(first), names.get(last), file);
    }
    return IntStream.rangeClosed(first, last);
  }

  private int place(String name) {
    int i = names.indexOf(name);
    if (i < 0) {
      throw Refused.because("%s has no column \"%s\"; its columns are %s.", file, name, names);
    }
    return i;
  }

  private int sound(int column) {
    if (faults[column] != null) {
      throw new IllegalArgumentException(faults[column]);
    }
    return column;
  }

  /** The names over the first rows; a column that does not hold numbers says so. */
  @Override
  public Map<String, String> display() {
    var head =
        IntStream.range(0, Math.min(SHOWN, rows()))
            .mapToObj(i -> IntStream.range(0, names.size()).mapToObj(c -> cell(i, c)).toList())
            .toList();
    return Map.of("text/html", Html.caption(toString()) + Html.table("", names, head, c -> true));
  }

  private String cell(int row, int column) {
    return faults[column] == null
        ? String.format(Locale.ROOT, "%.5g", values[column][row])
        : "no numbers";
  }

  /** As in {@code forces.csv: 400 rows of x1, y1, z1, fx1, fy1, fz1}. */
  @Override
  public String toString() {
    return file.getFileName() + ": " + rows() + " rows of " + String.join(", ", names);
  }
}
