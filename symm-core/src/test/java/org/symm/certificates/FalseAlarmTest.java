package org.symm.certificates;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.certificates.Protocol.protocol;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.S;
import static org.symm.spaces.Spaces.points;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.statistics.MaxT;
import org.symm.statistics.Statistics;
import org.symm.statistics.TwoSample;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The stated false-alarm rate of a whole certificate in law is the true one. Rejections of runs at
 * α are binomial, as the test is exact: the bounds leave a probability of 0.0005 on each side.
 *
 * <p>{@code tests/bench/README.md} says how to run a thousand whole certificates, and what came
 * out.
 */
class FalseAlarmTest {

  private static final int RUNS = 1000;
  private static final int AT_ONCE = 50;
  private static final int ROWS = 3;
  private static final int INPUTS = 2;
  private static final int SAMPLES = 16;

  private static void expect(int runs, double alpha, int rejected) {
    var law = new BinomialDistribution(runs, alpha);
    int low = law.inverseCumulativeProbability(0.0005);
    int high = law.inverseCumulativeProbability(0.9995);
    assertTrue(
        low <= rejected && rejected <= high,
        rejected + " of " + runs + " rejected at " + alpha + "; expected " + low + " to " + high);
  }

  /**
   * The tests of certificates side by side, each with its own labels: three rows, two inputs, a
   * normal, a heavy-tailed and a two-valued coordinate.
   *
   * @param shift of the second sample in the first row
   */
  private static Program certificates(double shift) {
    var lead = Shape.of(AT_ONCE, ROWS * INPUTS, 2 * SAMPLES);
    Tensor a = Draws.normal("a", lead, DType.FLOAT64);
    Tensor b = Draws.normal("b", lead, DType.FLOAT64);
    Tensor c = Draws.normal("c", lead, DType.FLOAT64).sign();
    Tensor second = Tensors.range(2 * SAMPLES, DType.FLOAT64).gt(SAMPLES - 0.5).to(DType.FLOAT64);
    Tensor row = Tensors.range(ROWS * INPUTS, DType.FLOAT64).lt(INPUTS - 0.5).to(DType.FLOAT64);
    Tensor moved = a.add(second.mul(row.unsqueeze(1)).mul(shift));
    Tensor z = Statistics.standard(Tensors.stack(3, moved, b.mul(b.abs()), c));
    Tensor labels =
        Tensors.stack(
            0,
            IntStream.range(0, AT_ONCE)
                .mapToObj(i -> Statistics.labels(SAMPLES, SAMPLES, 199, "labels " + i))
                .toArray(Tensor[]::new));
    Tensor w = labels.unsqueeze(1).to(DType.FLOAT32);
    return Program.of("certificates", List.of(), List.of(Statistics.all(z, w)));
  }

  /** The adjusted p-values of each certificate's rows. */
  private static List<double[]> adjusted(Program p, int runs) {
    var out = new ArrayList<double[]>();
    for (int seed = 0; seed < runs / AT_ONCE; seed++) {
      Array all = p.run(seed).get(0);
      var comparisons = TwoSample.split(all, AT_ONCE * ROWS * INPUTS);
      for (int c = 0; c < AT_ONCE; c++) {
        int from = c * ROWS * INPUTS;
        out.add(
            MaxT.adjusted(
                IntStream.range(0, ROWS)
                    .mapToObj(r -> from + r * INPUTS)
                    .map(at -> TwoSample.row(comparisons.subList(at, at + INPUTS)))
                    .toList()));
      }
    }
    return out;
  }

  @Test
  void theRateOfAThousandCertificatesIsAlpha() {
    List<double[]> all = adjusted(certificates(0), RUNS);
    for (double alpha : List.of(0.05, 0.01)) {
      var failed = all.stream().filter(p -> Arrays.stream(p).min().getAsDouble() <= alpha);
      expect(RUNS, alpha, (int) failed.count());
    }
  }

  @Test
  void aFalseRowIsFoundInNineOfTen() {
    var found = adjusted(certificates(1.5), 200).stream().filter(p -> p[0] <= 0.05).count();
    assertTrue(found > 180, found + " of 200 found");
  }

  /** Whole certificates of a correct kernel, x + noise: three factors, two precisions. */
  @Test
  void theRateOfTheWholeCertificateIsAlpha() {
    Space x = points(2, 2);
    Kernel f =
        Kernels.box(
            "move at random",
            x,
            x,
            E(2).times(S(2)),
            List.of(),
            true,
            (in, u) -> List.of(in.get(0).add(u.normal("step", 2, 2))));
    Protocol how = protocol().points(2).samples(24).alpha(0.05);
    int runs = 60;
    int rejected = 0;
    for (int seed = 0; seed < runs; seed++) {
      rejected += certify(f, seed, how).holds() ? 0 : 1;
    }
    expect(runs, 0.05, rejected);
  }
}
