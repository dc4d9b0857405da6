package org.symm.notebook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * What a cell says that has thrown: the exception, the lines of cells that led there, and how many
 * frames of libraries are left out. JShell counts statements, each from its own first line; here a
 * statement is found again in the cell that it is from. Causes of an exception are not among it:
 * JJava hands on the outermost one.
 */
public final class CellErrors {
  private static final String RED = "\u001B[1;31m";
  private static final String BOLD = "\u001B[1m";
  private static final String DIM = "\u001B[2m";
  private static final String PLAIN = "\u001B[0m";

  /** Frames of a statement have its number for a file. */
  private static final Pattern STATEMENT = Pattern.compile("#(\\w+)");

  /** What may stand between statements. */
  private static final Pattern BETWEEN =
      Pattern.compile("(?s)(?:[\\s;]|//[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*");

  /** Where a statement begins. */
  private record Place(int cell, int line) {}

  /** The cell whose statements are evaluated, and how far they are. */
  private static final class Cell {
    final int number;
    final String source;
    String last = "";
    int start;
    int read;

    Cell(int number, String source) {
      this.number = number;
      this.source = source;
    }
  }

  private final Map<String, Place> places = new HashMap<>();
  private final Deque<Cell> cells = new ArrayDeque<>();

  /** Of the statements that {@code shell} is going to evaluate. */
  public CellErrors(JShell shell) {
    shell.onSnippetEvent(this::note);
  }

  /** Says that the statements to come are those of a cell, until {@link #leave}. */
  public void enter(int number, String code) {
    cells.push(new Cell(number, code));
  }

  /**
   * Says that those of the cell before go on: a cell may evaluate others, as {@code %time} does.
   */
  public void leave() {
    cells.pop();
  }

  private void note(SnippetEvent event) {
    if (event.causeSnippet() != null || cells.isEmpty()) {
      return; // a former statement, evaluated again with this one, or one of no cell
    }
    Snippet statement = event.snippet();
    Cell cell = cells.peek();
    String text = statement.source().strip();
    if (!text.equals(cell.last) || cell.source.startsWith(text, next(cell))) {
      cell.start = next(cell);
      if (!cell.source.startsWith(text, cell.start)) { // modifiers that JShell leaves out
        cell.start = Math.max(cell.start, cell.source.indexOf(text, cell.start));
      }
      cell.read = Math.min(cell.source.length(), cell.start + text.length());
      cell.last = text;
    } // else int a = 1, b = 2; makes two statements of one text
    String before = cell.source.substring(0, cell.start);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    places.put(statement.id(), new Place(cell.number, line));
  }

  private static int next(Cell cell) {
    Matcher between = BETWEEN.matcher(cell.source).region(cell.read, cell.source.length());
    return between.lookingAt() ? between.end() : cell.read;
  }

  /** The lines of an error, coloured as a terminal does. */
  public List<String> lines(EvalException thrown) {
    List<String> lines = new ArrayList<>();
    String head = RED + simple(thrown.getExceptionClassName()) + PLAIN;
    String message = thrown.getMessage();
    boolean silent = message == null || message.equals("null"); // JJava hands on the word
    lines.addAll(List.of((silent ? head : head + ": " + message).split("\n")));
    int folded = 0;
    int again = 0;
    for (StackTraceElement frame : thrown.getStackTrace()) {
      Place place = place(frame);
      String line = place == null ? null : line(place, frame);
      if (line == null) {
        folded++;
      } else if (line.equals(lines.get(lines.size() - 1))) {
        again++;
      } else {
        again = counted(lines, again);
        lines.add(line);
      }
    }
    counted(lines, again);
    if (folded > 0) {
      String frames = folded == 1 ? "1 frame" : folded + " frames";
      lines.add(DIM + "    (%s of the library and the kernel not shown)".formatted(frames) + PLAIN);
    }
    return lines;
  }

  /** Says how often the last line is repeated, as by a method that calls itself; 0 from then on. */
  private static int counted(List<String> lines, int again) {
    if (again > 0) {
      lines.add(DIM + "    (and %d times more)".formatted(again) + PLAIN);
    }
    return 0;
  }

  private static String line(Place place, StackTraceElement frame) {
    String name = frame.getMethodName().replaceFirst("^(do_it|lambda)\\$.*", "");
    int line = place.line() + Math.max(0, frame.getLineNumber() - 1);
    String where = "cell [%d], line %d".formatted(place.cell(), line);
    return "    at " + BOLD + where + PLAIN + (name.isEmpty() ? "" : " in " + name);
  }

  /** The name of a class without its package, and without the class that JShell puts it in. */
  private static String simple(String name) {
    return name.substring(
        Math.max(name.lastIndexOf('.'), name.startsWith("REPL.") ? name.lastIndexOf('$') : -1) + 1);
  }

  private Place place(StackTraceElement frame) {
    Matcher statement = STATEMENT.matcher(String.valueOf(frame.getFileName()));
    return statement.matches() ? places.get(statement.group(1)) : null;
  }
}
