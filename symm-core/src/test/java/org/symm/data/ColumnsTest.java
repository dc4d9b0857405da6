package org.symm.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.forms;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.symm.learning.Data;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

class ColumnsTest {
  private static final String SMALL = "a,b,c\n1,2,3\n4,5,6\n";

  @TempDir Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("table.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void columnsBecomePoints() {
    var t =
        Columns.read(
            file("id,x1,y1,x2,y2,q1,q2,e,kind\nA-1,1,2,3,4,-1,1,.5,0\nA-2,5,6,7,8,1,-1,-2e-3,2\n"));
    assertEquals(2, t.rows());
    assertEquals(List.of("id", "x1", "y1", "x2", "y2", "q1", "q2", "e", "kind"), t.names());
    var x = t.points(points(2, 2).times(features(2, 1)), "x1..y2", "q1..q2");
    assertEquals(Shape.of(2, 2, 2), x.get(0).shape());
    assertEquals(DType.FLOAT32, x.get(0).dtype());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, x.get(0).doubles());
    assertEquals(Shape.of(2, 2, 1), x.get(1).shape());
    assertArrayEquals(new double[] {-1, 1, 1, -1}, x.get(1).doubles());
    var y = t.points(DType.FLOAT64, scalars(1), "e");
    assertEquals(DType.FLOAT64, y.get(0).dtype());
    assertArrayEquals(new double[] {0.5, -0.002}, y.get(0).doubles());
    assertArrayEquals(new double[] {0.5, -0.002}, t.numbers("e"));
    var kind = t.points(labels(), "kind").get(0);
    assertEquals(Shape.of(2), kind.shape());
    assertArrayEquals(new long[] {0, 2}, kind.longs());
    assertEquals(2, new Data(x, y).rows());
    assertEquals("table.csv: 2 rows of id, x1, y1, x2, y2, q1, q2, e, kind", t.toString());
    String html = t.display().get("text/html");
    assertTrue(html.contains("no numbers") && html.contains("-0.002"), html);
  }

  /** In any order, and more than once: six columns of a symmetric matrix. */
  @Test
  void aColumnMayBeNamedTwice() {
    var t = Columns.read(file("xx,yy,xy\n1,2,3\n"));
    assertArrayEquals(
        new double[] {1, 3, 3, 2}, t.points(forms(2), "xx", "xy", "xy", "yy").get(0).doubles());
  }

  /** Columns are read from where they stand, not from where the rows end. */
  @Test
  void manyRowsKeepTheirOrder() {
    var text = new StringBuilder("n,m\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i).append(',').append(-i).append('\n');
    }
    var t = Columns.read(file(text.toString()));
    double[] n = t.points(vectors(1, 2), "n", "m").get(0).doubles();
    assertEquals(5000, t.rows());
    for (int i = 0; i < 5000; i++) {
      assertEquals(i, n[2 * i]);
      assertEquals(-i, n[2 * i + 1]);
    }
  }

  /** One table, as different programs write it. */
  @TestFactory
  Stream<DynamicTest> writtenBySpreadsheets() {
    return Stream.of(
            List.of("plain", SMALL, CsvFormat.COMMAS),
            List.of("no line end at the end", SMALL.strip(), CsvFormat.COMMAS),
            List.of("CR LF", SMALL.replace("\n", "\r\n"), CsvFormat.COMMAS),
            List.of("a byte order mark", "\uFEFF" + SMALL, CsvFormat.COMMAS),
            List.of("blank lines at the end", SMALL + "\n\r\n  \n", CsvFormat.COMMAS),
            List.of("quotes", "\"a\",\"b\",\"c\"\n\"1\",2,\"3\"\n4,\"5\",6\n", CsvFormat.COMMAS),
            List.of("spaces", "a, b ,c\n 1, +2.0,3e0\n4.,5, 0.6E+1\n", CsvFormat.COMMAS),
            List.of("tabs", SMALL.replace(",", "\t"), CsvFormat.TABS),
            List.of("semicolons", "a;b;c\n1,0;2;3,00\n4;5;6\n", CsvFormat.SEMICOLONS),
            List.of(
                "semicolons and points",
                "a;b;c\n1.0;2;3\n4;5;6\n",
                new CsvFormat(';', '.', List.of())),
            List.of(
                "decimal commas in quotes",
                "a,b,c\n\"1,0\",2,3\n4,5,6\n",
                new CsvFormat(',', '.', List.of()),
                "\"1,0\" is not a number with decimal sign '.'"),
            List.of("no header", "1,2,3\n4,5,6\n", CsvFormat.COMMAS.named("a", "b", "c")))
        .map(
            c ->
                DynamicTest.dynamicTest(
                    (String) c.get(0),
                    () -> {
                      var t = Columns.read(file((String) c.get(1)), (CsvFormat) c.get(2));
                      if (c.size() == 4) {
                        refused(() -> t.points(scalars(3), "a..c"), (String) c.get(3));
                        return;
                      }
                      assertArrayEquals(
                          new double[] {1, 2, 3, 4, 5, 6},
                          t.points(scalars(3), "a..c").get(0).doubles());
                    }));
  }

  private record Bad(String text, CsvFormat format, Consumer<Columns> use, String said) {}

  private static Bad bad(String text, String said) {
    return new Bad(text, CsvFormat.COMMAS, t -> t.points(scalars(2), "x", "y"), said);
  }

  private static Bad bad(String text, CsvFormat format, String said) {
    return new Bad(text, format, t -> t.points(scalars(2), "x", "y"), said);
  }

  private static Bad bad(Consumer<Columns> use, String said) {
    return new Bad("x,y,kind,note\n1,1e39,1.5,good\n", CsvFormat.COMMAS, use, said);
  }

  /** Each sentence says where: file, line, column. */
  @TestFactory
  Stream<DynamicTest> refused() {
    return Stream.of(
            bad("x,y\n1,2\n3,\n", "table.csv, line 3, column \"y\": a number is missing; fill"),
            bad("x,y\n1,2\n3, NA\n", "line 3, column \"y\": a number is missing (\"NA\")"),
            bad("x,y\n1,2\nnan,2\n", "line 3, column \"x\": a number is missing (\"nan\")"),
            bad("x,y\n1,2\n3,-Inf\n", "line 3, column \"y\": \"-Inf\" is not finite."),
            bad("x,y\n1,1e999\n", "line 2, column \"y\": \"1e999\" is larger than a float64"),
            bad("x,y\n1,two\n", "line 2, column \"y\": \"two\" is not a number with decimal sign"),
            bad("x,y\n1,2f\n", "line 2, column \"y\": \"2f\" is not a number"),
            bad("x,y\n1,0x1p3\n", "line 2, column \"y\": \"0x1p3\" is not a number"),
            bad("x,y\n1,3 000\n", "line 2, column \"y\": \"3 000\" is not a number"),
            bad("x;y\n1;1.234,5\n", CsvFormat.SEMICOLONS, "\"1.234,5\" is not a number"),
            bad(
                "x;y\n1;1.5\n",
                CsvFormat.SEMICOLONS,
                "\"1.5\" is not a number with decimal sign ','"),
            bad("x,y\n1,2,3\n", "line 2 has 3 cells for 2 columns: \"3\" comes after the last"),
            bad(
                "x,y\n1,2\n3\n",
                "line 3 has 1 cells for 2 columns: there is none for column \"y\""),
            bad("x,y\r\n1,2\r\n\r\n3,4\r\n", "line 3 is empty, and rows follow"),
            bad("x,y,x\n1,2,3\n", "line 1: columns 1 and 3 are both named \"x\""),
            bad("x,y,,\n1,2,,\n", "line 1: columns 3 and 4 have no name; name them, or remove"),
            bad("1,2\n3,4\n", "has numbers in its first row, [1, 2], where names"),
            bad("nan,1\n2,3\n", "has numbers in its first row, [nan, 1], where names"),
            bad(",1\n2,3\n", "has numbers in its first row"),
            bad("x;y\n1;2\n", "has one column, \"x;y\", if ',' stands between cells"),
            bad("x,y\n", "holds no rows"),
            bad("", "holds no rows"),
            bad("x,y\n1,\"2\n", "is not a CSV file"),
            bad("x,y\n1,\"2\"3\n", "is not a CSV file"),
            bad(t -> t.numbers("z"), "has no column \"z\"; its columns are [x, y, kind, note]"),
            bad(t -> t.points(scalars(2), "x..z"), "has no column \"z\""),
            bad(t -> t.points(scalars(2), "y..x"), "column \"y\" comes after \"x\""),
            bad(t -> t.points(scalars(3), "x", "y"), "has 3 numbers, and 2 columns are given"),
            bad(t -> t.points(scalars(1), "note"), "line 2, column \"note\": \"good\" is not a n"),
            bad(
                t -> t.points(scalars(1), "y"),
                "column \"y\": 1.0E39 is not a number that FLOAT32"),
            bad(t -> t.points(labels(), "kind"), "column \"kind\": 1.5 is not a number that INT64"),
            bad(t -> t.points(scalars(1), (String[]) null), "(null)"),
            bad(t -> t.points(null, scalars(1), "x"), "(null)"),
            bad(t -> t.points((DType) null, null, "x"), "(null)"))
        .map(
            b ->
                DynamicTest.dynamicTest(
                    b.said,
                    () ->
                        refused(() -> b.use.accept(Columns.read(file(b.text), b.format)), b.said)));
  }

  private static void refused(Runnable use, String said) {
    String message = assertThrows(IllegalArgumentException.class, use::run).getMessage();
    assertTrue(message.contains(said), message);
    assertEquals(1, message.lines().count(), message);
  }

  /** A column that nobody asks for may hold anything; what fits float64 may not fit float32. */
  @Test
  void whatIsNotAskedForDoesNoHarm() {
    var t = Columns.read(file("x,y,note\n1,1e39,\n2,3,good\n"));
    assertArrayEquals(new double[] {1, 2}, t.numbers("x"));
    assertArrayEquals(
        new double[] {1e39, 3}, t.points(DType.FLOAT64, scalars(1), "y").get(0).doubles());
  }

  /** A cell may go over several lines: the number of a later one is that of the file. */
  @Test
  void linesAreThoseOfTheFile() {
    for (String end : List.of("\n", "\r\n")) {
      String text = "note,x\n\"one\ntwo\",1\ngood,\n".replace("\n", end);
      refused(() -> Columns.read(file(text)).numbers("x"), "line 4, column \"x\"");
    }
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    for (Charset other : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
      Path file = Files.write(folder.resolve("table.csv"), "x,größe\n1,2\n".getBytes(other));
      refused(() -> Columns.read(file), "is not UTF-8 text");
    }
    Path missing = folder.resolve("none.csv");
    assertThrows(UncheckedIOException.class, () -> Columns.read(missing));
    assertThrows(UncheckedIOException.class, () -> Columns.read(folder));
    refused(() -> Columns.read(null), "(null)");
    refused(() -> Columns.read(missing, null), "(null)");
  }

  @Test
  void aFormatTellsItsSignsApart() {
    refused(() -> new CsvFormat(',', ',', List.of()), "cannot stand between");
    refused(() -> new CsvFormat('e', '.', List.of()), "cannot stand between");
    refused(() -> new CsvFormat(';', '\'', List.of()), "decimal sign");
    refused(() -> CsvFormat.COMMAS.named("x", "x"), "names of their own");
  }

  @Test
  void anInterruptStopsIt() {
    Path file = file("x\n" + "1\n".repeat(5000));
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> Columns.read(file));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }
}
