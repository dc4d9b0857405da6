package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.certificates.Protocol.protocol;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.covariance;
import static org.symm.gammas.Gammas.directions;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.hilbert;
import static org.symm.gammas.Gammas.janossy;
import static org.symm.gammas.Gammas.learned;
import static org.symm.gammas.Gammas.lexicographic;
import static org.symm.gammas.Gammas.median;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.polar;
import static org.symm.gammas.Gammas.robust;
import static org.symm.gammas.Gammas.size;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.gammas.Gammas.spectrum;
import static org.symm.groups.Groups.Aff;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.Scale;
import static org.symm.groups.Groups.Sim;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.edges;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.point;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.present;
import static org.symm.spaces.Spaces.scalars;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.PresentLaws;
import org.symm.certificates.Protocol;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;

/** Every Γ on rows of different size. */
class PresentGammasTest {

  /**
   * A kernel symmetrised on spaces with room for n items.
   *
   * @param fewest the present items that it needs
   * @param f the kernel for n
   */
  record Case(String name, int fewest, Function<Integer, Kernel> f) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Space x(int n) {
    return points(n, 3).times(present(n));
  }

  /** A network of deep sets, equivariant for S(n). */
  private static Kernel sets(int n) {
    return deepSets(x(n), points(n, 3).times(scalars(1)), 8).init(1);
  }

  /** The first two items in a row: a function that no permutation leaves as it is. */
  private static Kernel firstTwo(Space x) {
    return Kernels.box(
        "first two",
        x,
        scalars(1),
        (in, u) -> {
          Tensor p = in.get(0).slice(1, 0, 2);
          Tensor w = p.slice(1, 0, 1).sin().add(p.slice(1, 1, 2).square());
          return List.of(w.reshape(u.rows(), -1).sum(1).unsqueeze(1));
        });
  }

  private static Case turned(int fewest, Gamma g, Function<Integer, Group> to) {
    return new Case(g.name() + " to " + to.apply(4), fewest, n -> sets(n).to(to.apply(n), g));
  }

  private static Case ordered(Function<Integer, Gamma> g) {
    return new Case(g.apply(4).name(), 2, n -> firstTwo(x(n)).to(S(n), g.apply(n)));
  }

  private static Function<Integer, Group> with(Group g) {
    return n -> g.times(S(n));
  }

  /** Cases that give the same on the same rows with more room, sample by sample. */
  static Stream<Case> functions() {
    return Stream.of(
        turned(1, centroid(), with(T(3))),
        turned(1, median(), with(T(3))),
        new Case(
            "weighted centroid",
            1,
            n -> {
              Kernel w = deepSets(x(n), features(n, 1), 8).init(2);
              Kernel free = w.to(T(3).times(S(n)), centroid());
              return sets(n).to(T(3).times(S(n)), centroid(free));
            }),
        new Case("PCA frames", 0, n -> sets(n).to(O(3).times(S(n)), pca()).mean()),
        new Case("PCA frames, SE(3)", 1, n -> sets(n).to(SE(3).times(S(n)), pca()).mean()),
        new Case("robust frames", 3, n -> sets(n).to(SO(3).times(S(n)), robust()).mean()),
        new Case("robust frames, E(3)", 4, n -> sets(n).to(E(3).times(S(n)), robust()).mean()),
        turned(2, size(), with(Scale())),
        new Case(
            "covariance",
            5,
            n ->
                sets(n)
                    .to(O(3).times(S(n)), robust())
                    .mean()
                    .to(GL(3).times(S(n)), covariance())
                    .to(Aff(3).times(S(n)), centroid())),
        new Case(
            "size and centroid",
            2,
            n ->
                sets(n)
                    .to(O(3).times(S(n)), pca())
                    .mean()
                    .to(E(3).times(S(n)), centroid())
                    .to(Sim(3).times(S(n)), size())),
        new Case(
            "Gram–Schmidt",
            4,
            n ->
                sets(n)
                    .to(O(3).times(S(n)), gramSchmidt(vectorFrames(x(n), 8).init(3)))
                    .to(E(3).times(S(n)), centroid())),
        new Case(
            "polar",
            4,
            n ->
                sets(n)
                    .to(O(3).times(S(n)), polar(vectorFrames(x(n), 8).init(3)))
                    .to(E(3).times(S(n)), centroid())),
        new Case(
            "refined",
            1,
            n ->
                sets(n)
                    .to(T(3).times(S(n)), centroid().refine(deepSets(x(n), point(3), 8).init(4)))),
        ordered(n -> lexicographic()),
        ordered(n -> hilbert()),
        ordered(n -> directions(3)),
        ordered(n -> sorting(deepSets(x(n), features(n, 1), 8).init(5))),
        ordered(n -> sorting(deepSets(x(n), features(n, 2).times(present(n)), 8).init(5))),
        new Case(
            "sorting with soft gradients",
            2,
            n -> {
              Space x = features(n, 3).times(present(n));
              Kernel scores = deepSets(x, features(n, 1), 8).init(5);
              return firstTwo(x).to(S(n), sorting(scores, new Sinkhorn(0.1, 5)));
            }),
        new Case(
            "spectrum",
            3,
            n -> {
              Space x = points(n, 3).times(edges(n)).times(present(n));
              return firstTwo(x).to(S(n), spectrum());
            }),
        new Case("janossy", 2, n -> firstTwo(x(n)).to(S(n), janossy(n, 2)).mean()),
        new Case(
            "order, then turns",
            2,
            n -> firstTwo(x(n)).to(S(n), lexicographic()).to(E(3).times(S(n)), pca()).mean()));
  }

