package org.symm.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symm.display.Displayed;
import org.symm.groups.Group;
import org.symm.tensor.DType;

/**
 * What was found when a kernel's claim to be equivariant was tried, factor by factor of its group
 * and in each element type. A certificate that holds is evidence and no proof; one that fails has
 * an input and a group element to look at.
 *
 * @param kernel name of the kernel
 * @param group the group it claims to be equivariant for
 * @param inLaw whether it was tested as a stochastic kernel; otherwise as a function
 * @param rows one for each factor of the group and element type; {@code symmetric} where the inputs
 *     are also symmetric clouds, and {@code ties} where a function draws at some inputs, both only
 *     if all others hold, as a factor that fails does so there too; {@code rows}; and last {@code
 *     absent} where items may be absent
 * @param method how it was tested
 * @param seed fixes inputs, elements and noise
 */
public record Certificate(
    String kernel, Group group, boolean inLaw, List<Row> rows, String method, long seed)
    implements Displayed {

  /**
   * A factor of the group in one element type.
   *
   * @param factor the factor, as {@code O(3)}; {@code given} for elements given by the user; {@code
   *     symmetric} for elements of the whole group at symmetric clouds; {@code ties} for inputs at
   *     which noise decides, of a kernel that is a function elsewhere; {@code rows} for whether an
   *     input gives the same in any place of a batch and beside any others; {@code absent} for
   *     whether what absent items hold changes anything
   * @param precision the element type
   * @param leftAlone the components of the domain that these elements leave as they are
   * @param finding what was found
   */
  public record Row(String factor, DType precision, List<String> leftAlone, Finding finding) {
    /** Copies the names. */
    public Row {
      leftAlone = List.copyOf(leftAlone);
    }
  }

  /** Copies the rows. */
  public Certificate {
    rows = List.copyOf(rows);
  }

  /** This certificate with more rows, and how these came about. */
  Certificate with(List<Row> more, String how) {
    var all = new ArrayList<>(rows);
    all.addAll(more);
    return new Certificate(kernel, group, inLaw, all, method + "; " + how, seed);
  }

  /** The rows of a certificate, without those at symmetric clouds and ties if others fail. */
  static List<Row> shown(List<Row> rows) {
    var special = List.of(Probe.SYMMETRIC, Probe.TIES);
    var others = rows.stream().filter(r -> !special.contains(r.factor())).toList();
    return others.stream().allMatch(r -> r.finding().holds()) ? rows : others;
  }

  /** Whether nothing speaks against equivariance; true for the group 1. */
  public boolean holds() {
    return rows.stream().allMatch(r -> r.finding().holds());
  }

  /** The rows of a factor; of all its places where the group has it several times. */
  public List<Row> of(Group factor) {
    String name = factor.name();
    return rows.stream()
        .filter(r -> r.factor().equals(name) || r.factor().startsWith(name + " #"))
        .toList();
  }

  /** The factors that fail, each once. */
  public List<String> failures() {
    return rows.stream().filter(r -> !r.finding().holds()).map(Row::factor).distinct().toList();
  }

  /**
   * This certificate if it holds.
   *
   * @throws IllegalStateException with the table and the worst input and element if it does not
   */
  public Certificate orThrow() {
    if (!holds()) {
      throw new IllegalStateException(CertificateTable.text(this) + CertificateTable.details(this));
    }
    return this;
  }

  /** The table as HTML. */
  public String html() {
    return CertificateTable.html(this);
  }

  @Override
  public Map<String, String> display() {
    return Map.of("text/html", html());
  }

  /** The table: a line for each factor. */
  @Override
  public String toString() {
    return CertificateTable.text(this);
  }
}
