package org.symm.bench;

import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.learning.Listener;
import org.symm.tensor.DType;

/** Memory of this process, as Linux counts it. */
final class Memory {

  private static final int SAMPLES = 640;

  private Memory() {}

  /**
   * The peak in MiB after gradients of a symmetrised network with K samples on 500 rows, repeated
   * so often that every K has computed as many samples: what a process needs grows for a while with
   * what it has done (compiled code, the allocator's free lists), whatever K is.
   */
  static double peak(int samples) {
    var x = points(25, 3);
    var f = deepSets(x, x, 64, 64, 64).to(O(3).times(S(25)), haar(O(3))).mean(samples);
    Runnable work = Work.gradients(f, 500);
    for (int i = 0; i < SAMPLES / samples; i++) {
      work.run();
    }
    return kibibytes("VmHWM:") / 1024;
  }

  /** Resident memory after 10,000 steps of training over that after 1,000. */
  static double growth() {
    var early = new double[1];
    var late = new double[1];
    var data = Data.of(Work.normal(DType.FLOAT32, 3000, 10), Work.normal(DType.FLOAT32, 3000, 1));
    var e = new Experiment(mlp(scalars(10), scalars(1), 128, 128, 128), data).epochs(400);
    var run =
        e.train(
            new Listener() {
              @Override
              public void step(long done, long steps) {
                if (done == 1000) {
                  early[0] = kibibytes("VmRSS:");
                }
                if (done == 10_000) {
                  late[0] = kibibytes("VmRSS:");
                  throw new CancellationException("enough");
                }
              }
            });
    if (run.ending().equals("cancelled")) {
      return late[0] / early[0];
    }
    throw new IllegalStateException("the training ended before 10,000 steps");
  }

  private static double kibibytes(String key) {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(l -> l.startsWith(key))
          .mapToDouble(l -> Double.parseDouble(l.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("memory is read from /proc, which only Linux has", e);
    }
  }
}
