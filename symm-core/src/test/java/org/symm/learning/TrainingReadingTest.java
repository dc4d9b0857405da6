package org.symm.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.haar;
import static org.symm.networks.Networks.batchNorm;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.dropout;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.present;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.certificates.Certificates;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.engine.Program;
import org.symm.engine.Rows;
import org.symm.groups.Groups;
import org.symm.kernels.Body;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.kernels.TrainingPass;
import org.symm.networks.layers.BatchNorm;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Type;
import org.symm.tensor.Update;

/** What boxes compute in training alone: statistics of a step, dropout, terms of the loss. */
class TrainingReadingTest {

  private static final Listener QUIET = Listener.silent();

  private static Data random(int rows, int in, int out) {
    var random = new Random(5);
    double[] x = random.doubles((long) rows * in, 1, 3).toArray();
    double[] y = random.doubles((long) rows * out, -1, 1).toArray();
    return Data.of(
        Array.of(x, rows, in).to(DType.FLOAT32), Array.of(y, rows, out).to(DType.FLOAT32));
  }

  private static Kernel normed() {
    return mlp(scalars(2), scalars(3))
        .then(batchNorm(scalars(3)))
        .then(dropout(scalars(3), 0.2))
        .then(mlp(scalars(3), scalars(1), 4));
  }

  /** Mean and variance, over m and over m − 1, of each of k features. */
  private static double[][] moments(double[] x, int k) {
    double[][] out = new double[3][k];
    double m = x.length / (double) k;
    for (int i = 0; i < x.length; i++) {
      out[0][i % k] += x[i] / m;
    }
    for (int i = 0; i < x.length; i++) {
      double d = x[i] - out[0][i % k];
      out[1][i % k] += d * d / m;
      out[2][i % k] += d * d / (m - 1);
    }
    return out;
  }

  /** One step: the loss uses the step's own moments, the stored ones move by a tenth. */
  @Test
  void batchNormIsPyTorchs() {
    Data data = random(40, 2, 2);
    Kernel k = batchNorm(scalars(2));
    Run run = new Experiment(k, data).epochs(1).optimiser(Optimiser.sgd()).rate(0.1).train(QUIET);
    double[] x = data.inputs().get(0).doubles();
    double[] t = data.targets().get(0).doubles();
    double[][] m = moments(x, 2);
    double loss = 0;
    double[] slope = new double[4];
    for (int i = 0; i < x.length; i++) {
      double z = (x[i] - m[0][i % 2]) / Math.sqrt(m[1][i % 2] + 1e-5);
      loss += (z - t[i]) * (z - t[i]) / x.length;
      slope[i % 2] += 2 * (z - t[i]) * z / x.length;
      slope[2 + i % 2] += 2 * (z - t[i]) / x.length;
    }
    assertEquals(loss, run.history().get(0).training(), 1e-5);
    assertArrayEquals(
        new double[] {1 - 0.1 * slope[0], 1 - 0.1 * slope[1]},
        k.parameters().get(0).value().doubles(),
        1e-5);
    assertArrayEquals(
        new double[] {-0.1 * slope[2], -0.1 * slope[3]},
        k.parameters().get(1).value().doubles(),
        1e-5);
    for (int f = 0; f < 2; f++) {
      assertEquals(0.1 * m[0][f], k.statistics().get(0).value().doubles()[f], 1e-6);
      assertEquals(0.9 + 0.1 * m[2][f], k.statistics().get(1).value().doubles()[f], 1e-6);
    }
    // In evaluation each row stands for itself, by the stored statistics.
    double[] y = k.apply(0, data.inputs().get(0).rows(0, 1)).doubles();
    for (int f = 0; f < 2; f++) {
      double z =
          (x[f] - 0.1 * m[0][f]) / Math.sqrt(0.9 + 0.1 * m[2][f] + 1e-5) * (1 - 0.1 * slope[f]);
      assertEquals(z - 0.1 * slope[2 + f], y[f], 1e-5);
    }
  }

