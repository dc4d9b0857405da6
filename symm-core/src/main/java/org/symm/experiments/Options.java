package org.symm.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Command-line options {@code --name value} and flags {@code --name}; all that are given must be
 * asked for.
 */
final class Options {

  private final Map<String, String> given = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();

  /** Reads arguments; the flags are options without a value. */
  Options(List<String> arguments, String... flags) {
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (!name.startsWith("--")) {
        throw new IllegalArgumentException("expected an option such as --epochs 100, got " + name);
      }
      boolean flag = Arrays.asList(flags).contains(name);
      if (!flag && i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      given.put(name, flag ? "true" : arguments.get(++i));
    }
  }

  private String text(String name, String otherwise) {
    known.add(name);
    return given.getOrDefault(name, otherwise);
  }

  boolean flag(String name) {
    return text(name, null) != null;
  }

  int number(String name, int otherwise, int least) {
    String s = text(name, String.valueOf(otherwise));
    try {
      int n = Integer.parseInt(s);
      if (n >= least) {
        return n;
      }
    } catch (NumberFormatException e) {
      // Said below, with the number that is too small.
    }
    throw new IllegalArgumentException(
        name + " takes a whole number of at least " + least + ", not " + s);
  }

  <T extends Enum<T>> T choice(String name, T otherwise, Class<T> of) {
    String s = text(name, otherwise.name());
    for (T t : of.getEnumConstants()) {
      if (t.name().equalsIgnoreCase(s)) {
        return t;
      }
    }
    throw new IllegalArgumentException(
        name
            + " is one of "
            + Arrays.stream(of.getEnumConstants())
                .map(t -> t.name().toLowerCase(Locale.ROOT))
                .toList()
            + ", not "
            + s);
  }

  /** Stops if an option was given that nobody asked for. */
  void done() {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown option " + name + "; there are " + String.join(" ", known));
      }
    }
  }
}