  /** Of these the law is the same. */
  static Stream<Case> random() {
    return Stream.of(
        ordered(n -> haar(S(n))),
        ordered(n -> janossy(n, 2)),
        ordered(n -> haar(S(n)).refine(mlp(x(n), features(n, 1), 8).init(3))),
        ordered(n -> learned(deepSets(x(n), features(n, 1), 8).noisy(gaussian(2)).init(3))),
        new Case(
            "haar of a product",
            2,
            n -> firstTwo(x(n)).to(O(3).times(S(n)), haar(O(3).times(S(n))))),
        turned(0, haar(O(3)), with(O(3))),
        turned(0, haar(O(3)).samples(4), with(O(3))),
        new Case(
            "least energy",
            0,
            n -> {
              Kernel e = deepSets(x(n), scalars(1), 8).init(6);
              return sets(n).to(O(3).times(S(n)), haar(O(3)).samples(4).least(e));
            }),
        new Case(
            "weighed",
            1,
            n -> {
              Kernel e = deepSets(x(n), scalars(1), 8).init(6);
              return sets(n).to(E(3).times(S(n)), pca().weigh(e));
            }),
        new Case(
            "descended",
            0,
            n -> {
              Kernel e = deepSets(x(n), scalars(1), 8).init(6);
              return sets(n).to(O(3).times(S(n)), haar(O(3)).descend(e, 2, 0.1));
            }),
        new Case(
            "refined twice",
            1,
            n -> {
              Gamma once = haar(O(3)).refine(deepSets(x(n), frames(3), 8).init(4));
              return sets(n).to(E(3).times(S(n)), once.then(O(3).times(S(n)), centroid()));
            }),
        new Case(
            "minimal",
            1,
            n -> Kernels.of("sets", trivial(), sets(n).diagram()).to(E(3), minimal())));
  }

  static Stream<Case> all() {
    return Stream.concat(functions(), random());
  }

  @ParameterizedTest
  @MethodSource("all")
  void absentItemsChangeNothing(Case c) {
    PresentLaws.ignoresAbsent(c.f.apply(5), c.fewest);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void moreRoomChangesNothing(Case c) {
    PresentLaws.isPadded(c.f.apply(5), c.f.apply(8), c.fewest, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isEquivariant(Case c) {
    // Four random points lie in a plane up to rounding of float32 once in some hundred rows.
    boolean flat = c.fewest == 5;
    Protocol how = flat ? protocol().precisions(DType.FLOAT64) : protocol();
    certify(c.f.apply(4), 1, how).orThrow();
  }

  /** A run stops at the row that has too few, and a certificate draws none such. */
  @Test
  void tooFewItemsAreRefused() {
    Kernel f = sets(4).to(E(3).times(S(4)), pca());
    assertEquals(1, f.diagram().fewest(4));
    Array x = Array.normal(1, DType.FLOAT64, 3, 4, 3);
    Array mask = Array.of(new long[] {1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0}, 3, 4);
    var e = assertThrows(TensorException.class, () -> f.run(0, List.of(x, mask)));
    assertTrue(e.getMessage().contains("at least 1 present item of 4"), e.getMessage());
    assertTrue(e.getMessage().contains("row 2"), e.getMessage());
    assertEquals(2, firstTwo(x(4)).to(S(4), janossy(4, 2)).diagram().fewest(4));
    assertEquals(
        4,
        sets(4)
            .to(O(3).times(S(4)), pca())
            .to(GL(3).times(S(4)), covariance())
            .diagram()
            .fewest(4));
  }
}
