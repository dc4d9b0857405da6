package org.symm.groups;

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

  /** The permutations of n items. */
  public static Group S(int n) {
    return new Symmetric(n);
  }

  /** The orthogonal group: rotations and reflections of ℝᵈ. */
  public static Group O(int d) {
    return new Orthogonal(d, false);
  }

  /** The special orthogonal group: rotations of ℝᵈ. */
  public static Group SO(int d) {
    return new Orthogonal(d, true);
  }

  /** The translations of ℝᵈ. */
  public static Group T(int d) {
    return new Translation(d);
  }

  /** The Euclidean group T(d) ⋊ O(d). */
  public static Group E(int d) {
    return new Semidirect(T(d), O(d), Semidirect.Twist.LINEAR);
  }

  /** The rigid motions T(d) ⋊ SO(d). */
  public static Group SE(int d) {
    return new Semidirect(T(d), SO(d), Semidirect.Twist.LINEAR);
  }
}