  /** Against libtorch's own kernel, with items and in both readings. */
  @Test
  void batchNormIsLibtorchs() {
    Kernel k = batchNorm(features(5, 3));
    double[] x = random(8, 15, 1).inputs().get(0).doubles();
    k.ready();
    Array in = Array.of(x, 8, 5, 3).to(DType.FLOAT32);
    k.parameters().get(0).set(Array.of(new float[] {1.5f, -0.5f, 2}));
    k.parameters().get(1).set(Array.of(new float[] {0.1f, 0.2f, -0.3f}));
    k.statistics().get(0).set(Array.of(new float[] {0.5f, 1, 2}));
    k.statistics().get(1).set(Array.of(new float[] {0.3f, 2, 1}));
    try (NDManager m = NDManager.newBaseManager("PyTorch")) {
      NDArray numbers = m.create(in.floats(), new ai.djl.ndarray.types.Shape(40, 3));
      NDArray mean = m.create(k.statistics().get(0).value().floats());
      NDArray variance = m.create(k.statistics().get(1).value().floats());
      NDArray w = m.create(k.parameters().get(0).value().floats());
      NDArray b = m.create(k.parameters().get(1).value().floats());
      var ex = numbers.getNDArrayInternal();
      // DJL's momentum is what stays, PyTorch's what is new.
      NDArray stored =
          ex.batchNorm(numbers, mean, variance, w, b, 1, 0.9f, 1e-5f, false).singletonOrThrow();
      assertArrayEquals(stored.toFloatArray(), k.apply(0, in).floats(), 1e-5f);
      NDArray trained =
          ex.batchNorm(numbers, mean, variance, w, b, 1, 0.9f, 1e-5f, true).singletonOrThrow();
      var pass = new TrainingPass(8, Set.of());
      Tensor y =
          k.diagram().run(List.of(in.tensor()), Noise.of(8, DType.FLOAT32).training(pass)).get(0);
      Tensor after = y.after(pass.updates().toArray(Update[]::new));
      float[] found = Program.evaluate("trained", 0, List.of(after)).get(0).floats();
      assertArrayEquals(trained.toFloatArray(), found, 1e-5f);
      assertArrayEquals(mean.toFloatArray(), k.statistics().get(0).value().floats(), 1e-6f);
      assertArrayEquals(variance.toFloatArray(), k.statistics().get(1).value().floats(), 1e-6f);
      assertTrue(Math.abs(mean.toFloatArray()[0] - 0.5) > 0.05);
    }
  }

  /** Steps of many rows run in chunks, but not those of a model with statistics. */
  @Test
  void statisticsAreOfAllRowsOfAStep() {
    int rows = 3000;
    Data data = random(rows, 2, 64);
    Kernel k =
        mlp(scalars(2), scalars(256))
            .then(batchNorm(scalars(256)))
            .then(mlp(scalars(256), scalars(64)));
    var like = List.of(new Type(Shape.of(2), DType.FLOAT32));
    var plan =
        new Rows(
                "like it",
                like,
                Rows.Outputs.JOIN,
                in -> k.diagram().run(in, Noise.of(in.get(0).size(0), DType.FLOAT32)))
            .plan(rows);
    assertTrue(plan.chunks() > 1);
    Kernel first = mlp(scalars(2), scalars(256));
    new Experiment(k, data).batch(rows).epochs(1).rate(1e-9).seed(3).train(QUIET);
    for (int i = 0; i < 2; i++) {
      first.parameters().get(i).set(k.parameters().get(i).value());
    }
    double[][] m = moments(first.apply(0, data.inputs().get(0)).doubles(), 256);
    double[] mean = k.statistics().get(0).value().doubles();
    double[] variance = k.statistics().get(1).value().doubles();
    for (int f = 0; f < 256; f++) {
      assertEquals(0.1 * m[0][f], mean[f], 1e-5);
      assertEquals(0.9 + 0.1 * m[2][f], variance[f], 1e-5);
    }
  }

