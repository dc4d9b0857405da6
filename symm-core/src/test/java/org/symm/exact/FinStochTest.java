package org.symm.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.exact.FinStoch.equivarianceError;
import static org.symm.exact.FinStoch.exact;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.copy;
import static org.symm.kernels.Kernels.discard;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.kernels.Kernels.identity;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.kernels.Kernels.swap;
import static org.symm.kernels.Kernels.uniform;
import static org.symm.spaces.Spaces.cosets;
import static org.symm.spaces.Spaces.elements;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.set;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.PointRows;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Points;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** The exact reading: a functor to stochastic matrices, and the law that the samples have. */
class FinStochTest {

  private static final double EXACT = 1e-12;
  private static final Group ONE = trivial();

  static Kernel matrix(String name, Space x, Space y, int seed) {
    Points dom = Points.of(x);
    Points cod = Points.of(y);
    var random = new Random(seed);
    double[][] p = new double[dom.size()][];
    for (int i = 0; i < p.length; i++) {
      double[] row = random.doubles(cod.size()).toArray();
      double sum = Arrays.stream(row).sum();
      p[i] = Arrays.stream(row).map(v -> v / sum).toArray();
    }
    return new FinStoch(dom, cod, p).kernel(name, ONE);
  }

  private static void same(FinStoch a, FinStoch b) {
    assertEquals(0, a.distance(b), EXACT);
  }

  /** 20,000 samples for every input; χ² of each row, with false-alarm rate 10⁻⁶ in all. */
  private static void sampled(Kernel k) {
    FinStoch law = exact(k);
    int n = 20_000;
    Points x = law.dom();
    List<Array> in = x.parts().stream().map(a -> a.map(t -> t.repeatInterleave(n, 0))).toList();
    List<double[]> out = PointRows.rows(k.run(3, in));
    var keys = law.cod().rows().stream().map(PointRows::key).toList();
    for (int i = 0; i < x.size(); i++) {
      double[] count = new double[keys.size()];
      out.subList(i * n, (i + 1) * n).forEach(y -> count[keys.indexOf(PointRows.key(y))]++);
      double[] p = law.p()[i];
      double chi = 0;
      int cells = 0;
      for (int j = 0; j < p.length; j++) {
        if (p[j] == 0) {
          assertEquals(0, count[j], "an outcome of probability 0");
        } else {
          chi += (count[j] - n * p[j]) * (count[j] - n * p[j]) / (n * p[j]);
          cells++;
        }
      }
      if (cells > 1) {
        double tail = 1 - new ChiSquaredDistribution(null, cells - 1).cumulativeProbability(chi);
        assertTrue(tail > 1e-6 / x.size(), "row " + i + ": chi² = " + chi + " of " + cells);
      }
    }
  }

  @Test
  void theReadingIsAFunctor() {
    Kernel f = matrix("f", set(2), set(3), 1);
    Kernel g = matrix("g", set(3), set(2).times(set(2)), 2);
    Kernel h = matrix("h", set(2), set(2), 3);
    same(exact(f.then(g)), exact(f).then(exact(g)));
    same(exact(f.beside(h)), exact(f).beside(exact(h)));
    same(
        exact(f.then(g).then(h.beside(h))),
        exact(f).then(exact(g)).then(exact(h).beside(exact(h))));
    assertArrayEquals(new double[] {1, 0, 0, 1}, flat(exact(identity(set(2), ONE))));
    assertArrayEquals(new double[] {1, 0, 0, 0, 0, 0, 0, 1}, flat(exact(copy(set(2), ONE))));
    assertArrayEquals(new double[] {1, 1}, flat(exact(discard(set(2), ONE))));
    assertEquals(1, exact(swap(set(2), set(3), ONE)).p()[1][2], "(0, 1) to (1, 0)");
  }

