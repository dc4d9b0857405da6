package org.symm.kernels;

import java.util.List;
import org.symm.groups.Group;
import org.symm.groups.Part;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;

/** The sentences that this package says when things do not fit: what differs, and what to do. */
final class Messages {

  private Messages() {}

  static IllegalArgumentException compose(Kernel f, Kernel g) {
    return new IllegalArgumentException(
        "cannot compose: \""
            + f.name()
            + "\" ends in "
            + f.cod()
            + " and \""
            + g.name()
            + "\" starts from "
            + g.dom()
            + "; make the two spaces equal.");
  }

  static void acts(String name, Space space, String which, Group group) {
    try {
      space.demand(group);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" cannot be equivariant for "
              + group
              + ": on its "
              + which
              + ", "
              + e.getMessage(),
          e);
    }
  }

  static void fits(Diagram.Box box, List<Tensor> out, long rows) {
    List<Part> want = box.cod().parts();
    if (out.size() != want.size()) {
      throw new TensorException(
          "box \""
              + box.name()
              + "\" returned "
              + out.size()
              + " tensors; its codomain "
              + box.cod()
              + " has "
              + want.size()
              + " parts.");
    }
    for (int i = 0; i < want.size(); i++) {
      Tensor got = out.get(i);
      boolean kind = want.get(i).index() ? !got.dtype().isFloating() : got.dtype().isFloating();
      if (!got.shape().equals(want.get(i).rows(rows)) || !kind) {
        throw new TensorException(
            "box \""
                + box.name()
                + "\" returned "
                + got
                + " where its codomain "
                + box.cod()
                + " wants "
                + (want.get(i).index() ? "whole" : "real")
                + " numbers of shape "
                + want.get(i).rows(rows)
                + ".");
      }
    }
  }

  static IllegalStateException silent(String box, String stream) {
    return new IllegalStateException(
        "box \""
            + box
            + "\" reads the noise \""
            + stream
            + "\", but was declared without noise; declare it random, so that it is known as stochastic.");
  }

  static IllegalArgumentException step(Space at, Diagram d) {
    return new IllegalArgumentException(
        "a step of a diagram starts from "
            + d.dom()
            + ", but the one before it ends in "
            + at
            + "; make the two spaces equal.");
  }

  static IllegalArgumentException notFinite(String stream) {
    return new IllegalArgumentException(
        "the noise \""
            + stream
            + "\" does not have finitely many outcomes that can be listed, so there is no exact"
            + " reading; let the box draw by Noise.choice, or be a stochastic matrix, or sample:"
            + " mean(K).");
  }

  static IllegalArgumentException noChoices(Kernel k) {
    return new IllegalArgumentException(
        "\""
            + k.name()
            + "\" makes no choice from finitely many values that can be listed, so its mean is no"
            + " finite sum; use mean(samples), or let the box draw by Noise.choice.");
  }

  static IllegalArgumentException meanOfOutcomes(int k) {
    return new IllegalArgumentException(
        "a mean of "
            + k
            + " samples inside an exact mean is noise of its own; use mean() for it too, or mean(K)"
            + " outside.");
  }

  static IllegalArgumentException notConvex(Kernel k) {
    return new IllegalArgumentException(
        "\""
            + k.name()
            + "\" has no mean: its codomain "
            + k.cod()
            + " is not convex; take the mean of a kernel with real outputs.");
  }

  static IllegalArgumentException notAffine(Kernel k) {
    return new IllegalArgumentException(
        "the mean of \""
            + k.name()
            + "\" would not be equivariant: "
            + k.group()
            + " does not act on "
            + k.cod()
            + " by affine maps.");
  }
}
