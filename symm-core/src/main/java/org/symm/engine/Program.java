package org.symm.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symm.tensor.Draws;
import org.symm.tensor.Graph;
import org.symm.tensor.Node;
import org.symm.tensor.Tape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Type;

/**
 * A compiled function of arrays: the statements that some outputs need, written as TorchScript and
 * loaded once. One segment runs as one call into libtorch; opaque boxes run in Java between
 * segments.
 *
 * <pre>{@code
 * Tensor x = Tensors.input(Shape.of(100, 3), FLOAT32);
 * var norm = Program.of("norm", List.of(x), List.of(x.square().sum(-1).sqrt()));
 * Array y = norm.run(0, array).get(0);
 * }</pre>
 *
 * Several threads may run one program at once. The compiled code is released when the program is no
 * longer reachable.
 */
public final class Program {

  private final String name;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> streams;
  private final Map<Tensor, Integer> slot = new HashMap<>();
  private final List<Tensor> captured = new ArrayList<>();

  /** A stage with the slots of its inputs and of its results. */
  private record Step(Stage stage, int[] in, int[] out) {}

  private Program(String name, List<Tensor> inputs, List<Tensor> outputs) {
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.outputs = own(outputs);
    List<Node> order = Graph.order(this.outputs);
    this.streams =
        order.stream()
            .filter(n -> n.payload instanceof Draws.Stream)
            .map(n -> ((Draws.Stream) n.payload).name())
            .distinct()
            .toList();
    inputs.forEach(this::slot);
    order.forEach(this::admit);
    cut(order);
    var modules =
        steps.stream()
            .filter(s -> s.stage instanceof Compiled)
            .map(s -> ((Compiled) s.stage).module())
            .toList();
    Memory.CLEANER.register(this, () -> modules.forEach(PtSymbolBlock::close));
  }

  /** The program that computes outputs from inputs, on {@link Torch#device}. */
  public static Program of(String name, List<Tensor> inputs, List<Tensor> outputs) {
    Torch.ready();
    var all = Tape.unwatched(outputs);
    boolean gpu = Torch.device().isGpu();
    return new Program(name, inputs, gpu ? all : OneDnn.rewrite(SmallProducts.rewrite(all)));
  }

  /**
   * The values of tensors without inputs, by a program that runs once.
   *
   * @param name what errors call it
   */
  public static List<Array> evaluate(String name, long seed, List<Tensor> outputs) {
    return of(name, List.of(), outputs.stream().map(Tensor::contiguous).toList()).run(seed);
  }

  /** The program just as it is written. */
  static Program plain(List<Tensor> inputs, List<Tensor> outputs) {
    Torch.ready();
    return new Program("plain", inputs, outputs);
  }

  /** Outputs that would share memory with an input, or with each other, become copies. */
  private List<Tensor> own(List<Tensor> outputs) {
    var out = new ArrayList<Tensor>();
    for (Tensor t : outputs) {
      leaves("output " + out.size(), List.of(t));
      boolean shared = !Aliases.leaves(t).isEmpty() || outputs.subList(0, out.size()).contains(t);
      // Blanks keep equal statements from being merged.
      String text = "torch.clone(%0)" + " ".repeat(out.size());
      out.add(shared ? Node.pure(text, t.shape(), t.dtype(), t) : t);
    }
    return out;
  }

  /** Takes note of what enters the compiled code, and refuses what cannot. */
  private void admit(Node n) {
    if (n.kind == Node.Kind.OPAQUE) {
      leaves("an input of the opaque box \"" + n.box + "\"", n.inputs);
      leaves("an output of the opaque box \"" + n.box + "\"", n.outputs);
    } else if (n.kind == Node.Kind.LEAF) {
      leaves("an input", n.outputs);
      Tensor x = n.output(0);
      if (n.payload != null) {
        slot(x);
        captured.add(x);
      } else if (!slot.containsKey(x)) {
        throw wrong(" reads an input " + x + " that is not in its list of inputs");
      }
    }
  }

