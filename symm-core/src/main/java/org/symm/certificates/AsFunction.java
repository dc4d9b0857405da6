package org.symm.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.symm.certificates.Certificate.Row;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.kernels.Kernel;
import org.symm.tensor.DType;

/**
 * The certificate of a kernel that is a function on most inputs: errors there, and laws where noise
 * decides, as ties and symmetric clouds.
 *
 * @param trials what it was tried on
 * @param batches the trials in each element type
 * @param found what was found in each
 */
record AsFunction(
    Kernel f,
    List<Probe> trials,
    List<PairedRuns> batches,
    List<Pathwise> found,
    Protocol how,
    long seed) {

  /** At most one row in so many is at the edge. */
  private static final int FEW = 16;

  private static final String EDGE =
      " where rounding in float32 decides whether an input counts as a tie";

  static AsFunction of(Kernel f, List<Probe> trials, List<DType> types, Protocol how, long seed) {
    var batches = types.stream().map(t -> new PairedRuns(f, trials, t, 1)).toList();
    var found = batches.stream().map(b -> Pathwise.of(b, seed)).toList();
    return new AsFunction(f, trials, batches, found, how, seed);
  }

  /** Whether noise decides at most inputs, symmetric clouds aside. */
  boolean isRandom() {
    return found.stream()
        .anyMatch(
            p ->
                IntStream.range(0, trials.size())
                        .filter(t -> !isSymmetric(t))
                        .flatMap(t -> flags(p.random().get(t)))
                        .average()
                        .orElse(0)
                    > 0.5);
  }

  private boolean isSymmetric(int t) {
    return trials.get(t).name().equals(Probe.SYMMETRIC);
  }

  private static IntStream flags(boolean[] marked) {
    return IntStream.range(0, marked.length).map(i -> marked[i] ? 1 : 0);
  }

  /** The rows of a trial at which noise decides in some element type, or those at which in none. */
  private int[] rows(int t, boolean random) {
    return IntStream.range(0, (int) trials.get(t).rows())
        .filter(i -> random == found.stream().anyMatch(p -> p.random().get(t)[i]))
        .toArray();
  }

  /**
   * Whether a row is at the edge: only in float32, where few others are like it, one of f(x) and
   * f(g·x) depends on noise. There rounding decides whether an input counts as a tie.
   */
  private IntPredicate edge(int t) {
    var single =
        IntStream.range(0, found.size()).filter(b -> batches.get(b).real() == DType.FLOAT32);
    var half = single.mapToObj(b -> found.get(b).half().get(t)).findFirst();
    var other =
        IntStream.range(0, found.size())
            .filter(b -> batches.get(b).real() != DType.FLOAT32)
            .mapToObj(b -> found.get(b).random().get(t))
            .findFirst();
    boolean few = half.isPresent() && (long) FEW * flags(half.get()).sum() <= trials.get(t).rows();
    return i -> few && half.get()[i] && other.map(o -> !o[i]).orElse(true);
  }

  /** Whether a trial is tested in law as it is: symmetric clouds, or one that is mostly random. */
  private boolean isLaw(int t) {
    int random = rows(t, true).length;
    return isSymmetric(t) ? random > 0 : 2L * random > trials.get(t).rows();
  }

  /** The certificate; the note ends the line that says how it was tested. */
  Certificate certificate(String note) {
    var law = new ArrayList<Probe>();
    var ties = new ArrayList<Probe>();
    int left = 0;
    for (int t = 0; t < trials.size(); t++) {
      if (isSymmetric(t) && isLaw(t)) {
        law.add(trials.get(t).at(spread(Certificates.LAW_CLOUDS, rows(t, true))));
      } else if (isLaw(t)) {
        law.add(trials.get(t).at(some(rows(t, true))));
      } else {
        int[] drawn = IntStream.of(rows(t, true)).filter(edge(t).negate()).toArray();
        left += rows(t, true).length - drawn.length;
        if (drawn.length > 0) {
          ties.add(trials.get(t).at(drawn));
        }
      }
    }
    if (!ties.isEmpty()) {
      Probe all = Probe.joined(Probe.TIES, ties);
      law.add(all.at(some(IntStream.range(0, (int) all.rows()).toArray())));
    }
    var inLaw = new ArrayList<Row>();
    if (!law.isEmpty()) {
      inLaw.addAll(InLaw.of(f, law, types(), how, seed).rows(how.alpha()));
    }
    var rows = new ArrayList<Row>();
    for (int t = 0; t < trials.size(); t++) {
      String name = trials.get(t).name();
      if (isLaw(t)) {
        inLaw.stream().filter(r -> r.factor().equals(name)).forEach(rows::add);
      }
      if (!isLaw(t) || (isSymmetric(t) && rows(t, false).length > 0)) {
        rows.addAll(errors(t));
      }
    }
    inLaw.stream().filter(r -> r.factor().equals(Probe.TIES)).forEach(rows::add);
    rows.addAll(places());
    String method =
        String.format(
            Locale.ROOT,
            "function: %s inputs and elements for each factor, largest relative error; rows: each"
                + " in another place gives the same%s; seed %s%s",
            trials.get(0).rows(),
            law.isEmpty() ? "" : "; where noise decides, in law: " + InLaw.method(how),
            seed,
            left == 0 ? note : note + "; left out: " + left + EDGE);
    return new Certificate(f.name(), f.group(), false, Certificate.shown(rows), method, seed);
  }

  private List<DType> types() {
    return batches.stream().map(PairedRuns::real).toList();
  }

  /** As many of these as are tested in law, from all over. */
  private int[] some(int... rows) {
    return spread(how.lawPoints(), rows);
  }

  private static int[] spread(int most, int... rows) {
    int n = Math.min(most, rows.length);
    return IntStream.range(0, n).map(i -> rows[(int) ((long) i * rows.length / n)]).toArray();
  }

  private List<Row> errors(int t) {
    int[] kept = rows(t, false);
    Probe trial = trials.get(t).at(kept);
    var out = new ArrayList<Row>();
    double inDouble = Double.NaN;
    for (int b = 0; b < batches.size(); b++) {
      PairedRuns batch = batches.get(b);
      double[] all = found.get(b).errors().get(t);
      double[] e = IntStream.of(kept).mapToDouble(i -> all[i]).toArray();
      int at = Certificates.largest(e);
      var worst = trial.worst(at, () -> Pathwise.of(batch, seed).errors().get(t)[kept[at]]);
      double tolerance = Pathwise.tolerance(batch.real(), inDouble);
      inDouble = batch.real() == DType.FLOAT64 ? e[at] : inDouble;
      var finding = new Finding.Function(e[at], tolerance, trial.tried(e), worst);
      out.add(new Row(trial.name(), batch.real(), trial.leftAlone(), finding));
    }
    return out;
  }

  /** Whether rows depend on their place, or on the others; symmetric clouds aside. */
  private List<Row> places() {
    List<Array> identity =
        Program.evaluate("identity", 0, f.group().identity(1, DType.FLOAT64).parts());
    var out = new ArrayList<Row>();
    double inDouble = Double.NaN;
    for (int b = 0; b < batches.size(); b++) {
      PairedRuns batch = batches.get(b);
      double[] e = found.get(b).rows().clone();
      for (int t = 0; t < trials.size(); t++) {
        PairedRuns.Place p = batch.places().get(t);
        if (isSymmetric(t)) {
          Arrays.fill(e, p.x(), p.moved() + p.rows(), 0);
        }
      }
      int at = Certificates.largest(e);
      var input =
          found.get(b).inputs().stream()
              .map(x -> x.rows(at, at + 1).map(y -> y.toReal(DType.FLOAT64)))
              .toList();
      var worst = new Finding.Worst(input, identity, () -> Pathwise.of(batch, seed).rows()[at]);
      double tolerance = Pathwise.tolerance(batch.real(), inDouble);
      inDouble = batch.real() == DType.FLOAT64 ? e[at] : inDouble;
      var tried = IntStream.range(0, e.length).mapToObj(i -> new Finding.Tried(0, e[i])).toList();
      var finding = new Finding.Function(e[at], tolerance, tried, worst);
      out.add(new Row(Probe.ROWS, batch.real(), List.of(), finding));
    }
    return out;
  }
}
