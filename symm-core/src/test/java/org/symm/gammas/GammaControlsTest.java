package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.covariance;
import static org.symm.gammas.Gammas.directions;
import static org.symm.gammas.Gammas.gamma;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.learned;
import static org.symm.gammas.Gammas.median;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.size;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.A;
import static org.symm.groups.Groups.Aff;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.Lorentz;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SL;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.Scale;
import static org.symm.groups.Groups.Sim;
import static org.symm.groups.Groups.properLorentz;
import static org.symm.groups.Groups.trivial;
import static org.symm.groups.Groups.wreath;
import static org.symm.groups.Homs.blocks;
import static org.symm.kernels.Kernels.identity;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.frames.Frames;
import org.symm.groups.CosetSpace;
import org.symm.groups.Element;
import org.symm.groups.FiniteGroup;
import org.symm.groups.Groups;
import org.symm.groups.Hom;
import org.symm.groups.Slot;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** The comparison of laws finds choices that look equivariant and are not. */
class GammaControlsTest {

  private static final Space X = points(4, 3);

  private static double z(Gamma g, Hom phi) {
    var law = new GammaLaws.Case(g, X, phi, false);
    return GammaLaws.z(law, Laws.points(X, "x", 1, DType.FLOAT64));
  }

  /** R₀ GS(ν(R₀ᵀx)) is equivariant; GS(ν(R₀ᵀx)) R₀ᵀ is not, though both are random rotations. */
  private static Gamma recursion(boolean right) {
    Kernel nu = mlp(X, frames(3), 8).init(1);
    return gamma(
        right ? "right" : "wrong side",
        "every input",
        (x, c) ->
            Kernels.box(
                "choose",
                x,
                Spaces.cosets(c),
                c.target(),
                nu.parameters(),
                true,
                (in, u) -> {
                  Tensor r = O(3).haar(u.stream("r"), u.rows(), u.real()).only();
                  Tensor turned = in.get(0).matMul(r);
                  Tensor q = Frames.gramSchmidt(nu.diagram().run(List.of(turned), u).get(0));
                  return List.of(right ? r.matMul(q) : q.matMul(r.t()));
                }));
  }

  @Test
  void aProductOnTheWrongSideIsFound() {
    Hom phi = trivial().into(O(3));
    assertTrue(z(recursion(true), phi) < Laws.Z);
    assertTrue(z(recursion(false), phi) > 2 * Laws.Z);
  }

  /** The largest coordinates move with translations, but not with turns. */
  @Test
  void aTranslationStatisticThatDoesNotTurnIsFound() {
    Gamma largest =
        gamma(
            "largest",
            "every input",
            (x, c) ->
                Kernels.box(
                    "largest",
                    x,
                    Spaces.cosets(c),
                    c.target(),
                    List.of(),
                    false,
                    (in, u) -> List.of(in.get(0).max(1))));
    assertTrue(z(largest, O(3).into(E(3))) > 2 * Laws.Z);
  }

  /** Ties in the order of the items leak that order. */
  @Test
  void tiesInIndexOrderAreFound() {
    Gamma index =
        gamma(
            "index order",
            "every input",
            (x, c) ->
                Kernels.box(
                    "sort",
                    x,
                    Spaces.cosets(c),
                    c.target(),
                    List.of(),
                    false,
                    (in, u) -> List.of(in.get(0).select(2, 0).mul(0).argsort(1))));
    assertTrue(z(index, trivial().into(S(4))) > 2 * Laws.Z);
    Kernel equal = kernel("equal", X, features(4, 1), S(4), t -> t.slice(2, 0, 1).mul(0));
    assertTrue(z(sorting(equal), trivial().into(S(4))) < Laws.Z);
  }

