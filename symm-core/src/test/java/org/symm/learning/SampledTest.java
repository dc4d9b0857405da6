package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.unit;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.groups.Groups;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.tensor.Tensor;

/** Rows drawn in every step. */
class SampledTest {

  /** y = 3 x₁ − x₂. */
  private static final Kernel LAW =
      Kernels.box(
          "plane",
          unit(),
          scalars(2).times(scalars(1)),
          Groups.trivial(),
          List.of(),
          true,
          (in, u) -> {
            Tensor x = u.normal("x", 2);
            return List.of(x, x.slice(1, 0, 1).mul(3).sub(x.slice(1, 1, 2)));
          });

  private static Experiment experiment(Sampled rows) {
    return new Experiment(mlp(scalars(2), scalars(1), 16), rows)
        .batch(32)
        .rate(1e-2)
        .epochs(6)
        .seed(4);
  }

  @Test
  void noRowComesTwice() {
    var rows = new Sampled(LAW, 1, 320);
    double[] a = rows.draw(0, 50).inputs().get(0).doubles();
    assertArrayEquals(a, rows.draw(0, 50).inputs().get(0).doubles());
    assertFalse(Arrays.equals(a, rows.draw(1, 50).inputs().get(0).doubles()));
    // A constant model's losses are those of the rows: they differ from step to step.
    var losses = experiment(rows).rate(1e-9).epochs(2).train(Listener.silent()).history();
    assertTrue(Math.abs(losses.get(0).training() - losses.get(1).training()) > 1e-3);
  }

  @Test
  void trainsGoesOnAndCanBeMadeAgain() {
    var e = experiment(new Sampled(LAW, 1, 320));
    Run run = e.train(Listener.silent());
    assertTrue(run.history().get(5).training() < 0.1 * run.history().get(0).training());
    assertTrue(e.rerun(run).identical());
    Run half = e.epochs(3).train(Listener.silent());
    assertEquals(List.of(), run.differences(e.resume(half, 3, Listener.silent())));
    Losses test =
        Losses.of(
            e.settings.model, Loss.meanSquaredError(), new Sampled(LAW, 1, 1).draw(9, 500), 0);
    assertTrue(test.mean() < 0.5, test.toString());
  }

  @Test
  void otherLawsAreAnotherExperiment() {
    Run run = experiment(new Sampled(LAW, 1, 320)).epochs(1).train(Listener.silent());
    var other = experiment(new Sampled(LAW.named("slope"), 1, 320));
    var e =
        assertThrows(IllegalArgumentException.class, () -> other.resume(run, 1, Listener.silent()));
    assertTrue(e.getMessage().contains("plane"), e.getMessage());
  }

  @Test
  void lawsGiveInputsAndTargets() {
    for (Kernel law : List.of(gaussian(2), mlp(scalars(2), scalars(1), 4))) {
      var e = assertThrows(IllegalArgumentException.class, () -> new Sampled(law, 1, 10));
      assertTrue(e.getMessage().contains("fresh rows need a kernel from I"), e.getMessage());
    }
  }
}
