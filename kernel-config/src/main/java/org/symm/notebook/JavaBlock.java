package org.symm.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java that runs, and what it says then.
 *
 * @param java statements, after as many empty lines as stand before them in their file
 * @param output what they print, and the message of the error that they end with; empty if anything
 *     may be printed and no error is expected
 */
record JavaBlock(String java, Optional<String> output) {
  /** A line that opens or closes a block: its marks and what follows them. */
  private static final Pattern FENCE = Pattern.compile(" *(`{3,}|~{3,})([^`]*)");

  /**
   * The blocks of a Markdown file between lines {@code ```java} and {@code ```}. One that is called
   * {@code ```output} is the output of the Java before it. Other blocks are not meant to run.
   *
   * @throws IllegalArgumentException if an output is of no Java, with its line
   */
  static List<JavaBlock> of(Path page) throws IOException {
    List<JavaBlock> blocks = new ArrayList<>();
    String marks = null;
    String kind = "";
    StringBuilder text = new StringBuilder();
    List<String> lines = Files.readAllLines(page);
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i).stripTrailing());
      boolean matches = fence.matches();
      if (marks == null && matches) {
        marks = fence.group(1);
        kind = fence.group(2).strip();
        text = new StringBuilder("\n".repeat(kind.equals("java") ? i + 1 : 0));
      } else if (matches && fence.group(1).startsWith(marks) && fence.group(2).isBlank()) {
        add(blocks, kind, text.toString(), page + ":" + (i + 1));
        marks = null;
      } else if (marks != null) {
        text.append(lines.get(i)).append('\n');
      }
    }
    return blocks;
  }

  private static void add(List<JavaBlock> blocks, String kind, String text, String place) {
    if (kind.equals("java")) {
      blocks.add(new JavaBlock(text, Optional.empty()));
    } else if (kind.equals("output")) {
      int last = blocks.size() - 1;
      if (last < 0 || blocks.get(last).output.isPresent()) {
        throw new IllegalArgumentException(
            place + ": an output, and no Java before it that says it");
      }
      blocks.set(last, new JavaBlock(blocks.get(last).java, Optional.of(text)));
    }
  }

  /**
   * Whether {@code said} is the output, however it is broken into lines; a … stands for anything.
   */
  boolean expects(String said) {
    String[] parts = words(output.orElseThrow()).split("…", -1);
    StringBuilder pattern = new StringBuilder();
    for (String part : parts) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return words(said).matches(pattern.toString());
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