  private static double[] flat(FinStoch m) {
    return Arrays.stream(m.p()).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Copying after noise and noise after copying: the same diagrams tell them apart. */
  @Test
  void copyingNoiseIsNotNoiseTwice() {
    Kernel f = matrix("f", set(2), set(2), 4);
    assertTrue(
        exact(f.then(copy(set(2), ONE))).distance(exact(copy(set(2), ONE).then(f.beside(f))))
            > 0.1);
    same(exact(f.then(discard(set(2), ONE))), exact(discard(set(2), ONE)));
    assertFalse(exact(f).isDeterministic());
    assertFalse(
        new FinStoch(exact(f).dom(), exact(f).cod(), new double[][] {{1, 0}, {1, 0}})
            .kernel("c", ONE)
            .isStochastic());
  }

  @Test
  void oneDiagramTwoSemantics() {
    Kernel f = matrix("f", set(3), set(2), 5);
    Kernel g = matrix("g", set(2), elements(S(3)), 6);
    sampled(f.then(copy(set(2), ONE)).then(g.beside(identity(set(2), ONE))));
    Space x = set(3).times(set(3));
    sampled(
        matrix("k", x, set(3), 7).to(S(3), haar(S(3)).refine(matrix("ν", x, elements(S(3)), 8))));
  }

  /** Group boxes are read by running them on all elements. */
  @Test
  void groupBoxesObeyTheAxioms() {
    Group g = S(3).times(C(2));
    Space e = elements(g);
    Kernel mul = Kernels.multiply(Hom.identity(g));
    Kernel id = identity(e, ONE);
    same(exact(mul.beside(id).then(mul)), exact(id.beside(mul).then(mul)));
    Kernel cancel = copy(e, ONE).then(id.beside(Kernels.inverse(g))).then(mul);
    same(exact(cancel), exact(discard(e, ONE).then(Kernels.unit(g))));
    same(
        exact(uniform(g).beside(matrix("any", set(2), e, 9)).then(mul)),
        exact(discard(set(2), ONE).then(uniform(g))));
    var c = S(3).into(g).coset();
    same(exact(Kernels.section(c).then(Kernels.projection(c))), exact(identity(cosets(c), ONE)));
    assertEquals(0, equivarianceError(Kernels.projection(c), g), EXACT);
  }

  /** Janossy pooling on S(3): the mean over all orders of a function of a sequence. */
  @Test
  void janossyPoolingIsExact() {
    Space words = labels(3);
    Kernel f =
        kernel(
            "f",
            words,
            scalars(1),
            t ->
                t.to(DType.FLOAT64)
                    .mul(Array.of(new double[] {1, 10, 100}).tensor())
                    .sin()
                    .sumKeep(1));
    Kernel sym = f.to(S(3), haar(S(3)));
    Points all = Points.grid(words, 0, 1, 2);
    assertEquals(27, all.size());
    assertEquals(0, equivarianceError(sym, S(3), all), EXACT);
    assertTrue(equivarianceError(f, S(3), all) > 0.5);
    Kernel mean = sym.mean();
    assertFalse(mean.isStochastic());
    double[] y = mean.apply(0, all.parts().get(0)).doubles();
    List<double[]> in = all.rows();
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int i = 0; i < y.length; i++) {
      double want = 0;
      for (int[] o : orders) {
        double[] x = in.get(i);
        want += (Math.sin(x[o[0]]) + Math.sin(10 * x[o[1]]) + Math.sin(100 * x[o[2]])) / 6;
      }
      assertEquals(want, y[i], EXACT);
    }
    FinStoch law = exact(sym, all);
    for (int i = 0; i < y.length; i++) {
      double e = 0;
      for (int j = 0; j < law.cod().size(); j++) {
        e += law.p()[i][j] * law.cod().rows().get(j)[0];
      }
      assertEquals(e, y[i], 1e-9, "the mean of the exact law");
    }
  }

  /** The law of a mean of K samples is the K-fold convolution: binomial for a coin. */
  @Test
  void theLawOfAMeanOfSamples() {
    Space y = scalars(1);
    Points zeroOne = Points.of(y, Array.of(new double[] {0, 1}, 2, 1));
    Kernel coin =
        new FinStoch(Points.of(set(1)), zeroOne, new double[][] {{0.75, 0.25}}).kernel("coin", ONE);
    FinStoch law = exact(coin.mean(3));
    assertArrayEquals(
        new double[] {27, 27, 9, 1}, Arrays.stream(law.p()[0]).map(p -> 64 * p).toArray(), EXACT);
    assertEquals(0.25, coin.mean().apply(0, Array.of(new long[] {0}, 1)).number(), 1e-7);
    assertThrows(IllegalArgumentException.class, () -> coin.mean(2).mean());
  }

