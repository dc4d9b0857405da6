package org.symm.kernels;

import java.util.List;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.Slot;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;

/** The sentences that this package says when things do not fit: what differs, and what to do. */
final class CompositionChecks {

  private CompositionChecks() {}

  static IllegalArgumentException compose(Kernel f, Kernel g) {
    return Refused.because(
        "cannot compose: \"%s\" ends in %s and \"%s\" starts from %s; make the two spaces"
            + " equal.",
        f.name(), f.cod(), g.name(), g.dom());
  }

  static IllegalArgumentException notLarger(Kernel k, Group g) {
    Group own = k.group();
    String start = String.format("\"%s\" is equivariant for %s, ", k.name(), own);
    if (k.isEquivariantFor(g)) {
      return Refused.because(
          "%swhich holds %s already; forget the rest by restrictedTo(%s).", start, g, g);
    }
    Group both = g.times(own);
    boolean fits = own.isIn(both) && k.dom().admits(both) && k.cod().admits(both);
    return Refused.because(
        "%swhich is in no known way in %s; %sfor %s alone first restrictedTo(trivial()), or to what"
            + " they share; or give the homomorphism: along(φ, Γ).",
        start, g, fits ? "for both write to(" + both + ", Γ), " : "", g);
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
    List<Slot> want = box.cod().parts();
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

  /**
   * An input of a kernel: its shape, its kind of number, one type of real numbers, one number of
   * rows.
   */
  static void input(Kernel k, int i, Array got, DType real, long rows) {
    Slot want = k.dom().parts().get(i);
    boolean shape = got.shape().equals(want.rows(rows));
    if (shape && got.dtype() == want.dtype(real)) {
      return;
    }
    Shape one = got.shape().rank() == 0 ? null : got.shape().without(0);
    boolean kind =
        want.index()
            ? got.dtype() == DType.INT64
            : got.dtype() == DType.FLOAT32 || got.dtype() == DType.FLOAT64;
    String what = want.index() ? "whole numbers, INT64" : "real numbers, FLOAT32 or FLOAT64";
    String why =
        !kind
            ? "convert it, as x.to(" + (want.index() ? "INT64" : "FLOAT32") + ")"
            : !want.shape().equals(one)
                ? "rows come first"
                : got.dtype() != want.dtype(real)
                    ? "the inputs before it are "
                        + real
                        + "; make them alike, as x.to("
                        + real
                        + ")"
                    : "the inputs before it have " + rows + " rows; give as many";
    throw Refused.because(
        "\"%s\": input %s of %s should be %s of shape %s, not %s %s; %s.",
        k.name(), i, k.dom(), what, rows(want), got.dtype(), got.shape(), why);
  }

  static IllegalArgumentException precision(Kernel k, DType real) {
    return Refused.because(
        "\"%s\" computes in %s, as a model in it does, not in %s; give its inputs in that type, as"
            + " x.to(FLOAT32).",
        k.name(), k.precisions().isEmpty() ? "no one type of real numbers" : k.precisions(), real);
  }

  /** As in (rows, 5, 3). */
  private static String rows(Slot p) {
    return p.shape().rank() == 0 ? "(rows)" : "(rows, " + p.shape().toString().substring(1);
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

  static IllegalArgumentException twoWeights(String term, double one, double other) {
    return Refused.because(
        "the terms \"%s\" of two boxes have the weights %s and %s; give them one weight, or two names.",
        term, one, other);
  }

  static void term(Kernel k, String term, double weight, Kernel number) {
    Refused.unless(
        Double.isFinite(weight), "the weight of the term \"%s\" is finite, not %s.", term, weight);
    Refused.unless(
        number.dom().equals(k.cod())
            && number.cod().parts().size() == 1
            && number.cod().parts().get(0).shape().count() == 1,
        "the term \"%s\" needs a kernel from %s to one number; \"%s\" goes from %s to %s.",
        term,
        k.cod(),
        number.name(),
        number.dom(),
        number.cod());
  }

  static void oneNumber(Diagram.Box box, Body.Term t, List<Tensor> number, long rows) {
    Refused.unless(
        number.size() == 1
            && number.get(0).shape().equals(Shape.of(rows))
            && number.get(0).dtype().isFloating(),
        "the term \"%s\" of box \"%s\" gave %s; it must give one real number for each row, shape"
            + " (%s), as by mean(-1).",
        t.name(),
        box.name(),
        number,
        rows);
  }

  static IllegalArgumentException notFinite(String stream) {
    return Refused.because(
        "the noise \"%s\" does not have finitely many outcomes that can be listed, so there"
            + " is no exact reading; let the box draw by Noise.choice, or be a stochastic matrix,"
            + " or sample: mean(K).",
        stream);
  }

  static IllegalArgumentException tooMany(double outcomes) {
    return Refused.because(
        "the choices have %.3g outcomes together, too many to go through; draw some: mean(K) in"
            + " place of mean(), samples(K) in place of all.",
        outcomes);
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
