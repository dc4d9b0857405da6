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

  /** A kernel that a Γ for G takes its choice from must itself be equivariant for G. */
  static void knows(Kernel nu, Coset cosets) {
    if (!cosets.target().isIn(nu.group())) {
      throw new IllegalArgumentException(
          "\""
              + nu.name()
              + "\" is equivariant for "
              + nu.group()
              + ", not "
              + cosets.target()
              + "; use it to refine another Γ: haar("
              + cosets.complement()
              + ").refine(ν).");
    }
  }

  static IllegalArgumentException changes(String gamma, Group moved) {
    return new IllegalArgumentException(
        gamma
            + " depends on what "
            + moved
            + " moves, so it is not equivariant; let it be the inner step after one for "
            + moved
            + ", as "
            + gamma
            + ".then(S(n), Γ), or choose by what "
            + moved
            + " leaves as it is.");
  }

  /** An energy or weight: one number, the same along each orbit of H. */
  static void invariant(String gamma, Kernel number, Coset cosets) {
    boolean one =
        number.cod().parts().size() == 1 && number.cod().parts().get(0).shape().count() == 1;
    if (!one || !number.cod().isFixedBy(cosets.source()) || !cosets.source().isIn(number.group())) {
      throw new IllegalArgumentException(
          gamma
              + " needs one number that "
              + cosets.source()
              + " does not change; \""
              + number.name()
              + "\" gives "
              + number.cod()
              + " and is equivariant for "
              + number.group()
              + ".");
    }
  }

  static IllegalArgumentException notFinite(Gamma gamma) {
    return new IllegalArgumentException(
        gamma.name()
            + " does not choose from finitely many elements; take some: samples(K) of it.");
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
    if (!k.isEquivariantFor(cosets.target())) {
      throw new IllegalArgumentException(
          gamma
              + " is equivariant for "
              + k.group()
              + ", not "
              + cosets.target()
              + "; use it to refine another Γ: haar(...).refine(ν).");
    }
  }

  static IllegalArgumentException notEquivariant(Kernel k, Hom phi) {
    Group h = phi.source();
    return new IllegalArgumentException(
        "cannot symmetrise along "
            + phi
            + ": \""
            + k.name()
            + "\" is equivariant for "
            + k.group()
            + ", not "
            + h
            + "; symmetrise it to "
            + h
            + " first, or start from a network that is "
            + h
            + "-equivariant.");
  }

  static IllegalArgumentException noCosets(Kernel k, Space cosets) {
    return new IllegalArgumentException(
        "\""
            + k.name()
            + "\" starts from "
            + k.dom()
            + "; k([e], −) is for kernels from "
            + cosets
            + " ⊗ X.");
  }

  static void section(Kernel s, Coset cosets, Space elements) {
    if (!s.dom().equals(Spaces.cosets(cosets)) || !s.cod().equals(elements)) {
      throw new IllegalArgumentException(
          "\""
              + s.name()
              + "\" goes from "
              + s.dom()
              + " to "
              + s.cod()
              + "; a section goes from "
              + Spaces.cosets(cosets)
              + " to "
              + elements
              + ".");
    }
  }

  static void exists(String gamma, Existence e) {
    if (!e.deterministic()) {
      throw new IllegalArgumentException(gamma + " reads no noise, but " + e.obstruction() + ".");
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
            + "; let the network end in frames(d) for O(d) or SO(d), features(n, k) for S(n), point(d) for T(d), or in the"
            + " cosets themselves.");
  }
}
