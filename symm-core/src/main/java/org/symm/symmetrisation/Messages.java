package org.symm.symmetrisation;

import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

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

  static void choice(String gamma, Kernel k, Space x, Coset cosets) {
    if (!k.dom().equals(x) || !k.cod().equals(Spaces.cosets(cosets))) {
      throw new IllegalArgumentException(
          gamma
              + " should go from "
              + x
              + " to "
              + Spaces.cosets(cosets)
              + ", but goes from "
              + k.dom()
              + " to "
              + k.cod()
              + ".");
    }
    if (!cosets.target().isIn(k.group())) {
      throw new IllegalArgumentException(
          gamma
              + " is equivariant for "
              + k.group()
              + ", not "
              + cosets.target()
              + "; use it to refine another Γ: haar(...).refine(ν).");
    }
  }

  static void composes(String gamma, Hom steps, Hom phi) {
    if (!steps.equals(phi)) {
      throw new IllegalArgumentException(
          gamma
              + " goes along "
              + steps
              + ", which is not "
              + phi
              + "; name another middle group.");
    }
  }

  static IllegalArgumentException restricted(Space x, Hom phi) {
    return new IllegalArgumentException(
        phi
            + " is not a canonical inclusion, so the kernel must say that "
            + phi.source()
            + " acts through it: build it on X.along(φ), not on "
            + x
            + ".");
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