  @Test
  void whatHasNoExactReadingIsRefused() {
    refuses(
        "scalars(2) is not known to be finite: sets, and elements and cosets of finite groups, are;"
            + " for other spaces give the points: Points.of(space, arrays)",
        () -> exact(identity(scalars(2), ONE)));
    String noise =
        " does not have finitely many outcomes that can be listed, so there is no exact reading; let"
            + " the box draw by Noise.choice, or be a stochastic matrix, or sample: mean(K).";
    refuses("the noise \"N(0, 1)/normal\"" + noise, () -> exact(gaussian(2)));
    refuses("the noise \"haar O(3)/haar\"" + noise, () -> exact(uniform(O(3))));
    Space x = points(4, 3);
    Kernel f = kernel("f", x, x, t -> t.sin());
    refuses(
        "\"f, to O(3) by haar O(3)\" makes no choice from finitely many values that can be listed, so"
            + " its mean is no finite sum; use mean(samples), or let the box draw by Noise.choice.",
        () -> f.to(O(3), haar(O(3))).mean());
    Kernel root =
        kernel("√", set(3), scalars(1), S(3), t -> t.to(DType.FLOAT64).sub(1).sqrt().unsqueeze(1));
    refuses("an outcome is not a number: [NaN] has no place in a law", () -> exact(root));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FinStoch(Points.of(set(1)), Points.of(set(2)), new double[][] {{0.5, 0.6}}));
  }

  /** Different outputs are different, however large they are, and equal ones equal. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e8, 1e10, 1e12, 1e200})
  void largeOutcomesAreTold(double size) {
    Kernel k =
        kernel(
            "rows",
            set(3),
            features(3, 1),
            S(3),
            t -> {
              Tensor ramp = Array.of(new double[] {1, 2, 3}, 1, 3, 1).tensor();
              return t.to(DType.FLOAT64).add(1).reshape(-1, 1, 1).mul(ramp).mul(size);
            });
    assertEquals(3, exact(k).cod().size());
    assertEquals(1, equivarianceError(k, S(3)), 1e-12);
    Kernel own =
        kernel(
            "one hot",
            set(3),
            features(3, 1),
            S(3),
            t -> t.oneHot(3, DType.FLOAT64).unsqueeze(2).mul(size / 3));
    assertEquals(0, equivarianceError(own, S(3)), 1e-12);
  }

  private static void refuses(String sentence, Supplier<Object> what) {
    var e = assertThrows(IllegalArgumentException.class, what::get);
    assertEquals(sentence, e.getMessage());
  }

  /** Finite noise outside of the finite world: the exact mean over C(4) of a function on points. */
  @Test
  void groupAveragingOfFunctionsOnArrays() {
    Space x = points(3, 2);
    Kernel f = kernel("f", x, x, t -> t.mul(Array.of(new double[] {1, 2}).tensor()).sin());
    Kernel average = f.to(C(4), haar(C(4))).mean();
    Array in = Array.normal(1, DType.FLOAT64, 5, 3, 2);
    Array turned = turned(in);
    double[] left = average.apply(1, turned).doubles();
    double[] right = turned(average.apply(2, in)).doubles();
    assertArrayEquals(left, right, EXACT);
    double[] many = f.to(C(4), haar(C(4))).mean(4000).apply(3, in).doubles();
    double[] once = average.apply(3, in).doubles();
    int worst =
        Collections.max(
            IntStream.range(0, many.length).boxed().toList(),
            (i, j) -> Double.compare(Math.abs(many[i] - once[i]), Math.abs(many[j] - once[j])));
    assertEquals(once[worst], many[worst], 6 / Math.sqrt(4000));
  }

  private static Array turned(Array x) {
    return Kernels.act(C(4), List.of(Array.of(new long[] {1}, 1)), points(3, 2), List.of(x)).get(0);
  }

  @Test
  void indicesOutsideTheSetAreRefused() {
    Kernel f = matrix("f", set(2), set(2), 9);
    var e = assertThrows(RuntimeException.class, () -> f.apply(0, Array.of(new long[] {2}, 1)));
    assertTrue(
        e.getMessage().contains("row 0 is not in set(2) (a whole number of 0 … 1): [2]"),
        e.getMessage());
    assertEquals(set(2).along(Hom.identity(S(2))).underlying(), set(2));
    assertThrows(IllegalArgumentException.class, () -> Kernels.action(S(3), set(2)));
    assertThrows(
        IllegalArgumentException.class, () -> Points.grid(features(2, 1).times(set(2)), 0, 1));
  }
}
