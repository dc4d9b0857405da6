package org.symm.learning;

import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.scalars;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.symm.engine.Array;
import org.symm.kernels.Kernel;

/** Small things to learn. */
final class Toy {

  private Toy() {}

  /** y = x₁ x₂ + x₁, with so many rows. */
  static Data data(int rows, long seed) {
    var random = new Random(seed);
    float[] x = new float[2 * rows];
    float[] y = new float[rows];
    for (int i = 0; i < rows; i++) {
      x[2 * i] = (float) random.nextGaussian();
      x[2 * i + 1] = (float) random.nextGaussian();
      y[i] = x[2 * i] * x[2 * i + 1] + x[2 * i];
    }
    return Data.of(Array.of(x, rows, 2), Array.of(y, rows, 1));
  }

  /** Starts a class's main in a process of its own; what it prints goes to a file, errors here. */
  static Process java(Class<?> main, int threads, Path out, String... arguments)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static Kernel plain() {
    return mlp(scalars(2), scalars(1), 16);
  }

  /** A stochastic network, averaged over samples. */
  static Kernel noisy() {
    return mlp(scalars(2), scalars(1), 8).noisy(gaussian(2)).mean(3);
  }

  /** Everything switched on; an epoch has 4 steps, the last one shorter. */
  static Experiment full(Kernel k) {
    return new Experiment(k, data(50, 1))
        .validation(data(30, 2))
        .test(data(30, 3))
        .batch(16)
        .seed(7)
        .clip(1)
        .ema(0.9)
        .optimiser(Optimiser.adamW(0.01))
        .schedule(Schedule.cosine(0.02, 3, 100))
        .epochs(5);
  }

  static double[][] values(Kernel k) {
    return k.parameters().stream().map(p -> p.value().doubles()).toArray(double[][]::new);
  }

  static double[][] values(List<Array> arrays) {
    return arrays.stream().map(Array::doubles).toArray(double[][]::new);
  }

  static boolean same(double[][] a, double[][] b) {
    return Arrays.deepEquals(a, b);
  }
}
