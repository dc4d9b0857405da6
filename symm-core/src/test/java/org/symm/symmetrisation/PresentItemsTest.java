package org.symm.symmetrisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.exact.FinStoch.equivarianceError;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.groups.Groups.wreath;
import static org.symm.networks.Networks.deepSets;
import static org.symm.spaces.Spaces.elements;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.present;
import static org.symm.spaces.Spaces.scalars;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.PresentLaws;
import org.symm.certificates.Protocol;
import org.symm.engine.Array;
import org.symm.exact.Existence;
import org.symm.exact.FinStoch;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Masks;
import org.symm.spaces.Points;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;

/** Rows of different size: actions, means, symmetrisation, and what no function can choose. */
class PresentItemsTest {

  private static final Space X = points(4, 2).times(features(4, 1)).times(present(4));

  @Test
  void aMaskIsNoFeature() {
    Space m = present(3);
    assertFalse(m.isConvex());
    assertEquals(List.of(3), m.components().stream().map(c -> Masks.items(c).get()).toList());
    assertEquals(8, Points.of(m).size());
    assertTrue(m.isFixedBy(O(3)));
    assertFalse(m.isFixedBy(S(3)));
    var e = assertThrows(IllegalArgumentException.class, () -> m.demand(S(4)));
    assertTrue(e.getMessage().contains("3 items, not 4"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> present(0));
  }

  @Test
  void othersThanZeroAndOneAreRefused() {
    Kernel f = deepSets(features(3, 1).times(present(3)), scalars(1), 4).init(1);
    Array x = Array.normal(1, DType.FLOAT64, 2, 3, 1);
    Array mask = Array.of(new long[] {1, 0, 1, 1, 2, 0}, 2, 3);
    var e = assertThrows(IllegalArgumentException.class, () -> f.run(0, List.of(x, mask)));
    assertTrue(e.getMessage().contains("1 for each present item"), e.getMessage());
  }

  /**
   * Two absent items can be exchanged, so no function into S(3) is equivariant: of 8 masks two have
   * no two items that are alike, none at all. A random choice is.
   */
  @Test
  void noFunctionOrdersAbsentItems() {
    Hom one = trivial().into(S(3));
    Existence e = Existence.of(present(3), one);
    assertFalse(e.deterministic());
    assertEquals(4, e.orbits().size());
    for (Existence.Orbit o : e.orbits()) {
      double[] mask = e.inputs().rows().get(o.input());
      int there = (int) Arrays.stream(mask).sum();
      int[] factorial = {1, 1, 2, 6};
      assertEquals(factorial[there] * factorial[3 - there], o.stabiliser().size());
      assertTrue(o.fixed().isEmpty(), "a choice at " + Arrays.toString(mask));
    }
    Kernel fixed =
        Kernels.box(
            "as they are",
            present(3),
            elements(S(3)),
            (in, u) -> List.of(Tensors.range(3, DType.INT64).unsqueeze(0).expand(u.rows(), 3)));
    assertTrue(equivarianceError(fixed, S(3)) > 0.5);
    Kernel random = haar(S(3)).at(present(3), one.coset());
    assertEquals(0, equivarianceError(random, S(3)), 1e-12);
    // Uniform over orders that begin with the present: with two of them 2 · 1 of 6.
    FinStoch p = FinStoch.exact(random, Points.of(present(3)));
    double[] two = p.p()[Points.of(present(3)).names().indexOf("110")];
    assertEquals(2, Arrays.stream(two).filter(v -> v > 0).count());
    assertEquals(0.5, Arrays.stream(two).max().getAsDouble(), 1e-12);
  }

  /** A function that is no function of a set, averaged exactly; absent labels are written as 0. */
  @Test
  void symmetrisedExactly() {
    Space x = labels(3).times(present(3));
    Points some = Points.grid(labels(3), 0, 1).times(Points.of(present(3)));
    Kernel first =
        Kernels.box(
            "first to all",
            x,
            labels(3),
            (in, u) -> List.of(in.get(0).slice(1, 0, 1).expand(in.get(0).shape().toArray())));
    assertTrue(equivarianceError(first, S(3), some) > 0.1);
    Kernel f = first.to(S(3), haar(S(3)));
    assertEquals(0, equivarianceError(f, S(3), some), 1e-12);
    FinStoch p = FinStoch.exact(f, some);
    for (int i = 0; i < p.dom().size(); i++) {
      double[] in = p.dom().rows().get(i);
      for (int j = 0; j < p.cod().size(); j++) {
        double[] out = p.cod().rows().get(j);
        for (int k = 0; k < 3 && p.p()[i][j] > 0; k++) {
          assertTrue(in[3 + k] == 1 || out[k] == 0, "0 at absent items");
          assertTrue(out[k] == 0 || contains(in, out[k]), "of the present");
        }
      }
    }
  }

  private static boolean contains(double[] in, double label) {
    return (in[3] == 1 && in[0] == label)
        || (in[4] == 1 && in[1] == label)
        || (in[5] == 1 && in[2] == label);
  }

  /** A mean into Y ⊗ present(n) averages Y and hands the mask on. */
  @Test
  void aMeanHandsTheMaskOn() {
    Space y = features(4, 1).times(present(4));
    Kernel f = deepSets(X, y, 8).init(1).to(S(4).times(O(2)), haar(O(2)));
    List<Array> x = PresentLaws.rows(X, 0, 6, DType.FLOAT64);
    for (Kernel mean : List.of(f.mean(5), f.mean(3).mean(2))) {
      List<Array> out = mean.run(1, x);
      org.junit.jupiter.api.Assertions.assertArrayEquals(x.get(2).doubles(), out.get(1).doubles());
      PresentLaws.ignoresAbsent(mean, 0);
    }
    Kernel exact = deepSets(X, y, 8).init(1).restrictedTo(trivial()).to(C(4), haar(C(4))).mean();
    PresentLaws.ignoresAbsent(exact, 0);
  }

  @Test
  void aMeanOfMasksThatDifferStops() {
    Kernel coin =
        Kernels.box(
            "one or all",
            X,
            features(4, 1).times(present(4)),
            S(4),
            List.of(),
            true,
            (in, u) -> {
              Tensor all = u.uniform("all").lt(0.5).unsqueeze(1);
              Tensor mask = in.get(2);
              return List.of(in.get(1), all.where(mask.mul(0).add(1), mask));
            });
    List<Array> x = PresentLaws.rows(X, 2, 6, DType.FLOAT64);
    var e = assertThrows(TensorException.class, () -> coin.mean(20).run(1, x));
    assertTrue(e.getMessage().contains("differ in which items are present"), e.getMessage());
    assertTrue(e.getMessage().contains("row 1"), e.getMessage());
    var whole =
        assertThrows(
            IllegalArgumentException.class,
            () -> Kernels.box("labels", X, labels(4).times(present(4)), (in, u) -> in).mean(3));
    assertTrue(whole.getMessage().contains("not convex"), whole.getMessage());
  }

  /** Its own mask says what a codomain's absent items are. */
  @Test
  void aCodomainsOwnMaskCounts() {
    Kernel one =
        Kernels.box(
            "the largest alone",
            X,
            points(4, 2).times(present(4)),
            O(2).times(S(4)),
            List.of(),
            false,
            (in, u) -> {
              Tensor there = in.get(2).gt(0);
              Tensor f = in.get(1).squeeze(2);
              Tensor low = Tensors.full(f.shape(), -1e9, f.dtype());
              Tensor mask = f.eq(there.where(f, low).maxKeep(1));
              return List.of(in.get(0), mask.and(there).to(DType.INT64));
            });
    certify(one, 0).orThrow();
    Kernel moved = one.to(E(2).times(S(4)), centroid());
    certify(moved, 0).orThrow();
    Array x = Array.of(new double[] {1, 1, 2, 2, 3, 3, 4, 4}, 1, 4, 2);
    Array f = Array.of(new double[] {0, 5, 1, 2}, 1, 4, 1);
    Array mask = Array.of(new long[] {1, 1, 1, 0}, 1, 4);
    List<Array> y = moved.run(0, List.of(x, f, mask));
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        new double[] {2, 2, 2, 2, 2, 2, 2, 2}, y.get(0).doubles(), 1e-12);
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        new double[] {0, 1, 0, 0}, y.get(1).doubles());
  }

  /** Far from the origin, in small units, and with absent items that are farther still. */
  @Test
  void farAwayAndSmall() {
    Space y = points(4, 2);
    Kernel f = deepSets(X, y, 8).init(1).to(O(2).times(S(4)), haar(O(2)).samples(2)).mean(2);
    Kernel g = f.to(E(2).times(S(4)), centroid());
    List<Array> x = PresentLaws.rows(X, 1, 40, DType.FLOAT64);
    for (double[] how : new double[][] {{1e-6, 0}, {1, 1e6}}) {
      Array p = x.get(0).map(t -> t.mul(how[0]).add(how[1]));
      List<Array> at = PresentLaws.filled(X, List.of(p, x.get(1), x.get(2)), -1e12);
      Protocol given = Protocol.protocol().inputs(at.toArray(Array[]::new)).samples(32);
      certify(g, 3, given.precisions(DType.FLOAT64)).orThrow();
    }
  }

  /** Restricted along φ: the mask is found, and what is written at absent items not compared. */
  @Test
  void alongAHomomorphism() {
    Hom phi = ExactTheoremTest.shifts(4);
    Space x = X.along(phi);
    Kernel garbage = square("garbage at absent items", x, phi, false);
    certify(garbage, 0).orThrow();
    Kernel fault = square("a fault at present ones", x, phi, true);
    assertFalse(certify(fault, 0).holds());
  }

  private static Kernel square(String name, Space x, Hom phi, boolean fault) {
    return Kernels.box(
        name,
        x,
        features(4, 1).along(phi),
        phi.source(),
        List.of(),
        false,
        (in, u) -> {
          Tensor place = Tensors.range(4, in.get(1).dtype()).reshape(1, 4, 1);
          Tensor there = in.get(2).unsqueeze(2).gt(0);
          Tensor f = in.get(1).square();
          return List.of(there.where(fault ? f.add(place.mul(1e-6)) : f, place.add(3)));
        });
  }

  /** Each item moved by itself: absent ones are not compared, wherever translations take them. */
  @Test
  void wreathProducts() {
    Group each = wreath(3, T(2));
    Space x = points(3, 2).times(present(3));
    Kernel id = Kernels.of("id", each, Kernels.identity(x, each).diagram());
    certify(id, 0).orThrow();
    Kernel f =
        Kernels.box("same", x, points(3, 2), each, List.of(), false, (in, u) -> List.of(in.get(0)));
    certify(f, 0).orThrow();
  }

  /**
   * An order by scores puts absent items last, so that what it gives in order is theirs no more.
   */
  @Test
  void scoresOfAbsentItemsAreNotRead() {
    Space x = features(4, 1).times(present(4));
    Kernel raw =
        Kernels.box(
            "score", x, features(4, 1), S(4), List.of(), false, (in, u) -> List.of(in.get(0)));
    Kernel lowest = Kernels.box("first", x, scalars(1), (in, u) -> List.of(in.get(0).select(1, 0)));
    Kernel f = lowest.to(S(4), sorting(raw));
    Array v = Array.of(new double[] {-9, 3, 2, Double.NaN}, 1, 4, 1);
    Array mask = Array.of(new long[] {0, 1, 1, 0}, 1, 4);
    assertEquals(2, f.run(0, List.of(v, mask)).get(0).doubles()[0]);
  }
}
