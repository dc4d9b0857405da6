package org.symm.tensor;

import java.util.function.Supplier;

/** Remembers which box is being built, so that nodes and errors can name it. */
public final class Scope {

  private static final ThreadLocal<String> BOX = ThreadLocal.withInitial(() -> "");

  private Scope() {}

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
