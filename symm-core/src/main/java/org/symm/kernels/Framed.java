package org.symm.kernels;

import java.util.List;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;

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
                  .map(y -> Diagram.apart(y, samples).mean(1))
                  .toList());
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
                Tensor p = all.weights().to(y.dtype()).unsqueeze(1);
                return p.matMul(many).reshape(y.shape().with(0, u.rows()).toArray());
              })
          .toList();
    }
  }
}
