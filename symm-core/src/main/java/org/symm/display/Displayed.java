package org.symm.display;

import java.util.Map;

/**
 * A value that describes itself to a notebook. Its {@code toString()} is the text shown in a
 * terminal and wherever rich content is not.
 */
public interface Displayed {
  /**
   * The value in one or more forms, from MIME type to content: {@code text/html}, {@code
   * text/markdown}, {@code text/latex} and {@code image/svg+xml} as text, {@code image/png} in
   * base64. A PNG is drawn at twice the size at which it is to appear, so that it stays sharp.
   * Where {@code text/plain} is not among them, it is the value's {@code toString()}.
   */
  Map<String, String> display();
}
