package org.symm.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symm.tensor.Draws;
import org.symm.tensor.Node;
import org.symm.tensor.Tape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TorchScript;

/**
 * Writes one compiled segment: a method {@code forward} with one argument for each tensor that
 * comes from outside. Statements with the same text share one variable.
 */
final class Writer {

  private final String device;
  private final List<String> streams;
  private final Map<Tensor, String> names = new HashMap<>();
  private final Map<String, String> seen = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<Node> owners = new ArrayList<>();
  private final Map<Tensor, String> arguments = new LinkedHashMap<>();
  private int next;

  Writer(String device, List<String> streams) {
    this.device = device;
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

  /** Writes a statement; a leaf enters as an argument. */
  void statement(Node node) {
    if (node.kind == Node.Kind.LEAF) {
      name(node.output(0));
      return;
    }
    if (node.text.equals("%0")) {
      names.put(node.output(0), name(node.inputs.get(0)));
      return;
    }
    if (node.payload instanceof Tape.Call call) {
      tape(node, call);
      return;
    }
    String text = node.text.replace("@", "").replace("%device", device);
    if (node.payload instanceof Draws.Stream s) {
      String seed = "seed=int(torch.select(seeds, 0, " + streams.indexOf(s.name()) + "))";
      text = text.replace("%generator", "torch.Generator(device=" + device + ", " + seed + ")");
    }
    for (int i = node.inputs.size() - 1; i >= 0; i--) {
      Tensor t = node.inputs.get(i);
      if (t.output >= 0) {
        text = text.replace("%" + i, name(t));
      }
    }
    if (node.kind == Node.Kind.EFFECT) {
      line(node, text.replace("%list", fresh()));
      return;
    }
    String known = node.kind == Node.Kind.WATCH ? null : seen.get(text);
    if (known == null) {
      known = node.outputs.stream().map(y -> fresh()).collect(Collectors.joining(", "));
      line(node, known + " = " + text);
      seen.put(text, known);
    }
    String[] vars = known.split(", ");
    for (int i = 0; i < vars.length; i++) {
      names.put(node.output(i), vars[i]);
    }
  }

  /** A call of libtorch's tape; where a result does not depend on an input, zeros. */
  private void tape(Node node, Tape.Call call) {
    var from = call.from(node);
    var gradients = call.gradients(node);
    String loss = name(from.get(0));
    String start = "annotate(List[Optional[Tensor]], [" + name(gradients.get(0)) + "])";
    if (from.size() > 1) {
      loss = fresh();
      start = "None";
      String sum =
          IntStream.range(0, from.size())
              .mapToObj(i -> TorchScript.call("mul", name(from.get(i)), name(gradients.get(i))))
              .map(product -> TorchScript.call("sum", product))
              .reduce((a, b) -> TorchScript.call("add", a, b))
              .orElseThrow();
      line(node, loss + " = " + sum);
    }
    var by = IntStream.of(call.by()).mapToObj(i -> name(call.watched(node).get(i))).toList();
    String list = fresh();
    String kept = call.tape().isKept() ? "True" : "None";
    String again = TorchScript.bool(node.isTwin()); // it is differentiated itself
    var nothing = Collections.nCopies(by.size(), "None");
    line(
        node,
        """
        if ops.prim.requires_grad(%s):
          %s = torch.autograd.grad([%s], %s, %s, %s, %s, True)
        else:
          %s = annotate(List[Optional[Tensor]], %s)"""
            .formatted(loss, list, loss, by, start, kept, again, list, nothing));
    for (int i = 0; i < by.size(); i++) {
      String g = fresh();
      String v = fresh();
      line(node, g + " = " + list + "[" + i + "]");
      line(
          node,
          """
          if torch.__is__(%s, None):
            %s = torch.zeros_like(%s)
          else:
            %s = unchecked_cast(Tensor, %s)"""
              .formatted(g, v, by.get(i), v, g));
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
    var byLine = new ArrayList<Node>(Collections.nCopies(head, null));
    byLine.addAll(owners);
    lines.forEach(l -> text.append("    ").append(l.stripTrailing()).append('\n'));
    text.append("    return ").append(outs).append('\n');
    return new Segment(
        text.toString(), List.copyOf(arguments.keySet()), List.copyOf(results), seeds, byLine);
  }
}
