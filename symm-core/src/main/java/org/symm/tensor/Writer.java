package org.symm.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes one compiled segment: a method {@code forward} with one argument for each tensor that
 * comes from outside. Statements with the same text share one variable.
 */
final class Writer {

  /** The text of a gradient node, which this class writes out itself. */
  static final String GRADIENT = "gradient";

  private final String device;
  private final Differentiation differentiation;
  private final List<String> streams;
  private final Map<Tensor, String> names = new HashMap<>();
  private final Map<Tensor, String> plain = new HashMap<>();
  private final Map<String, String> seen = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<Node> owners = new ArrayList<>();
  private final Map<Tensor, String> arguments = new LinkedHashMap<>();
  private int next;

  /**
   * What the gradients of a program need.
   *
   * @param leaves what is differentiated by
   * @param several whether gradients may share a part of their graph, which is then kept
   * @param again the gradients that are themselves differentiated
   */
  record Differentiation(Set<Tensor> leaves, boolean several, Set<Node> again) {}

  Writer(String device, Differentiation differentiation, List<String> streams) {
    this.device = device;
    this.differentiation = differentiation;
    this.streams = streams;
  }

  /** A compiled segment: its text, what it takes and gives, and the node behind each line. */
  record Segment(
      String text,
      List<Tensor> arguments,
      List<Tensor> results,
      boolean seeds,
      List<Node> owners) {}

  private void line(Node owner, String text) {
    for (String part : text.split("\n", -1)) {
      lines.add(part);
      owners.add(owner);
    }
  }

  private String fresh() {
    return "v" + next++;
  }

  private String name(Tensor t) {
    String n = names.get(t);
    if (n == null) {
      n = fresh();
      arguments.put(t, n);
      names.put(t, n);
    }
    return n;
  }

  /** A leaf enters as an argument; one that is differentiated starts its own gradient. */
  void leaf(Tensor t) {
    String raw = name(t);
    if (differentiation.leaves().contains(t)) {
      String v = fresh();
      line(t.node, v + " = torch.requires_grad_(torch.detach(" + raw + "), True)");
      names.put(t, v);
    }
  }

  void statement(Node node) {
    if (node.text.equals("%0")) {
      names.put(node.output(0), name(node.inputs.get(0)));
      return;
    }
    if (node.text.equals(GRADIENT)) {
      gradient(node);
      return;
    }
    String text = node.text.replace("%device", device);
    if (node.payload instanceof Draws.Stream s) {
      int i = streams.indexOf(s.name());
      text =
          text.replace(
              "%generator",
              "torch.Generator(device="
                  + device
                  + ", seed=int(torch.select(seeds, 0, "
                  + i
                  + ")))");
    }
    for (int i = node.inputs.size() - 1; i >= 0; i--) {
      Tensor t = node.inputs.get(i);
      if (t.output >= 0) {
        text = text.replace("@" + i, changed(t)).replace("%" + i, name(t));
      }
    }
    if (node.kind == Node.Kind.EFFECT) {
      line(node, text.replace("%list", "v" + next));
      next++;
      return;
    }
    String known = seen.get(text);
    if (known == null) {
      known =
          IntStream.range(0, node.outputs.size())
              .mapToObj(i -> fresh())
              .collect(Collectors.joining(", "));
      line(node, known + " = " + text);
      seen.put(text, known);
    }
    String[] vars = known.split(", ");
    for (int i = 0; i < vars.length; i++) {
      names.put(node.output(i), vars[i]);
    }
  }

  /** The array itself, for changes in place: without the gradient that may start from it. */
  private String changed(Tensor t) {
    return plain.getOrDefault(
        t, differentiation.leaves().contains(t) ? "torch.detach(" + name(t) + ")" : name(t));
  }

  private void gradient(Node node) {
    String leaves =
        IntStream.range(1, node.inputs.size())
            .mapToObj(i -> name(node.inputs.get(i)))
            .collect(Collectors.joining(", ", "[", "]"));
    String list = fresh();
    String loss = name(node.inputs.get(0));
    String nothing =
        Stream.generate(() -> "None")
            .limit(node.outputs.size())
            .collect(Collectors.joining(", ", "annotate(List[Optional[Tensor]], [", "])"));
    boolean create = differentiation.again().contains(node);
    line(
        node,
        "if ops.prim.requires_grad("
            + loss
            + "):\n  "
            + list
            + " = torch.autograd.grad(["
            + loss
            + "], "
            + leaves
            + ", None, "
            + (differentiation.several() ? "True" : "None")
            + ", "
            + (create ? "True" : "False")
            + ", True)\nelse:\n  "
            + list
            + " = "
            + nothing);
    for (int i = 0; i < node.outputs.size(); i++) {
      String g = fresh();
      String v = fresh();
      line(node, g + " = " + list + "[" + i + "]");
      line(
          node,
          "if torch.__is__("
              + g
              + ", None):\n"
              + "  "
              + v
              + " = torch.zeros_like("
              + name(node.inputs.get(i + 1))
              + ")\n"
              + "else:\n"
              + "  "
              + v
              + " = unchecked_cast(Tensor, "
              + g
              + ")");
      names.put(node.output(i), v);
    }
  }

  Segment finish(List<Tensor> results) {
    var outs = new ArrayList<String>();
    for (Tensor t : results) {
      String n = name(t); // merged statements must not give two results one memory
      outs.add(outs.contains(n) ? "torch.clone(" + n + ")" : n);
    }
    boolean seeds = lines.stream().anyMatch(l -> l.contains("torch.select(seeds"));
    var text = new StringBuilder("  def forward(self: __torch__.Ops");
    arguments.values().forEach(n -> text.append(",\n    ").append(n).append(": Tensor"));
    if (seeds) {
      text.append(",\n    seeds: Tensor");
    } else if (arguments.isEmpty()) {
      text.append(",\n    unused: Tensor");
    }
    text.append(") -> List[Tensor]:\n");
    int head = (int) text.chars().filter(c -> c == '\n').count();
    lines.forEach(l -> text.append("    ").append(l.stripTrailing()).append('\n'));
    text.append("    return ")
        .append(outs.stream().collect(Collectors.joining(", ", "[", "]")))
        .append('\n');
    var byLine = new ArrayList<Node>();
    for (int i = 0; i < head; i++) {
      byLine.add(null);
    }
    byLine.addAll(owners);
    return new Segment(
        text.toString(), List.copyOf(arguments.keySet()), List.copyOf(results), seeds, byLine);
  }
}
