package org.symm.groups;

import java.util.Collections;
import org.symm.display.Refused;

/** The named groups, for static import: {@code E(3).times(S(5))}. */
public final class Groups {

  private Groups() {}

  /** The group of one element. */
  public static Group trivial() {
    return new Trivial();
  }

  /** The cyclic group of n elements. */
  public static Group C(int n) {
    return new Cyclic(n);
  }

  /** The symmetries of the regular polygon of n corners: C(n) ⋊ C(2), 2n elements. */
  public static Group D(int n) {
    return new Semidirect(C(n), C(2), Twist.Named.INVERT);
  }

  /** Z(n)ᵏ: words of k digits modulo n, added digit by digit. */
  public static Group Z(int n, int k) {
    return power(C(n), k);
  }

  /** The permutations of n items. */
  public static Group S(int n) {
    return new Symmetric(n);
  }

  /** The even permutations of n items. */
  public static Group A(int n) {
    return new Symmetric(n, true);
  }

  /** The orthogonal group: rotations and reflections of ℝᵈ. */
  public static MatrixGroup O(int d) {
    return Classical.orthogonal(d, false);
  }

  /** The special orthogonal group: rotations of ℝᵈ. */
  public static MatrixGroup SO(int d) {
    return Classical.orthogonal(d, true);
  }

  /** The torus SO(2)ᵏ. */
  public static Group torus(int k) {
    return power(SO(2), k);
  }

  /** The unitary group of ℂⁿ, as real 2n × 2n matrices acting on (Re z, Im z). */
  public static MatrixGroup U(int n) {
    return Classical.unitary(n, false);
  }

  /** The unitary matrices of determinant 1, as real 2n × 2n matrices. */
  public static MatrixGroup SU(int n) {
    return Classical.unitary(n, true);
  }

  /** The real symplectic group of ℝ²ⁿ: gᵀJg = J. Its size is 2n. */
  public static MatrixGroup Sp(int size) {
    Refused.unless(size % 2 == 0, "Sp(2n) needs an even size, not %s", size);
    return Classical.symplectic(size / 2);
  }

  /** The invertible matrices. */
  public static MatrixGroup GL(int d) {
    return Classical.general(d, false);
  }

  /** The matrices of determinant 1. */
  public static MatrixGroup SL(int d) {
    return Classical.general(d, true);
  }

  /** The positive numbers with multiplication, ℝ₊; they act on vectors by x ↦ s x. */
  public static MatrixGroup Scale() {
    return Classical.scale();
  }

  /** The Lorentz group O(1,3) on (t, x, y, z). */
  public static MatrixGroup Lorentz() {
    return Classical.lorentz(4, false);
  }

  /** The proper orthochronous Lorentz group SO⁺(1,3). */
  public static MatrixGroup properLorentz() {
    return Classical.lorentz(4, true);
  }

  /** The translations of ℝᵈ. */
  public static Group T(int d) {
    return new Translation(d);
  }

  /** The Euclidean group T(d) ⋊ O(d). */
  public static Group E(int d) {
    return affine(d, O(d));
  }

  /** The rigid motions T(d) ⋊ SO(d). */
  public static Group SE(int d) {
    return affine(d, SO(d));
  }

  /** The affine group T(d) ⋊ GL(d). */
  public static Group Aff(int d) {
    return affine(d, GL(d));
  }

  /** The similarities T(d) ⋊ (ℝ₊ × O(d)). */
  public static Group Sim(int d) {
    return affine(d, Scale().times(O(d)));
  }

  /** T(d) ⋊ G for a group G that acts on ℝᵈ by matrices, as T(4) ⋊ O(1,3). */
  public static Group affine(int d, Group linear) {
    Refused.ifNull(linear, "the group of matrices on ℝᵈ");
    Group moves = T(d);
    Refused.unless(
        VectorAction.actsOn(linear, d),
        "%s does not act on ℝ%s by matrices",
        linear,
        CayleyTable.superscript(d));
    return new Semidirect(moves, linear, Twist.Named.LINEAR);
  }

  /** G×G×…, n times; 1 for n = 0. */
  public static Group power(Group g, int n) {
    Refused.ifNull(g, "the group of a power");
    Refused.unless(n >= 0, "a power of %s needs n of at least 0, not %s", g, n);
    return Product.of(Collections.nCopies(n, g));
  }

  /**
   * The wreath product S(n) ≀ G = Gⁿ ⋊ S(n). On n items with an action of G on each it acts by g on
   * each item and then permutes them: ((g, π)·x)[π(i)] = g_π(i) x[i].
   */
  public static Group wreath(int n, Group g) {
    Refused.ifNull(g, "the group of a wreath product");
    return new Semidirect(power(g, n), S(n), Twist.Named.PERMUTE);
  }
}