  @Test
  void whatIsAbsentChangesNothing() {
    double[] x = new Random(1).doubles(24).toArray();
    double[] there = {1, 1, 0, 1, 0, 1, 1, 1};
    var present = Array.of(there, 4, 2);
    double[] kept = new double[18];
    for (int i = 0, at = 0; i < 8; i++) {
      for (int f = 0; f < 3; f++) {
        if (there[i] == 1) {
          kept[at++] = x[3 * i + f];
        } else {
          x[3 * i + f] = f == 0 ? Double.NaN : 1e300;
        }
      }
    }
    var parameters = new ArrayList<Parameter>();
    var statistics = new ArrayList<Parameter>();
    var norm = BatchNorm.of("norm", 3, parameters, statistics);
    var pass = new TrainingPass(4, Set.of());
    var k =
        Kernels.box(
            "normed",
            features(2, 3),
            features(2, 3),
            Groups.trivial(),
            parameters,
            false,
            new Body.Trained(
                statistics, (in, u) -> List.of(norm.apply(in.get(0), present.tensor(), u))));
    Tensor y =
        k.diagram()
            .run(List.of(Array.of(x, 4, 2, 3).tensor()), Noise.of(4, DType.FLOAT64).training(pass))
            .get(0);
    k.ready();
    double[] out = Program.evaluate("normed", 0, List.of(y)).get(0).doubles();
    double[][] m = moments(kept, 3);
    for (int i = 0; i < 8; i++) {
      for (int f = 0; f < 3; f++) {
        if (there[i] == 1) {
          double z = (x[3 * i + f] - m[0][f]) / Math.sqrt(m[1][f] + 1e-5);
          assertEquals(z, out[3 * i + f], 1e-9);
        }
      }
    }
  }

