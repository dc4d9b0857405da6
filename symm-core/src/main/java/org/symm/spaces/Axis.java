package org.symm.spaces;

import org.symm.groups.Hom;

/** What an axis of an array means, which decides how groups act along it. */
public sealed interface Axis {

  /** Size of the axis. */
  int size();

  /** Items in no order: S(n) permutes them, (π·x)[π(i)] = x[i]. */
  record Items(int size) implements Axis {}

  /**
   * Coordinates of a vector: groups of d × d matrices act by x ↦ g x along the axis, C(n) and D(n)
   * on the plane (d = 2), ℝ₊ by multiplication.
   */
  record Vector(int size) implements Axis {}

  /** Numbers that no group changes: features, or columns of a frame. */
  record Plain(int size) implements Axis {}

  /** An axis along which G acts through a homomorphism φ: G → H, as H acts along the given axis. */
  record Along(Axis of, Hom phi) implements Axis {
    @Override
    public int size() {
      return of.size();
    }
  }
}