  /** A median is not affine, a size changes with shears, a slope is no vector for ℝ₊. */
  @Test
  void groupsThatAStatisticDoesNotFollowAreRefused() {
    Kernel shape =
        kernel(
            "shape",
            X,
            scalars(1),
            Scale().times(O(3)),
            t -> t.slice(1, 0, 1).square().sum(2).div(t.square().sumKeep(1, 2).squeeze(2)));
    refused("median", median(), GL(3).into(Aff(3)));
    refused("size", size(), SL(3).into(Scale().times(SL(3))));
    refused("covariance", covariance(), Scale().times(O(3)).into(Scale().times(GL(3))));
    refused("lengths", centroid().descend(shape, 2, 0.1), Scale().times(O(3)).into(Sim(3)));
    refused("size", size(), wreath(4, O(3)).into(Scale().times(wreath(4, O(3)))));
    refused("directions", directions(3), Hom.factor(wreath(4, O(3)), 0));
    Kernel interval =
        kernel(
            "interval",
            points(4, 4),
            scalars(1),
            properLorentz(),
            t -> {
              Tensor y = t.sub(t.meanKeep(1)).slice(1, 0, 1).squeeze(1);
              Tensor time = y.slice(1, 0, 1).square();
              return time.sub(y.slice(1, 1, 4).square().sumKeep(1));
            });
    Gamma boosted = haar(C(2).times(C(2))).then(Lorentz(), centroid());
    refusedAt(
        points(4, 4),
        "lengths",
        boosted.descend(interval, 2, 0.1),
        properLorentz().into(Groups.affine(4, Lorentz())));
    FiniteGroup hexagon = FiniteGroup.matrices("hexagon", new double[][] {{0, -1}, {1, -1}});
    Kernel none = kernel("0", points(4, 2), scalars(1), hexagon, t -> t.mul(0).sum(2).sumKeep(1));
    refusedAt(
        points(4, 2),
        "lengths",
        centroid().descend(none, 2, 0.1),
        hexagon.into(Groups.affine(2, hexagon)));
    var turn = FiniteGroup.permutations("turn", new int[] {1, 2, 3, 0});
    refused("minimal", minimal(), turn.into(O(3).times(turn)));
    pca().at(X, turn.into(O(3).times(turn)).coset());
    size().at(X, turn.into(Scale().times(turn)).coset());
    median().at(X, Scale().times(O(3)).into(Sim(3)).coset());
    centroid().descend(shape, 2, 0.1).at(X, O(3).into(E(3)).coset());
  }

  /** Sorting gives odd permutations too, which are in S(n) and not in A(n). */
  @Test
  void scoresChooseFromAllPermutations() {
    Space x = features(3, 1);
    Gamma sorted = sorting(identity(x, A(3)));
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> sorted.at(x, trivial().into(A(3)).coset()));
    assertTrue(e.getMessage().contains("A(3)"), e.getMessage());
    assertEquals(S(3), sorting(identity(x, S(3))).at(x, trivial().into(S(3)).coset()).group());
  }

  private static void refused(String word, Gamma g, Hom phi) {
    refusedAt(X, word, g, phi);
  }

  private static void refusedAt(Space x, String word, Gamma g, Hom phi) {
    var e = assertThrows(IllegalArgumentException.class, () -> g.at(x, phi.coset()));
    assertTrue(e.getMessage().contains(word), e.getMessage());
  }

  /** Unit vectors of ℝ⁴ are no points of a hyperboloid, on which O(1,3) acts. */
  @Test
  void aDirectionStandsForPointsOfASphereOnly() {
    Hom phi = blocks(Lorentz(), SO(1), O(3));
    CosetSpace held =
        CosetSpace.of("hyperboloid", List.of(Slot.numbers(4)), q -> q.get(0).select(1, 0).mul(0));
    Hom own =
        phi.cosets(held, g -> List.of(g.only().select(2, 0)), (q, rows, real) -> boost(q.get(0)));
    Kernel nu = kernel("first", points(4, 4), vector(4), Lorentz(), t -> t.select(1, 0));
    var e =
        assertThrows(IllegalArgumentException.class, () -> learned(nu).at(nu.dom(), own.coset()));
    assertTrue(e.getMessage().contains("no canonical way"), e.getMessage());
  }

  /** A Lorentz matrix with first column v = (t, x): ±1 on time, then the boost to ±v. */
  private static Element boost(Tensor v) {
    Tensor sign = v.slice(1, 0, 1).sign();
    Tensor t = v.slice(1, 0, 1).mul(sign).unsqueeze(2);
    Tensor x = v.slice(1, 1, 4).mul(sign).unsqueeze(2);
    Tensor space = Tensors.eye(3, v.dtype()).unsqueeze(0).add(x.matMul(x.t()).div(t.add(1)));
    Tensor left = Tensors.cat(1, t, x).mul(sign.unsqueeze(2));
    Tensor right = Tensors.cat(1, x.t(), space);
    return Element.of(Lorentz(), Tensors.cat(2, left, right));
  }

  /** The axes of a small cloud with different eigenvalues are its own, not random ones. */
  @Test
  void smallCloudsHaveTheirOwnAxes() {
    Kernel k = pca().at(X, trivial().into(O(3)).coset());
    Array x = Array.normal(3, DType.FLOAT32, 1, 4, 3).map(t -> t.mul(1e-4));
    double[] axes = k.apply(0, x).map(Tensor::abs).doubles();
    for (int seed = 1; seed < 10; seed++) {
      assertArrayEquals(axes, k.apply(seed, x).map(Tensor::abs).doubles(), "seed " + seed);
    }
  }

  @Test
  void oneItemNeedsNoSorting() {
    Space x = features(1, 1);
    Kernel score = kernel("itself", x, x, S(1), t -> t);
    Array q =
        sorting(score)
            .at(x, trivial().into(S(1)).coset())
            .apply(0, Array.of(new double[] {3, 4}, 2, 1, 1));
    assertArrayEquals(new double[] {0, 0}, q.doubles());
  }
}
