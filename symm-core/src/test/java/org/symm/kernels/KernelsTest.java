package org.symm.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.copy;
import static org.symm.kernels.Kernels.delta;
import static org.symm.kernels.Kernels.eager;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.kernels.Kernels.uniform;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.residual;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.Laws;
import org.symm.display.Displayed;
import org.symm.display.Screen;
import org.symm.engine.Array;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;

/** Means, noise, refusals, parameters and opaque boxes. */
class KernelsTest {

  private static final Space X = scalars(2);

  private static Kernel noisy(String name) {
    return Kernels.box(
        name, X, X, trivial(), List.of(), true, (x, u) -> List.of(x.get(0).add(u.normal("n", 2))));
  }

  private static Array ones(int rows) {
    double[] x = new double[2 * rows];
    Arrays.fill(x, 1);
    return Array.of(x, rows, 2);
  }

  private static void refuses(String sentence, Supplier<Object> what) {
    var e = assertThrows(IllegalArgumentException.class, what::get);
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void theMeanOfAFunctionIsTheFunction() {
    Kernel f = kernel("f", X, X, t -> t.mul(3).sin());
    Array x = Array.of(new double[] {1, 2, 3, 4}, 2, 2);
    assertArrayEquals(f.apply(1, x).doubles(), f.mean(8).apply(1, x).doubles(), 1e-15);
    assertEquals(f.group(), f.mean(3).group());
  }

  /** Var mean(K) = 1/K; with 4000 means, the estimate has relative error 2.2 %: six of those. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16, 64})
  void theVarianceOfAMeanFallsAsOneOverK(int k) {
    double[] y = noisy("n").mean(k).apply(2, ones(2000)).doubles();
    double mean = Arrays.stream(y).average().orElseThrow();
    double var = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum() / (y.length - 1);
    assertEquals(1.0, var * k, 6 * Math.sqrt(2.0 / y.length));
    assertEquals(1.0, mean, 6 / Math.sqrt((double) k * y.length));
  }

  @Test
  void meansThatMakeNoSenseAreRefused() {
    Kernel chosen = uniform(O(3));
    refuses(
        "\"haar O(3)\" has no mean: its codomain O(3) is not convex; take the mean of a kernel with"
            + " real outputs.",
        () -> chosen.mean(3));
    Kernel label = kernel("class", X, labels(), t -> t.argmax(1));
    refuses(
        "\"class\" has no mean: its codomain labels is not convex; take the mean of a kernel with"
            + " real outputs.",
        () -> label.mean(3));
    refuses("a mean needs at least one sample, not 0", () -> noisy("n").mean(0));
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    Kernel f = noisy("a").then(noisy("b"));
    assertArrayEquals(f.apply(5, ones(9)).doubles(), f.apply(5, ones(9)).doubles());
    Kernel again = noisy("a").then(noisy("b"));
    assertArrayEquals(f.apply(5, ones(9)).doubles(), again.apply(5, ones(9)).doubles());
    assertNotEquals(f.apply(5, ones(9)).doubles()[0], f.apply(6, ones(9)).doubles()[0]);
  }

  /** The numbers of run, bit for bit, and a bar that ends at its last chunk. */
  @Test
  void predictionsOfManyRowsShowHowFarTheyAre() {
    var bars = new ArrayList<String>();
    Screen before = Screen.use(screen(bars::add));
    try {
      var f = mlp(X, X, 256).then(noisy("noise"));
      var many = List.of(Array.normal(1, DType.FLOAT32, 20_000, 2));
      double[] y = f.run(3, many).get(0).doubles();
      assertEquals(List.of(), bars);
      assertArrayEquals(y, f.predict(3, many).get(0).doubles());
      String last = bars.get(bars.size() - 1);
      var steps = Pattern.compile("predicting (\\d+)/(\\d+)").matcher(last);
      assertTrue(steps.lookingAt() && Integer.parseInt(steps.group(2)) > 5, last);
      assertEquals(steps.group(2), steps.group(1));

      bars.clear();
      var few = List.of(ones(3));
      assertArrayEquals(f.run(3, few).get(0).doubles(), f.predict(3, few).get(0).doubles());
      assertEquals("predicting 1/1", bars.get(bars.size() - 1));

      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, () -> f.predict(3, many));
    } finally {
      Screen.use(before);
      assertTrue(Thread.interrupted());
    }
  }

  private static Screen screen(Consumer<String> shown) {
    return new Screen() {
      @Override
      public void show(Object value) {}

      @Override
      public Live open(Displayed first) {
        return new Live() {
          @Override
          public void update(Displayed value) {}

          @Override
          public void finish(Displayed value) {
            shown.accept(value.toString());
          }
        };
      }
    };
  }

