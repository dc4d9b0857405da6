package org.symm.tensor;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Remembers which box is being built, so that nodes and errors can name it. */
public final class Scope {

  private static final ThreadLocal<String> BOX = ThreadLocal.withInitial(() -> "");

  /** Rows that a program is written for where any number will do: a size that is no other. */
  public static final long ROWS = 1009;

  private static final ThreadLocal<Boolean> ANY = ThreadLocal.withInitial(() -> false);

  private static final Pattern SIZE = Pattern.compile("(?<![\\w.:])\\d{1,15}(?!\\w|\\.\\d)");

  private Scope() {}

  /** Builds a part of a program for {@link #ROWS} rows, which errors call by their name. */
  public static <T> T anyRows(Supplier<T> build) {
    boolean outer = ANY.get();
    ANY.set(true);
    try {
      return build.get();
    } finally {
      ANY.set(outer);
    }
  }

  /** A sentence whose shapes name the rows axis: (rows, 5, 3), (2·rows, 5, 3). */
  static String rows(String sentence) {
    return ANY.get()
        ? SIZE.matcher(sentence).replaceAll(m -> size(Long.parseLong(m.group())))
        : sentence;
  }

  private static String size(long n) {
    long times = n / ROWS;
    return n == 0 || n % ROWS != 0 ? "" + n : times == 1 ? "rows" : times + "·rows";
  }

  /**
   * Builds a part of a program in the name of a box; every operation built in it carries that name.
   */
  public static <T> T named(String box, Supplier<T> build) {
    String outer = BOX.get();
    BOX.set(box);
    try {
      return build.get();
    } finally {
      BOX.set(outer);
    }
  }

  static String box() {
    return BOX.get();
  }
}
