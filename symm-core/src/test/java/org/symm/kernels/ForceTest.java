package org.symm.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.T;
import static org.symm.kernels.Kernels.force;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.symm.certificates.Protocol;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.learning.Listener;
import org.symm.learning.Run;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** Gradients as kernels. */
class ForceTest {

  private static final Space CLOUD = points(4, 3);

  /** Σ over pairs of a perceptron of the squared distance. */
  private static Kernel pairs(Space x) {
    Kernel each = mlp(scalars(1), scalars(1), 8);
    return Kernels.box(
        "pairs",
        x,
        scalars(1),
        E(3).times(S(4)),
        each.parameters(),
        false,
        (in, u) -> {
          Tensor p = in.get(0);
          Tensor d = p.unsqueeze(1).sub(p.unsqueeze(2)).square().sum(3);
          Tensor e =
              each.diagram()
                  .run(List.of(d.reshape(-1, 1)), Noise.of(d.shape().count(), u.real()))
                  .get(0);
          return List.of(e.reshape(u.rows(), -1).sum(1).unsqueeze(1));
        });
  }

  private static Array random(long seed, long... shape) {
    int n = 1;
    for (long s : shape) {
      n *= (int) s;
    }
    return Array.of(new Random(seed).doubles(n, -1, 1).toArray(), shape);
  }

  @Test
  void isMinusTheDerivative() {
    Kernel e = pairs(CLOUD);
    Kernel f = force(e);
    assertEquals(vectors(4, 3), f.cod());
    assertEquals(E(3).times(S(4)), f.group());
    assertEquals(e.parameters(), f.parameters());
    Array x = random(1, 2, 4, 3);
    double[] found = f.apply(0, x).doubles();
    double[] at = x.doubles();
    double h = 1e-5;
    for (int i = 0; i < at.length; i++) {
      double[] up = at.clone();
      up[i] += h;
      double[] down = at.clone();
      down[i] -= h;
      double slope =
          (e.apply(0, Array.of(up, 2, 4, 3)).doubles()[i / 12]
                  - e.apply(0, Array.of(down, 2, 4, 3)).doubles()[i / 12])
              / (2 * h);
      assertEquals(-slope, found[i], 1e-7);
    }
  }

  @Test
  void anInvariantEnergyHasAnEquivariantForce() {
    for (Kernel k :
        List.of(
            force(pairs(CLOUD)),
            force(deepSets(CLOUD, scalars(1), 8)),
            force(mlp(vectors(4, 2), scalars(1), 8).to(C(5), haar(C(5))).mean()))) {
      var c = certify(k, 1);
      assertTrue(c.holds(), k + "\n" + c);
    }
  }

  /** A derivative by what is computed: behind a step to the centre, and in front of another. */
  @Test
  void worksInsideOfDiagrams() {
    Kernel e = deepSets(CLOUD, scalars(1), 8);
    Kernel moved = force(e).to(T(3).times(S(4)), centroid());
    Kernel centred = force(e.to(T(3).times(S(4)), centroid()));
    for (Kernel k : List.of(moved, centred)) {
      var c = certify(k, 1);
      assertTrue(c.holds(), k + "\n" + c);
    }
    // The second also pushes back what moves the centre: its forces have sum 0.
    double[] sum = centred.apply(0, random(3, 1, 4, 3)).map(y -> y.sum(1)).doubles();
    assertArrayEquals(new double[3], sum, 1e-12);
    double[] other = moved.apply(0, random(3, 1, 4, 3)).map(y -> y.sum(1)).doubles();
    assertTrue(Math.abs(other[0]) > 1e-6);
  }

  @Test
  void holdsFarAwayAndInSmallUnits() {
    Kernel k = force(pairs(CLOUD));
    for (double[] how : new double[][] {{1e-6, 0}, {1, 1e6}, {1e3, 0}}) {
      Array x = random(2, 8, 4, 3).map(t -> t.mul(how[0]).add(how[1]));
      var c = certify(k, 1, Protocol.protocol().inputs(x).precisions(DType.FLOAT64));
      assertTrue(c.holds(), how[1] + "\n" + c);
    }
  }

