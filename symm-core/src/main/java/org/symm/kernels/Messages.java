package org.symm.kernels;

import java.util.List;
import org.symm.groups.Group;
import org.symm.groups.Part;
import org.symm.groups.Refused;
import org.symm.spaces.Space;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;

/** The sentences that this package says when things do not fit: what differs, and what to do. */
final class Messages {

  private Messages() {}

  static IllegalArgumentException compose(Kernel f, Kernel g) {
    return Refused.because(
        "cannot compose: \"%s\" ends in %s and \"%s\" starts from %s; make the two spaces"
            + " equal.",
        f.name(), f.cod(), g.name(), g.dom());
  }

  static void acts(String name, Space space, String which, Group group) {
    try {
      space.demand(group);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              "\"%s\" cannot be equivariant for %s: on its %s, %s",
              name, group, which, e.getMessage()),
          e);
    }
  }

  static void fits(Diagram.Box box, List<Tensor> out, long rows) {
    List<Part> want = box.cod().parts();
    if (out.size() != want.size()) {
      throw new TensorException(
          String.format(
              "box \"%s\" returned %s tensors; its codomain %s has %s parts.",
              box.name(), out.size(), box.cod(), want.size()));
    }
    for (int i = 0; i < want.size(); i++) {
      Tensor got = out.get(i);
      Shape shape = want.get(i).rows(rows);
      boolean whole = want.get(i).index();
      if (!got.shape().equals(shape) || whole == got.dtype().isFloating()) {
        throw new TensorException(
            String.format(
                "box \"%s\" returned %s where its codomain %s wants %s numbers of shape %s.",
                box.name(), got, box.cod(), whole ? "whole" : "real", shape));
      }
    }
  }

  static IllegalStateException silent(String box, String stream) {
    return new IllegalStateException(
        String.format(
            "box \"%s\" reads the noise \"%s\", but was declared without noise; declare it random, so"
                + " that it is known as stochastic.",
            box, stream));
  }

  static IllegalArgumentException step(Space at, Diagram d) {
    return Refused.because(
        "a step of a diagram starts from %s, but the one before it ends in %s; make the two"
            + " spaces equal.",
        d.dom(), at);
  }

  static IllegalArgumentException notFinite(String stream) {
    return Refused.because(
        "the noise \"%s\" does not have finitely many outcomes that can be listed, so there"
            + " is no exact reading; let the box draw by Noise.choice, or be a stochastic matrix,"
            + " or sample: mean(K).",
        stream);
  }

  static IllegalArgumentException noChoices(Kernel k) {
    return Refused.because(
        "\"%s\" makes no choice from finitely many values that can be listed, so its mean is"
            + " no finite sum; use mean(samples), or let the box draw by Noise.choice.",
        k.name());
  }

  static IllegalArgumentException meanOfOutcomes(int k) {
    return Refused.because(
        "a mean of %s samples inside an exact mean is noise of its own; use mean() for it"
            + " too, or mean(K) outside.",
        k);
  }

  static IllegalArgumentException notConvex(Kernel k) {
    return Refused.because(
        "\"%s\" has no mean: its codomain %s is not convex; take the mean of a kernel with"
            + " real outputs.",
        k.name(), k.cod());
  }
}
