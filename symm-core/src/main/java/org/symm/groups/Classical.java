package org.symm.groups;

import java.util.Arrays;
import java.util.function.Function;
import org.symm.display.Refused;
import org.symm.frames.Frames;
import org.symm.frames.HaarRotations;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The classical matrix groups. Compact ones are sampled from the Haar probability. Those that are
 * not are sampled as k₁ exp(a) k₂, with k from the Haar probability of the maximal compact subgroup
 * and a normal (the Cartan decomposition G = K A K).
 */
final class Classical {

  private Classical() {}

  private static void demand(String name, int d) {
    Refused.unless(d >= 1, "%s needs d of at least 1, not %s", name, d);
  }

  private static String named(String letters, int d) {
    demand(letters + "(d)", d);
    return letters + "(" + d + ")";
  }

  /** All laws of a special group, of which the last makes it special; else the others. */
  private static MatrixLaws[] laws(boolean special, MatrixLaws... all) {
    return special ? all : Arrays.copyOf(all, all.length - 1);
  }

  static MatrixGroup orthogonal(int d, boolean special) {
    return MatrixGroup.compact(
        named(special ? "SO" : "O", d),
        d,
        (s, rows, real) -> HaarRotations.haar(d, special, s, rows, real),
        laws(special, MatrixLaws.ORTHOGONAL, MatrixLaws.SPECIAL));
  }

  /** U(n), SU(n) as real 2n × 2n matrices. */
  static MatrixGroup unitary(int n, boolean special) {
    return MatrixGroup.compact(
        named(special ? "SU" : "U", n),
        2 * n,
        (s, rows, real) -> {
          Tensor u = Frames.unitary(Draws.normal(s, Group.batch(rows, 2L * n, n), real));
          return special ? Frames.positiveUnitary(u) : u;
        },
        laws(
            special,
            MatrixLaws.ORTHOGONAL,
            MatrixLaws.SYMPLECTIC,
            MatrixLaws.SPECIAL,
            MatrixLaws.SPECIAL_UNITARY));
  }

  /** GL(d), SL(d): singular values from a log-normal law, of product 1 for SL(d). */
  static MatrixGroup general(int d, boolean special) {
    String name = named(special ? "SL" : "GL", d);
    MatrixGroup.Sampler sampler =
        cartan(
            orthogonal(d, special),
            t -> (special ? t.sub(t.meanKeep(1)) : t).exp().diagonalMatrix(),
            d);
    return open(name, d, sampler, laws(special, MatrixLaws.SPECIAL));
  }

  /** Sp(2n): diag(eᵗ, e⁻ᵗ) between unitary matrices. */
  static MatrixGroup symplectic(int n) {
    demand("Sp(2d)", n);
    MatrixGroup.Sampler sampler =
        cartan(unitary(n, false), t -> Tensors.cat(1, t.exp(), t.neg().exp()).diagonalMatrix(), n);
    return open("Sp(" + 2 * n + ")", 2 * n, sampler, MatrixLaws.SYMPLECTIC, MatrixLaws.SPECIAL);
  }

  /** O(1, d − 1), SO⁺(1, d − 1): a boost in the first direction between turns of space. */
  static MatrixGroup lorentz(int d, boolean proper) {
    demand("O(1, d)", d - 1);
    MatrixGroup turns = orthogonal(d - 1, proper);
    MatrixGroup.Sampler spatial =
        (s, rows, real) -> {
          Tensor r = turns.sample(s, rows, real).only();
          Tensor time =
              proper
                  ? Tensors.ones(Group.batch(rows, 1, 1), real)
                  : HaarRotations.coin(s + "/time", rows, real).reshape(rows, 1, 1);
          return Frames.blocks(time, r);
        };
    MatrixGroup.Sampler sampler =
        cartan(
            MatrixGroup.compact("", d, spatial),
            t -> {
              Tensor c = t.cosh();
              Tensor s = t.sinh();
              Tensor boost = Tensors.cat(1, c, s, s, c).reshape(-1, 2, 2);
              return d == 2
                  ? boost
                  : Frames.blocks(
                      boost,
                      Tensors.eye(d - 2, t.dtype()).unsqueeze(0).expand(t.size(0), d - 2, d - 2));
            },
            1);
    return proper
        ? open(
            "SO⁺(1," + (d - 1) + ")",
            d,
            sampler,
            MatrixLaws.LORENTZ,
            MatrixLaws.SPECIAL,
            MatrixLaws.ORTHOCHRONOUS)
        : open("O(1," + (d - 1) + ")", d, sampler, MatrixLaws.LORENTZ);
  }

  static MatrixGroup scale() {
    return open(
        "ℝ₊",
        1,
        (s, rows, real) -> Draws.normal(s, Group.batch(rows, 1, 1), real).mul(0.5).exp(),
        MatrixLaws.SCALE);
  }

  private static MatrixGroup.Sampler cartan(
      MatrixGroup compact, Function<Tensor, Tensor> exp, int rank) {
    return (s, rows, real) -> {
      Tensor a = exp.apply(Draws.normal(s + "/a", Shape.of(rows, rank), real).mul(0.4));
      Tensor left = compact.sample(s + "/left", rows, real).only();
      return left.matMul(a).matMul(compact.sample(s + "/right", rows, real).only());
    };
  }

  private static MatrixGroup open(
      String name, int d, MatrixGroup.Sampler sampler, MatrixLaws... laws) {
    return MatrixGroup.of(
        name,
        d,
        sampler,
        name
            + " is not compact, so it has no Haar probability; choose an element by a statistic of"
            + " the input",
        laws);
  }
}
