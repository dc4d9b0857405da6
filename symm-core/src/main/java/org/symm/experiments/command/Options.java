package org.symm.experiments.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Command-line options {@code --name value} and flags {@code --name}; all that are given must be
 * asked for. {@code --help} lists those that are asked for.
 */
public final class Options {

  private static final String HELP = "--help";

  private final Map<String, String> given = new LinkedHashMap<>();
  private final Map<String, String> known = new LinkedHashMap<>();

  /** Reads arguments; the flags are options without a value. */
  public Options(List<String> arguments, String... flags) {
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i).equals("-h") ? HELP : arguments.get(i);
      if (!name.startsWith("--")) {
        throw new UsageException("expected an option such as --epochs 100, got " + name);
      }
      boolean flag = name.equals(HELP) || Arrays.asList(flags).contains(name);
      if (!flag && i + 1 == arguments.size()) {
        throw new UsageException(name + " needs a value");
      }
      given.put(name, flag ? "true" : arguments.get(++i));
    }
  }

  private String text(String name, String otherwise, String takes) {
    known.put(name, takes + (otherwise == null ? "" : " (" + otherwise + ")"));
    return given.getOrDefault(name, otherwise);
  }

  /** Whether an option without a value is given. */
  public boolean flag(String name, String says) {
    return text(name, null, says) != null;
  }

  /** A file or folder, or null. */
  public Path path(String name, String says) {
    String s = text(name, null, says);
    return s == null ? null : Path.of(s);
  }

  /** A whole number that is at least {@code least}. */
  public int number(String name, int otherwise, int least, String says) {
    return whole(name, text(name, "" + otherwise, says), least);
  }

  private static int whole(String name, String s, int least) {
    try {
      int n = Integer.parseInt(s);
      if (n >= least) {
        return n;
      }
    } catch (NumberFormatException e) {
      // Said below, with the number that is too small.
    }
    throw new UsageException(name + " takes a whole number of at least " + least + ", not " + s);
  }

  /** A finite number above 0. */
  public double positive(String name, double otherwise, String says) {
    return positive(name, text(name, "" + otherwise, says));
  }

  /** A number above 0; infinity if it is not given. */
  public double limit(String name, String says) {
    String s = text(name, null, says);
    return s == null ? Double.POSITIVE_INFINITY : positive(name, s);
  }

  private static double positive(String name, String s) {
    try {
      double x = Double.parseDouble(s);
      if (x > 0 && x < Double.POSITIVE_INFINITY) {
        return x;
      }
    } catch (NumberFormatException e) {
      // Said below, with the number that is too small.
    }
    throw new UsageException(name + " takes a number above 0, not " + s);
  }

  /** One of the constants of a type, written in small letters. */
  public <T extends Enum<T>> T choice(String name, T otherwise, Class<T> of) {
    return chosen(name, text(name, name(otherwise), "one of " + names(of)), of);
  }

  private static <T extends Enum<T>> T chosen(String name, String s, Class<T> of) {
    for (T t : of.getEnumConstants()) {
      if (name(t).equalsIgnoreCase(s)) {
        return t;
      }
    }
    throw new UsageException(name + " is one of " + names(of) + ", not " + s);
  }

  private static <T extends Enum<T>> String names(Class<T> of) {
    return String.join(", ", Arrays.stream(of.getEnumConstants()).map(Options::name).toList());
  }

  /** A choice as it is written on the command line. */
  public static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether there is such an option; after all were asked for. */
  public boolean has(String name) {
    return known.containsKey(name);
  }

  /** Stops if an option was given that nobody asked for. */
  public void demandKnown() {
    for (String name : given.keySet()) {
      if (!known.containsKey(name) && !name.equals(HELP)) {
        throw new UsageException(
            "unknown option " + name + "; there are " + String.join(" ", known.keySet()));
      }
    }
  }

  /**
   * What there is, with what is meant where nothing is given, a line each; empty if that was not
   * asked for.
   */
  public List<String> help() {
    return given.containsKey(HELP)
        ? known.entrySet().stream()
            .map(e -> String.format("  %-15s %s", e.getKey(), e.getValue()))
            .toList()
        : List.of();
  }
}