  /** Refuses element types that DJL cannot hold where arrays leave the compiled code. */
  private void leaves(String what, List<Tensor> arrays) {
    for (Tensor x : arrays) {
      if (!x.dtype().leaves()) {
        String why =
            ", which does not leave a program; convert it inside with to(FLOAT32), or split it with re() and im()";
        throw wrong(": " + what + " is " + x.dtype() + why);
      }
    }
  }

  private TensorException wrong(String sentence) {
    return TensorException.of(name, sentence, null);
  }

  private int slot(Tensor t) {
    return slot.computeIfAbsent(t, k -> slot.size());
  }

  private int[] slots(List<Tensor> tensors) {
    return tensors.stream().mapToInt(this::slot).toArray();
  }

  private void cut(List<Node> order) {
    Device device = Torch.device();
    String place = device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    for (Segment cut : Segment.of(order, outputs)) {
      var writer = new Writer("torch.device(\"" + place + "\")", streams);
      cut.statements().forEach(writer::statement);
      var segment = writer.finish(cut.results());
      var compiled = Compiled.of(name, segment, streams);
      steps.add(new Step(compiled, slots(segment.arguments()), slots(segment.results())));
      for (Node b : cut.boxes()) {
        steps.add(new Step(new Opaque(name, b), slots(b.inputs), slots(b.outputs)));
      }
    }
  }

  /**
   * Runs the program.
   *
   * @param seed fixes all noise; programs without noise ignore it
   * @throws TensorException if an input differs in shape or element type from what the program was
   *     written for, or if libtorch reports an error; the message names the box
   */
  public List<Array> run(long seed, Array... arrays) {
    return run(seed, Arrays.asList(arrays));
  }

  /** Runs the program on a list of arrays. */
  public List<Array> run(long seed, List<Array> arrays) {
    check(arrays);
    return execute(seed, arrays);
  }

  /** Runs the program on arrays that are known to fit. */
  List<Array> execute(long seed, List<Array> arrays) {
    NDArray[] values = new NDArray[slot.size()];
    boolean[] owned = new boolean[values.length];
    for (int i = 0; i < inputs.size(); i++) {
      values[slot.get(inputs.get(i))] = arrays.get(i).ndarray();
    }
    var held = new ArrayList<>(arrays);
    for (Tensor t : captured) {
      Object p = t.node.payload;
      Array a = p instanceof Parameter q ? q.value() : (Array) p;
      held.add(a);
      values[slot.get(t)] = a.ndarray();
    }
    var out = new ArrayList<Array>();
    var replaced = new ArrayList<NDArray>();
    try {
      for (Step s : steps) {
        NDArray[] in = IntStream.of(s.in).mapToObj(i -> values[i]).toArray(NDArray[]::new);
        NDArray[] results = s.stage.run(in, seed);
        for (int i = 0; i < s.out.length; i++) {
          if (owned[s.out[i]]) {
            replaced.add(values[s.out[i]]);
          }
          values[s.out[i]] = results[i];
          owned[s.out[i]] = true;
        }
      }
      for (Tensor t : outputs) {
        int i = slot.get(t);
        owned[i] = false;
        out.add(Array.adopt(values[i], t.shape(), t.dtype()));
      }
      return out;
    } finally {
      for (int i = 0; i < owned.length; i++) {
        if (owned[i]) {
          values[i].close();
        }
      }
      replaced.forEach(NDArray::close);
      // Else the cleaner may release arrays or compiled code during the last call.
      Reference.reachabilityFence(held);
      Reference.reachabilityFence(this);
    }
  }

  private void check(List<Array> arrays) {
    if (arrays.size() != inputs.size()) {
      throw wrong(" takes " + inputs.size() + " arrays, not " + arrays.size());
    }
    for (int i = 0; i < arrays.size(); i++) {
      Type want = inputs.get(i).type();
      Type got = arrays.get(i).type();
      if (!got.equals(want)) {
        throw wrong(": input " + i + " should be " + want + ", not " + got);
      }
    }
  }

  /** The TorchScript text of the compiled segments, in order. */
  public String source() {
    return steps.stream().map(s -> s.stage.text()).collect(Collectors.joining());
  }
}
