package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.symm.groups.Group;
import org.symm.groups.Trivial;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.symmetrisation.Certificate.Row;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;

/**
 * Certificates of equivariance, for static import: {@code certify(f, seed)}.
 *
 * <p>A kernel is tested as a function if two runs with different noise agree bit for bit on all
 * inputs of the certificate, in every element type; otherwise in law. So a kernel that reads noise
 * only to break ties is a function on inputs without ties, and is tested in law on others.
 */
public final class Certificates {

  private Certificates() {}

  /** The certificate of a kernel for its group, by {@link Protocol#protocol()}. */
  public static Certificate certify(Kernel f, long seed) {
    return certify(f, seed, Protocol.protocol());
  }

  /** Whether a kernel is equivariant for a group that it does not claim. */
  public static Certificate certify(Kernel f, Group claim, long seed) {
    return certify(Kernels.of(f.name(), claim, f.diagram()), seed);
  }

  /**
   * The certificate of a kernel for its group.
   *
   * @throws IllegalArgumentException if given inputs are no points of the domain, given elements
   *     are not in the group, or a factor asked for is not one of the group's
   */
  public static Certificate certify(Kernel f, long seed, Protocol how) {
    List<Trial> trials = trials(f, how, how.points(), Seeds.of(seed, "function"));
    if (trials.isEmpty() || f.cod().parts().isEmpty()) {
      String why =
          "nothing to test: "
              + (trials.isEmpty()
                  ? "every kernel is equivariant for 1"
                  : "the codomain has one point");
      return new Certificate(f.name(), f.group(), false, List.of(), why, seed);
    }
    var runs = precisions(f, how).stream().map(t -> FunctionRun.of(f, trials, t, seed)).toList();
    return runs.stream().allMatch(FunctionRun::isFunction)
        ? function(f, trials, runs, seed)
        : law(f, trials(f, how, how.lawPoints(), Seeds.of(seed, "law")), how, seed);
  }

  /** A domain without real numbers has only one way to run. */
  private static List<DType> precisions(Kernel f, Protocol how) {
    var parts = f.dom().parts();
    boolean whole = !parts.isEmpty() && parts.stream().allMatch(p -> p.index());
    return whole ? List.of(DType.FLOAT32) : how.precisions();
  }

  private static List<Trial> trials(Kernel f, Protocol how, int points, long seed) {
    List<Factor> factors = Factor.of(f.group());
    for (Group g : how.factors()) {
      if (factors.stream().noneMatch(a -> a.leaf().equals(g))) {
        throw new IllegalArgumentException(
            g + " is not a factor of " + f.group() + ", which has " + f.group().factors() + ".");
      }
    }
    var out = new ArrayList<Trial>();
    List<Array> given = how.inputs();
    List<Array> wanted = how.elements();
    long rows = Math.max(points, given.isEmpty() ? 0 : given.get(0).shape().size(0));
    rows = Math.max(rows, wanted.isEmpty() ? 0 : wanted.get(0).shape().size(0));
    List<Array> x =
        given.isEmpty()
            ? Inputs.random(f.dom(), rows, how.classes(), seed)
            : Inputs.given(f.dom(), given, rows);
    for (Factor a : factors) {
      if (how.factors().isEmpty() || how.factors().contains(a.leaf())) {
        out.add(Trial.sampled(f, a, x, rows, Seeds.of(seed, a.name())));
      }
    }
    if (!wanted.isEmpty() && !(f.group() instanceof Trivial)) {
      out.add(Trial.given(f, wanted, x, rows));
    }
    return out;
  }

  /** Two runs of a kernel on all rows, with different noise. */
  private record FunctionRun(Batch batch, List<Array> in, List<Array> out, boolean isFunction) {

    static FunctionRun of(Kernel f, List<Trial> trials, DType real, long seed) {
      var batch = new Batch(f, trials, real, 1);
      List<Array> in = batch.inputs();
      List<Array> once = batch.outputs(Seeds.of(seed, "once"), in);
      List<Array> again = batch.outputs(Seeds.of(seed, "again"), in);
      boolean same =
          IntStream.range(0, once.size())
              .allMatch(i -> Arrays.equals(once.get(i).doubles(), again.get(i).doubles()));
      return new FunctionRun(batch, in, once, same);
    }

    double[] again(long seed, int trial) {
      return Pathwise.errors(batch, in, batch.outputs(Seeds.of(seed, "once"), in)).get(trial);
    }
  }

  private static Certificate function(
      Kernel f, List<Trial> trials, List<FunctionRun> runs, long seed) {
    var errors = runs.stream().map(r -> Pathwise.errors(r.batch, r.in, r.out)).toList();
    var rows = new ArrayList<Row>();
    for (int t = 0; t < trials.size(); t++) {
      Trial trial = trials.get(t);
      double inDouble = Double.NaN;
      for (int r = 0; r < runs.size(); r++) {
        FunctionRun run = runs.get(r);
        double[] e = errors.get(r).get(t);
        int at = largest(e);
        int which = t;
        var worst =
            new Finding.Worst(
                Trial.row(trial.x(), at),
                Trial.row(trial.g(), at),
                () -> run.again(seed, which)[at]);
        DType real = run.batch.real();
        double tolerance = Pathwise.tolerance(real, inDouble);
        inDouble = real == DType.FLOAT64 ? e[at] : inDouble;
        rows.add(
            new Row(
                trial.name(), real, trial.alone(), new Finding.Function(e[at], tolerance, worst)));
      }
    }
    String method =
        "function: "
            + trials.get(0).rows()
            + " inputs and elements for each factor, largest relative error; seed "
            + seed;
    return new Certificate(f.name(), f.group(), false, rows, method, seed);
  }

  private static int largest(double[] e) {
    int at = 0;
    for (int i = 0; i < e.length; i++) {
      if (Double.isNaN(e[i])) {
        return i;
      }
      at = e[i] > e[at] ? i : at;
    }
    return at;
  }

  private static Certificate law(Kernel f, List<Trial> trials, Protocol how, long seed) {
    int permutations = (int) Math.max(999, Math.ceil(2 / how.alpha()) - 1);
    var law = new LawRun(f, trials, precisions(f, how), how.samples(), permutations, seed);
    String method =
        String.format(
            Locale.ROOT,
            "in law: %d inputs and elements for each factor, %d samples on each side, energy distance"
                + " with %d permutations, false-alarm rate %s; seed %d",
            trials.get(0).rows(),
            how.samples(),
            permutations,
            how.alpha(),
            seed);
    return new Certificate(f.name(), f.group(), true, law.rows(how.alpha()), method, seed);
  }
}
