package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.pca;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.S;
import static org.symm.learning.Toy.data;
import static org.symm.learning.Toy.plain;
import static org.symm.learning.Toy.same;
import static org.symm.learning.Toy.values;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.symm.display.Displayed;
import org.symm.display.Screen;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.groups.Trivial;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.networks.Networks;
import org.symm.spaces.Space;
import org.symm.tensor.Shape;

class ExperimentTest {

  private static final Listener QUIET = Listener.silent();

  @TempDir Path folder;

  @Test
  void learns() {
    var k = plain();
    var run =
        new Experiment(k, data(400, 1))
            .validation(data(200, 2))
            .test(data(200, 3))
            .batch(50)
            .rate(1e-2)
            .epochs(60)
            .train(QUIET);
    assertEquals(480, run.steps());
    assertEquals("finished", run.ending());
    assertTrue(run.history().get(0).training() > 1, run.toString());
    assertTrue(run.test().mean() < 0.1, run.toString());
    assertTrue(run.test().median() < run.test().mean());
    assertTrue(same(values(k), values(run.parameters())));
    double smallest = run.history().stream().mapToDouble(Epoch::validation).min().orElseThrow();
    assertEquals(smallest, run.bestEpoch().validation());
  }

  /** One full-batch step of gradient descent on y = w·x against the gradient by hand. */
  @Test
  void oneStepByHand() {
    var w = new Parameter("w", Parameter.Start.ONES, Shape.of(1, 2));
    var linear =
        Kernels.box(
            "linear",
            scalars(2),
            scalars(1),
            new Trivial(),
            List.of(w),
            false,
            (x, u) -> List.of(x.get(0).matMul(w.tensor().t())));
    Data d = data(40, 1);
    new Experiment(linear, d).optimiser(Optimiser.sgd()).rate(0.1).epochs(1).train(QUIET);
    double[] x = d.inputs().get(0).doubles();
    double[] y = d.targets().get(0).doubles();
    double[] want = {1, 1};
    for (int i = 0; i < y.length; i++) {
      double error = x[2 * i] + x[2 * i + 1] - y[i];
      want[0] -= 0.1 * 2 * error * x[2 * i] / y.length;
      want[1] -= 0.1 * 2 * error * x[2 * i + 1] / y.length;
    }
    assertArrayEquals(want, w.value().doubles(), 1e-6);

    var clipped = new Experiment(linear, d).optimiser(Optimiser.sgd()).rate(1).epochs(1).clip(0.01);
    clipped.train(QUIET);
    double[] p = w.value().doubles();
    assertEquals(0.01, Math.hypot(p[0] - 1, p[1] - 1), 1e-6);
  }

  /**
   * At rate 0 the mean over steps is the loss of the data, the short last batch counted by rows.
   */
  @Test
  void theLastBatchCountsByItsRows() {
    var k = plain();
    var e = new Experiment(k, data(50, 1)).validation(data(50, 1)).batch(16).rate(0).epochs(1);
    assertEquals(4, e.stepsPerEpoch());
    Epoch epoch = e.train(QUIET).history().get(0);
    assertEquals(epoch.validation(), epoch.training(), 1e-6 * epoch.validation());
  }

  @Test
  void sameSeedSameNumbers() {
    var a = Toy.full(Toy.noisy());
    Run one = a.train(QUIET);
    Run two = Toy.full(Toy.noisy()).train(QUIET);
    assertEquals(List.of(), one.differences(two));
    Rerun again = a.rerun(one);
    assertTrue(again.identical(), again.toString());
    assertEquals(List.of(), again.surroundings());
    Rerun other = a.seed(8).rerun(one);
    assertFalse(other.identical());
    assertEquals(List.of("seed was 7 and is 8"), other.surroundings());
  }

