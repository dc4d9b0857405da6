package org.symm.experiments.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.Laws;
import org.symm.experiments.markov.Markov.Model;
import org.symm.experiments.markov.Markov.Recipe;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.learning.Data;
import org.symm.learning.Listener;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;

/** The experiment's data, sizes and symmetries; negative controls beside them. */
class MarkovTest {

  /** Parameters of f and γ together, worked out from the published code's shapes. */
  @ParameterizedTest
  @CsvSource({
    "COV, 122282, 197378, 395762, 985298",
    "LINREG, 131770, 195822, 348022, 748806",
    "EXPM, 80282, 129378, 323762, 1097298",
    "INV, 84298, 145442, 388018, 1354322"
  })
  void recursiveModelsHaveThePublishedSizes(
      MarkovTask task, long four, long eight, long sixteen, long thirtyTwo) {
    long[] want = {four, eight, sixteen, thirtyTwo};
    for (int i = 0; i < want.length; i++) {
      var setting = new Markov(task, 4 << i, Model.RECURSIVE);
      assertEquals(want[i], setting.symmetrised().parameterCount(), setting.toString());
    }
  }

  /** exp and inverse commute with the actions: F(g·x) = g·F(x). */
  @Test
  void targetsAreEquivariant() {
    long rows = 30;
    for (MarkovTask task : List.of(MarkovTask.EXPM, MarkovTask.INV)) {
      Group g = task.group(3);
      Element e = g.sample("g", rows, DType.FLOAT64);
      Tensor x = Laws.points(task.x(3), "x", rows, DType.FLOAT64).get(0);
      Tensor moved = task.x(3).act(e, List.of(x)).get(0);
      Tensor gap =
          Laws.gap(List.of(target(task, moved)), task.y(3).act(e, List.of(target(task, x))));
      Laws.small(task.name(), 1e-7, List.of("F(g·x) = g·F(x)"), List.of(gap));
    }
  }

  private static Tensor target(MarkovTask task, Tensor x) {
    return task == MarkovTask.EXPM ? LinearAlgebra.matrixExp(x) : LinearAlgebra.inverse(x);
  }

  /** Inputs and targets belong together: the mean over rows of what is known in closed form. */
  @Test
  void targetsFitTheirInputs() {
    int d = 3;
    Data inv = new Markov(MarkovTask.INV, d, Model.NONE).rows(100).draw(1, 500);
    double[] product = product(inv, d);
    for (int i = 0; i < product.length; i++) {
      assertEquals(i % (d * d) % (d + 1) == 0 ? 1 : 0, product[i], 2e-2);
    }
    Data linreg = new Markov(MarkovTask.LINREG, d, Model.NONE).rows(100).draw(1, 4000);
    assertEquals(2, linreg.inputs().size());
    // Var(βᵀz + u − βᵀz) = 1.
    double noise =
        linreg
            .targets()
            .get(0)
            .map(
                b -> {
                  Tensor z = linreg.inputs().get(0).tensor();
                  Tensor y = linreg.inputs().get(1).tensor();
                  Tensor said = b.unsqueeze(1).matMul(z).squeeze(1);
                  return y.sub(said).square().mean(0, 1).to(DType.FLOAT64);
                })
            .doubles()[0];
    assertEquals(1, noise, 0.02, "variance of the noise; its standard error is 0.0045");
  }

  private static double[] product(Data inv, int d) {
    return inv.inputs()
        .get(0)
        .map(
            x ->
                x.matMul(inv.targets().get(0).tensor())
                    .reshape(500, (long) d * d)
                    .to(DType.FLOAT64))
        .doubles();
  }

  /** Moments of cov: E y = d 1, and E x xᵀ = 25 E y. */
  @Test
  void covarianceMoments() {
    int d = 3;
    Data cov = new Markov(MarkovTask.COV, d, Model.NONE).rows(100).draw(2, 40_000);
    double[] y = cov.targets().get(0).map(t -> t.to(DType.FLOAT64).mean(0).reshape(9)).doubles();
    double[] xx =
        cov.inputs()
            .get(0)
            .map(t -> t.matMul(t.t()).div(25).to(DType.FLOAT64).mean(0).reshape(9))
            .doubles();
    double[] want = {3, 0, 0, 0, 3, 0, 0, 0, 3};
    assertArrayEquals(want, y, 0.07, "six standard errors");
    assertArrayEquals(want, xx, 0.08, "six standard errors");
  }

  static Stream<Arguments> equivariant() {
    return Stream.of(MarkovTask.values())
        .flatMap(
            t ->
                Stream.of(Model.values())
                    .filter(m -> m != Model.NONE)
                    .map(m -> Arguments.of(t, m)));
  }

  /** Float64 and float32, each factor of O(3)×O(3), pathwise or in law. */
  @ParameterizedTest
  @MethodSource("equivariant")
  void modelsAreEquivariant(MarkovTask task, Model model) {
    var setting = new Markov(task, 3, model);
    Kernel f = setting.symmetrised().init(1);
    assertEquals(setting.group(), f.group());
    certify(f, 0).orThrow();
  }

  @ParameterizedTest
  @EnumSource(MarkovTask.class)
  void aPlainPerceptronIsNot(MarkovTask task) {
    var setting = new Markov(task, 3, Model.NONE);
    var certificate = certify(setting.symmetrised().init(1), setting.group(), 0);
    assertFalse(certificate.holds());
    assertEquals(setting.group().factors().size(), certificate.failures().size());
  }

  /** The score is 0 for a function that is equivariant, not for one that is not. */
  @Test
  void equivarianceScore() {
    for (Model model : List.of(Model.INTRINSIC, Model.NONE)) {
      var setting = new Markov(MarkovTask.EXPM, 4, model);
      Data rows = setting.rows(100).draw(3, 200);
      Kernel target = Kernels.kernel("exp", setting.x(), setting.y(), LinearAlgebra::matrixExp);
      assertTrue(setting.equivarianceScore(target, rows.inputs(), 0) < 1e-6);
      double own = setting.equivarianceScore(setting.symmetrised().init(1), rows.inputs(), 0);
      assertEquals(model == Model.INTRINSIC, own < 1e-6, model + ": " + own);
    }
  }

  /** What is learned in 200 steps: recursion beats averaging beats the plain network on expm. */
  @Test
  void lossesFallInThePaperOrder() {
    double[] losses =
        Stream.of(Model.NONE, Model.HAAR, Model.RECURSIVE)
            .mapToDouble(
                m -> {
                  var setting = new Markov(MarkovTask.EXPM, 4, m);
                  var history =
                      setting
                          .experiment(setting.symmetrised(), 10, 200, 100, 1e-3, Recipe.PAPER, 0)
                          .train(Listener.silent())
                          .history();
                  return history.get(history.size() - 1).training();
                })
            .toArray();
    assertTrue(losses[0] > 1.2 * losses[1], losses[0] + " none, haar " + losses[1]);
    assertTrue(losses[1] > 1.2 * losses[2], losses[1] + " haar, recursive " + losses[2]);
  }

  /** Clipped gradients and averaged parameters learn too. */
  @Test
  void theFastRecipeLearns() {
    var setting = new Markov(MarkovTask.EXPM, 3, Model.RECURSIVE);
    var run =
        setting
            .experiment(setting.symmetrised(), 4, 200, 100, 1e-3, Recipe.FAST, 0)
            .train(Listener.silent());
    double first = run.history().get(0).training();
    double last = run.history().get(run.history().size() - 1).training();
    assertTrue(last < 0.8 * first, first + " then " + last);
  }
}
