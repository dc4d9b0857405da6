package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.largest;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.edges;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.symm.certificates.Certificates;
import org.symm.certificates.Protocol;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.engine.Program;
import org.symm.groups.Element;
import org.symm.groups.FiniteGroup;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Surrogate;
import org.symm.groups.Trivial;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.learning.Listener;
import org.symm.learning.Run;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Discrete choices that are hard, with the gradient of soft ones. */
class SurrogatesTest {

  private static final DType REAL = DType.FLOAT64;
  private static final Sinkhorn SOFT = new Sinkhorn(0.3, 5);
  private static final Group D4 = FiniteGroup.of(Groups.D(4));
  private static final Kernel NEGATIVE =
      Kernels.kernel("negative", scalars(1), scalars(1), Tensor::neg);

  private static Array random(long seed, long... shape) {
    int n = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
    return Array.of(new Random(seed).doubles(n, -1, 1).toArray(), shape);
  }

  private static <K extends Kernel> K doubled(K k, long seed) {
    k.init(seed);
    k.parameters().forEach(p -> p.set(p.value().to(REAL)));
    return k;
  }

  private static double[] value(Tensor t) {
    return array(t).doubles();
  }

  private static Array array(Tensor t) {
    return Program.evaluate("value", 3, List.of(t)).get(0);
  }

  private static List<Tensor> run(Kernel k, List<Tensor> x) {
    return k.diagram().run(x, Noise.of(x.get(0).size(0), REAL));
  }

  /** A loss that is no linear function of the outputs. */
  private static Tensor loss(Tensor y) {
    return y.mul(random(9, y.shape().toArray()).tensor().mul(2)).sin().sum();
  }

  private static Tensor slope(Tensor loss, Tensor by) {
    return Tensors.gradients(loss, List.of(by))[0];
  }

  private static boolean isNotZero(double[] x) {
    return Arrays.stream(x).anyMatch(v -> Math.abs(v) > 1e-3);
  }