  /**
   * An energy that O(3) changes, whatever its author says, and points on a line and in one place.
   */
  @Test
  void whatIsNotInvariantFails() {
    Kernel wrong =
        Kernels.box(
            "wrong",
            CLOUD,
            scalars(1),
            O(3),
            List.of(),
            false,
            (in, u) -> List.of(in.get(0).select(2, 0).square().sum(1).unsqueeze(1)));
    var fails = certify(force(wrong), 1);
    assertFalse(fails.holds(), fails::toString);
    double[] line = {0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    var c = certify(force(pairs(CLOUD)), 1, Protocol.protocol().inputs(Array.of(line, 2, 4, 3)));
    assertTrue(c.holds(), c::toString);
  }

  @Test
  void chosenComponentsAlone() {
    Space x = features(4, 2).times(labels(4)).times(CLOUD);
    Kernel e =
        Kernels.box(
            "e",
            x,
            scalars(1),
            S(4),
            List.of(),
            false,
            (in, u) ->
                List.of(
                    in.get(0)
                        .square()
                        .sum(1, 2)
                        .add(in.get(2).square().sum(2).mul(in.get(1).to(u.real())).sum(1))
                        .unsqueeze(1)));
    assertEquals(features(4, 2).times(vectors(4, 3)), force(e).cod());
    assertEquals(vectors(4, 3), force(e, 2).cod());
    Array numbers = Array.of(new long[] {1, 0, 2, 0}, 1, 4);
    Array p = random(1, 1, 4, 3);
    double[] f = force(e, 2).run(0, List.of(random(2, 1, 4, 2), numbers, p)).get(0).doubles();
    for (int i = 0; i < 12; i++) {
      assertEquals(-2 * p.doubles()[i] * new double[] {1, 0, 2, 0}[i / 3], f[i], 1e-12);
    }
    assertTrue(certify(force(e), 1).holds());
    Kernel of =
        Kernels.box(
            "of one",
            x,
            scalars(1),
            S(4),
            List.of(),
            false,
            (in, u) -> List.of(in.get(0).sum(1, 2).unsqueeze(1)));
    double[] none = force(of, 2).run(0, List.of(random(2, 1, 4, 2), numbers, p)).get(0).doubles();
    assertArrayEquals(new double[12], none);
    says("no derivative by labels(4)", () -> force(e, 1));
    says("components 0 to 2", () -> force(e, 3));
  }

  @Test
  void forcesAreLearned() {
    Kernel e = pairs(CLOUD);
    Array x = random(1, 100, 4, 3).to(DType.FLOAT32);
    // The forces of springs between all pairs.
    Array y = x.map(t -> t.sub(t.meanKeep(1)).mul(-2));
    Run run =
        new Experiment(force(e), Data.of(x, y))
            .epochs(30)
            .batch(20)
            .rate(1e-2)
            .train(Listener.silent());
    double first = run.history().get(0).training();
    double last = run.history().get(29).training();
    assertTrue(last < 0.05 * first, first + " " + last);
  }

  @Test
  void refusals() {
    Group gl = GL(3);
    Kernel volume =
        Kernels.box(
            "volume",
            vectors(3, 3),
            scalars(1),
            gl,
            List.of(),
            false,
            (in, u) -> List.of(in.get(0).select(2, 0).sum(1).mul(0).unsqueeze(1)));
    says("dual space", () -> force(volume));
    assertEquals(O(3), force(volume.restrictedTo(O(3))).group());
    says("exact mean()", () -> force(mlp(CLOUD, scalars(1), 4).to(O(3), haar(O(3)))));
    says("one number", () -> force(mlp(CLOUD, scalars(2), 4)));
    says("no derivative", () -> force(Kernels.box("l", labels(3), scalars(1), (in, u) -> in)));
  }

  private static void says(String part, Executable run) {
    var e = assertThrows(IllegalArgumentException.class, run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
