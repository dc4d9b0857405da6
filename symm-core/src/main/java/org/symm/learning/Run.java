package org.symm.learning;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.files.Safetensors;
import org.symm.kernels.Kernel;

/**
 * What happened in a training: enough to do it again, to go on, and to use the result.
 *
 * @param provenance versions, device, data and code, as texts by name
 * @param configuration what was trained and how, as texts by name
 * @param history the epochs
 * @param best the epoch whose parameters are the best; 0 for those at the start
 * @param steps steps made
 * @param ending {@code finished}, {@code stopped early}, {@code cancelled}, {@code diverged},
 *     {@code failed}, or {@code running} for a file saved on the way
 * @param arrays parameters and statistics ({@code best/…}, {@code last/…}), running averages, the
 *     optimiser's buffers, and losses of single test rows
 */
public record Run(
    Map<String, String> provenance,
    Map<String, String> configuration,
    List<Epoch> history,
    int best,
    long steps,
    String ending,
    Map<String, Array> arrays) {

  private static final String KEY = "symm.run";
  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  /** All but the arrays, as the file's header holds it. */
  private record Header(
      Map<String, String> provenance,
      Map<String, String> configuration,
      List<Epoch> history,
      int best,
      long steps,
      String ending) {}

  /** The epoch that the best parameters are from. */
  public Epoch bestEpoch() {
    if (best == 0) {
      throw new IllegalStateException("this run has no finished epoch.");
    }
    return history.get(best - 1);
  }

  /** The losses of the test rows under the best parameters. */
  public Losses test() {
    Array a = arrays.get("test");
    if (a == null) {
      throw new IllegalStateException(
          "this run has no test losses (%s); give the experiment test data and let it finish."
              .formatted(ending));
    }
    return new Losses(a.doubles());
  }

  /** The best parameters, then statistics, in the order of the model's {@link Kernel#state}. */
  public List<Array> parameters() {
    return stored().map(Map.Entry::getValue).toList();
  }

  private Stream<Map.Entry<String, Array>> stored() {
    return arrays.entrySet().stream().filter(e -> e.getKey().startsWith("best/"));
  }

  /**
   * Gives a model the best parameters of this run.
   *
   * @throws IllegalArgumentException if the model's parameters are others
   */
  public Kernel restore(Kernel model) {
    var want = model.state();
    var values = parameters();
    var own =
        IntStream.range(0, want.size()).mapToObj(i -> "best/" + i + "/" + want.get(i)).toList();
    var stored = stored().map(e -> e.getKey() + " " + e.getValue().shape()).toList();
    if (!stored.equals(own)) {
      throw new IllegalArgumentException(
          "the run's parameters are not those of \"%s\": %s and %s; build the same model."
              .formatted(model.name(), stored, own));
    }
    for (int i = 0; i < want.size(); i++) {
      want.get(i).set(values.get(i).copy());
    }
    return model;
  }

  /**
   * Saves everything in one safetensors file. The process may be killed at any moment: the file is
   * then the previous one or the new one, whole.
   */
  public void save(Path file) {
    String header =
        GSON.toJson(new Header(provenance, configuration, history, best, steps, ending));
    new Safetensors(Map.of(KEY, header), arrays).write(file);
  }

  /**
   * Loads a saved run.
   *
   * @throws IllegalArgumentException if the file is cut short, or not a run
   */
  public static Run load(Path file) {
    var stored = Safetensors.read(file);
    String text = stored.texts().get(KEY);
    Refused.unless(
        text != null,
        "%s is a safetensors file of other origin: it has no \"%s\" text.",
        file,
        KEY);
    try {
      Header h = GSON.fromJson(text, Header.class);
      return new Run(
          h.provenance, h.configuration, h.history, h.best, h.steps, h.ending, stored.arrays());
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(
          file + " has a \"" + KEY + "\" text that this version does not read: " + e, e);
    }
  }

  /** What differs from another run, a sentence each; none if all numbers agree bit for bit. */
  List<String> differences(Run other) {
    var out = new ArrayList<String>();
    if (steps != other.steps) {
      out.add("steps were " + steps + " and are " + other.steps);
    }
    if (best != other.best) {
      out.add("the best epoch was " + best + " and is " + other.best);
    }
    if (history.size() != other.history.size()) {
      out.add("epochs were " + history.size() + " and are " + other.history.size());
    }
    IntStream.range(0, Math.min(history.size(), other.history.size()))
        .filter(i -> !history.get(i).same(other.history.get(i)))
        .mapToObj(i -> "an epoch was " + history.get(i) + " and is " + other.history.get(i))
        .findFirst()
        .ifPresent(out::add);
    arrays.forEach(
        (name, a) -> {
          Array b = other.arrays.get(name);
          boolean untested = b == null && name.equals("test");
          if (!untested && (b == null || !Arrays.equals(a.doubles(), b.doubles()))) {
            out.add(name + " differs");
          }
        });
    return out;
  }

  /** One line: how it ended and how good it is. */
  @Override
  public String toString() {
    String out = ending + " after " + history.size() + " epochs, " + steps + " steps";
    if (best > 0) {
      double training = bestEpoch().training();
      double validation = bestEpoch().validation();
      out +=
          Double.isNaN(validation)
              ? String.format(Locale.ROOT, "; training loss %.4g", training)
              : String.format(
                  Locale.ROOT, "; best validation loss %.4g (epoch %d)", validation, best);
    }
    return arrays.containsKey("test") ? out + "; test loss: " + test() : out;
  }
}
