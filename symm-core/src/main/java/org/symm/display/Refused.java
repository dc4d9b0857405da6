package org.symm.display;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Optional;

/** What does not fit, in a sentence for the person who reads it. */
public final class Refused {

  private Refused() {}

  /** An error whose sentence names, at each {@code %s}, one of the things it is about. */
  @FormatMethod
  public static IllegalArgumentException because(String sentence, Object... about) {
    return new IllegalArgumentException(String.format(sentence, about));
  }

  /** Stops unless what is asked for holds; the sentence says what is wanted and what is given. */
  @FormatMethod
  public static void unless(boolean holds, String sentence, Object... about) {
    if (!holds) {
      throw because(sentence, about);
    }
  }

  /** Stops where something is missing; the words say what it should be. */
  @FormatMethod
  public static void ifNull(Object given, String what, Object... about) {
    if (given == null) {
      throw new IllegalArgumentException(String.format(what, about) + ": nothing is given (null).");
    }
  }

  /** Stops with a reason, where there is one. */
  public static void ifPresent(Optional<String> reason) {
    if (reason.isPresent()) {
      throw new IllegalArgumentException(reason.get());
    }
  }
}
