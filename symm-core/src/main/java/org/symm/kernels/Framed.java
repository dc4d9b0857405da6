package org.symm.kernels;

import java.util.List;
import org.symm.spaces.Masks;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** A diagram in a frame with a title: what is inside under a name, or a mean of it. */
public sealed interface Framed extends Diagram {

  /** What the drawing writes on the frame. */
  String title();

  /** What is in the frame. */
  Diagram inside();

  @Override
  default Space dom() {
    return inside().dom();
  }

  @Override
  default Space cod() {
    return inside().cod();
  }

  @Override
  default List<Tensor> run(List<Tensor> x, Noise u) {
    return inside().run(x, u);
  }

  @Override
  default Diagram unframed() {
    return inside().unframed();
  }

  @Override
  default List<Diagram> children() {
    return List.of(inside());
  }

  /** A diagram with a name, drawn as a frame around what is inside. */
  record Region(String title, Diagram inside) implements Framed {}

  /**
   * A kernel made from another, which the drawing may show in its place: a symmetrisation of {@code
   * of}.
   */
  record Step(String title, Diagram inside, Diagram of) implements Framed {}

  /** The mean of K independent samples of what is inside: one program on K times the rows. */
  record Mean(int samples, Diagram inside) implements Framed {

    @Override
    public String title() {
      return "mean of " + samples;
    }

    @Override
    public Diagram unframed() {
      return new Mean(samples, inside.unframed());
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      return u.once(
          x,
          (in, v) ->
              inside.run(Diagram.copies(in, samples), v.times(samples)).stream()
                  .map(y -> Diagram.apart(y, samples))
                  .map(y -> y.dtype().isFloating() ? y.mean(1) : agreed(y, cod()))
                  .toList());
    }
  }

  /**
   * The mask on which the samples (rows, m, n) of each row agree; a run stops at a row where two
   * differ.
   */
  private static Tensor agreed(Tensor masks, Space cod) {
    String sentence =
        "the samples of a mean into "
            + cod
            + " differ in which items are present, so there is no one mask to hand on; choose the"
            + " mask before the mean";
    Tensor one = masks.max(1);
    return Tensors.requireRows(one, one.eq(masks.min(1)).all(1), sentence);
  }

  /**
   * A kernel with a mask, {@code present(n)} in its domain or codomain: what absent items hold does
   * not enter, and what leaves at absent items is 0, of points the centroid of the present ones.
   */
  record Masked(Diagram inside) implements Framed {

    /** The diagram, in such a frame if there is a mask. */
    public static Diagram around(Diagram d) {
      boolean masks = Masks.isIn(d.dom()) || Masks.isIn(d.cod());
      return masks && !(d instanceof Masked) ? new Masked(d) : d;
    }

    /** The diagram without the frame, for where inputs are so already and outputs will be. */
    public static Diagram within(Diagram d) {
      return d instanceof Masked m
          ? m.inside
          : d instanceof Step s ? new Step(s.title, within(s.inside), s.of) : d;
    }

    @Override
    public String title() {
      return "present items";
    }

    @Override
    public Diagram unframed() {
      return new Masked(inside.unframed());
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      List<Tensor> in = entering(x);
      return leaving(in, inside.run(in, u));
    }

    /** The inputs that reach what is inside. */
    public List<Tensor> entering(List<Tensor> x) {
      return Masks.cleaned(dom(), x);
    }

    /** The outputs, by those of what is inside. */
    public List<Tensor> leaving(List<Tensor> x, List<Tensor> y) {
      return Masks.cleaned(cod(), y, dom(), x);
    }
  }

  /**
   * The mean of all outcomes of what is inside, each with its probability: one program on as many
   * times the rows. Noise besides choices is shared by the outcomes of a row.
   *
   * @param isRandom whether there is such noise
   */
  record Expectation(Diagram inside, boolean isRandom) implements Framed {

    @Override
    public String title() {
      return "mean";
    }

    @Override
    public Diagram unframed() {
      return new Expectation(inside.unframed(), isRandom);
    }

    @Override
    public List<Tensor> run(List<Tensor> x, Noise u) {
      return mayDraw(u) ? u.once(x, this::mean) : mean(x, u);
    }

    /** In training boxes may draw that otherwise do not. */
    private boolean mayDraw(Noise u) {
      return isRandom || (u.isTraining() && inside.differsInTraining());
    }

    private List<Tensor> mean(List<Tensor> x, Noise u) {
      Outcomes.Run all = Outcomes.of(inside, x, u, !mayDraw(u));
      int m = (int) all.weights().size(1);
      return all.values().stream()
          .map(
              y -> {
                Tensor many = Diagram.apart(y, m).reshape(u.rows(), m, -1);
                if (!y.dtype().isFloating()) {
                  return agreed(possible(many, all.weights()), cod());
                }
                Tensor p = all.weights().to(y.dtype()).unsqueeze(1);
                return p.matMul(many).reshape(y.shape().with(0, u.rows()).toArray());
              })
          .toList();
    }

    /** Outcomes (rows, m, n), the likeliest in place of those of probability 0. */
    private static Tensor possible(Tensor outcomes, Tensor p) {
      Tensor likeliest = outcomes.takeAlong(1, p.argmax(1).reshape(-1, 1, 1));
      return p.gt(0).unsqueeze(2).where(outcomes, likeliest);
    }
  }
}
