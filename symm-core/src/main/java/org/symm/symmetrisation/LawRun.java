package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.kernels.Kernel;
import org.symm.symmetrisation.Certificate.Row;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;

/** The rows of a certificate in law. */
record LawRun(
    Kernel f,
    List<Trial> trials,
    List<DType> precisions,
    int samples,
    int permutations,
    long seed) {

  /** The same labellings for all rows. */
  private Array labels() {
    var labels = Statistics.labels(samples, samples, permutations, "labels").to(DType.FLOAT32);
    return Programs.run("labels", Seeds.of(seed, "labels"), List.of(labels)).get(0);
  }

  private List<List<InLaw.Test>> tests(DType real, Array labels) {
    var batch = new Batch(f, trials, real, samples);
    return InLaw.tests(batch, labels, Seeds.of(seed, real.name()));
  }

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
                    trial.tried(tests.stream().mapToDouble(LawRun::z).toArray()),
                    worst(trial, t, precisions.get(r), tests))));
      }
    }
    return rows;
  }

  private static boolean isFinite(List<InLaw.Test> tests) {
    return tests.stream().allMatch(InLaw.Test::finite);
  }

  private static List<double[][]> statistics(List<InLaw.Test> tests) {
    return tests.stream().map(InLaw.Test::statistics).toList();
  }

  private static TwoSample test(List<InLaw.Test> tests) {
    return isFinite(tests)
        ? TwoSample.of(statistics(tests))
        : TwoSample.notFinite(tests.get(0).statistics()[0].length);
  }

  private static double z(InLaw.Test t) {
    return t.finite() ? Math.sqrt(t.statistics()[2][0]) : Double.NaN;
  }

  private Finding.Worst worst(Trial trial, int row, DType real, List<InLaw.Test> tests) {
    double[] sizes =
        tests.stream()
            .mapToDouble(t -> t.finite() ? TwoSample.row(statistics(List.of(t)))[0] : Double.NaN)
            .toArray();
    int at = Certificates.largest(sizes);
    return trial.worst(at, () -> test(tests(real, labels()).get(row)).p());
  }
}
