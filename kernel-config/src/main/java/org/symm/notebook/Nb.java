package org.symm.notebook;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.symm.display.Displayed;
import org.symm.display.Progress;
import org.symm.display.Screen;

/** What a notebook says without a prefix: show, md, math, table, progress, param. */
public final class Nb {
  private static final String TEXT = "text/plain";

  private static final Map<Class<?>, Function<String, ?>> READERS =
      Map.of(
          Integer.class, Integer::valueOf,
          Long.class, Long::valueOf,
          Double.class, Double::valueOf,
          Boolean.class, Nb::bool,
          String.class, s -> s);

  private Nb() {}

  /** Shows a value at this point of the cell. */
  public static void show(Object value) {
    Map<String, String> forms = Renderers.render(value);
    boolean onlyText = !(value instanceof Displayed) && forms.keySet().equals(Set.of(TEXT));
    Screen.current().show(onlyText ? new Source(TEXT, forms.get(TEXT), forms.get(TEXT)) : value);
  }

  /**
   * Shows two values, each as an output of its own. The number of values is not open, as Java would
   * take the rows of an {@code int[][]} for them.
   */
  public static void show(Object first, Object second) {
    show(first);
    show(second);
  }

  /** Shows three values, each as an output of its own. */
  public static void show(Object first, Object second, Object third) {
    show(first, second);
    show(third);
  }

  /** Shows four values, each as an output of its own: more are a table. */
  public static void show(Object first, Object second, Object third, Object fourth) {
    show(first, second);
    show(third, fourth);
  }

  /** Shows text written in Markdown. */
  public static void md(String markdown) {
    show(new Source("text/markdown", markdown, markdown));
  }

  /** Shows a formula written in LaTeX, as a line of its own. */
  public static void math(String latex) {
    show(new Source("text/latex", "$$" + latex + "$$", latex));
  }

  /**
   * Shows what is written about a class or method of the library: {@code doc("haar")}, {@code
   * doc("Kernel.to")}.
   *
   * @throws IllegalArgumentException if nothing public in the library has this name
   */
  public static void doc(String name) {
    show(Inspection.of(name));
  }

  /** A table without rows; add them by {@link Table#row}. */
  public static Table table(String... columns) {
    return new Table(List.of(columns), List.of());
  }

  /** A table with one row per record and one column per component. */
  public static Table table(List<? extends Record> records) {
    return Table.of(records);
  }

  /**
   * A loop of {@code total} steps with a bar; an interrupt of the cell stops it at the next step.
   */
  public static Progress progress(String label, int total) {
    return Progress.of(label, total);
  }

  /** A loop over a collection with a bar; an interrupt of the cell stops it at the next element. */
  public static <T> Iterable<T> progress(String label, Collection<T> elements) {
    return () -> {
      Iterator<T> values = elements.iterator();
      Iterator<Integer> steps = Progress.of(label, elements.size()).iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return steps.hasNext();
        }

        @Override
        public T next() {
          steps.next();
          return values.next();
        }
      };
    };
  }

  /** Whether notebooks run at their small scale: {@code NB_FAST=1}. */
  public static boolean fast() {
    return "1".equals(System.getenv("NB_FAST"));
  }

  /**
   * A parameter: {@code NB_<NAME>} of the environment, read as what the value is (a whole number, a
   * number, true or false, or text), else the fast value at small scale, else the value.
   *
   * @throws IllegalArgumentException if the value is of another kind, or the variable no such value
   */
  public static <T> T param(String name, T value, T fastValue) {
    String variable = "NB_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return read(variable, System.getenv(variable), fast() ? fastValue : value);
  }

  /** A parameter that is the same at every scale. */
  public static <T> T param(String name, T value) {
    return param(name, value, value);
  }

  /** The value of a variable, or {@code otherwise} when it is not set. */
  @SuppressWarnings("unchecked")
  static <T> T read(String variable, String text, T otherwise) {
    var reader = READERS.get(otherwise.getClass());
    if (reader == null) {
      throw new IllegalArgumentException(
          "a parameter is a number, true or false, or text, not " + otherwise);
    }
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return (T) reader.apply(text.strip());
    } catch (IllegalArgumentException e) {
      String kind =
          otherwise instanceof Boolean
              ? "true or false"
              : otherwise instanceof Double ? "a number" : "a whole number";
      throw new IllegalArgumentException(
          "%s=%s is not %s; unset it to use %s".formatted(variable, text, kind, otherwise), e);
    }
  }

  private static boolean bool(String text) {
    boolean value = text.equalsIgnoreCase("true");
    if (!value && !text.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private record Source(String mime, String content, String text) implements Displayed {
    @Override
    public Map<String, String> display() {
      return Map.of(mime, content);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
