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

  private List<List<InLaw.Test>> tests(DType real) {
    var labels = EnergyDistance.labels(samples, samples, permutations).to(DType.FLOAT32);
    Array drawn = Programs.run("labels", Seeds.of(seed, "labels"), List.of(labels)).get(0);
    var batch = new Batch(f, trials, real, samples);
    return InLaw.tests(batch, drawn, Seeds.of(seed, real.name()));
  }

  List<Row> rows(double alpha) {
    var all = precisions.stream().map(this::tests).toList();
    var statistics = new ArrayList<double[]>();
    for (int t = 0; t < trials.size(); t++) {
      for (int r = 0; r < precisions.size(); r++) {
        statistics.add(statistic(all.get(r).get(t)));
      }
    }
    double[] adjusted = MaxT.adjusted(statistics);
    var rows = new ArrayList<Row>();
    for (int t = 0; t < trials.size(); t++) {
      for (int r = 0; r < precisions.size(); r++) {
        int i = t * precisions.size() + r;
        var tests = all.get(r).get(t);
        boolean finite = tests.stream().allMatch(InLaw.Test::finite);
        double p = finite ? EnergyDistance.p(statistics.get(i)) : Double.NaN;
        double verdict = finite ? adjusted[i] : Double.NaN;
        double z = tests.stream().mapToDouble(InLaw.Test::z).max().orElse(0);
        var found = new Finding.Law(p, verdict, alpha, z, worst(t, precisions.get(r), tests));
        rows.add(new Row(trials.get(t).name(), precisions.get(r), trials.get(t).alone(), found));
      }
    }
    return rows;
  }

  private static double[] statistic(List<InLaw.Test> tests) {
    return MaxT.row(tests.stream().map(LawRun::energies).toList());
  }

  /** Energies that are not finite count as no evidence; the row fails for another reason. */
  private static double[] energies(InLaw.Test t) {
    return t.finite() ? t.energies() : new double[t.energies().length];
  }

  private Finding.Worst worst(int t, DType real, List<InLaw.Test> tests) {
    int at = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < tests.size(); i++) {
      double z = tests.get(i).finite() ? MaxT.standard(tests.get(i).energies())[0] : 1e300;
      at = z > most ? i : at;
      most = Math.max(z, most);
    }
    Trial trial = trials.get(t);
    return new Finding.Worst(
        Trial.row(trial.x(), at), Trial.row(trial.g(), at), () -> again(t, real));
  }

  private double again(int t, DType real) {
    var tests = tests(real).get(t);
    return tests.stream().allMatch(InLaw.Test::finite)
        ? EnergyDistance.p(statistic(tests))
        : Double.NaN;
  }
}
