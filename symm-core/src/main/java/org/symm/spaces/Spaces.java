package org.symm.spaces;

import java.util.List;
import org.symm.display.Refused;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Trivial;

/** The named spaces, for static import. Points are rows: for X in ℝⁿˣᵈ, g·X = X gᵀ (+ 1tᵀ). */
public final class Spaces {

  private Spaces() {}

  private static Space array(String name, boolean whole, Axis... axes) {
    double count = 1;
    for (Axis a : axes) {
      Refused.ifNull(a, "an axis of %s", name);
      Refused.unless(a.size() >= 1, "%s needs sizes of at least 1", name);
      count *= a.size();
    }
    demandWidth(name, count);
    List<Axis> all = List.of(axes);
    boolean points = all.stream().anyMatch(a -> a.underlying().isAffine());
    long others = all.stream().filter(a -> !a.isItems() && !a.isPlain()).count();
    Refused.unless(
        !points || others == 1,
        "%s has coordinates of points and one more axis along which a group acts; translations do not"
            + " commute with that, so make the coordinates those of vectors",
        name);
    return new Space(List.of(new ArrayComponent(name, List.of(axes), whole)));
  }

  /** Stops where a point would hold more numbers than an array is indexed by. */
  static void demandWidth(String name, double count) {
    if (count > Integer.MAX_VALUE) {
      throw Refused.because(
          "a point of %s would hold %.3g numbers, and at most %s are possible; make it smaller, or"
              + " give its parts as rows",
          name, count, Integer.MAX_VALUE);
    }
  }

  /** n points of ℝᵈ, shape (n, d): S(n) permutes them, O(d) turns them, T(d) moves them. */
  public static Space points(int n, int d) {
    return array("points(" + n + ", " + d + ")", new Axis.Items(n), new Axis.Vector(d, true));
  }

  /**
   * n vectors of ℝᵈ, shape (n, d), as velocities: S(n) permutes them, O(d) turns them, T(d) leaves
   * them.
   */
  public static Space vectors(int n, int d) {
    return array("vectors(" + n + ", " + d + ")", new Axis.Items(n), new Axis.Vector(d));
  }

  /** One point of ℝᵈ, shape (d). */
  public static Space point(int d) {
    return array("point(" + d + ")", new Axis.Vector(d, true));
  }

  /** One vector of ℝᵈ, shape (d). */
  public static Space vector(int d) {
    return array("vector(" + d + ")", new Axis.Vector(d));
  }

  /** k numbers that no group changes, shape (k). */
  public static Space scalars(int k) {
    return array("scalars(" + k + ")", new Axis.Plain(k));
  }

  /** k numbers for each of n items, shape (n, k): S(n) permutes the items. */
  public static Space features(int n, int k) {
    return array("features(" + n + ", " + k + ")", new Axis.Items(n), new Axis.Plain(k));
  }

  /** A class label 0, 1, …: a whole number that no group changes. It has no average. */
  public static Space labels() {
    return array("labels", true);
  }

  /** A label for each of n items, shape (n), whole numbers. */
  public static Space labels(int n) {
    return array("labels(" + n + ")", true, new Axis.Items(n));
  }

  /**
   * Which of n items of a row are there, so that rows hold sets, graphs and molecules of up to n
   * items: n whole numbers, 1 for a present item and 0 for an absent one. S(n) permutes them, other
   * groups leave them as they are. As in {@code points(n, 3) ⊗ features(n, k) ⊗ edges(n) ⊗
   * present(n)}; a space has at most one for each n, which is that of all its arrays with n items.
   *
   * <ul>
   *   <li>It is no feature, and has no average. A mean into Y ⊗ present(n) averages Y and hands the
   *       mask on where all samples agree; where they do not, the run stops.
   *   <li>Absent items never change what happens to present ones: what they hold, NaN and ∞
   *       included, changes neither outputs nor gradients.
   *   <li>Networks, and kernels symmetrised by {@code to} or {@code along}, write 0 at absent
   *       items, for points the centroid of the present ones, so that translations hold.
   *       Certificates, losses and means compare present items only: by the codomain's mask, if it
   *       has one of its own, else by the domain's.
   *   <li>Every Γ heeds it. Orders put absent items last, in a random order of their own, which no
   *       output shows. A Γ that needs some present items refuses a row with fewer and names it.
   * </ul>
   *
   * @throws IllegalArgumentException if n is below 1; where points are used, if a number is neither
   *     0 nor 1, or a space has several for one n
   */
  public static Space present(int n) {
    Refused.unless(n >= 1, "present(n) needs n of at least 1, not %s", n);
    return new Space(List.of(new PresentComponent(n)));
  }

  /** d vectors of ℝᵈ as the columns of a matrix, shape (d, d): O(d) acts by A ↦ g A. */
  public static Space frames(int d) {
    return array("frames(" + d + ")", new Axis.Vector(d), new Axis.Plain(d));
  }

  /** n vectors of ℝᵈ as the columns of a matrix, shape (d, n): O(d) acts by A ↦ g A. */
  public static Space columns(int d, int n) {
    return array("columns(" + d + ", " + n + ")", new Axis.Vector(d), new Axis.Plain(n));
  }

  /** A bilinear form on ℝᵈ, shape (d, d): O(d) acts by A ↦ g A gᵀ. */
  public static Space forms(int d) {
    return array("forms(" + d + ")", new Axis.Vector(d), new Axis.Vector(d));
  }

  /**
   * Matrices between two representations λ: G → O(n), ρ: G → O(m) of a group, shape (n, m): G acts
   * by A ↦ λ(g) A ρ(g)ᵀ. With the two projections of O(n)×O(m) its factors act from left and right.
   */
  public static Space matrices(Hom left, Hom right) {
    Refused.ifNull(left, "the left representation of matrices");
    Refused.ifNull(right, "the right representation of matrices");
    return array("matrices(" + left + "; " + right + ")", coordinates(left), coordinates(right));
  }

  private static Axis coordinates(Hom phi) {
    if (phi.target() instanceof MatrixGroup o && o.isOrthogonal()) {
      return new Axis.Along(new Axis.Vector(o.d()), phi);
    }
    throw new IllegalArgumentException("matrices needs homomorphisms to O(d) or SO(d), not " + phi);
  }

  /** Weights between n items, shape (n, n), as an adjacency matrix: S(n) acts by A ↦ P A Pᵀ. */
  public static Space edges(int n) {
    return array("edges(" + n + ")", new Axis.Items(n), new Axis.Items(n));
  }

  /**
   * The set {0, …, n − 1}: S(n) permutes it, and G acts on {@code set(n).along(φ)}, φ: G → S(n).
   */
  public static Space set(int n) {
    Refused.unless(n >= 1, "set(n) needs n of at least 1, not %s", n);
    return new Space(List.of(new SetComponent(n)));
  }

  /** An array of one's own: what each axis means says how groups act. */
  public static Space array(String name, Axis... axes) {
    Refused.ifNull(name, "the name of an array");
    Refused.ifNull(axes, "the axes of %s", name);
    return array(name, false, axes);
  }

  /** The elements of a group, on which it acts by left multiplication. */
  public static Space elements(Group g) {
    Refused.ifNull(g, "the group of a space of elements");
    return cosets(new Trivial().into(g).coset());
  }

  /** The cosets G/φ(H), on which G acts by g′·[g] = [g′g]. */
  public static Space cosets(Coset c) {
    Refused.ifNull(c, "the cosets of a space");
    return new Space(List.of(new CosetComponent(c)));
  }

  /** The space of one point, I. */
  public static Space unit() {
    return new Space(List.of());
  }
}
