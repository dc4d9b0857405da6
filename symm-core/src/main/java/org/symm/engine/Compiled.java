package org.symm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symm.tensor.Node;
import org.symm.tensor.Seeds;
import org.symm.tensor.TensorException;

/**
 * A segment as libtorch holds it.
 *
 * @param program the name of the program
 * @param streams the program's noise streams, in their order
 */
record Compiled(String program, Writer.Segment segment, PtSymbolBlock module, List<String> streams)
    implements Stage {

  private static final Pattern LINE = Pattern.compile("__torch__\\.py\", line (\\d+)");

  static Compiled of(String program, Writer.Segment segment, List<String> streams) {
    try {
      PtSymbolBlock module = Torch.load(Archive.of(segment.text()));
      return new Compiled(program, segment, module, streams);
    } catch (RuntimeException e) {
      throw explain(program, segment, "could not be compiled", e);
    }
  }

  @Override
  public NDArray[] run(NDArray[] in, long seed) {
    boolean extra = segment.seeds() || in.length == 0;
    try (Array seeds = extra ? seeds(seed) : null) {
      if (seeds == null) {
        return Torch.call(module, in);
      }
      NDArray[] all = Arrays.copyOf(in, in.length + 1);
      all[in.length] = seeds.ndarray();
      return Torch.call(module, all);
    } catch (RuntimeException e) {
      throw explain(program, segment, "failed", e);
    }
  }

  private Array seeds(long seed) {
    long[] all = streams.stream().mapToLong(n -> Seeds.of(seed, n) >>> 1).toArray();
    return Array.of(all.length == 0 ? new long[1] : all);
  }

  /** An error of libtorch, with the box and the statement that it names last. */
  private static TensorException explain(
      String program, Writer.Segment segment, String what, RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    Matcher m = LINE.matcher(message);
    String where = "";
    while (m.find()) {
      int line = Integer.parseInt(m.group(1)) - Archive.HEAD_LINES - 1;
      Node owner = line >= 0 && line < segment.owners().size() ? segment.owners().get(line) : null;
      if (owner != null) {
        String text = segment.text().lines().skip(line).findFirst().orElse("").strip();
        where = owner.box.isEmpty() ? "" : " in box \"" + owner.box + "\"";
        where += text.startsWith("ops.prim.RaiseException") ? "" : ", at " + text;
      }
    }
    return TensorException.of(program, " " + what + where + ": " + cause(message), e);
  }

  /** The line of a message of libtorch that says what is wrong, without its own stack. */
  static String cause(String message) {
    String cause =
        message
            .lines()
            .map(String::strip)
            .filter(l -> l.contains("Error:") || l.contains("Exception:"))
            .reduce((a, b) -> b)
            .orElse(message.lines().filter(l -> !l.isBlank()).findFirst().orElse(message));
    return cause.replace("builtins.ValueError: ", "");
  }

  @Override
  public String text() {
    return segment.text();
  }
}
