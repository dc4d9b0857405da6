package org.symm.notebook;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Arrays of any depth as text: element type and shape, then the entries, aligned. Of a long axis
 * the first and last entries are shown with "..." between them.
 */
final class JavaArrayText {
  private static final int LONG = 12;
  private static final int EDGE = 4;

  private JavaArrayText() {}

  /** For example {@code double[2, 2]} and below it {@code [[1.0, 0.0]} and {@code [0.0, 1.0]]}. */
  static String of(Object array) {
    List<Object> entries = new ArrayList<>();
    collect(array, entries);
    Iterator<String> texts = align(entries).iterator();
    StringBuilder text = new StringBuilder(head(array));
    text.append(depth(array.getClass()) > 1 ? "\n" : " ");
    write(array, texts, 1, text);
    return text.toString();
  }

  private static String head(Object array) {
    Class<?> element = array.getClass();
    List<String> shape = new ArrayList<>();
    Object row = array;
    while (element.isArray()) {
      element = element.getComponentType();
      shape.add(row == null ? "?" : String.valueOf(Array.getLength(row)));
      row = element.isArray() ? firstIfRegular(row) : null;
    }
    return element.getSimpleName() + "[" + String.join(", ", shape) + "]";
  }

  /** The first row when all rows have its length, else null: the axis has no single length. */
  private static Object firstIfRegular(Object rows) {
    int n = rows == null ? 0 : Array.getLength(rows);
    for (int i = 0; i < n; i++) {
      Object row = Array.get(rows, i);
      if (row == null || Array.getLength(row) != Array.getLength(Array.get(rows, 0))) {
        return null;
      }
    }
    return n == 0 ? null : Array.get(rows, 0);
  }

  private static int depth(Class<?> type) {
    return type.isArray() ? 1 + depth(type.getComponentType()) : 0;
  }

  private static boolean isCut(int length, int i) {
    return length > LONG && i >= EDGE && i < length - EDGE;
  }

  private static void collect(Object array, List<Object> entries) {
    int n = Array.getLength(array);
    for (int i = 0; i < n; i++) {
      Object entry = Array.get(array, i);
      if (!isCut(n, i)) {
        if (isRow(array, entry)) {
          collect(entry, entries);
        } else {
          entries.add(entry);
        }
      }
    }
  }

  private static boolean isRow(Object array, Object entry) {
    return array.getClass().getComponentType().isArray() && entry != null;
  }

  private static List<String> align(List<Object> entries) {
    List<String> texts;
    if (!entries.isEmpty() && entries.stream().allMatch(Number.class::isInstance)) {
      texts = NumberColumn.align(entries.stream().map(Number.class::cast).toList());
    } else {
      texts = entries.stream().map(JavaArrayText::quote).toList();
    }
    int width = texts.stream().mapToInt(String::length).max().orElse(0);
    boolean right = entries.stream().allMatch(Number.class::isInstance);
    return texts.stream().map(t -> right ? " ".repeat(width - t.length()) + t : t).toList();
  }

  private static String quote(Object entry) {
    return entry instanceof CharSequence || entry instanceof Character
        ? "\"" + entry + "\""
        : String.valueOf(entry);
  }

  private static void write(Object array, Iterator<String> texts, int indent, StringBuilder text) {
    int n = Array.getLength(array);
    boolean rows = array.getClass().getComponentType().isArray();
    String gap = rows ? ",\n" + " ".repeat(indent) : ", ";
    text.append('[');
    for (int i = 0; i < n; i++) {
      if (isCut(n, i)) {
        text.append(rows ? "\n" + " ".repeat(indent) + "..." : ", ...");
        i = n - EDGE;
        text.append(rows ? "\n" + " ".repeat(indent) : ", ");
      } else if (i > 0) {
        text.append(gap);
      }
      Object entry = Array.get(array, i);
      if (isRow(array, entry)) {
        write(entry, texts, indent + 1, text);
      } else {
        text.append(texts.next());
      }
    }
    text.append(']');
  }
}
