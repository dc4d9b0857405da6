package org.symm.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.certificates.Certificate.Row;
import org.symm.engine.Array;
import org.symm.engine.Cache;
import org.symm.engine.Program;
import org.symm.kernels.Kernel;
import org.symm.statistics.MaxT;
import org.symm.statistics.Statistics;
import org.symm.statistics.TwoSample;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Whether the laws of f(g·x) and g·f(x) agree: for each input and element, samples of both with
 * independent noise, and the {@link Statistics} of the true and of random labels. Of {@link
 * Trial#ROWS} also the statistics of {@link EqualRows}, in the first of the element types.
 *
 * <p>Both samples get normal noise of the size of the pathwise tolerance, relative to the scale of
 * {@link Pathwise}, so that rounding is not taken for a difference where the kernel happens to be a
 * function, and each coordinate is divided by the standard deviation of both samples together,
 * which does not depend on the labels. More than 128 samples would see less than that tolerance:
 * the noise grows with the root of their number.
 */
record InLaw(
    Kernel f,
    List<Probe> trials,
    List<DType> precisions,
    int samples,
    int permutations,
    long seed) {

  private static final Cache<List<Object>, Program> PROGRAMS = new Cache<>(16);

  /** Samples with which noise of the size of the tolerance hides what is below it. */
  private static final double USUAL = 128;

  /**
   * For one input and element.
   *
   * @param statistics (3)(labellings)
   * @param finite whether all samples are finite
   */
  private record Test(double[][] statistics, boolean finite) {}

  /**
   * For one trial.
   *
   * @param inputs of each input
   * @param others statistics of moments of all inputs, and of rows with equal inputs
   * @param finite whether all samples are finite
   */
  private record Tests(List<Test> inputs, List<double[]> others, boolean finite) {

    private List<double[][]> statistics() {
      return inputs.stream().map(Test::statistics).toList();
    }

    double[] row() {
      return TwoSample.row(statistics(), others);
    }

    TwoSample test() {
      return finite
          ? TwoSample.of(statistics(), others)
          : TwoSample.notFinite(inputs.get(0).statistics()[0].length);
    }
  }

  static InLaw of(Kernel f, List<Probe> trials, List<DType> types, Protocol how, long seed) {
    return new InLaw(f, trials, types, how.samples(), permutations(how), seed);
  }

  private static int permutations(Protocol how) {
    return (int) Math.max(999, Math.ceil(1 / how.alpha()) - 1);
  }

  /** How it is tested, in words. */
  static String method(Protocol how) {
    return String.format(
        Locale.ROOT,
        "%d samples on each side, energy distance, MMD and moments with %d permutations,"
            + " false-alarm rate %s",
        how.samples(),
        permutations(how),
        how.alpha());
  }

  /** The same labellings for all rows, in groups. */
  private List<Array> labels() {
    int most = trials.stream().mapToInt(t -> fitting(t.rows())).min().orElseThrow();
    long own = Seeds.of(seed, "labels");
    return Statistics.labels(samples, samples, permutations + 1, most, own);
  }

  private int fitting(long inputs) {
    return Statistics.fitting(inputs, 2L * samples, f.cod().width());
  }

  /** The rows of the certificate. */
  List<Row> rows(double alpha) {
    List<Array> labels = labels();
    var all = IntStream.range(0, precisions.size()).mapToObj(r -> tests(r, labels)).toList();
    var statistics = new ArrayList<double[]>();
    for (int t = 0; t < trials.size(); t++) {
      for (int r = 0; r < precisions.size(); r++) {
        statistics.add(all.get(r).get(t).row());
      }
    }
    double[] adjusted = MaxT.adjusted(statistics);
    var rows = new ArrayList<Row>();
    for (int t = 0; t < trials.size(); t++) {
      for (int r = 0; r < precisions.size(); r++) {
        Tests tests = all.get(r).get(t);
        double p = tests.finite() ? adjusted[t * precisions.size() + r] : Double.NaN;
        Probe trial = trials.get(t);
        double[] z = tests.inputs().stream().mapToDouble(InLaw::z).toArray();
        rows.add(
            new Row(
                trial.name(),
                precisions.get(r),
                trial.leftAlone(),
                new Finding.Law(
                    tests.test(), p, alpha, trial.tried(z), worst(trial, t, r, tests))));
      }
    }
    return rows;
  }

  private static double z(Test t) {
    return t.finite() ? Math.sqrt(t.statistics()[2][0]) : Double.NaN;
  }

  private Finding.Worst worst(Probe trial, int row, int real, Tests tests) {
    double[] sizes =
        tests.inputs().stream()
            .mapToDouble(
                t ->
                    t.finite() ? TwoSample.row(List.<double[][]>of(t.statistics()))[0] : Double.NaN)
            .toArray();
    int at = Certificates.largest(sizes);
    return trial.worst(at, () -> tests(real, labels()).get(row).test().p());
  }

  /** The tests of each trial, in one of the element types. */
  private List<Tests> tests(int type, List<Array> labels) {
    DType real = precisions.get(type);
    var batch = new PairedRuns(f, trials, real, samples);
    long own = Seeds.of(seed, real.name());
    List<Array> inputs = batch.inputs();
    List<Array> outputs = batch.outputs(Seeds.of(own, "samples"), inputs);
    MixedAxes blocks = MixedAxes.of(f.cod(), f.group());
    var flat = new ArrayList<Tensor>();
    for (PairedRuns.Pair pair : batch.pairs(own, inputs, outputs)) {
      for (int i = 0; i < pair.moved().size(); i++) {
        Tensor a = apart(blocks.of(i, pair.ofMoved().get(i)));
        flat.add(Tensors.cat(1, a, apart(blocks.of(i, pair.moved().get(i)))));
      }
    }
    List<Array> samples = Program.evaluate("samples", 0, flat);
    int parts = f.cod().parts().size();
    List<Double> floor = batch.least(inputs);
    List<PairedRuns.Place> places = batch.places();
    var out = new ArrayList<Tests>();
    for (int t = 0; t < trials.size(); t++) {
      List<Array> both = samples.subList(t * parts, (t + 1) * parts);
      Tests tests = tests(both, real, floor.get(t), labels, Seeds.of(own, "test " + t));
      if (type == 0 && trials.get(t).name().equals(Probe.ROWS)) {
        int from = places.get(t).x();
        var x = inputs.stream().map(a -> a.rows(from, from + 1)).toList();
        tests = with(tests, equalRows(x, real, floor.get(t)));
      }
      out.add(tests);
    }
    return out;
  }

  private List<double[]> equalRows(List<Array> x, DType real, double least) {
    long own = Seeds.of(seed, "equal rows");
    return EqualRows.statistics(f, x, real, least, permutations + 1, own);
  }

  private static Tests with(Tests t, List<double[]> others) {
    var all = Stream.concat(t.others().stream(), others.stream()).toList();
    return new Tests(t.inputs(), all, t.finite() && !others.isEmpty());
  }

  /** The tests of samples (inputs, times, U, M), one array for each part of the codomain. */
  private static Tests tests(
      List<Array> both, DType real, double floor, List<Array> labels, long seed) {
    Array least = Array.of(new double[] {floor}, 1);
    var runs = new ArrayList<List<Array>>();
    for (Array w : labels) {
      var in = new ArrayList<>(both);
      in.add(least);
      in.add(w);
      runs.add(program(both, real, w).run(seed, in));
    }
    double[] finite = runs.get(0).get(2).doubles();
    var split = TwoSample.split(TwoSample.joined(runs, 0), finite.length);
    int width = split.get(0)[0].length;
    var out = new ArrayList<Test>();
    for (int i = 0; i < finite.length; i++) {
      // Statistics that are not finite count as no evidence; the row fails for another reason.
      out.add(new Test(finite[i] == 1 ? split.get(i) : new double[3][width], finite[i] == 1));
    }
    boolean all = out.stream().allMatch(Test::finite);
    var together = all ? TwoSample.rows(TwoSample.joined(runs, 1)) : List.<double[]>of();
    return new Tests(out, together, all);
  }

  /** Samples of blocks, (inputs · times, U, M), as (inputs, times, U, M). */
  private Tensor apart(Tensor y) {
    return y.to(DType.FLOAT64).reshape(y.size(0) / samples, samples, y.size(1), y.size(2));
  }

  private static Program program(List<Array> samples, DType real, Array labels) {
    var shapes = samples.stream().map(Array::shape).toList();
    return PROGRAMS.get(
        List.of(shapes, real, labels.shape()),
        () -> {
          var in = new ArrayList<Tensor>();
          shapes.forEach(s -> in.add(Tensors.input(s, DType.FLOAT64)));
          Tensor least = Tensors.input(Shape.of(1), DType.FLOAT64);
          Tensor w = Tensors.input(labels.shape(), labels.dtype());
          var parts = new ArrayList<Tensor>();
          Tensor finite =
              in.stream()
                  .map(y -> y.isFinite().flatten(1).all(1))
                  .reduce(Tensor::and)
                  .orElseThrow();
          Tensor zero = Tensors.zeros(Shape.of(), DType.FLOAT64);
          for (Tensor y : in) {
            double more = Math.max(1, Math.sqrt(y.size(1) / (2 * USUAL)));
            Tensor some = finite.reshape(-1, 1, 1, 1).where(y, zero);
            parts.add(blurred(some, least, real, more, "rounding " + parts.size()));
          }
          Tensor z = Statistics.standard(Tensors.cat(2, parts.toArray(Tensor[]::new)));
          in.add(least);
          in.add(w);
          var out = List.of(Statistics.all(z, w), Statistics.together(z, w), finite);
          return Program.of("tests in law", in, out);
        });
  }

  /**
   * Samples (inputs, times, U, M) as (inputs, times, U · M), centred, with noise of the size of
   * rounding.
   */
  static Tensor blurred(Tensor y, Tensor least, DType real, double times, String stream) {
    Tensor size = y.square().mean(1, 3).sqrt();
    Tensor scale = Pathwise.scale(size, real).maximum(least);
    double tolerance = times * Pathwise.tolerance(real, Double.NaN);
    Tensor noise = Draws.normal(stream, y.shape(), DType.FLOAT64).mul(tolerance);
    Tensor sum = y.sub(y.meanKeep(1)).add(noise.mul(scale.unsqueeze(1).unsqueeze(3)));
    return sum.reshape(y.size(0), y.size(1), y.size(2) * y.size(3));
  }
}
