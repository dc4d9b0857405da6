package org.symm.notebook;

import java.util.ArrayList;
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
 * statement is found again in the cell that it is from.
 */
public final class CellErrors {
  private static final String RED = "\u001B[1;31m";
  private static final String BOLD = "\u001B[1m";
  private static final String DIM = "\u001B[2m";
  private static final String PLAIN = "\u001B[0m";

  /** Frames of a statement have its number for a file. */
  private static final Pattern STATEMENT = Pattern.compile("#(\\w+)");

  /** Where a statement begins. */
  private record Place(int cell, int line) {}

  private final Map<String, Place> places = new HashMap<>();
  private int cell;
  private String source = "";
  private int read;

  /** Of the statements that {@code shell} is going to evaluate. */
  public CellErrors(JShell shell) {
    shell.onSnippetEvent(this::note);
  }

  /** Says that the statements to come are those of a cell. */
  public void cell(int number, String code) {
    cell = number;
    source = code;
    read = 0;
  }

  private void note(SnippetEvent event) {
    Snippet statement = event.snippet();
    if (event.causeSnippet() != null) {
      return; // a former statement, evaluated again with this one
    }
    int start = source.indexOf(statement.source().strip(), read);
    if (start >= 0) {
      int line = 1 + (int) source.substring(0, start).chars().filter(c -> c == '\n').count();
      places.put(statement.id(), new Place(cell, line));
      read = start + statement.source().strip().length();
    }
  }

  /** The lines of an error, coloured as a terminal does. */
  public List<String> lines(EvalException thrown) {
    List<String> lines = new ArrayList<>();
    String name = thrown.getExceptionClassName();
    String type = name.substring(name.lastIndexOf('.') + 1);
    String message = thrown.getMessage();
    String head = RED + type + PLAIN;
    lines.addAll(List.of((message == null ? head : head + ": " + message).split("\n")));
    int folded = 0;
    for (StackTraceElement frame : thrown.getStackTrace()) {
      Place place = place(frame);
      if (place == null) {
        folded++;
      } else {
        String method = frame.getMethodName().isEmpty() ? "" : " in " + frame.getMethodName();
        int line = place.line() + Math.max(0, frame.getLineNumber() - 1);
        lines.add(
            "    at " + BOLD + "cell [%d], line %d".formatted(place.cell(), line) + PLAIN + method);
      }
    }
    if (folded > 0) {
      lines.add(
          DIM
              + "    (%d frames of the library and the kernel are not shown)".formatted(folded)
              + PLAIN);
    }
    return lines;
  }

  private Place place(StackTraceElement frame) {
    Matcher statement = STATEMENT.matcher(String.valueOf(frame.getFileName()));
    return statement.matches() ? places.get(statement.group(1)) : null;
  }
}