  @Test
  void addingABoxDoesNotMoveAnothersNumbers() {
    double[] alone = noisy("a").apply(5, ones(9)).doubles();
    var both = copy(X, trivial()).then(noisy("b").beside(noisy("a"))).run(5, List.of(ones(9)));
    assertArrayEquals(alone, both.get(1).doubles());
    var more =
        copy(X, trivial())
            .then(noisy("c").then(noisy("d")).beside(noisy("a")))
            .run(5, List.of(ones(9)));
    assertArrayEquals(alone, more.get(1).doubles());
  }

  /** Covariance of two boxes of one name, z-score. */
  @Test
  void boxesOfOneNameAreIndependent() {
    int n = 2000;
    var both = copy(X, trivial()).then(noisy("a").beside(noisy("a"))).run(5, List.of(ones(n)));
    double[] a = both.get(0).doubles();
    double[] b = both.get(1).doubles();
    double[] product =
        IntStream.range(0, a.length).mapToDouble(i -> (a[i] - 1) * (b[i] - 1)).toArray();
    assertTrue(Laws.z(product, 0) < Laws.Z);
    assertNotEquals(a[0], b[0]);
    double[] rows =
        IntStream.range(0, n - 1).mapToDouble(i -> (a[2 * i] - 1) * (a[2 * i + 2] - 1)).toArray();
    assertTrue(Laws.z(rows, 0) < Laws.Z, "rows are independent");
  }

  /** The second "a" and a box that is itself called "a#2" do not share a stream. */
  @Test
  void boxesOfLikeNamesAreIndependent() {
    for (List<String> names : List.of(List.of("a", "a", "a#2"), List.of("a#2", "a", "a"))) {
      Kernel all =
          copy(X, trivial())
              .then(copy(X, trivial()).beside(Kernels.identity(X, trivial())))
              .then(noisy(names.get(0)).beside(noisy(names.get(1))).beside(noisy(names.get(2))));
      var out = all.run(5, List.of(ones(1)));
      long different = out.stream().map(y -> y.doubles()[0]).distinct().count();
      assertEquals(3, different, names.toString());
    }
  }

  @Test
  void aBatchOfOneWorks() {
    Kernel f = noisy("a").mean(3).then(kernel("sum", X, scalars(1), t -> t.sum(1).unsqueeze(1)));
    assertEquals(1, f.apply(1, ones(1)).shape().size(0));
    assertEquals(3, uniform(O(3)).sample(1, 1, DType.FLOAT64).get(0).shape().size(1));
  }

  @Test
  void aBoxWithoutNoiseCannotReadAny() {
    Kernel f =
        Kernels.box(
            "sly",
            X,
            X,
            trivial(),
            List.of(),
            false,
            (x, u) -> List.of(x.get(0).add(u.normal("n", 2))));
    var e = assertThrows(IllegalStateException.class, () -> f.apply(1, ones(2)));
    assertEquals(
        "box \"sly\" reads the noise \"n\", but was declared without noise; declare it random, so"
            + " that it is known as stochastic.",
        e.getMessage());
  }

  @Test
  void unequalSpacesDoNotCompose() {
    Kernel f = kernel("f", X, scalars(3), t -> t.sumKeep(1).expand(t.size(0), 3));
    refuses(
        "cannot compose: \"f\" ends in scalars(3) and \"n\" starts from scalars(2); make the two"
            + " spaces equal.",
        () -> f.then(noisy("n")));
  }

