package org.symm.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.files.Safetensors;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;

/**
 * What a model stores, by name: parameters and statistics that travel from one model to another,
 * and to and from other programs as safetensors files.
 *
 * <pre>{@code
 * Weights.of(k).write(Path.of("k.safetensors"));
 * Weights.read(Path.of("torch.safetensors")).renamed("encoder.", "mlp/mlp.").into(k);
 * }</pre>
 *
 * A name is that of the box, a slash, and that of the parameter in it, as in {@code
 * mlp/mlp.0.weight}; a second box of one name is {@code mlp#2}. A parameter of several boxes has
 * the name of the first. Shapes are PyTorch's: of a linear layer (out, in).
 *
 * @param arrays the numbers by name
 */
public record Weights(Map<String, Array> arrays) {

  /** Names that an error lists of each kind. */
  private static final int LISTED = 8;

  /** Copies the map. */
  public Weights {
    Refused.ifNull(arrays, "the arrays of weights");
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /** Copies of what a model stores. */
  public static Weights of(Kernel k) {
    Refused.ifNull(k, "the kernel whose weights to take");
    k.ready();
    var out = new LinkedHashMap<String, Array>();
    names(k).forEach((name, p) -> out.put(name, p.value().copy()));
    return new Weights(out);
  }

  /** The parameters and statistics of a model by name. */
  public static Map<String, Parameter> names(Kernel k) {
    Refused.ifNull(k, "the kernel whose weights to name");
    var out = new LinkedHashMap<String, Parameter>();
    var left = new ArrayList<>(k.state());
    walk(k.diagram(), new HashMap<>(), left, out);
    return out;
  }

  private static void walk(
      Diagram d, Map<String, Integer> boxes, List<Parameter> left, Map<String, Parameter> into) {
    if (d instanceof Diagram.Box box) {
      var own = new ArrayList<>(box.parameters());
      own.addAll(box.statistics());
      if (!own.isEmpty()) {
        String name = numbered(box.name(), boxes);
        var places = new HashMap<String, Integer>();
        for (Parameter p : own) {
          String full = name + "/" + numbered(p.name(), places);
          if (left.remove(p)) {
            into.put(full, p);
          }
        }
      }
    }
    d.children().forEach(c -> walk(c, boxes, left, into));
  }

  private static String numbered(String name, Map<String, Integer> seen) {
    int n = seen.merge(name, 1, Integer::sum);
    return n == 1 ? name : name + "#" + n;
  }

  /**
   * Those of a safetensors file, whoever wrote it.
   *
   * @throws IllegalArgumentException if the file is none, or cut short
   */
  public static Weights read(Path file) {
    Refused.ifNull(file, "the file to read weights from");
    return new Weights(Safetensors.read(file).arrays());
  }

  /** Writes a safetensors file, the previous one or the new one whole. */
  public void write(Path file) {
    Refused.ifNull(file, "the file to write weights to");
    new Safetensors(Map.of(), arrays).write(file);
  }

  /** Those whose names begin so. */
  public Weights only(String prefix) {
    Refused.ifNull(prefix, "how names begin");
    return kept(name -> name.startsWith(prefix));
  }

  /** Those whose names do not begin so. */
  public Weights without(String prefix) {
    Refused.ifNull(prefix, "how names begin");
    return kept(name -> !name.startsWith(prefix));
  }

  private Weights kept(Predicate<String> name) {
    var out = new LinkedHashMap<String, Array>();
    arrays.forEach(
        (k, a) -> {
          if (name.test(k)) {
            out.put(k, a);
          }
        });
    return new Weights(out);
  }

  /** With another beginning of the names that begin so; {@code ""} puts something before all. */
  public Weights renamed(String from, String to) {
    Refused.ifNull(from, "how names begin");
    Refused.ifNull(to, "how names are to begin");
    var out = new LinkedHashMap<String, Array>();
    arrays.forEach(
        (name, a) -> {
          String other = name.startsWith(from) ? to + name.substring(from.length()) : name;
          Refused.unless(
              out.put(other, a) == null, "renaming makes two arrays of the name \"%s\".", other);
        });
    return new Weights(out);
  }

  /**
   * Gives a model these numbers, copied, in the element types that its parameters have.
   *
   * @throws IllegalArgumentException if the names are not just those of the model, or shapes
   *     differ; nothing is changed then
   */
  public Kernel into(Kernel k) {
    return into(k, "");
  }

  /**
   * The same for that part of a model whose names begin so; the rest stays as it is.
   *
   * @throws IllegalArgumentException if the names are not just those of that part, or shapes differ
   */
  public Kernel into(Kernel k, String prefix) {
    Refused.ifNull(k, "the kernel to give weights to");
    Refused.ifNull(prefix, "how names begin");
    var want = names(k);
    want.keySet().removeIf(name -> !name.startsWith(prefix));
    check(k, prefix, want);
    k.ready();
    want.forEach((name, p) -> p.set(arrays.get(name).to(p.dtype()).copy()));
    return k;
  }

  private void check(Kernel k, String prefix, Map<String, Parameter> want) {
    var missing = new TreeSet<>(want.keySet());
    missing.removeAll(arrays.keySet());
    var unexpected = new TreeSet<>(arrays.keySet());
    unexpected.removeAll(want.keySet());
    var shapes = new ArrayList<String>();
    want.forEach(
        (name, p) -> {
          Array a = arrays.get(name);
          if (a != null && !a.shape().equals(p.shape())) {
            shapes.add("%s is %s, not %s".formatted(name, a.shape(), p.shape()));
          }
          Refused.unless(
              a == null || a.dtype().isFloating(), "\"%s\" holds %s, no real numbers.", name, a);
        });
    var wrong = new ArrayList<String>();
    list(wrong, "missing: ", missing);
    list(wrong, "not in the model: ", unexpected);
    list(wrong, "of another shape: ", shapes);
    if (!wrong.isEmpty() || want.isEmpty()) {
      throw Refused.because(
          "the weights do not fit \"%s\"%s: %s. Take some of them with only(prefix) or"
              + " without(prefix), rename them with renamed(from, to), or load a part of the model"
              + " with into(k, prefix).",
          k.name(),
          prefix.isEmpty() ? "" : " where names begin with \"" + prefix + "\"",
          wrong.isEmpty() ? "it stores nothing there" : String.join("; ", wrong));
    }
  }

  private static void list(List<String> into, String what, Collection<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
      into.add(what + names.stream().limit(LISTED).collect(Collectors.joining(", ")) + more);
    }
  }

  /** As in {@code 4 arrays: mlp/mlp.0.weight (16, 2), …}. */
  @Override
  public String toString() {
    return arrays.size()
        + " arrays: "
        + arrays.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue().shape())
            .collect(Collectors.joining(", "));
  }
}
