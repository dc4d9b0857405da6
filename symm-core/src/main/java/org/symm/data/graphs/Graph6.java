package org.symm.data.graphs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.symm.display.Refused;

/**
 * graph6, the text format of nauty and of most lists of graphs: a graph a line, in signs from ? to
 * ~ of 6 bits each, the number of nodes and then one bit for each pair (formats.txt of nauty).
 */
public final class Graph6 {

  private static final int FIRST = 63;
  private static final int LAST = 126;
  private static final String HEADER = ">>graph6<<";

  /** The most nodes of the form with four signs for their number. */
  private static final int MOST = 258_047;

  private Graph6() {}

  /** The graph of a line. */
  public static SimpleGraph parse(String line) {
    String s = line.strip();
    s = s.startsWith(HEADER) ? s.substring(HEADER.length()) : s;
    boolean valid = !s.isEmpty() && s.chars().allMatch(c -> c >= FIRST && c <= LAST);
    boolean large = valid && s.charAt(0) == LAST;
    if (!valid || (large && (s.length() < 4 || s.charAt(1) == LAST))) {
      throw wrong(line);
    }
    int n = bits(s, 0);
    int at = 1;
    if (large) {
      n = bits(s, 1) << 12 | bits(s, 2) << 6 | bits(s, 3);
      at = 4;
    }
    long count = (long) n * (n - 1) / 2;
    if (n == 0 || s.length() - at != (count + 5) / 6) {
      throw wrong(line);
    }
    var pairs = new BitSet();
    for (int k = 0; k < count; k++) {
      if ((bits(s, at + k / 6) >> (5 - k % 6) & 1) == 1) {
        pairs.set(k);
      }
    }
    return new SimpleGraph(n, pairs);
  }

  private static int bits(String s, int i) {
    return s.charAt(i) - FIRST;
  }

  private static IllegalArgumentException wrong(String line) {
    return Refused.because(
        "\"%s\" is not a graph in graph6: the number of nodes and a bit for each pair, in signs from"
            + " ? to ~; sparse6 (:) and digraph6 (&) are other formats",
        line.length() > 60 ? line.substring(0, 60) + "…" : line);
  }

  /** The line of a graph. */
  public static String text(SimpleGraph g) {
    int n = g.n();
    Refused.unless(n <= MOST, "graph6 is written up to %s nodes, not %s", MOST, n);
    var out = new StringBuilder();
    if (n < 63) {
      out.append((char) (n + FIRST));
    } else {
      out.append((char) LAST);
      for (int shift = 12; shift >= 0; shift -= 6) {
        out.append((char) ((n >> shift & 63) + FIRST));
      }
    }
    BitSet pairs = g.pairs();
    int count = n * (n - 1) / 2;
    for (int k = 0; k < count; k += 6) {
      int six = 0;
      for (int i = 0; i < 6; i++) {
        six = six << 1 | (pairs.get(k + i) ? 1 : 0);
      }
      out.append((char) (six + FIRST));
    }
    return out.toString();
  }

  /** The graphs of a file, in order. */
  public static List<SimpleGraph> read(Path file) {
    try {
      var out = new ArrayList<SimpleGraph>();
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          out.add(parse(file, i + 1, lines.get(i)));
        }
      }
      return List.copyOf(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SimpleGraph parse(Path file, int number, String line) {
    try {
      return parse(line);
    } catch (IllegalArgumentException e) {
      throw Refused.because("%s, line %s: %s", file, number, e.getMessage());
    }
  }
}