  @Test
  void gradientsApartFromUpdatesGiveTheSameNumbers() {
    var e = Toy.full(Toy.noisy());
    var ends = new ArrayList<double[][]>();
    for (boolean split : new boolean[] {false, true}) {
      e.settings.model.init(5);
      var state = new State(e.settings, 4, 0);
      var step = new Step(e.settings, state, 16, 3, split);
      try (Array order = Array.of(Data.permutation(48, 1))) {
        for (int i = 0; i < 3; i++) {
          step.run(order, i, i, i);
        }
      }
      ends.add(values(e.settings.model));
      ends.add(values(state.average));
      ends.add(new double[][] {state.losses.doubles()});
    }
    for (int i = 0; i < 3; i++) {
      assertTrue(same(ends.get(i), ends.get(i + 3)));
    }
  }

  @Test
  void twoAndThreeEpochsAreFive() {
    var k = Toy.noisy();
    Run five = Toy.full(k).train(QUIET);
    Run two = Toy.full(k).epochs(2).train(QUIET);
    Run resumed = Toy.full(Toy.noisy()).resume(two, 3, QUIET);
    assertEquals(List.of(), five.differences(resumed));
    assertArrayEquals(five.test().rows(), resumed.test().rows());
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Toy.full(k).batch(10).resume(two, 3, QUIET));
    assertTrue(e.getMessage().contains("batch was 16 and is 10"), e.getMessage());
  }

  @Test
  void goesOnFromGivenParameters() {
    var k = plain();
    Run first = Toy.full(k).train(QUIET);
    var warm = new Experiment(k, data(50, 1)).validation(data(30, 2)).rate(0).epochs(1).warm();
    k.init(99);
    Run second = warm.train(QUIET);
    assertTrue(same(values(first.parameters()), values(second.parameters())));
    assertEquals(first.bestEpoch().validation(), second.bestEpoch().validation());
    assertTrue(warm.rerun(second).identical());
    Rerun cold =
        new Experiment(k, data(50, 1)).validation(data(30, 2)).rate(0).epochs(1).rerun(second);
    assertFalse(cold.identical());
    assertTrue(cold.surroundings().get(0).startsWith("start was "), cold.toString());
  }

  /** Trains on enough rows for chunks; prints how many workers there were, and numbers. */
  static final class Chunked {
    public static void main(String[] args) {
      var k = Networks.mlp(scalars(2), scalars(1), 64);
      Run run = new Experiment(k, data(60_000, 1)).batch(30_000).clip(1).epochs(3).train(QUIET);
      System.out.println(
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().startsWith("symm-worker"))
              .count());
      run.history().forEach(e -> System.out.println(e.training()));
      for (double[] p : values(k)) {
        System.out.println(Arrays.stream(p).map(Math::abs).sum());
      }
    }
  }

  @Test
  void chunksOnOneOrTwoWorkersGiveTheSameNumbersUpToRounding() throws Exception {
    double[] one = chunked(1);
    double[] two = chunked(2);
    assertEquals(0, one[0]);
    assertTrue(two[0] >= 2, "two workers, and perhaps the one that waits for them");
    assertTrue(one[1] > one[3], "it learns");
    for (int i = 1; i < one.length; i++) {
      assertEquals(one[i], two[i], 1e-5 * one[i]);
    }
  }

  private double[] chunked(int threads) throws Exception {
    Path out = Files.createTempFile(folder, "chunked", ".txt");
    Process p = Toy.java(Chunked.class, threads, out);
    assertTrue(p.waitFor(120, TimeUnit.SECONDS), "still running");
    assertEquals(0, p.exitValue(), Files.readString(out));
    return Files.readAllLines(out).stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** Stops a training at a step, in one of two ways. */
  private static Run stop(Experiment e, int at, boolean interrupt) {
    var stop =
        new Listener() {
          @Override
          public void step(long done, long steps) {
            if (done == at && interrupt) {
              Thread.currentThread().interrupt();
            } else if (done == at) {
              throw new CancellationException("enough");
            }
          }
        };
    Run run = e.train(stop);
    assertEquals(interrupt, Thread.interrupted(), "loops around a training are stopped too");
    return run;
  }

  @Test
  void cancelledWithinAStepAndResumedExactly() {
    Run five = Toy.full(Toy.noisy()).train(QUIET);
    for (int at : new int[] {2, 8, 14}) {
      var e = Toy.full(Toy.noisy());
      Run part = stop(e, at, at != 8);
      assertEquals(at, part.steps());
      assertEquals("cancelled", part.ending());
      assertTrue(same(values(e.settings.model), values(part.parameters())));
      Run resumed = e.resume(part, 5 - part.history().size(), QUIET);
      assertEquals(List.of(), five.differences(resumed), "stopped at " + at);
      assertTrue(e.rerun(part).identical());
    }
  }

  @Test
  void divergenceNamesTheStepAndKeepsTheBest() {
    var k = plain();
    var e =
        new Experiment(k, data(50, 1))
            .validation(data(50, 2))
            .optimiser(Optimiser.sgd())
            .batch(10)
            .schedule(step -> step < 7 ? 1e-3 : 1e30)
            .epochs(30);
    var d = assertThrows(TrainingDiverged.class, () -> e.train(QUIET));
    assertTrue(d.getMessage().contains("the loss of step 9 (epoch 2)"), d.getMessage());
    assertEquals("diverged", d.run().ending());
    assertEquals(1, d.run().best());
    for (double[] p : values(k)) {
      for (double x : p) {
        assertTrue(Double.isFinite(x));
      }
    }
    assertTrue(same(values(k), values(d.run().parameters())));
  }

  /** As of files of NumPy: what learning stops at is said by its row. */
  @Test
  void rowsThatAreNotFiniteAreNamed() {
    Data good = data(50, 1);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Data in = Data.of(spoilt(good.inputs().get(0), 17, bad), good.targets().get(0));
      Data out = Data.of(good.inputs().get(0), spoilt(good.targets().get(0), 49, bad));
      reason(new Experiment(plain(), in), "In the training data, row 17 of input 0 is not finite");
      reason(new Experiment(plain(), out), "In the training data, row 49 of target 0 is not");
      var e = new Experiment(plain(), good);
      reason(e.validation(in), "In the validation data, row 17 of input 0 is not finite");
      reason(e.test(out), "In the test data, row 49 of target 0 is not finite");
    }
    reason(
        new Experiment(plain(), good).optimiser(Optimiser.sgd()).rate(1e39),
        "Try a smaller learning rate");
  }

  private static void reason(Experiment e, String words) {
    String said =
        assertThrows(TrainingDiverged.class, () -> e.epochs(1).batch(10).train(QUIET)).getMessage();
    assertTrue(said.contains(words), said);
  }

  /** The last number of a row in place of another. */
  private static Array spoilt(Array a, int row, double by) {
    double[] x = a.doubles();
    x[(row + 1) * (x.length / (int) a.shape().size(0)) - 1] = by;
    return Array.of(x, a.shape().toArray()).to(a.dtype());
  }

  private static void finite(List<Array> arrays) {
    for (double[] x : values(arrays)) {
      assertTrue(Arrays.stream(x).allMatch(Double::isFinite), Arrays.toString(x));
    }
  }

  /** What is not finite is not kept, saved or called best, whether a loss shows it or not. */
  @Test
  void parametersThatAreNotFinite() {
    var w = new Parameter("w", Parameter.Start.ONES, Shape.of(2));
    // However large w is, and infinite too, the loss is finite.
    var bounded =
        Kernels.box(
            "bounded",
            scalars(2),
            scalars(1),
            new Trivial(),
            List.of(w),
            false,
            (x, u) -> List.of(x.get(0).mul(w.tensor()).sum(-1).unsqueeze(1).tanh()));
    Path file = folder.resolve("c.safetensors");
    for (Kernel k : List.of(plain(), bounded)) {
      for (double average : new double[] {0, 0.5}) {
        var one =
            new Experiment(k, data(50, 1))
                .optimiser(Optimiser.sgd())
                .batch(50)
                .ema(average)
                .epochs(1)
                .rate(1e39);
        for (var e : List.of(one, one.validation(data(50, 2)), one.checkpoint(file))) {
          var d = assertThrows(TrainingDiverged.class, () -> e.train(QUIET));
          assertTrue(d.getMessage().contains("is not finite after step 1"), d.getMessage());
          assertEquals(0, d.run().best());
          finite(k.parameters().stream().map(Parameter::value).toList());
          finite(List.copyOf(d.run().arrays().values()));
          assertFalse(Files.exists(file));
          var again =
              assertThrows(IllegalArgumentException.class, () -> e.resume(d.run(), 1, QUIET));
          assertTrue(again.getMessage().contains("this run has diverged"), again.getMessage());
        }
      }
    }
    w.set(Array.of(new float[] {1, Float.NaN}));
    var warm = new Experiment(bounded, data(50, 1)).warm();
    var e = assertThrows(IllegalArgumentException.class, () -> warm.train(QUIET));
    assertTrue(e.getMessage().contains("w is not finite before the first step"), e.getMessage());
  }

  /** A training that is stopped right after such a step has diverged, and was not cancelled. */
  @Test
  void cancelledAfterItDiverged() {
    var e = new Experiment(plain(), data(50, 1)).optimiser(Optimiser.sgd()).batch(10).rate(1e39);
    var stop =
        new Listener() {
          @Override
          public void step(long done, long steps) {
            throw new CancellationException();
          }
        };
    finite(
        assertThrows(TrainingDiverged.class, () -> e.train(stop)).run().arrays().values().stream()
            .toList());
  }

  @Test
  void ratesAreChecked() {
    var e = new Experiment(plain(), data(50, 1));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e-3}) {
      List<Executable> wrong =
          List.of(
              () -> e.rate(bad),
              () -> e.schedule(step -> bad),
              () -> Schedule.cosine(bad, 1, 10),
              () -> Schedule.cosine(1, 1, 10, bad),
              () -> Schedule.decay(bad, 0.5, 1),
              () -> Schedule.decay(1, bad, 1),
              () -> Schedule.linear(bad, 1, 3),
              () -> Schedule.linear(1, bad, 3),
              () -> Optimiser.sgd(bad),
              () -> Optimiser.adamW(bad),
              () -> new Optimiser.Adam(bad, 0.9, 1e-8, 0, false),
              () -> new Optimiser.Adam(0.9, bad, 1e-8, 0, false),
              () -> new Optimiser.Adam(0.9, 0.9, bad, 0, false),
              () -> e.clip(bad),
              () -> e.ema(bad),
              () -> e.seconds(bad == Double.POSITIVE_INFINITY ? 0 : bad),
              // The last of three steps, before the first is made.
              () ->
                  e.epochs(3)
                      .batch(50)
                      .schedule(step -> step == 2 ? bad : 1e-3)
                      .train(
                          new Listener() {
                            @Override
                            public void begin(long done, long steps) {
                              throw new AssertionError("it has begun");
                            }
                          }));
      for (int i = 0; i < wrong.size(); i++) {
        assertThrows(IllegalArgumentException.class, wrong.get(i), i + " with " + bad);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new Optimiser.Adam(1, 0.9, 1e-8, 0, false));
  }

  /** A row that is not finite is named as a row of the data, not of the batch or of a chunk. */
  @Test
  void rowsOfTheTrainingDataAreNamed() {
    Space x = points(4, 3);
    int n = 900;
    int bad = 613;
    double[] numbers = Array.normal(1, org.symm.tensor.DType.FLOAT64, n, 4, 3).doubles();
    numbers[12 * bad + 5] = Double.NaN;
    Array in = Array.of(numbers, n, 4, 3).to(org.symm.tensor.DType.FLOAT32);
    for (int[] size : new int[][] {{100, 8}, {n, 256}}) { // in one program, and in chunks
      Kernel k =
          org.symm.networks.Networks.deepSets(x, x, size[1], size[1])
              .to(E(3).times(S(4)), pca())
              .mean(3);
      var e = new Experiment(k, Data.of(in, in)).epochs(1).batch(size[0]);
      var wrong = assertThrows(RuntimeException.class, e::train);
      assertTrue(
          wrong.getMessage().contains("row " + bad + " of the training data"), wrong.getMessage());
    }
  }

  /**
   * The relative error of a target that is zero is infinite: the run is not finished, and says
   * where.
   */
  @Test
  void anInfiniteTestLoss() {
    Data d = data(50, 1);
    double[] y = d.targets().get(0).doubles();
    y[17] = 0;
    Array targets = Array.of(y, 50, 1).to(org.symm.tensor.DType.FLOAT32);
    var ends = new ArrayList<String>();
    var told =
        new Listener() {
          @Override
          public void end(Run run) {
            ends.add(run.ending());
          }
        };
    var k = plain();
    var e =
        new Experiment(k, d)
            .loss(Loss.relativeSquaredError())
            .test(Data.of(d.inputs().get(0), targets))
            .epochs(2);
    var diverged = assertThrows(TrainingDiverged.class, () -> e.train(told));
    assertTrue(diverged.getMessage().contains("row 17 of the test data"), diverged.getMessage());
    assertEquals(List.of("diverged"), ends);
    assertEquals(2, diverged.run().best());
    for (var a : diverged.run().arrays().entrySet()) {
      assertTrue(
          java.util.Arrays.stream(a.getValue().doubles()).allMatch(Double::isFinite), a.getKey());
    }
    assertTrue(same(values(k), values(diverged.run().parameters())));
  }

  @Test
  void patience() {
    var run =
        new Experiment(plain(), data(50, 1))
            .validation(data(50, 2))
            .rate(0)
            .patience(3)
            .epochs(30)
            .train(QUIET);
    assertEquals("stopped early", run.ending());
    assertEquals(1, run.best());
    assertEquals(4, run.history().size());
    var blind = new Experiment(plain(), data(50, 1)).patience(3);
    var e = assertThrows(IllegalArgumentException.class, () -> blind.train(QUIET));
    assertTrue(e.getMessage().contains("give validation(data)"), e.getMessage());
  }

  /** Whole epochs until the time is over; another time, the same steps; the bar ends full. */
  @Test
  void aTimeInPlaceOfEpochs() {
    var e = Toy.full(Toy.noisy()).seconds(0.05).epochs(1_000_000);
    var told = new ArrayList<Long>();
    Run run =
        e.train(
            new Listener() {
              @Override
              public void step(long done, long steps) {
                told.add(steps);
              }
            });
    double[] seconds = run.history().stream().mapToDouble(Epoch::seconds).toArray();
    double all = Arrays.stream(seconds).sum();
    assertEquals("finished", run.ending());
    assertTrue(all >= 0.05 && all - seconds[seconds.length - 1] < 0.05, Arrays.toString(seconds));
    assertEquals(4L * seconds.length, run.steps());
    assertEquals(4_000_000, told.get(0), "nothing is known in the first epoch");
    assertTrue(run.steps() <= told.get(told.size() - 1), told.toString());
    assertTrue(told.get(told.size() - 1) < 4_000_000, "then it is estimated");
    Rerun again = e.rerun(run);
    assertTrue(again.identical(), again.toString());
    Run more = e.seconds(Double.POSITIVE_INFINITY).resume(run, 1, QUIET);
    assertEquals(run.steps() + 4, more.steps());
    assertEquals(run.steps(), e.resume(run, 1, QUIET).steps(), "no time is left");
    assertThrows(IllegalArgumentException.class, () -> e.seconds(Double.NaN));
  }

  @Test
  void validationNowAndThen() {
    var run = Toy.full(plain()).validateEvery(2).epochs(5).train(QUIET);
    assertTrue(Double.isNaN(run.history().get(4).validation()));
    assertTrue(run.best() == 2 || run.best() == 4);
    var e = Toy.full(plain()).validateEvery(9);
    assertThrows(IllegalArgumentException.class, () -> e.train(QUIET));
  }

  @Test
  void moreSamplesForEvaluation() {
    var one = Networks.mlp(scalars(2), scalars(1), 8).noisy(Kernels.gaussian(2));
    var e = Toy.full(one.mean(2)).evaluation(one.mean(64));
    assertTrue(e.train(QUIET).bestEpoch().validation() > 0);
    assertThrows(IllegalArgumentException.class, () -> e.evaluation(plain()));
  }

  /** An opaque box cuts the step into compiled parts; updates still come last and in order. */
  @Test
  void learnsADjlBlock() {
    var block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(16).build())
            .add(Activation.swishBlock(1))
            .add(Linear.builder().setUnits(1).build());
    var k = Networks.of(block, scalars(2), scalars(1));
    var e =
        new Experiment(k, data(400, 1)).test(data(200, 3)).batch(50).rate(1e-2).ema(0.9).epochs(60);
    Run run = e.train(QUIET);
    assertTrue(run.test().mean() < 0.1, run.toString());
    assertTrue(e.rerun(run).identical());
  }

  @Test
  void memoryDoesNotGrow() {
    var e = Toy.full(plain()).epochs(1000);
    var live = new ArrayList<Long>();
    e.train(
        new Listener() {
          @Override
          public void epoch(Epoch epoch, int epochs) {
            if (epoch.number() == 10 || epoch.number() == 1000) {
              live.add(Array.liveBytes());
            }
          }
        });
    assertTrue(live.get(1) <= live.get(0), "bytes after 40 and after 4,000 steps: " + live);
  }

  @Test
  void progressIsTold() {
    var told = new ArrayList<String>();
    Listener p =
        new Listener() {
          @Override
          public void begin(long done, long steps) {
            told.add("begin " + done + "/" + steps);
          }

          @Override
          public void step(long done, long steps) {
            told.add("step");
          }

          @Override
          public void epoch(Epoch epoch, int epochs) {
            told.add("epoch " + epoch.number() + "/" + epochs);
          }

          @Override
          public void end(Run run) {
            told.add(run.ending());
          }
        };
    Listener.install(() -> p);
    try {
      Toy.full(plain()).epochs(2).train();
    } finally {
      Listener.install(TrainingBar::new);
    }
    assertEquals(
        List.of(
            "begin 0/8",
            "step",
            "step",
            "step",
            "step",
            "epoch 1/2",
            "step",
            "step",
            "step",
            "step",
            "epoch 2/2",
            "finished"),
        told);
  }

  /** A bar of the steps that a resume makes; the last state says whether it was stopped. */
  @Test
  void theBar() {
    var shown = new ArrayList<String>();
    Screen before =
        Screen.use(
            new Screen() {
              @Override
              public void show(Object value) {}

              @Override
              public Live open(Displayed first) {
                shown.add("open " + first);
                return new Live() {
                  @Override
                  public void update(Displayed value) {
                    shown.add("update " + value);
                  }

                  @Override
                  public void finish(Displayed value) {
                    shown.add("finish " + value);
                  }
                };
              }
            });
    long start = System.nanoTime();
    try {
      var e = Toy.full(plain());
      e.resume(e.epochs(2).train(), 3);
    } finally {
      Screen.use(before);
    }
    var ends = shown.stream().filter(s -> !s.startsWith("update")).toList();
    assertEquals("open step 0/8", ends.get(0));
    assertTrue(ends.get(1).matches("finish step 8/8  epoch 2: training .*, validation .*"));
    assertEquals("open step 0/12", ends.get(2));
    assertTrue(ends.get(3).startsWith("finish step 12/12  epoch 5"), ends.get(3));
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(shown.size() - 4 <= 2 + seconds / 0.2, "more than one update in 0.2 s: " + shown);
  }

  @Test
  void dataSplitsAndShuffles() {
    Data d = data(10, 1);
    assertEquals(List.of(6L, 3L), d.split(6, 3).stream().map(Data::rows).toList());
    assertEquals(d.inputs().get(0).at(6, 1), d.split(6, 3).get(1).inputs().get(0).at(0, 1));
    Data s = d.shuffled(3);
    assertEquals(d.shuffled(3).hash(), s.hash());
    assertFalse(d.hash().equals(s.hash()));
    double[] x = s.inputs().get(0).doubles();
    double[] y = s.targets().get(0).doubles();
    for (int i = 0; i < 10; i++) {
      assertEquals(x[2 * i] * x[2 * i + 1] + x[2 * i], y[i], 1e-6);
    }
    assertThrows(IllegalArgumentException.class, () -> d.split(6, 5));
    assertThrows(
        IllegalArgumentException.class,
        () -> Data.of(d.inputs().get(0), Array.of(new double[3], 3, 1)));
  }
}
