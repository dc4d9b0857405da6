package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.kernels.Kernel;
import org.symm.symmetrisation.Certificate.Row;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Program;
import org.symm.tensor.Recent;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Whether the laws of f(g·x) and g·f(x) agree: for each input and element, samples of both with
 * independent noise, and the {@link Statistics} of the true and of random labels.
 *
 * <p>Both samples get normal noise of the size of the pathwise tolerance, relative to the scale of
 * {@link Pathwise}, so that rounding is not taken for a difference where the kernel happens to be a
 * function, and each coordinate is divided by the standard deviation of both samples together,
 * which does not depend on the labels.
 */
record InLaw(
    Kernel f,
    List<Trial> trials,
    List<DType> precisions,
    int samples,
    int permutations,
    long seed) {

  private static final Recent<List<Object>, Program> PROGRAMS = new Recent<>(16);

  /**
   * For one input and element.
   *
   * @param statistics (3)(labellings)
   * @param finite whether all samples are finite
   */
  private record Test(double[][] statistics, boolean finite) {}

  /** The same labellings for all rows. */
  private Array labels() {
    var labels = Statistics.labels(samples, samples, permutations, "labels").to(DType.FLOAT32);
    return Programs.run("labels", Seeds.of(seed, "labels"), List.of(labels)).get(0);
  }

  /** The rows of the certificate. */
  List<Row> rows(double alpha) {
    Array labels = labels();
    var all = precisions.stream().map(real -> tests(real, labels)).toList();
    var statistics = new ArrayList<double[]>();
    for (int t = 0; t < trials.size(); t++) {
      for (int r = 0; r < precisions.size(); r++) {
        statistics.add(TwoSample.row(statistics(all.get(r).get(t))));
      }
    }
    double[] adjusted = MaxT.adjusted(statistics);
    var rows = new ArrayList<Row>();
    for (int t = 0; t < trials.size(); t++) {
      for (int r = 0; r < precisions.size(); r++) {
        var tests = all.get(r).get(t);
        double p = isFinite(tests) ? adjusted[t * precisions.size() + r] : Double.NaN;
        Trial trial = trials.get(t);
        rows.add(
            new Row(
                trial.name(),
                precisions.get(r),
                trial.leftAlone(),
                new Finding.Law(
                    test(tests),
                    p,
                    alpha,
                    trial.tried(tests.stream().mapToDouble(InLaw::z).toArray()),
                    worst(trial, t, precisions.get(r), tests))));
      }
    }
    return rows;
  }

  private static boolean isFinite(List<Test> tests) {
    return tests.stream().allMatch(Test::finite);
  }

  private static List<double[][]> statistics(List<Test> tests) {
    return tests.stream().map(Test::statistics).toList();
  }

  private static TwoSample test(List<Test> tests) {
    return isFinite(tests)
        ? TwoSample.of(statistics(tests))
        : TwoSample.notFinite(tests.get(0).statistics()[0].length);
  }

  private static double z(Test t) {
    return t.finite() ? Math.sqrt(t.statistics()[2][0]) : Double.NaN;
  }

  private Finding.Worst worst(Trial trial, int row, DType real, List<Test> tests) {
    double[] sizes =
        tests.stream()
            .mapToDouble(t -> t.finite() ? TwoSample.row(statistics(List.of(t)))[0] : Double.NaN)
            .toArray();
    int at = Certificates.largest(sizes);
    return trial.worst(at, () -> test(tests(real, labels()).get(row)).p());
  }

  /** The tests of the inputs of each trial. */
  private List<List<Test>> tests(DType real, Array labels) {
    var batch = new Batch(f, trials, real, samples);
    long own = Seeds.of(seed, real.name());
    List<Array> inputs = batch.inputs();
    List<Array> outputs = batch.outputs(Seeds.of(own, "samples"), inputs);
    var flat = new ArrayList<Tensor>();
    for (Batch.Pair pair : batch.pairs(own, inputs, outputs)) {
      flat.add(Tensors.cat(1, flat(pair.ofMoved(), batch), flat(pair.moved(), batch)));
    }
    var widths = f.cod().parts().stream().map(p -> p.shape().count()).toList();
    double tolerance = Pathwise.tolerance(real, Double.NaN);
    List<Double> floor = batch.least(inputs);
    var out = new ArrayList<List<Test>>();
    for (Array both : Programs.run("samples", 0, flat)) {
      Program p = program(both.shape(), widths, tolerance, labels);
      Array least = Array.of(new double[] {floor.get(out.size())}, 1);
      out.add(tests(p.run(Seeds.of(own, "test " + out.size()), both, least, labels)));
    }
    return out;
  }

  private static List<Test> tests(List<Array> done) {
    double[] finite = done.get(1).doubles();
    var split = TwoSample.split(done.get(0), finite.length);
    var out = new ArrayList<Test>();
    for (int i = 0; i < finite.length; i++) {
      // Statistics that are not finite count as no evidence; the row fails for another reason.
      double[][] none = new double[3][split.get(i)[0].length];
      out.add(new Test(finite[i] == 1 ? split.get(i) : none, finite[i] == 1));
    }
    return out;
  }

  /** Samples as (inputs, times, d). */
  private static Tensor flat(List<Tensor> parts, Batch batch) {
    var flat = parts.stream().map(t -> t.to(DType.FLOAT64).reshape(t.size(0), -1));
    Tensor all = Tensors.cat(1, flat.toArray(Tensor[]::new));
    return all.reshape(all.size(0) / batch.times(), batch.times(), all.size(1));
  }

  private static Program program(Shape samples, List<Long> widths, double tolerance, Array labels) {
    return PROGRAMS.get(
        List.of(samples, widths, tolerance, labels.shape()),
        () -> {
          Tensor z = Tensors.input(samples, DType.FLOAT64);
          Tensor least = Tensors.input(Shape.of(1), DType.FLOAT64);
          Tensor w = Tensors.input(labels.shape(), labels.dtype());
          Tensor finite = z.isFinite().flatten(1).all(1);
          Tensor all = Statistics.all(blurred(z, widths, least, tolerance), w);
          return Program.of("tests in law", List.of(z, least, w), List.of(all, finite));
        });
  }

  /** Noise of the size of rounding, then mean 0 and variance 1 in each coordinate. */
  private static Tensor blurred(Tensor z, List<Long> widths, Tensor least, double tolerance) {
    var parts = new ArrayList<Tensor>();
    long at = 0;
    for (long width : widths) {
      Tensor y = z.slice(2, at, at + width);
      Tensor noise = Draws.normal("rounding " + at, y.shape(), DType.FLOAT64);
      Tensor scale = y.square().meanKeep(1, 2).sqrt().maximum(least);
      parts.add(y.sub(y.meanKeep(1)).add(noise.mul(scale.mul(tolerance))));
      at += width;
    }
    return Statistics.standard(Tensors.cat(2, parts.toArray(Tensor[]::new)));
  }
}
