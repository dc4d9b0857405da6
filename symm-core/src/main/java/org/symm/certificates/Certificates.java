package org.symm.certificates;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.groups.Group;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;

/**
 * Certificates of equivariance, for static import: {@code certify(f, seed)}.
 *
 * <p>A kernel is tested as a function if two runs with different noise agree, up to rounding, on
 * most inputs of the certificate, in every element type; otherwise in law. Where a function draws
 * at some inputs, as one that reads noise to break ties, these are tested in law, in a line {@code
 * ties}. {@link Protocol} says what is found how often.
 */
public final class Certificates {

  /** Symmetric clouds for a function, and for a stochastic kernel. */
  private static final int CLOUDS = 8;

  static final int LAW_CLOUDS = 4;

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
    Diagram present = Framed.Masked.around(f.diagram());
    Certificate c = certified(Kernels.of(f.name(), f.group(), present), seed, how);
    if (c.rows().isEmpty()) {
      return c;
    }
    var absent = AbsentItems.rows(f, precisions(f, how), how, Seeds.of(seed, AbsentItems.NAME));
    return absent.isEmpty() ? c : c.with(absent, "absent: NaN at absent items changes nothing");
  }

  /** The certificate of a kernel whose outputs are 0 at absent items. */
  private static Certificate certified(Kernel f, long seed, Protocol how) {
    int clouds = how.symmetric() ? CLOUDS : 0;
    List<Probe> trials = Probes.of(f, how, how.points(), clouds, Seeds.of(seed, "function"));
    if (trials.isEmpty() || f.cod().parts().isEmpty()) {
      String none =
          trials.isEmpty() ? "every kernel is equivariant for 1" : "the codomain has one point";
      String why = "nothing to test: " + none;
      return new Certificate(f.name(), f.group(), false, List.of(), why, seed);
    }
    var generic = trials.stream().filter(t -> !t.name().equals(Probe.SYMMETRIC)).toList();
    AsFunction tried;
    String note = only(f, how);
    try {
      tried = AsFunction.of(f, trials, precisions(f, how), how, seed);
    } catch (IllegalArgumentException e) {
      if (generic.size() == trials.size()) {
        throw e;
      }
      tried = AsFunction.of(f, generic, precisions(f, how), how, seed);
      note += "; symmetric clouds are refused: " + e.getMessage().lines().findFirst().orElse("");
    }
    if (!tried.isRandom()) {
      return tried.certificate(note);
    }
    clouds = tried.trials().equals(generic) ? 0 : LAW_CLOUDS;
    return law(
        f, Probes.of(f, how, how.lawPoints(), clouds, Seeds.of(seed, "law")), how, seed, note);
  }

  /** A domain without real numbers has only one way to run. */
  private static List<DType> precisions(Kernel f, Protocol how) {
    var parts = f.dom().parts();
    boolean whole = !parts.isEmpty() && parts.stream().allMatch(p -> p.index());
    var all = how.precisions().stream().filter(f.precisions()::contains).toList();
    Refused.unless(
        !all.isEmpty(),
        "\"%s\" computes in %s, so it has no certificate in %s.",
        f.name(),
        f.precisions(),
        how.precisions());
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

  /** Where a number is largest, the first time; NaN counts as larger than any. */
  static int largest(double... all) {
    var places = IntStream.range(0, all.length).boxed().toList();
    return Collections.max(places, Comparator.comparingDouble(i -> all[i]));
  }

  private static Certificate law(
      Kernel f, List<Probe> trials, Protocol how, long seed, String note) {
    var law = InLaw.of(f, Probes.withRows(trials), precisions(f, how), how, seed);
    String method =
        String.format(
            Locale.ROOT,
            "in law: %d inputs and elements for each factor, %s; rows: each in another place has the"
                + " same law; seed %d%s",
            trials.get(0).rows(),
            InLaw.method(how),
            seed,
            note);
    var rows = Certificate.shown(law.rows(how.alpha()));
    return new Certificate(f.name(), f.group(), true, rows, method, seed);
  }
}
