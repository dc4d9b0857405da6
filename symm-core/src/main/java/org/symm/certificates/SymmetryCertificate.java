package org.symm.certificates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.symm.certificates.Certificate.Row;
import org.symm.display.Displayed;
import org.symm.display.Html;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.tensor.DType;

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
    OptionalDouble order = evidence.group().finiteOrder();
    String elements =
        order.isPresent()
            ? String.format(Locale.ROOT, ", %.0f elements", order.getAsDouble())
            : ", no finite order known";
    String samples =
        order.isPresent()
            ? String.format(
                Locale.ROOT,
                "up to %.0f for each one (a heuristic, no theorem)",
                order.getAsDouble())
            : "no number without a finite order (n·|G| is a heuristic in any case)";
    var out = new ArrayList<List<String>>();
    out.add(List.of("group", evidence.group() + elements));
    out.add(List.of("layer X → Y", layer.map(Compression::toString).orElse("not counted: " + why)));
    out.add(List.of("equivariance", equivariance()));
    out.add(List.of("effective samples", samples));
    out.add(List.of("verdict", evidence.holds() ? "holds" : "FAILS"));
    return out;
  }

  private String equivariance() {
    var rows = evidence.rows();
    if (rows.isEmpty()) {
      return evidence.method();
    }
    var laws = rows.stream().filter(r -> r.finding() instanceof Finding.Law).toList();
    var out = new ArrayList<String>();
    for (var real : rows.stream().map(Row::precision).distinct().toList()) {
      rows.stream()
          .filter(r -> r.precision() == real && r.finding() instanceof Finding.Function)
          .mapToDouble(r -> ((Finding.Function) r.finding()).error())
          .max()
          .ifPresent(most -> out.add(error(most, real)));
    }
    String errors = "relative error at most " + String.join(", ", out);
    return laws.isEmpty() ? errors : out.isEmpty() ? least(laws) : errors + "; " + least(laws);
  }

  private static String error(double most, DType real) {
    return String.format(Locale.ROOT, "%.1e in %s", most, real.name().toLowerCase(Locale.ROOT));
  }

  private static String least(List<Row> laws) {
    // The largest of −p: samples that are not finite, with p = NaN, come first.
    Row least = Collections.max(laws, Comparator.comparingDouble(r -> -law(r).adjusted()));
    String p = law(least).test().text(law(least).adjusted());
    return "in law, smallest adjusted " + p + " (" + least.factor() + ")";
  }

  private static Finding.Law law(Row r) {
    return (Finding.Law) r.finding();
  }

  private String title() {
    return "symmetry certificate of " + evidence.kernel();
  }

  @Override
  public Map<String, String> display() {
    return Map.of(
        "text/html", Html.caption(title()) + Html.table(List.of("property", "found"), lines()));
  }

  /** The table as text. */
  @Override
  public String toString() {
    var out = new StringBuilder(title());
    lines().forEach(l -> out.append(String.format("\n  %-18s %s", l.get(0), l.get(1))));
    return out.toString();
  }
}
