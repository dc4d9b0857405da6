package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.largest;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** Stored rows that pass a random kernel in every step. */
class ThroughTest {

  private static final Listener QUIET = Listener.silent();
  private static final Space X = vector(2);
  private static final Group O2 = Groups.O(2);

  /** y = 3 x₁ e₁ + x₂ e₂, which no turn leaves. */
  private static Data data(int rows) {
    double[] x = new Random(4).doubles(2L * rows, -1, 1).toArray();
    double[] y = x.clone();
    for (int i = 0; i < rows; i++) {
      y[2 * i] *= 3;
    }
    return Data.of(Array.of(x, rows, 2).to(DType.FLOAT32), Array.of(y, rows, 2).to(DType.FLOAT32));
  }

  /** x ↦ g·x with g uniform on a compact group. */
  private static Kernel turned(Space x) {
    return Kernels.uniform(O2)
        .beside(Kernels.identity(x, Groups.trivial()))
        .then(Kernels.action(O2, x));
  }

  /** x ↦ (x + t e, t) with target e, t uniform. */
  private static Kernel diffused() {
    return Kernels.box(
        "noise",
        X,
        X.times(scalars(1)).times(X),
        Groups.trivial(),
        List.of(),
        true,
        (in, u) -> {
          Tensor t = u.uniform("t", 1);
          Tensor e = u.normal("e", 2);
          return List.of(in.get(0).add(e.mul(t)), t, e);
        });
  }

  private static double length(double[] v, int row) {
    return Math.hypot(v[2 * row], v[2 * row + 1]);
  }

  @Test
  void inputsAndTargetsTurnTogether() {
    Data stored = data(100);
    Through both = stored.through(turned(X.times(X)));
    Data drawn = both.draw(3);
    double[] x = stored.inputs().get(0).doubles();
    double[] moved = drawn.inputs().get(0).doubles();
    double[] y = stored.targets().get(0).doubles();
    double[] target = drawn.targets().get(0).doubles();
    for (int i = 0; i < 100; i++) {
      assertEquals(length(x, i), length(moved, i), 1e-5);
      double before = x[2 * i] * y[2 * i] + x[2 * i + 1] * y[2 * i + 1];
      double after = moved[2 * i] * target[2 * i] + moved[2 * i + 1] * target[2 * i + 1];
      assertEquals(before, after, 1e-5);
    }
    assertFalse(Arrays.equals(moved, both.draw(4).inputs().get(0).doubles()));
    // Inputs alone: targets stay.
    Data alone = stored.through(turned(X)).draw(3);
    assertArrayEquals(y, alone.targets().get(0).doubles());
    assertFalse(Arrays.equals(x, alone.inputs().get(0).doubles()));
    // An equivariant model's losses are those of the stored rows.
    Kernel f = mlp(X, X, 5).to(Groups.C(4), haar(Groups.C(4))).mean();
    Kernel augmented = turnedBy(Groups.C(4));
    var plain = Losses.of(f, Loss.meanSquaredError(), stored, 0).mean();
    var through =
        Losses.of(f, Loss.meanSquaredError(), stored.through(augmented).draw(1), 0).mean();
    assertEquals(plain, through, 1e-5);
  }

  private static Kernel turnedBy(Group g) {
    Space both = X.times(X);
    return Kernels.uniform(g)
        .beside(Kernels.identity(both, Groups.trivial()))
        .then(Kernels.action(g, both));
  }

  /**
   * A model that does not change sees other rows in each step; of each row the mean is as it must.
   */
  @Test
  void eachStepDrawsAfresh() {
    var rows = data(64).through(diffused(), 2);
    Kernel none = mlp(X.times(scalars(1)), X);
    var e = new Experiment(none, rows).rate(1e-12).batch(64).epochs(200);
    var history = e.train(QUIET).history();
    Set<Double> different = new HashSet<>();
    history.forEach(h -> different.add(h.training()));
    assertTrue(different.size() > 195);
    // E |ε|²/2 = 1 for a model that is 0.
    none.parameters().forEach(p -> p.set(p.value().map(t -> t.mul(0))));
    double mean =
        e.warm().train(QUIET).history().stream()
            .mapToDouble(Epoch::training)
            .average()
            .getAsDouble();
    assertEquals(1, mean, 0.05);
    // Rows of one batch have noise of their own.
    double[] t = rows.draw(1).inputs().get(1).doubles();
    assertEquals(64, Arrays.stream(t).distinct().count());
  }

  @Test
  void goesOnBitForBit(@TempDir Path dir) {
    // The model has choices of its own beside those of the data, and a box of the same name.
    Kernel score = mlp(X, scalars(1), 4);
    Kernel k =
        mlp(X, X, 6)
            .to(Groups.C(4), largest(score, 1, 0))
            .restrictedTo(Groups.trivial())
            .to(O2, haar(O2))
            .mean(2);
    var e = new Experiment(k, data(50).through(turned(X.times(X)))).batch(16).epochs(4).seed(3);
    Run four = e.train(QUIET);
    Path file = dir.resolve("run.safetensors");
    e.epochs(1).train(QUIET).save(file);
    assertEquals(List.of(), four.differences(e.resume(file, 3)));
    assertTrue(e.rerun(four).identical());
    var other = new Experiment(k, data(50).through(turned(X))).batch(16).seed(3);
    says("training data", () -> other.resume(four, 1, QUIET));
    var plain = new Experiment(k, data(50)).batch(16).seed(3);
    says("training data", () -> plain.resume(four, 1, QUIET));
  }

  /** A target averaged over an orbit: (1/|G|) Σ g·y of y in the plane is 0. */
  @Test
  void targetsMayBeMeansOverOrbits() {
    Kernel mean =
        Kernels.uniform(Groups.C(4))
            .beside(Kernels.identity(X, Groups.trivial()))
            .then(Kernels.action(Groups.C(4), X))
            .mean();
    Kernel both = Kernels.identity(X, Groups.trivial()).beside(mean);
    double[] y = data(20).through(both).draw(0).targets().get(0).doubles();
    assertArrayEquals(new double[40], y, 1e-6);
  }

  @Test
  void refusals() {
    Data d = data(10);
    says(
        "takes 3 arrays", () -> d.through(Kernels.identity(X.times(X).times(X), Groups.trivial())));
    says("as array 0", () -> d.through(mlp(vector(3), X)));
    says("whole numbers", () -> d.through(Kernels.identity(labels().times(X), Groups.trivial())));
    says("cannot be inputs", () -> d.through(turned(X.times(X)), 2));
    says("cannot be inputs", () -> d.through(turned(X), 0));
    Kernel k = mlp(X, X, 3);
    says("parameters of the model", () -> new Experiment(k, d.through(k)));
    var notFinite =
        Data.of(Array.of(new float[] {1, 2, Float.NaN, 4}, 2, 2), Array.of(new float[4], 2, 2));
    var wrong =
        assertThrows(
            TrainingDiverged.class,
            () -> new Experiment(k, notFinite.through(turned(X))).epochs(1).train(QUIET));
    assertTrue(wrong.getMessage().contains("row 1 of input 0"), wrong.getMessage());
  }

  private static void says(String part, Executable run) {
    var e = assertThrows(IllegalArgumentException.class, run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
