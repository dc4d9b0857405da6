package org.symm.notebook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Java of a Markdown page: what stands between lines {@code ```java} and {@code ```}. Blocks in
 * another language, or in none, are not meant to run.
 */
final class JavaBlocks {
  /** A line that opens or closes a block: its marks and what follows them. */
  private static final Pattern FENCE = Pattern.compile(" *(`{3,}|~{3,})([^`]*)");

  private JavaBlocks() {}

  /** The statements of all blocks, in the lines that they have on the page; other lines empty. */
  static String of(String page) {
    StringBuilder java = new StringBuilder();
    String marks = null;
    boolean runs = false;
    for (String line : page.split("\n", -1)) {
      Matcher fence = FENCE.matcher(line.stripTrailing());
      boolean matches = fence.matches();
      if (marks == null && matches) {
        marks = fence.group(1);
        runs = fence.group(2).strip().equals("java");
      } else if (matches && fence.group(1).startsWith(marks) && fence.group(2).isBlank()) {
        marks = null;
      } else if (marks != null && runs) {
        java.append(line);
      }
      java.append('\n');
    }
    return java.toString();
  }
}
