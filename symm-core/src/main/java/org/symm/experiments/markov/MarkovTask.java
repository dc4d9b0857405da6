package org.symm.experiments.markov;

import static org.symm.groups.Groups.O;
import static org.symm.spaces.Spaces.columns;
import static org.symm.spaces.Spaces.forms;
import static org.symm.spaces.Spaces.matrices;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.unit;
import static org.symm.spaces.Spaces.vector;

import java.util.List;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.spaces.Axis;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;

/** The four problems of {@link Markov}: a group, two spaces it acts on, and a law on X ⊗ Y. */
public enum MarkovTask {

  /** A covariance G Gᵀ from 25 samples x = G Z; x ↦ g x, y ↦ g y gᵀ. */
  COV {
    @Override
    public Space x(int d) {
      return columns(d, SAMPLES);
    }

    @Override
    public Space y(int d) {
      return forms(d);
    }

    @Override
    List<Tensor> draw(int d, Noise u) {
      Tensor g = u.normal("G", d, d);
      return List.of(g.matMul(u.normal("Z", d, SAMPLES)), g.matMul(g.t()));
    }
  },

  /** The weights β of 25 samples βᵀZ + U, given Z and these; Z ↦ g Z, β ↦ g β. */
  LINREG {
    @Override
    public Space x(int d) {
      return columns(d, SAMPLES).times(scalars(SAMPLES));
    }

    @Override
    public Space y(int d) {
      return vector(d);
    }

    @Override
    List<Tensor> draw(int d, Noise u) {
      Tensor beta = u.normal("beta", d);
      Tensor z = u.normal("Z", d, SAMPLES);
      Tensor products = beta.unsqueeze(1).matMul(z).squeeze(1);
      return List.of(z, products.add(u.normal("U", SAMPLES)), beta);
    }
  },

  /** The exponential of a matrix; x ↦ g x gᵀ, y ↦ g y gᵀ. */
  EXPM {
    @Override
    public Space x(int d) {
      return forms(d);
    }

    @Override
    public Space y(int d) {
      return forms(d);
    }

    @Override
    List<Tensor> draw(int d, Noise u) {
      Tensor x = u.normal("x", d, d);
      return List.of(x, LinearAlgebra.matrixExp(x));
    }
  },

  /** The inverse of a matrix; x ↦ g x hᵀ, y ↦ h y gᵀ for (g, h) in O(d)×O(d). */
  INV {
    @Override
    public Group group(int d) {
      return O(d).times(O(d));
    }

    @Override
    public Space x(int d) {
      return matrices(Hom.projection(group(d), 0), Hom.projection(group(d), 1));
    }

    @Override
    public Space y(int d) {
      return matrices(Hom.projection(group(d), 1), Hom.projection(group(d), 0));
    }

    @Override
    public Space left(int d) {
      return columns(d, d);
    }

    @Override
    public Space right(int d) {
      return Spaces.array("rows(" + d + ", " + d + ")", new Axis.Plain(d), new Axis.Vector(d));
    }

    @Override
    public Space frames(int d) {
      Space frames = Spaces.frames(d);
      return frames
          .along(Hom.projection(group(d), 0))
          .times(frames.along(Hom.projection(group(d), 1)));
    }

    @Override
    List<Tensor> draw(int d, Noise u) {
      Tensor x = u.normal("x", d, d);
      return List.of(x, LinearAlgebra.inverse(x));
    }
  };

  /** Samples in an input of cov and of linreg. */
  static final int SAMPLES = 25;

  /** The group G. */
  public Group group(int d) {
    return O(d);
  }

  /** The inputs X. */
  public abstract Space x(int d);

  /** The outputs Y. */
  public abstract Space y(int d);

  /** What a network returns to choose an element of G: d vectors for each O(d). */
  public Space frames(int d) {
    return Spaces.frames(d);
  }

  /**
   * The inputs as networks that are equivariant by themselves see them, which know O(d) only: for
   * inv the first factor, x ↦ g x, y ↦ y gᵀ, as in the paper.
   */
  public Space left(int d) {
    return x(d);
  }

  /** The outputs as those networks see them. */
  public Space right(int d) {
    return y(d);
  }

  /** One row of inputs and targets. */
  abstract List<Tensor> draw(int d, Noise u);

  /** The joint law, I → X ⊗ Y; G leaves it as it is. */
  public Kernel law(int d) {
    return Kernels.box(
        this + " data", unit(), x(d).times(y(d)), group(d), List.of(), true, (in, u) -> draw(d, u));
  }
}
