package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.symm.display.Displayed;
import org.symm.display.Html;
import org.symm.groups.Cyclic;
import org.symm.groups.FiniteGroup;
import org.symm.groups.Group;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Symmetric;
import org.symm.groups.Trivial;
import org.symm.kernels.Kernel;
import org.symm.symmetrisation.Certificate.Row;

/**
 * A summary of what the symmetry of a model is worth: its group, what the group saves in the
 * weights of a layer, how far the model is from equivariant, and by how much the group multiplies
 * the data.
 *
 * @param evidence the certificate
 * @param layer what the group saves in a layer from the domain to the codomain; empty if that is
 *     not counted
 * @param why why it is not counted; empty if it is
 */
public record SymmetryCertificate(Certificate evidence, Optional<Compression> layer, String why)
    implements Displayed {

  static SymmetryCertificate of(Kernel f, Certificate evidence) {
    Group g = evidence.group();
    Optional<String> why = Compression.refusal(g, f.dom(), f.cod());
    return new SymmetryCertificate(
        evidence,
        why.isPresent() ? Optional.empty() : Optional.of(Compression.of(g, f.dom(), f.cod())),
        why.orElse(""));
  }

  /** The summary, as names and texts. */
  public List<List<String>> lines() {
    OptionalDouble order = order(evidence.group());
    var out = new ArrayList<List<String>>();
    out.add(
        List.of(
            "group",
            evidence.group()
                + (order.isPresent()
                    ? String.format(Locale.ROOT, ", %.0f elements", order.getAsDouble())
                    : ", not finite")));
    out.add(List.of("layer X → Y", layer.map(Compression::toString).orElse("not counted: " + why)));
    out.add(List.of("equivariance", equivariance()));
    out.add(
        List.of(
            "effective samples",
            order.isPresent()
                ? String.format(
                    Locale.ROOT,
                    "up to %.0f for each one (a heuristic, no theorem)",
                    order.getAsDouble())
                : "no number for a group that is not finite (n·|G| is a heuristic in any case)"));
    out.add(List.of("verdict", evidence.holds() ? "holds" : "FAILS"));
    return out;
  }

  private String equivariance() {
    var rows = evidence.rows();
    if (rows.isEmpty()) {
      return evidence.method();
    }
    if (evidence.inLaw()) {
      Row least = rows.get(0);
      for (Row r : rows) {
        least = law(r).adjusted() < law(least).adjusted() ? r : least;
      }
      return "in law, smallest adjusted "
          + law(least).test().text(law(least).adjusted())
          + " ("
          + least.factor()
          + ")";
    }
    var out = new ArrayList<String>();
    for (var real : rows.stream().map(Row::precision).distinct().toList()) {
      double most =
          rows.stream()
              .filter(r -> r.precision() == real)
              .mapToDouble(r -> ((Finding.Function) r.finding()).error())
              .max()
              .orElse(0);
      out.add(String.format(Locale.ROOT, "%.1e in %s", most, real.name().toLowerCase(Locale.ROOT)));
    }
    return "relative error at most " + String.join(", ", out);
  }

  private static Finding.Law law(Row r) {
    return (Finding.Law) r.finding();
  }

  /** |G| if it is known to be finite. */
  static OptionalDouble order(Group g) {
    if (g instanceof Trivial) {
      return OptionalDouble.of(1);
    }
    if (g instanceof Cyclic c) {
      return OptionalDouble.of(c.n());
    }
    if (g instanceof FiniteGroup f) {
      return OptionalDouble.of(f.order());
    }
    if (g instanceof Symmetric s) {
      int from = s.even() ? 3 : 1;
      return OptionalDouble.of(
          IntStream.rangeClosed(from, s.n()).asDoubleStream().reduce(1, (a, b) -> a * b));
    }
    if (g instanceof Product p) {
      return product(p.of());
    }
    return g instanceof Semidirect s
        ? product(List.of(s.normal(), s.quotient()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble product(List<Group> groups) {
    double out = 1;
    for (Group g : groups) {
      OptionalDouble n = order(g);
      if (n.isEmpty()) {
        return n;
      }
      out *= n.getAsDouble();
    }
    return OptionalDouble.of(out);
  }

  private String title() {
    return "symmetry certificate of " + evidence.kernel();
  }

  @Override
  public Map<String, String> display() {
    return Map.of("text/html", Html.caption(title()) + Html.table(List.of(), lines()));
  }

  /** The table as text. */
  @Override
  public String toString() {
    var out = new StringBuilder(title());
    lines().forEach(l -> out.append(String.format("\n  %-18s %s", l.get(0), l.get(1))));
    return out.toString();
  }
}