  /** Graphs of different size: stored statistics are those of the present items of a step. */
  @Test
  void statisticsAreOfPresentItems() {
    var x = features(3, 2).times(present(3));
    Kernel k = batchNorm(x).then(deepSets(x, scalars(1), 4));
    double[] v = new Random(2).doubles(60, 1, 3).toArray();
    long[] there = new long[30];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < 30; i++) {
      there[i] = i % 3 == 0 || i % 4 == 0 ? 1 : 0;
      count += (int) there[i];
      sum += there[i] == 1 ? v[2 * i] : 0;
      v[2 * i] = there[i] == 1 ? v[2 * i] : Double.NaN;
    }
    var data =
        new Data(
            List.of(Array.of(v, 10, 3, 2).to(DType.FLOAT32), Array.of(there, 10, 3)),
            List.of(Array.of(new double[10], 10, 1).to(DType.FLOAT32)));
    Run run = new Experiment(k, data).epochs(1).batch(10).train(QUIET);
    assertTrue(Double.isFinite(run.history().get(0).training()));
    assertEquals(0.1 * sum / count, k.statistics().get(0).value().doubles()[0], 1e-5);
    assertTrue(Certificates.certify(k, 1).holds(), () -> Certificates.certify(k, 1).toString());
  }

  static final class Stored {
    public static void main(String[] args) {
      Kernel k =
          mlp(scalars(2), scalars(256))
              .then(batchNorm(scalars(256)))
              .then(mlp(scalars(256), scalars(1)));
      new Experiment(k, random(3000, 2, 1)).batch(1500).epochs(2).seed(3).train(QUIET);
      double[] s = k.statistics().get(1).value().doubles();
      System.out.println(Arrays.toString(s));
    }
  }

  /** The same bits for the same number of threads, the same numbers for any. */
  @Test
  void statisticsDoNotDependOnThreads(@TempDir Path dir) throws Exception {
    var all = new ArrayList<double[]>();
    for (int threads : new int[] {1, 2, 2}) {
      Path out = dir.resolve("out" + all.size());
      Process p = Toy.java(Stored.class, threads, out);
      assertEquals(0, p.waitFor());
      String text = Files.readString(out).strip();
      all.add(
          Arrays.stream(text.substring(text.indexOf('[') + 1, text.length() - 1).split(", "))
              .mapToDouble(Double::parseDouble)
              .toArray());
    }
    assertEquals(256, all.get(0).length);
    assertArrayEquals(all.get(1), all.get(2));
    assertArrayEquals(all.get(0), all.get(1), 1e-4);
  }

  @Test
  void aStepOfOneRowIsRefused() {
    var e = new Experiment(batchNorm(scalars(2)), random(41, 2, 2)).batch(40).epochs(1);
    var wrong = assertThrows(IllegalArgumentException.class, () -> e.train(QUIET));
    assertTrue(
        wrong.getMessage().contains("more than one number of a feature"), wrong.getMessage());
  }

  @Test
  void evaluationAndCertificatesReadWhatIsStored() {
    Kernel k =
        deepSets(features(4, 2), features(4, 6), 8)
            .then(batchNorm(features(4, 6)))
            .then(dropout(features(4, 6), 0.5));
    assertEquals(Groups.S(4), k.group());
    assertFalse(k.isStochastic());
    var x = Array.of(new Random(2).doubles(80, 1, 2).toArray(), 10, 4, 2).to(DType.FLOAT32);
    var y = Array.of(new double[240], 10, 4, 6).to(DType.FLOAT32);
    double[] before = k.apply(0, x).doubles();
    Run run = new Experiment(k, Data.of(x, y)).epochs(3).batch(5).train(QUIET);
    assertFalse(Arrays.equals(before, k.apply(0, x).doubles()));
    assertArrayEquals(k.apply(1, x).doubles(), k.apply(2, x).doubles());
    assertTrue(Certificates.certify(k, 1).holds(), () -> Certificates.certify(k, 1).toString());
    // The training's own last value, kept in the run beside the parameters.
    assertTrue(
        run.arrays().containsKey("last/8/norm.running_mean"), run.arrays().keySet()::toString);
  }

  @Test
  void dropoutDrawsInTrainingAlone() {
    Kernel k = dropout(scalars(200), 0.3);
    var x = Tensors.ones(Shape.of(50, 200), DType.FLOAT64);
    var pass = new TrainingPass(50, Set.of());
    Tensor trained = k.diagram().run(List.of(x), Noise.of(50, DType.FLOAT64).training(pass)).get(0);
    double[] y = Program.evaluate("dropped", 3, List.of(trained)).get(0).doubles();
    double zeros = Arrays.stream(y).filter(v -> v == 0).count() / (double) y.length;
    assertEquals(0.3, zeros, 0.02);
    assertTrue(Arrays.stream(y).allMatch(v -> v == 0 || Math.abs(v - 1 / 0.7) < 1e-12));
    Tensor plain = k.diagram().run(List.of(x), Noise.of(50, DType.FLOAT64)).get(0);
    assertTrue(plain == x);
  }

  /** Inside an exact mean too, where boxes may otherwise not draw. */
  @Test
  void dropoutTrainsInsideAnExactMean() {
    var x = vectors(3, 2);
    Kernel f = mlp(x, scalars(8)).then(dropout(scalars(8), 0.5)).then(mlp(scalars(8), scalars(1)));
    Kernel k = f.to(Groups.C(4), haar(Groups.C(4))).mean();
    assertFalse(k.isStochastic());
    var in = Array.of(new Random(3).doubles(120).toArray(), 20, 3, 2).to(DType.FLOAT32);
    var out = Array.of(new double[20], 20, 1).to(DType.FLOAT32);
    Run run = new Experiment(k, Data.of(in, out)).epochs(2).rate(1e-9).train(QUIET);
    assertTrue(run.history().get(0).training() != run.history().get(1).training());
    double[] once =
        new Experiment(k, Data.of(in, out)).epochs(2).train(QUIET).parameters().get(0).doubles();
    double[] again =
        new Experiment(k, Data.of(in, out)).epochs(2).train(QUIET).parameters().get(0).doubles();
    assertArrayEquals(once, again);
  }

  @Test
  void aRunGoesOnWithItsStatistics(@TempDir Path dir) {
    Run five = Toy.full(normed()).train(QUIET);
    Path file = dir.resolve("two.safetensors");
    Toy.full(normed()).epochs(2).train(QUIET).save(file);
    Kernel k = normed();
    Run resumed = Toy.full(k).resume(Run.load(file), 3, QUIET);
    assertEquals(List.of(), five.differences(resumed));
    Kernel fresh = five.restore(normed());
    var x = Toy.data(9, 8).inputs().get(0);
    assertArrayEquals(k.apply(0, x).doubles(), fresh.apply(0, x).doubles());
    assertTrue(
        Arrays.stream(fresh.statistics().get(0).value().doubles())
            .anyMatch(v -> Math.abs(v) > 1e-3));
    assertTrue(Toy.full(k).rerun(five).identical());
    k.init(4);
    assertArrayEquals(new double[3], k.statistics().get(0).value().doubles());
  }

  /** mse + 0.3 y² as a loss, and the same by a term. */
  @Test
  void aTermIsPartOfTheLoss() {
    Loss both = Loss.of("both", (y, t) -> y.sub(t).square().add(y.square().mul(0.3)).mean(-1));
    Kernel square = Kernels.kernel("square", scalars(1), scalars(1), Tensor::square);
    Data data = Toy.data(50, 1);
    Kernel plain = Toy.plain();
    new Experiment(plain, data).loss(both).batch(16).epochs(3).train(QUIET);
    Kernel k = Toy.plain().penalised("size", 7, square);
    var e =
        new Experiment(k, data).validation(Toy.data(20, 2)).term("size", 0.3).batch(16).epochs(3);
    Run run = e.train(QUIET);
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(
          plain.parameters().get(i).value().doubles(),
          run.arrays().entrySet().stream()
              .filter(a -> a.getKey().startsWith("last/"))
              .skip(i)
              .findFirst()
              .get()
              .getValue()
              .doubles(),
          1e-5);
    }
    assertTrue(run.history().get(0).terms().get("size") > 0);
    // Evaluation is the loss alone.
    double validation = Losses.of(k, Loss.meanSquaredError(), Toy.data(20, 2), 0).mean();
    assertEquals(validation, run.bestEpoch().validation(), 1e-6);
    assertEquals(List.of(), run.differences(e.train(QUIET)));
    var wrong =
        assertThrows(IllegalArgumentException.class, () -> e.term("entropy", 1).train(QUIET));
    assertTrue(
        wrong.getMessage().contains("no term \"entropy\"; it has [size]"), wrong.getMessage());
    var unlike =
        assertThrows(
            IllegalArgumentException.class, () -> e.term("size", 0.4).resume(run, 1, QUIET));
    assertTrue(unlike.getMessage().contains("terms was {size=0.3}"), unlike.getMessage());
  }

  /**
   * Over samples, frames with weights, compositions and frames of the drawing: as an expectation.
   */
  @Test
  void aTermIsAMeanOverSamplesAndOutcomes() {
    var x = vectors(3, 2);
    Kernel f = mlp(x, scalars(2), 5);
    Kernel number = mlp(scalars(2), scalars(1), 3);
    f.init(1);
    number.init(2);
    Kernel weight =
        mlp(x, scalars(1), 4).then(Kernels.kernel("exp", scalars(1), scalars(1), Tensor::exp));
    weight.init(3);
    var d4 = Groups.D(4);
    var in = Array.of(new Random(3).doubles(120, -1, 1).toArray(), 20, 3, 2).to(DType.FLOAT32);
    var out = Array.of(new double[40], 20, 2).to(DType.FLOAT32);
    for (Gamma gamma : List.of(haar(d4), haar(d4).weigh(weight))) {
      Kernel want = f.then(number).to(d4, gamma).mean();
      double expected = Arrays.stream(want.apply(0, in).doubles()).average().getAsDouble();
      Kernel k = f.penalised("number", 0, number).framed("f").to(d4, gamma).mean().named("k");
      assertEquals(expected, term(k, in, out, 20, 1), 1e-5);
      assertEquals(expected, term(k, in, out, 7, 1), 1e-5);
      Kernel sampled = f.penalised("number", 0, number).to(d4, gamma).mean(50);
      assertEquals(
          expected, term(sampled, in, out, 20, 40), 0.02 * Math.max(1, Math.abs(expected)));
      // An exact mean of a mean in a box of its own, which is drawn once for equal rows.
      Kernel twice = Kernels.identity(x, d4).then(k.penalised("after", 0, number));
      assertEquals(expected, term(twice, in, out, 20, 1), 1e-5);
    }
  }

  private static double term(Kernel k, Array in, Array out, int batch, int epochs) {
    Run run =
        new Experiment(k, Data.of(in, out))
            .warm()
            .rate(1e-12)
            .batch(batch)
            .epochs(epochs)
            .train(QUIET);
    return run.history().stream().mapToDouble(e -> e.terms().get("number")).average().getAsDouble();
  }

  @Test
  void aFrozenPartStays() {
    Kernel first =
        mlp(scalars(2), scalars(3)).then(batchNorm(scalars(3))).then(dropout(scalars(3), 0.5));
    Kernel last = mlp(scalars(3), scalars(1), 4);
    Kernel k = first.then(last);
    k.init(2);
    double[][] before = Toy.values(first);
    double[] mean = first.statistics().get(0).value().doubles();
    var e = new Experiment(k, Toy.data(50, 1)).warm().freeze(first).batch(16).epochs(2);
    Run run = e.train(QUIET);
    assertTrue(Toy.same(before, Toy.values(first)));
    assertArrayEquals(mean, first.statistics().get(0).value().doubles());
    assertFalse(
        run.arrays().keySet().stream().anyMatch(n -> n.startsWith("buffer") && n.contains("norm")));
    assertEquals(
        List.of(), run.differences(e.epochs(1).resume(e.epochs(1).train(QUIET), 1, QUIET)));
    var all = assertThrows(IllegalArgumentException.class, () -> e.freeze(last).train(QUIET));
    assertTrue(all.getMessage().contains("frozen"), all.getMessage());
    var other = assertThrows(IllegalArgumentException.class, () -> e.freeze(Toy.plain()));
    assertTrue(other.getMessage().contains("is no part of"), other.getMessage());
  }

  /** A rate of its own is a run of its own rate. */
  @Test
  void aPartHasItsOwnRate() {
    Kernel first = mlp(scalars(2), scalars(3));
    Kernel last = mlp(scalars(3), scalars(1));
    Kernel k = first.then(last);
    k.init(2);
    double[][] start = Toy.values(k);
    var e =
        new Experiment(k, Toy.data(16, 1))
            .warm()
            .batch(16)
            .epochs(1)
            .optimiser(Optimiser.sgd())
            .rate(0.1);
    e.train(QUIET);
    double[][] one = Toy.values(k);
    e.rate(first, 0.25).train(QUIET);
    double[][] quarter = Toy.values(k);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < one[i].length; j++) {
        double step = (one[i][j] - start[i][j]) * (i < 2 ? 0.25 : 1);
        assertEquals(start[i][j] + step, quarter[i][j], 1e-6);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> e.rate(first, 0));
  }

  @Test
  void batchesAddUpToALargerOne() {
    Kernel a = Toy.plain();
    Kernel b = Toy.plain();
    Run large = new Experiment(a, Toy.data(50, 1)).batch(24).epochs(3).clip(1).train(QUIET);
    Run parts =
        new Experiment(b, Toy.data(50, 1)).batch(8).accumulate(3).epochs(3).clip(1).train(QUIET);
    assertEquals(large.steps(), parts.steps());
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(Toy.values(a)[i], Toy.values(b)[i], 1e-5);
    }
    assertEquals(large.history().get(2).training(), parts.history().get(2).training(), 1e-5);
    // Batch norm has the statistics of each batch.
    Kernel n = batchNorm(scalars(2));
    Data data = random(40, 2, 2);
    new Experiment(n, data).batch(20).accumulate(2).epochs(1).seed(1).train(QUIET);
    long[] order = Data.permutation(40, Seeds.of(Seeds.of(1, "order"), 0));
    double[] x = data.inputs().get(0).doubles();
    double stored = 0;
    for (int part = 0; part < 2; part++) {
      double mean = 0;
      for (int i = 0; i < 20; i++) {
        mean += x[(int) (2 * order[20 * part + i])] / 20;
      }
      stored += 0.1 * (mean - stored);
    }
    assertEquals(stored, n.statistics().get(0).value().doubles()[0], 1e-6);
  }
}
