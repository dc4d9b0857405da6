package org.symm.notebook;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symm.display.Displayed;
import org.symm.display.Html;

/**
 * Rows under named columns, as HTML in a notebook and as aligned text elsewhere. Columns of numbers
 * are set right, with the same number of decimals.
 */
public record Table(List<String> columns, List<List<Object>> rows) implements Displayed {

  /**
   * A table of its own copy of the rows.
   *
   * @throws IllegalArgumentException when a row has not one entry per column
   */
  public Table {
    columns = List.copyOf(columns);
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "The table has %d columns %s, but a row has %d entries: %s"
                .formatted(columns.size(), columns, row.size(), row));
      }
    }
    rows = rows.stream().map(row -> Arrays.asList(row.toArray())).toList();
  }

  /** A table with one column per component of the records. */
  public static Table of(List<? extends Record> records) {
    if (records.isEmpty()) {
      throw new IllegalArgumentException("A table of records needs at least one record");
    }
    RecordComponent[] parts = records.get(0).getClass().getRecordComponents();
    return new Table(
        Arrays.stream(parts).map(RecordComponent::getName).toList(),
        records.stream().map(r -> Arrays.stream(parts).map(p -> read(p, r)).toList()).toList());
  }

  private static Object read(RecordComponent part, Record record) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Cannot read " + part + " of " + record, e);
    }
  }

  /** This table with one more row. */
  public Table row(Object... entries) {
    List<List<Object>> more = new ArrayList<>(rows);
    more.add(Arrays.asList(entries));
    return new Table(columns, more);
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
  }

  private List<String> texts(int column) {
    List<Object> entries = rows.stream().map(row -> row.get(column)).toList();
    return isNumeric(column)
        ? NumberColumn.align(entries.stream().map(Number.class::cast).toList())
        : entries.stream().map(Table::text).toList();
  }

  private static String text(Object entry) {
    if (entry != null && entry.getClass().isArray()) {
      return JavaArrayText.of(entry);
    }
    return entry instanceof Number n
        ? NumberColumn.align(List.of(n)).get(0)
        : String.valueOf(entry);
  }

  @Override
  public Map<String, String> display() {
    List<List<String>> texts = IntStream.range(0, columns.size()).mapToObj(this::texts).toList();
    List<List<String>> cells =
        IntStream.range(0, rows.size())
            .mapToObj(r -> texts.stream().map(column -> column.get(r)).toList())
            .toList();
    return Map.of("text/html", Html.table("class=\"symm-table\"", columns, cells, this::isNumeric));
  }

  @Override
  public String toString() {
    List<String> lines =
        new ArrayList<>(IntStream.rangeClosed(0, rows.size()).mapToObj(r -> "").toList());
    for (int c = 0; c < columns.size(); c++) {
      List<String> texts = new ArrayList<>(List.of(columns.get(c)));
      texts.addAll(texts(c));
      int width = texts.stream().mapToInt(String::length).max().orElse(0);
      for (int r = 0; r < texts.size(); r++) {
        String pad = " ".repeat(width - texts.get(r).length());
        String gap = c == 0 ? "" : "  ";
        lines.set(r, lines.get(r) + gap + (isNumeric(c) ? pad + texts.get(r) : texts.get(r) + pad));
      }
    }
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }
}
