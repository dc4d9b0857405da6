package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.networks.Networks.batchNorm;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.scalars;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.symm.engine.Array;
import org.symm.groups.Groups;
import org.symm.kernels.Kernel;
import org.symm.tensor.DType;

/** Parameters and statistics that travel by name. */
class WeightsTest {

  private static Kernel model() {
    return mlp(scalars(2), scalars(3))
        .then(batchNorm(scalars(3)))
        .then(mlp(scalars(3), scalars(1), 4));
  }

  private static final List<String> NAMES =
      List.of(
          "mlp/mlp.0.weight",
          "mlp/mlp.0.bias",
          "batch norm/norm.weight",
          "batch norm/norm.bias",
          "batch norm/norm.running_mean",
          "batch norm/norm.running_var",
          "mlp#2/mlp.0.weight",
          "mlp#2/mlp.0.bias",
          "mlp#2/mlp.1.weight",
          "mlp#2/mlp.1.bias");

  @Test
  void namesAreThoseOfBoxesAndParameters() {
    Kernel k = model();
    assertEquals(NAMES, List.copyOf(Weights.names(k).keySet()));
    // What is shared has one name; a symmetrised model has its parts' names.
    Kernel scores = deepSets(features(3, 1), features(3, 1), 2);
    Kernel f = scores.then(scores).to(Groups.S(3), sorting(scores));
    assertEquals(scores.parameters().size(), Weights.names(f).size());
  }

  @Test
  void travelThroughAFile(@TempDir Path dir) {
    Kernel k = model();
    new Experiment(k, Toy.data(40, 1)).epochs(1).train(Listener.silent());
    Path file = dir.resolve("k.safetensors");
    Weights.of(k).write(file);
    Kernel other = model();
    Weights.read(file).into(other);
    var x = Toy.data(9, 2).inputs().get(0);
    assertArrayEquals(k.apply(0, x).doubles(), other.apply(0, x).doubles());
    // Copies: training one leaves the other.
    double[] before = other.apply(0, x).doubles();
    new Experiment(k, Toy.data(40, 1)).warm().epochs(1).train(Listener.silent());
    assertArrayEquals(before, other.apply(0, x).doubles());
    assertFalse(java.util.Arrays.equals(before, k.apply(0, x).doubles()));
  }

  /** As of a PyTorch file: other names, other parts, float64. */
  @Test
  void takesPartsUnderOtherNames(@TempDir Path dir) {
    Kernel k = model();
    k.init(3);
    double[] first = Toy.values(k)[0];
    Array w = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    Array b = Array.of(new double[] {7, 8, 9}, 3);
    Path file = dir.resolve("torch.safetensors");
    new Weights(Map.of("encoder.0.weight", w, "encoder.0.bias", b, "decoder.0.bias", b))
        .write(file);
    Weights.read(file).without("decoder.").renamed("encoder.", "mlp/mlp.").into(k, "mlp/");
    assertArrayEquals(w.doubles(), Toy.values(k)[0]);
    assertArrayEquals(b.doubles(), Toy.values(k)[1]);
    assertEquals(DType.FLOAT32, k.parameters().get(0).dtype());
    assertFalse(java.util.Arrays.equals(first, Toy.values(k)[0]));
    Kernel whole = mlp(scalars(2), scalars(3));
    Weights.of(k).only("mlp/").into(whole);
    assertArrayEquals(w.doubles(), Toy.values(whole)[0]);
  }

  @Test
  void whatDiffersIsListedAndNothingIsChanged() {
    Kernel k = model();
    k.init(3);
    double[][] before = Toy.values(k);
    Array one = Array.of(new double[6], 2, 3);
    var wrong = new Weights(Map.of("mlp/mlp.0.weight", one, "mlp/mlp.0.bia", one));
    says(
        "missing: batch norm/norm.bias, batch norm/norm.running_mean, batch norm/norm.running_var,"
            + " batch norm/norm.weight, mlp#2/mlp.0.bias, mlp#2/mlp.0.weight, mlp#2/mlp.1.bias,"
            + " mlp#2/mlp.1.weight and 1 more; not in the model: mlp/mlp.0.bia; of another shape:"
            + " mlp/mlp.0.weight is (2, 3), not (3, 2)",
        () -> wrong.into(k));
    says("where names begin with \"mlp/\"", () -> wrong.into(k, "mlp/"));
    says("it stores nothing there", () -> new Weights(Map.of()).into(k, "conv"));
    says("two arrays of the name", () -> wrong.renamed("mlp/mlp.0.weight", "mlp/mlp.0.bia"));
    says(
        "no real numbers",
        () -> new Weights(Map.of("mlp/mlp.0.bias", Array.of(new long[3], 3))).into(k));
    assertTrue(Toy.same(before, Toy.values(k)));
  }

  private static void says(String part, Executable run) {
    var e = assertThrows(IllegalArgumentException.class, run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
