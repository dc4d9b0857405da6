package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.symm.groups.Group;
import org.symm.groups.Refused;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.symmetrisation.Certificate.Row;
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

  /** The certificate with what the symmetry is worth: weights saved, error, effective samples. */
  public static SymmetryCertificate symmetryCertificate(Kernel f, long seed) {
    return SymmetryCertificate.of(f, certify(f, seed));
  }

  /** Whether a kernel is equivariant for a group that it does not claim. */
  public static Certificate certify(Kernel f, Group claim, long seed) {
    Refused.ifNull(f, "the kernel to certify");
    return certify(Kernels.of(f.name(), claim, f.diagram()), seed);
  }

  /**
   * The certificate of a kernel for its group.
   *
   * @throws IllegalArgumentException if given inputs are no points of the domain, given elements
   *     are not in the group, or a factor asked for is not one of the group's
   */
  public static Certificate certify(Kernel f, long seed, Protocol how) {
    Refused.ifNull(f, "the kernel to certify");
    Refused.ifNull(how, "the protocol of a certificate");
    List<Trial> trials = Trials.of(f, how, how.points(), Seeds.of(seed, "function"));
    if (trials.isEmpty() || f.cod().parts().isEmpty()) {
      String none =
          trials.isEmpty() ? "every kernel is equivariant for 1" : "the codomain has one point";
      String why = "nothing to test: " + none;
      return new Certificate(f.name(), f.group(), false, List.of(), why, seed);
    }
    var batches = precisions(f, how).stream().map(t -> new Batch(f, trials, t, 1)).toList();
    var errors = batches.stream().map(b -> Pathwise.errors(b, seed)).toList();
    return errors.stream().noneMatch(List::isEmpty)
        ? function(f, trials, batches, errors, seed, only(f, how))
        : law(f, Trials.of(f, how, how.lawPoints(), Seeds.of(seed, "law")), how, seed);
  }

  /** A domain without real numbers has only one way to run. */
  private static List<DType> precisions(Kernel f, Protocol how) {
    var parts = f.dom().parts();
    boolean whole = !parts.isEmpty() && parts.stream().allMatch(p -> p.index());
    var all = how.precisions().stream().filter(f.precisions()::contains).toList();
    if (all.isEmpty()) {
      throw Refused.because(
          "\"%s\" computes in %s, so it has no certificate in %s.",
          f.name(), f.precisions(), how.precisions());
    }
    return whole ? List.of(all.get(all.size() - 1)) : all;
  }

  /** What the table says of element types that a kernel does not compute in. */
  private static String only(Kernel f, Protocol how) {
    var left = how.precisions().stream().filter(t -> !f.precisions().contains(t)).toList();
    return left.isEmpty()
        ? ""
        : String.format(
                Locale.ROOT,
                "; not in %s, as a model in it computes in %s only",
                left,
                f.precisions())
            .toLowerCase(Locale.ROOT);
  }

  private static Certificate function(
      Kernel f,
      List<Trial> tried,
      List<Batch> batches,
      List<List<double[]>> errors,
      long seed,
      String only) {
    var rows = new ArrayList<Row>();
    for (int t = 0; t < tried.size(); t++) {
      Trial trial = tried.get(t);
      double inDouble = Double.NaN;
      for (int b = 0; b < batches.size(); b++) {
        Batch batch = batches.get(b);
        double[] e = errors.get(b).get(t);
        int at = largest(e);
        int which = t;
        var worst = trial.worst(at, () -> Pathwise.errors(batch, seed).get(which)[at]);
        double tolerance = Pathwise.tolerance(batch.real(), inDouble);
        inDouble = batch.real() == DType.FLOAT64 ? e[at] : inDouble;
        var found = new Finding.Function(e[at], tolerance, trial.tried(e), worst);
        rows.add(new Row(trial.name(), batch.real(), trial.leftAlone(), found));
      }
    }
    String method =
        String.format(
            "function: %s inputs and elements for each factor, largest relative error; rows: each"
                + " alone gives the same; seed %s%s",
            tried.get(0).rows(), seed, only);
    return new Certificate(f.name(), f.group(), false, rows, method, seed);
  }

  /** Where a number is largest, the first time; NaN counts as larger than any. */
  static int largest(double... all) {
    var places = IntStream.range(0, all.length).boxed().toList();
    return Collections.max(places, Comparator.comparingDouble(i -> all[i]));
  }

  private static Certificate law(Kernel f, List<Trial> trials, Protocol how, long seed) {
    int permutations = (int) Math.max(999, Math.ceil(1 / how.alpha()) - 1);
    var law = new InLaw(f, trials, precisions(f, how), how.samples(), permutations, seed);
    String method =
        String.format(
            Locale.ROOT,
            "in law: %d inputs and elements for each factor, %d samples on each side, energy distance,"
                + " MMD and moments with %d permutations; rows: each alone has the same law;"
                + " false-alarm rate %s; seed %d%s",
            trials.get(0).rows(),
            how.samples(),
            permutations,
            how.alpha(),
            seed,
            only(f, how));
    return new Certificate(f.name(), f.group(), true, law.rows(how.alpha()), method, seed);
  }
}
