package org.symm.symmetrisation;

import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;

/** The sentences that this package says when things do not fit. */
final class Messages {

  private Messages() {}

  static void startsFrom(String gamma, Kernel nu, Space x) {
    if (!nu.dom().equals(x)) {
      throw new IllegalArgumentException(
          gamma
              + ": the network \""
              + nu.name()
              + "\" starts from "
              + nu.dom()
              + ", the kernel to symmetrise from "
              + x
              + "; build both on the same space.");
    }
  }

  static void chooses(String gamma, Group chosen, Coset cosets) {
    if (!chosen.equals(cosets.complement())) {
      throw new IllegalArgumentException(
          gamma
              + " chooses elements of "
              + chosen
              + ", but the cosets of "
              + cosets.source()
              + " in "
              + cosets.target()
              + " are held as elements of "
              + cosets.complement()
              + "; go to another group, or use a Γ that chooses from "
              + cosets.complement()
              + ".");
    }
  }

  static IllegalArgumentException noChoice(Space z, Group complement) {
    return new IllegalArgumentException(
        "no canonical way from "
            + z
            + " to elements of "
            + complement
            + "; let the network end in frames(d) for O(d) or SO(d), features(n, 1) for S(n), point(d) for T(d).");
  }
}