  /**
   * The gradients that a loss has by the parameters of a kernel are those of a function of them.
   */
  private static void assertSlopes(Kernel of, Tensor loss, DoubleSupplier f) {
    for (Parameter p : of.parameters()) {
      Array own = p.value();
      double[] x = own.doubles();
      double[] found = value(slope(loss, p.tensor()));
      double[] want = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        double[] ends = new double[2];
        for (int side = 0; side < 2; side++) {
          double[] moved = x.clone();
          moved[i] += side == 0 ? 1e-5 : -1e-5;
          p.set(Array.of(moved, own.shape().toArray()));
          ends[side] = f.getAsDouble();
        }
        want[i] = (ends[0] - ends[1]) / 2e-5;
      }
      p.set(own);
      assertArrayEquals(
          want, found, 1e-6 * (1 + Arrays.stream(want).map(Math::abs).max().orElse(0)));
    }
    assertTrue(isNotZero(value(slope(loss, of.parameters().get(0).tensor()))));
  }

  /**
   * Of a graph the permutation stands four times in the model: ∂L/∂P is taken at the hard P, of the
   * model written with matrices, and then handed to the soft P.
   */
  @Test
  void scoresGetTheSoftPermutationsGradient() {
    Space graph = features(4, 2).times(edges(4));
    Kernel own =
        Kernels.box(
            "features",
            graph,
            features(4, 2),
            Groups.S(4),
            List.of(),
            false,
            (in, u) -> in.subList(0, 1));
    Kernel scores = doubled(own.then(deepSets(features(4, 2), features(4, 1), 5)), 1);
    Kernel f = doubled(mlp(graph, features(4, 1), 6), 2);
    var x = List.of(random(4, 3, 4, 2).tensor(), random(5, 3, 4, 4).tensor());
    UnaryOperator<Tensor> byMatrix =
        p -> {
          Tensor t = p.transpose(1, 2);
          var seen = List.of(t.matMul(x.get(0)), t.matMul(x.get(1)).matMul(p));
          return p.matMul(run(f, seen).get(0));
        };
    Tensor order = run(scores, x).get(0).reshape(3, 4).argsort(1);
    Array places = array(order);
    Tensor hard = array(order.oneHot(4, REAL).transpose(1, 2).contiguous()).tensor();
    Tensor y = run(f.to(Groups.S(4), sorting(scores, SOFT)), x).get(0);
    assertArrayEquals(value(byMatrix.apply(hard)), value(y), 1e-12);
    Array by = array(slope(loss(byMatrix.apply(hard)), hard));
    assertSlopes(
        scores,
        loss(y),
        () -> {
          Tensor s = Sinkhorn.unit(run(scores, x).get(0).reshape(3, 4));
          return value(
              SOFT.soft(s, places.tensor(), org.symm.spaces.Present.all()).mul(by.tensor()).sum())[
              0];
        });
  }

  /** The same for softmax: y = Σ wₕ h·f(Σ wₕ h⁻¹·x), which is the model for one-hot w. */
  @Test
  void logitsGetSoftmaxesGradient() {
    Space x = vectors(3, 2).times(scalars(2));
    Space y = Spaces.forms(2);
    Kernel score = doubled(mlp(x, scalars(1), 6), 1);
    Kernel f = doubled(mlp(x, y, 6), 2);
    var at = List.of(random(3, 5, 3, 2).tensor(), random(6, 5, 2).tensor());
    for (Group g : List.of(Groups.C(4), D4)) {
      int m = (int) g.finiteOrder().getAsDouble();
      var all = new ArrayList<Element>();
      for (int h = 0; h < m; h++) {
        all.add(Element.of(g, Tensors.full(Shape.of(5), h, DType.INT64)));
      }
      UnaryOperator<Tensor> byWeights =
          w -> {
            Tensor seen = null;
            for (int h = 0; h < m; h++) {
              Tensor one =
                  x.act(all.get(h).inverse(), at).get(0).mul(w.slice(1, h, h + 1).unsqueeze(2));
              seen = seen == null ? one : seen.add(one);
            }
            Tensor z = run(f, List.of(seen, at.get(1))).get(0);
            Tensor out = null;
            for (int h = 0; h < m; h++) {
              Tensor one =
                  y.act(all.get(h), List.of(z)).get(0).mul(w.slice(1, h, h + 1).unsqueeze(2));
              out = out == null ? one : out.add(one);
            }
            return out;
          };
      java.util.function.Supplier<Tensor> logits =
          () ->
              Tensors.cat(
                  1,
                  all.stream()
                      .map(h -> run(score, x.act(h.inverse(), at)).get(0))
                      .toArray(Tensor[]::new));
      Tensor hard = array(logits.get().argmax(1).oneHot(m, REAL)).tensor();
      Tensor z = run(f.to(g, largest(score, 2, 0)), at).get(0);
      assertArrayEquals(value(byWeights.apply(hard)), value(z), 1e-12);
      Array by = array(slope(loss(byWeights.apply(hard)), hard));
      assertSlopes(
          score, loss(z), () -> value(logits.get().mul(2).softmax(1).mul(by.tensor()).sum())[0]);
    }
  }

  /** A derivative by the input is that of the hard choice, and so is the value, bit for bit. */
  @Test
  void inputsSeeTheHardChoice() {
    Space x = vectors(4, 2);
    Kernel scores = doubled(deepSets(x, features(4, 1), 5), 1);
    Kernel f = doubled(mlp(x, x, 6), 2);
    Kernel score = doubled(mlp(x, scalars(1), 6), 3);
    Tensor in = random(3, 3, 4, 2).tensor();
    var pairs =
        List.of(
            List.of(f.to(Groups.S(4), sorting(scores, SOFT)), f.to(Groups.S(4), sorting(scores))),
            List.of(
                f.to(D4, largest(score, 1, 0)), f.to(D4, haar(D4).least(score.then(NEGATIVE)))));
    for (var pair : pairs) {
      var slopes = new ArrayList<double[]>();
      var values = new ArrayList<double[]>();
      for (Kernel k : pair) {
        Tensor y = run(k, List.of(in)).get(0);
        values.add(value(y));
        slopes.add(value(slope(loss(y), in)));
      }
      assertArrayEquals(values.get(1), values.get(0));
      assertArrayEquals(slopes.get(1), slopes.get(0), 1e-12);
      assertTrue(isNotZero(slopes.get(0)));
    }
  }

  /** h a⁻¹ and a h a in one and in several steps have one value and one gradient. */
  @Test
  void inversesAndProductsHandItOn() {
    for (Group g : List.of(Groups.S(3), Groups.C(5), D4)) {
      boolean items = g.equals(Groups.S(3));
      Space x = items ? features(3, 2) : vectors(3, 2);
      int m = (int) g.finiteOrder().getAsDouble();
      Tensor soft = (items ? random(1, 4, 3, 3) : random(1, 4, m)).tensor();
      Element a = Element.of(g, Surrogate.of(g, g.sample("g", 4, REAL).only(), soft));
      Element h = g.sample("h", 4, REAL);
      var at = List.of(random(2, 4, 3, 2).tensor());
      var pairs =
          List.of(
              List.of(x.act(h.times(a.inverse()), at), x.act(h, x.act(a.inverse(), at))),
              List.of(x.act(a.times(h).times(a), at), x.act(a, x.act(h, x.act(a, at)))));
      for (var pair : pairs) {
        double[] one = value(slope(loss(pair.get(0).get(0)), soft));
        double[] steps = value(slope(loss(pair.get(1).get(0)), soft));
        assertArrayEquals(value(pair.get(1).get(0)), value(pair.get(0).get(0)), 1e-12);
        assertArrayEquals(steps, one, 1e-12, g.name());
        assertTrue(isNotZero(one), g.name());
      }
    }
  }

  /** A loss of forces: ∂/∂w of a derivative by the input, against matrices that differ in w. */
  @Test
  void secondDerivativesKnowTheChoice() {
    for (Group g : List.of(Groups.S(3), Groups.C(5))) {
      boolean items = g.equals(Groups.S(3));
      Space x = items ? features(3, 2) : vectors(3, 2);
      Tensor soft = (items ? random(1, 4, 3, 3) : random(1, 4, 5)).tensor();
      Tensor at = random(2, 4, 3, 2).tensor();
      Tensor part = g.sample("g", 4, REAL).only();
      Element a = Element.of(g, Surrogate.of(g, part, soft));
      Tensor hard =
          items ? part.oneHot(3, REAL).transpose(1, 2).contiguous() : part.oneHot(5, REAL);
      Tensor w = array(hard).tensor();
      Tensor sum = null;
      if (items) {
        sum = w.matMul(at);
      } else {
        for (int h = 0; h < 5; h++) {
          Element e = Element.of(g, Tensors.full(Shape.of(4), h, DType.INT64));
          Tensor one = x.act(e, List.of(at)).get(0).mul(w.slice(1, h, h + 1).unsqueeze(2));
          sum = sum == null ? one : sum.add(one);
        }
      }
      Tensor force = slope(loss(sum), at);
      Tensor found = slope(loss(x.act(a, List.of(at)).get(0)), at);
      assertArrayEquals(value(force), value(found), 1e-12);
      double[] want = value(slope(loss(force), w));
      assertArrayEquals(want, value(slope(loss(found), soft)), 1e-12, g.name());
      assertTrue(isNotZero(want));
    }
  }

  @Test
  void areCertified() {
    Space x = vectors(4, 2);
    Kernel f = mlp(x, x, 8);
    Kernel scores = deepSets(x, features(4, 1), 8);
    var all = new ArrayList<Kernel>();
    for (Sinkhorn how : List.of(SOFT, SOFT.uniform(0.3), SOFT.gaussian(0.3))) {
      all.add(f.to(Groups.S(4), sorting(scores, how)));
    }
    all.add(f.to(Groups.C(4), largest(mlp(x, scalars(1), 8), 1, 0)));
    all.add(f.to(D4, largest(mlp(x, scalars(1), 8), 1, 0)));
    Group both = D4.times(Groups.S(4));
    Kernel lengths =
        Kernels.box(
            "lengths",
            x,
            features(4, 1),
            both,
            List.of(),
            false,
            (in, u) -> List.of(in.get(0).square().sum(2).unsqueeze(2)));
    Kernel invariant = deepSets(x, scalars(1), 8);
    all.add(f.to(Groups.S(4), sorting(scores, SOFT)).to(both, largest(invariant, 1, 0)));
    all.add(f.to(D4, largest(mlp(x, scalars(1), 8), 1, 0)).to(both, sorting(lengths, SOFT)));
    all.add(f.to(D4, largest(mlp(x, scalars(1), 8), 1, 0)).mean());
    for (Kernel k : all) {
      var certificate = Certificates.certify(k, 1);
      assertTrue(certificate.holds(), k + "\n" + certificate);
    }
  }

  /** Scores that are equivariant by their author's word alone, with noise and without. */
  @Test
  void whatIsNotEquivariantFails() {
    Space x = vectors(4, 2);
    Kernel biased =
        Kernels.box(
            "biased",
            x,
            features(4, 1),
            Groups.S(4),
            List.of(),
            false,
            (in, u) -> {
              Tensor place = Tensors.range(4, DType.INT64).to(u.real()).reshape(1, 4, 1);
              return List.of(in.get(0).slice(2, 0, 1).mul(0.1).add(place));
            });
    for (Sinkhorn how : List.of(SOFT, SOFT.uniform(3))) {
      var fails = Certificates.certify(mlp(x, x, 8).to(Groups.S(4), sorting(biased, how)), 1);
      assertFalse(fails.holds(), fails::toString);
    }
  }

  /** Equal items, items of zeros, far away and in small units. */
  @Test
  void holdWhereRoundingDecides() {
    Space x = features(4, 2);
    Kernel f = mlp(x, x, 8);
    Kernel k = f.to(Groups.S(4), sorting(deepSets(x, features(4, 1), 8), SOFT));
    double[] equal = {1, 2, 1, 2, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0};
    var ties = Certificates.certify(k, 1, Protocol.protocol().inputs(Array.of(equal, 2, 4, 2)));
    assertTrue(ties.holds(), ties::toString);
    for (double unit : new double[] {1e-6, 1e6}) {
      Array some = random(2, 10, 4, 2).map(t -> t.mul(unit));
      var scaled = Certificates.certify(k, 1, Protocol.protocol().inputs(some));
      assertTrue(scaled.holds(), scaled::toString);
    }
    // Gradients are numbers where scores are equal, or all 0.
    Kernel flat =
        Kernels.box(
            "flat",
            x,
            features(4, 1),
            Groups.S(4),
            List.of(),
            false,
            (in, u) -> List.of(in.get(0).slice(2, 0, 1).mul(0)));
    Kernel net = doubled(deepSets(x, features(4, 1), 4), 1);
    for (Kernel scores : List.of(net, net.then(deepSets(features(4, 1), features(4, 1), 3)))) {
      Kernel d = doubled(scores, 2);
      var y = run(f.to(Groups.S(4), sorting(d, SOFT)), List.of(Array.of(equal, 2, 4, 2).tensor()));
      for (Parameter p : d.parameters()) {
        assertTrue(
            Arrays.stream(value(slope(loss(y.get(0)), p.tensor()))).allMatch(Double::isFinite));
      }
    }
    assertArrayEquals(
        new double[] {0, 0},
        value(
            Sinkhorn.unit(
                    run(flat, List.of(Array.of(equal, 2, 4, 2).tensor())).get(0).reshape(2, 4))
                .sum(1)));
  }

  private static void says(String part, Executable run) {
    var e = assertThrows(RuntimeException.class, run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void whatIsNotLinearIsRefused() {
    Space x = features(3, 2).times(labels(3));
    Kernel first =
        Kernels.box(
            "first",
            x,
            features(3, 1),
            Groups.S(3),
            List.of(),
            false,
            (in, u) -> List.of(in.get(0).slice(2, 0, 1)));
    Kernel f = Kernels.box("f", x, features(3, 2), (in, u) -> in.subList(0, 1));
    says("linear maps", () -> f.to(Groups.S(3), sorting(first, SOFT)));
    Space plain = features(3, 2);
    Kernel s = deepSets(plain, features(3, 1), 4);
    Kernel toLabels =
        Kernels.box(
            "to labels",
            plain,
            labels(3),
            (in, u) -> List.of(Tensors.zeros(Shape.of(u.rows(), 3), DType.INT64)));
    Array in = random(1, 2, 3, 2);
    says("linear maps", () -> toLabels.to(Groups.S(3), sorting(s, SOFT)).run(0, List.of(in)));
    Kernel net = mlp(plain, plain, 4);
    says(
        "surrogate gradient",
        () -> net.to(Groups.S(3), sorting(s, SOFT).samples(3)).run(0, List.of(in)));
    says("one score", () -> net.to(Groups.S(3), sorting(deepSets(plain, features(3, 2), 4), SOFT)));
    says("temperature", () -> new Sinkhorn(0, 3));
    Kernel score = mlp(vectors(3, 2), scalars(1), 4);
    says("FiniteGroup.of", () -> score.to(Groups.D(4), largest(score, 1, 0)));
  }

  /** With hard sorting scores learn nothing; with the surrogate they do. */
  @Test
  void scoresLearn() {
    Space x = features(4, 2);
    Kernel scores = deepSets(x, features(4, 1), 8);
    Kernel f = mlp(x, features(4, 1), 8);
    Array in = random(1, 200, 4, 2).to(DType.FLOAT32);
    Data data = Data.of(in, in.map(t -> t.max(2).unsqueeze(2)));
    for (Gamma gamma : List.of(sorting(scores), sorting(scores, SOFT.uniform(0.1).entropy(0.1)))) {
      Kernel k = f.to(Groups.S(4), gamma).mean(2);
      k.init(1);
      double[] before = scores.parameters().get(0).value().doubles();
      var e = new Experiment(k, data).seed(2).batch(20);
      Run run = new Experiment(k, data).warm().epochs(2).batch(20).train(Listener.silent());
      boolean soft = gamma.name().contains("soft");
      boolean same = Arrays.equals(before, scores.parameters().get(0).value().doubles());
      assertEquals(!soft, same, gamma.name());
      if (soft) {
        double entropy = run.history().get(0).terms().get("entropy");
        assertTrue(entropy > 0.01 && entropy < 2 * Math.log(4), "" + entropy);
        Run two = e.epochs(2).train(Listener.silent());
        Run one = e.epochs(1).train(Listener.silent());
        Run resumed = e.resume(one, 1, Listener.silent());
        assertTrue(Arrays.deepEquals(values(two), values(resumed)));
      }
    }
  }

  private static double[][] values(Run run) {
    return run.parameters().stream().map(Array::doubles).toArray(double[][]::new);
  }

  /** The prior alone draws the choice to the identity. */
  @Test
  void thePriorKeepsDataAsTheyAre() {
    Space x = vectors(3, 2);
    Kernel score = mlp(x, scalars(1), 16);
    Array in =
        random(1, 100, 3, 2)
            .map(t -> t.add(Array.of(new double[] {2, 0}, 1, 1, 2).tensor()))
            .to(DType.FLOAT32);
    Data data = Data.of(in, Array.of(new double[100], 100, 1).to(DType.FLOAT32));
    Kernel k = mlp(x, scalars(1), 4).to(Groups.C(4), largest(score, 1, 1));
    Run run = new Experiment(k, data).epochs(20).batch(20).rate(1e-2).train(Listener.silent());
    double first = run.history().get(0).terms().get("prior");
    double last = run.history().get(19).terms().get("prior");
    assertTrue(first > 0.5 && last < 0.3 * first, first + " " + last);
    Kernel choice = largest(score, 1, 1).at(x, new Trivial().into(Groups.C(4)).coset());
    double[] chosen = choice.run(0, data.inputs()).get(0).doubles();
    assertTrue(Arrays.stream(chosen).filter(g -> g == 0).count() > 90);
  }
}