  @Test
  void wrongInputsAreRefused() {
    Kernel f = noisy("f");
    refuses("\"f\" takes 1 arrays (scalars(2)), not 2.", () -> f.apply(1, ones(2), ones(2)));
    assertThrows(
        IllegalArgumentException.class, () -> f.apply(1, Array.of(new double[] {1, 2}, 2)));
    assertThrows(
        IllegalArgumentException.class, () -> f.apply(1, Array.of(new long[] {1, 2}, 1, 2)));
    Array none = ones(2).rows(0, 0);
    refuses("\"f\" needs at least one row; input 0 has shape (0, 2).", () -> f.apply(1, none));
    Kernel two = f.beside(f);
    var e =
        assertThrows(IllegalArgumentException.class, () -> two.run(1, List.of(ones(2), ones(3))));
    assertTrue(e.getMessage().contains("input 1"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> two.run(1, List.of(ones(2), ones(2).to(DType.FLOAT32))));
  }

  @Test
  void aBoxThatReturnsAnotherSpaceIsRefused() {
    Kernel f = kernel("f", X, scalars(3), t -> t);
    var e = assertThrows(RuntimeException.class, () -> f.apply(1, ones(2)));
    assertTrue(e.getMessage().contains("box \"f\" returned"), e.getMessage());
  }

  @Test
  void groupsOfComposites() {
    Space y = points(4, 3);
    Kernel s = kernel("s", y, y, S(4), t -> t);
    Kernel e = kernel("e", y, y, E(3).times(S(4)), t -> t);
    Kernel o = kernel("o", y, y, O(3), t -> t);
    assertEquals(S(4), s.then(e).group());
    assertEquals(S(4), e.beside(s).group());
    assertEquals(trivial(), s.then(o).group());
    assertEquals(O(3), o.then(e).group());
    assertEquals(T(3), e.restrictedTo(T(3)).group());
    Kernel os = kernel("os", y, y, O(3).times(S(4)), t -> t);
    Kernel so = kernel("so", y, y, SO(3).times(S(4)), t -> t);
    Kernel se = kernel("se", y, y, SE(3), t -> t);
    assertEquals(O(3).times(S(4)), e.then(os).group());
    assertEquals(SO(3).times(S(4)), os.then(so).group());
    assertEquals(SO(3), os.then(se).group(), "in neither, but in both");
    assertEquals(S(4), s.beside(gaussian(3)).group(), "noise that no group moves");
    assertEquals(E(3).times(S(4)), gaussian(3).beside(e).group());
    assertTrue(gaussian(3).isEquivariantFor(E(3)));
    assertFalse(s.isEquivariantFor(O(3)));
    assertThrows(IllegalArgumentException.class, () -> s.restrictedTo(O(3)));
    assertThrows(IllegalArgumentException.class, () -> kernel("t", X, y, S(5), t -> t));
  }

  @Test
  void stepsOfADiagramMustFit() {
    Diagram f = kernel("f", X, scalars(3), t -> t).diagram();
    refuses(
        "a step of a diagram starts from scalars(2), but the one before it ends in scalars(3); make"
            + " the two spaces equal.",
        () -> new Diagram.Sequence(X, List.of(f, f)));
  }

  @Test
  void parametersStartFromTheSeedAndAreShared() {
    Kernel f = mlp(X, X, 8);
    long once = f.parameterCount();
    assertEquals(2 * 8 + 8 + 8 * 2 + 2, once);
    assertEquals(once, f.then(f).parameterCount(), "shared");
    assertEquals(once, f.beside(f).mean(2).parameterCount());
    double[] a = f.init(3).apply(0, ones(2)).doubles();
    double[] b = f.init(4).apply(0, ones(2)).doubles();
    assertFalse(Arrays.equals(a, b));
    assertArrayEquals(a, f.init(3).apply(0, ones(2)).doubles());
    assertArrayEquals(a, mlp(X, X, 8).init(3).apply(0, ones(2)).doubles());
  }

  @Test
  void anOpaqueBoxComposesAndAgrees() {
    Kernel compiled = kernel("sin", X, X, t -> t.sin());
    Kernel opaque = eager("sin", X, X, nd -> nd.sin());
    Array x = Array.of(new double[] {1, 2, 3, 4}, 2, 2);
    Kernel before = noisy("n");
    assertArrayEquals(
        before.then(compiled).then(compiled).apply(7, x).doubles(),
        before.then(opaque).then(opaque).apply(7, x).doubles(),
        1e-15);
    assertArrayEquals(
        before.then(compiled).mean(5).apply(7, x).doubles(),
        before.then(opaque).mean(5).apply(7, x).doubles(),
        1e-14);
  }

  @Test
  void deltaIsAlwaysItsPoint() {
    double[] y = delta("d", X, 3, 4).sample(1, 2, DType.FLOAT64).get(0).doubles();
    assertArrayEquals(new double[] {3, 4, 3, 4}, y);
    assertThrows(IllegalArgumentException.class, () -> delta("d", X, 3));
  }

  /** x₀ + k(x) moves by 2t under a translation by t. */
  @Test
  void aResidualOfPointsUnderTranslationsIsRefused() {
    Space y = points(4, 3);
    assertEquals(S(4), residual(deepSets(y, y, 8)).group());
    Kernel k = kernel("k", y, y, E(3), t -> t);
    refuses(
        "a residual of \"k\" would not be equivariant: E(3) does not act on points(4, 3) by linear"
            + " maps; take the residual before symmetrising to E(3).",
        () -> residual(k));
  }

  @Test
  void noiseThatTheGroupMovesIsRefused() {
    Space y = points(4, 3);
    Kernel one = delta("mark", features(4, 1), 1, 0, 0, 0);
    var net = deepSets(y, y, 8);
    refuses(
        "noise from \"mark\" would break the symmetry of \"deep sets\": S(4) moves features(4, 1),"
            + " and the law is not known to stay the same; use gaussian(d), or an equivariant law.",
        () -> net.noisy(one));
    assertEquals(S(4), net.noisy(gaussian(2)).group());
    Kernel exchangeable =
        Kernels.box(
            "iid",
            Spaces.unit(),
            features(4, 1),
            S(4),
            List.of(),
            true,
            (x, u) -> List.of(u.normal("n", 4, 1)));
    assertEquals(S(4), net.noisy(exchangeable).group());
    assertThrows(
        IllegalArgumentException.class,
        () -> vectorFrames(y, 8).noisy(delta("f", frames(3), new double[9])));
  }
}
