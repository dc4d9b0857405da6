package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.covariance;
import static org.symm.gammas.Gammas.directions;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.hilbert;
import static org.symm.gammas.Gammas.lexicographic;
import static org.symm.gammas.Gammas.median;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.polar;
import static org.symm.gammas.Gammas.robust;
import static org.symm.gammas.Gammas.size;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.gammas.Gammas.spectrum;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.GL;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.SU;
import static org.symm.groups.Groups.Scale;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.U;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.scalarsTimesTensors;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.edges;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symm.Laws;
import org.symm.certificates.Certificates;
import org.symm.certificates.Protocol;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.MatrixGroup;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.Maps;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * What counts as rounding is judged by what the input can resolve: by the distance of a cloud from
 * the origin, not by its size; never by a number with a unit; and for sums that cancel by their
 * terms.
 */
class ResolutionTest {

  private static final int SAMPLES = 1000;

  private static final List<DType> BOTH = List.of(DType.FLOAT64, DType.FLOAT32);

  // ---- clouds away from the origin

  /** A frame Γ, and three ways to E(d) by it. */
  private static Map<String, Kernel> ways(Kernel k, int d, Gamma frame) {
    var out = new LinkedHashMap<String, Kernel>();
    out.put("E by " + frame.name(), k.to(E(d), frame));
    Kernel wave =
        kernel(
            "wave", k.dom(), scalars(1), trivial(), t -> t.mul(1.3).sin().sum(1, 2).unsqueeze(1));
    Gamma least = frame.samples(3).least(wave);
    out.put("E by " + least.name(), k.to(E(d), least));
    out.put("in steps, by " + least.name(), k.to(O(d), least).to(E(d), centroid()));
    out.put("then, by " + frame.name(), k.to(E(d), frame.then(O(d), centroid())));
    out.put("in steps, by " + frame.name(), k.to(O(d), frame).to(E(d), centroid()));
    out.put("median, by " + frame.name(), k.to(O(d), frame).to(E(d), median()));
    return out;
  }

  /** Flat clouds by name: points in the first d − 1 coordinates. */
  private static Array flat(String name, int d) {
    double[][] plane =
        switch (name) {
          case "water" -> new double[][] {{0, 0}, {0.96, 0}, {-0.24, 0.93}};
          case "pair" -> new double[][] {{0.3}, {1.4}};
          case "rods" -> new double[][] {{0}, {0.5}, {1.7}, {-0.9}};
          default ->
              IntStream.range(0, 6)
                  .mapToObj(
                      i ->
                          new double[] {
                            1.4 * Math.cos(i * Math.PI / 3), 1.4 * Math.sin(i * Math.PI / 3)
                          })
                  .toArray(double[][]::new);
        };
    double[] x = new double[plane.length * d];
    for (int i = 0; i < plane.length; i++) {
      System.arraycopy(plane[i], 0, x, i * d, plane[i].length);
    }
    return Array.of(x, 1, plane.length, d);
  }

  static Stream<Arguments> flatClouds() {
    var out = new ArrayList<Arguments>();
    for (String name : List.of("water", "pair", "rods", "benzene")) {
      for (double offset : new double[] {0, 1, 100, 1e4}) {
        out.add(Arguments.of(name, name.equals("pair") || name.equals("rods") ? 2 : 3, offset));
      }
    }
    return out.stream();
  }

  /**
   * The mirror of a flat cloud fixes it, so what a symmetrised kernel adds along the normal is as
   * often positive as negative, whatever the kernel.
   */
  @ParameterizedTest
  @MethodSource("flatClouds")
  void mirrorsOfFlatClouds(String name, int d, double offset) {
    Array plane = flat(name, d);
    int n = (int) plane.shape().size(1);
    Element turn = Laws.constant(O(d), "turn", 1, DType.FLOAT64);
    double[] shift = {offset, -0.7 * offset, 0.4 * offset};
    Tensor t = Array.of(Arrays.copyOf(shift, d), 1, 1, d).tensor();
    Tensor moved = plane.tensor().matMul(turn.only().t()).add(t);
    Tensor normal = turn.only().slice(2, d - 1, d);
    for (DType real : BOTH) {
      Space x = points(n, d);
      double[] odd = IntStream.range(0, d).mapToDouble(i -> 1 + 0.3 * i).toArray();
      Kernel k =
          kernel(
              "odd",
              x,
              x,
              f -> f.add(f.mul(1.7).sin()).add(Array.of(odd, 1, 1, d).tensor(f.dtype())));
      Array rows = Laws.values(1, moved.expand(SAMPLES, n, d).contiguous()).get(0).to(real);
      for (Gamma frame : List.of(minimal(), pca(), robust())) {
        for (var way : ways(k, d, frame).entrySet()) {
          Array y = way.getValue().apply(3, rows);
          Tensor change = y.tensor().to(DType.FLOAT64).sub(rows.tensor().to(DType.FLOAT64));
          double[] along =
              Laws.value(1, change.slice(1, 0, 1).matMul(normal.expand(SAMPLES, d, 1)).reshape(-1));
          double mean = Arrays.stream(along).average().orElseThrow();
          double rms = Math.sqrt(Arrays.stream(along).map(v -> v * v).average().orElseThrow());
          assertTrue(rms > 0.1, "the kernel moves the points along the normal");
          assertTrue(
              Math.abs(mean) / rms < 6 / Math.sqrt(SAMPLES),
              way.getKey() + " in " + real + ": mean / rms = " + mean / rms);
        }
      }
    }
  }

  /**
   * The limit: where a box between hands on centred coordinates of a flat cloud from far away, its
   * rounding looks like thickness. Such inputs show it to a certificate.
   */
  @Test
  void aBoxBetweenHidesWhereACloudCameFrom() {
    Space x = points(6, 3);
    double[] odd = {1, 1.3, 1.6};
    Kernel k =
        kernel("odd", x, x, f -> f.add(Array.of(odd, 1, 1, 3).tensor(f.dtype())))
            .to(O(3), minimal());
    Kernel box = kernel("twice", x, x, O(3), t -> t.mul(2));
    Tensor plane = flat("benzene", 3).tensor();
    Tensor at = plane.matMul(Laws.constant(O(3), "turn", 1, DType.FLOAT64).only()).add(3e4);
    Array in = Laws.values(1, at.expand(64, 6, 3).contiguous()).get(0);
    var protocol = Protocol.protocol().inputs(in);
    assertTrue(Certificates.certify(k.to(E(3), centroid()), 0, protocol).holds());
    assertFalse(Certificates.certify(box.then(k).to(E(3), centroid()), 0, protocol).holds());
  }

  /** n equal points far away: the whole of O(3) fixes them about their place. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 25})
  void equalPointsFarAway(int n) {
    int seeds = 200;
    double[] place = {123.45678, 234.56789, 98.765432};
    Tensor one = Array.of(place, 1, 1, 3).tensor();
    for (DType real : BOTH) {
      Array x = Laws.values(1, one.expand(seeds, n, 3).contiguous()).get(0).to(real);
      for (Gamma frame : List.of(minimal(), pca(), robust())) {
        for (Hom phi : List.of(trivial().into(E(3)), T(3).into(E(3)))) {
          Kernel k = frame.at(points(n, 3), phi.coset());
          List<Array> parts = k.run(5, List.of(x));
          Array q = parts.get(parts.size() - 1);
          assertEquals(seeds, axes(q, 1e-3).size(), frame.name() + " along " + phi + ", " + real);
        }
      }
    }
  }

  /** The first axes of frames (rows, d, d) that differ, up to rounding. */
  private static List<double[]> axes(Array q, double rounding) {
    int d = (int) q.shape().size(-1);
    double[] all = q.doubles();
    var found = new ArrayList<double[]>();
    for (int r = 0; r < all.length; r += d * d) {
      double[] axis = new double[d];
      for (int i = 0; i < d; i++) {
        axis[i] = all[r + i * d];
      }
      if (found.stream().noneMatch(f -> distance(f, axis) < rounding)) {
        found.add(axis);
      }
    }
    return found;
  }

  private static double distance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }

  // ---- small and large units

  private static final Array GENERIC = Array.normal(4, DType.FLOAT64, 1, 6, 3);

  private static Array generic(double unit, int rows, DType real) {
    Tensor x = GENERIC.tensor().mul(unit).expand(rows, 6, 3).contiguous();
    return Laws.values(1, x).get(0).to(real);
  }

  static Stream<Arguments> units() {
    return Stream.of(1e-30, 1e-18, 1e-10, 1e-3, 1.0, 1e6, 1e25)
        .flatMap(u -> BOTH.stream().map(real -> Arguments.of(u, real)));
  }

  /** A frame does not know the unit: as many first axes as of the cloud of size one, and those. */
  @ParameterizedTest
  @MethodSource("units")
  void framesDoNotKnowTheUnit(double unit, DType real) {
    Space x = points(6, 3);
    Map<Gamma, Integer> expected = Map.of(minimal(), 1, pca(), 2);
    for (var one : expected.entrySet()) {
      for (Hom phi : List.of(trivial().into(E(3)), trivial().into(O(3)))) {
        Kernel k = one.getKey().at(x, phi.coset());
        List<Array> parts = k.run(1, List.of(generic(unit, 40, real)));
        assertEquals(
            one.getValue(), axes(parts.get(parts.size() - 1), 1e-3).size(), one.getKey().name());
      }
    }
    for (Gamma g : List.of(minimal(), pca(), robust())) {
      Kernel k = g.at(x, trivial().into(SO(3)).coset());
      Array at = k.apply(1, generic(1, 40, real));
      assertTrue(gap(at, k.apply(1, generic(unit, 40, real))) < 1e-3, g.name());
    }
  }

  private static double gap(Array a, Array b) {
    return distance(a.doubles(), b.doubles());
  }

  /** Nor does an order. */
  @ParameterizedTest
  @MethodSource("units")
  void ordersDoNotKnowTheUnit(double unit, DType real) {
    Space x = points(6, 3);
    for (Gamma g : List.of(lexicographic(), hilbert(), directions(2))) {
      Kernel k = g.at(x, trivial().into(S(6)).coset());
      assertEquals(0, gap(k.apply(1, generic(1, 8, real)), k.apply(1, generic(unit, 8, real))));
    }
    Space w = edges(6);
    Array a = Array.normal(9, DType.FLOAT64, 1, 6, 6).map(t -> t.abs().mul(unit)).to(real);
    Array one = Array.normal(9, DType.FLOAT64, 1, 6, 6).map(Tensor::abs).to(real);
    Kernel k = spectrum().at(w, trivial().into(S(6)).coset());
    assertEquals(0, gap(k.apply(1, one), k.apply(1, a)));
  }

  /** Points of a lattice lie on the borders of a Hilbert curve's cells: turned, they keep order. */
  @Test
  void latticesAlongACurve() {
    Space x = points(8, 3);
    Kernel row =
        kernel("row", x, x, t -> t.mul(Tensors.range(8, DType.INT64).to(t.dtype()).reshape(8, 1)));
    double[] a = new double[24];
    for (int i = 0; i < 8; i++) { // the corners of a box, at eighths of its longest side
      a[3 * i] = i & 1;
      a[3 * i + 1] = i & 2;
      a[3 * i + 2] = 2 * (i & 4);
    }
    Kernel k = row.to(O(3).times(S(8)), hilbert().then(S(8), pca())).mean();
    var c = Certificates.certify(k, 0, Protocol.protocol().inputs(Array.of(a, 1, 8, 3)));
    assertTrue(c.holds(), c.toString());
  }

  // ---- sums that cancel

  /** Clouds whose symmetries fix a point, or a line, or a plane; and a generic pair. */
  static Stream<Arguments> symmetricClouds() {
    return Stream.of(
        Arguments.of("tetrahedron", 3, new double[] {1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1}),
        Arguments.of(
            "octahedron",
            3,
            new double[] {1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1}),
        Arguments.of(
            "triangle in space",
            3,
            new double[] {1, 0, 0, -0.5, Math.sqrt(0.75), 0, -0.5, -Math.sqrt(0.75), 0}),
        Arguments.of("rod", 3, new double[] {1, 0, 0, -1, 0, 0, 0, 0, 0}),
        Arguments.of(
            "square pyramid", 3, new double[] {1, 0, -1, 0, 1, -1, -1, 0, -1, 0, -1, -1, 0, 0, 2}),
        Arguments.of(
            "triangle", 2, new double[] {1, 0, -0.5, Math.sqrt(0.75), -0.5, -Math.sqrt(0.75)}),
        Arguments.of(
            "pentagon",
            2,
            IntStream.range(0, 10)
                .mapToDouble(
                    i ->
                        i % 2 == 0
                            ? Math.cos(0.2 * Math.PI * i)
                            : Math.sin(0.2 * Math.PI * (i - 1)))
                .toArray()),
        Arguments.of("pair", 2, new double[] {0.7, 0.2, -0.4, 1.1}),
        Arguments.of("opposite pair", 2, new double[] {0.7, 0.2, -0.7, -0.2}));
  }

  /** Γ(g·x) = g·Γ(x) in law, for one g, by moments, in both precisions. */
  @ParameterizedTest
  @MethodSource("symmetricClouds")
  void networksOfSymmetricClouds(String name, int d, double[] at) {
    int n = at.length / d;
    Space x = points(n, d);
    Group o = O(d).times(S(n));
    for (DType real : BOTH) {
      Array in = Array.of(at, 1, n, d).to(real);
      for (int seed = 0; seed < 2; seed++) {
        Kernel nu = vectorFrames(x, 16).init(seed);
        for (Gamma g : List.of(gramSchmidt(nu), polar(nu))) {
          for (Hom phi : List.of(S(n).into(o), trivial().into(SO(d)))) {
            Kernel choose = g.at(x, phi.coset());
            assertLaw(
                name + ", " + g.name() + " along " + phi + ", seed " + seed,
                choose,
                x,
                phi,
                in,
                real);
          }
        }
        // Far from the origin, and orthogonal vectors that are long.
        Kernel far = gramSchmidt(nu).then(O(d), centroid()).at(x, trivial().into(E(d)).coset());
        Array moved = in.map(t -> t.add(100));
        assertLaw(name + ", far, seed " + seed, far, x, trivial().into(E(d)), moved, real);
        Array large = in.map(t -> t.mul(1e4));
        Kernel frame = gramSchmidt(nu).at(x, trivial().into(O(d)).coset());
        assertLaw(name + ", large, seed " + seed, frame, x, trivial().into(O(d)), large, real);
        Kernel other = scalarsTimesTensors(Tensor::silu, x, frames(d), 16).init(seed);
        Kernel choose = gramSchmidt(other).at(x, trivial().into(O(d)).coset());
        for (Array at2 : List.of(in, large)) {
          String words = name + ", scalars times tensors, seed " + seed;
          assertLaw(words, choose, x, trivial().into(O(d)), at2, real);
        }
      }
    }
  }

  private static void assertLaw(
      String what, Kernel choose, Space x, Hom phi, Array in, DType real) {
    for (int move = 0; move < 2; move++) {
      Element g = Laws.constant(phi.target(), "g" + move, SAMPLES, real);
      Tensor one = in.tensor().expand(in.shape().with(0, SAMPLES).toArray()).contiguous();
      List<Array> rows = Laws.values(1, one);
      Array moved = Laws.values(1, x.act(g, List.of(one)).get(0)).get(0);
      Space q = org.symm.spaces.Spaces.cosets(phi.coset());
      List<Tensor> here = choose.run(7, rows).stream().map(Array::tensor).toList();
      List<Array> there = choose.run(8, List.of(moved));
      Array a = GammaLaws.numbers(Laws.values(1, q.act(g, here).toArray(Tensor[]::new)));
      double gap = lawGap(a.to(DType.FLOAT64), GammaLaws.numbers(there).to(DType.FLOAT64), real);
      assertTrue(gap < 1, what + " in " + real + ": " + gap + " of what chance and rounding allow");
    }
  }

  /** The largest difference of means over what chance, {@link Laws#Z}, and rounding allow. */
  private static double lawGap(Array a, Array b, DType real) {
    int m = (int) a.shape().size(1);
    double[] x = a.doubles();
    double[] y = b.doubles();
    double worst = 0;
    for (int i = 0; i < m; i++) {
      int at = i;
      double[] u = IntStream.range(0, SAMPLES).mapToDouble(r -> x[r * m + at]).toArray();
      double[] v = IntStream.range(0, SAMPLES).mapToDouble(r -> y[r * m + at]).toArray();
      double error = Math.sqrt((variance(u) + variance(v)) / SAMPLES);
      double gap =
          Math.abs(Arrays.stream(u).average().orElse(0) - Arrays.stream(v).average().orElse(0));
      worst = Math.max(worst, gap / (Laws.Z * error + 20 * Laws.rounding(real)));
    }
    return worst;
  }

  private static double variance(double[] x) {
    double mean = Arrays.stream(x).average().orElse(0);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0);
  }

  // ---- descents

  /** sym(id) = id, and elements stay in the group, however large the energy is. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1, 1e5, 1e8, 1e30})
  void descentsStayInTheGroup(double scale) {
    Space x = points(4, 3);
    Kernel energy =
        kernel(
            "energy",
            x,
            scalars(1),
            trivial(),
            t -> t.select(2, 0).mul(1.3).sin().sum(1).mul(scale).unsqueeze(1));
    for (DType real : BOTH) {
      Array at = Array.normal(3, DType.FLOAT64, 50, 4, 3).to(real);
      double rounding = real == DType.FLOAT64 ? 1e-12 : 1e-5;
      for (Group g : List.of(O(3), SO(3), E(3))) {
        Gamma base = g.equals(E(3)) ? minimal() : haar(g);
        Gamma down = base.descend(energy, 6, 0.5);
        Kernel id = kernel("id", x, x, t -> t).to(g, down);
        assertTrue(gap(at, id.apply(2, at)) < 20 * rounding, g + " at " + scale + " in " + real);
        List<Array> parts = down.at(x, trivial().into(g).coset()).run(2, List.of(at));
        Tensor q = parts.get(parts.size() - 1).tensor();
        Tensor off = q.t().matMul(q).sub(Tensors.eye(3, real)).abs().max(0, 1, 2).to(DType.FLOAT64);
        assertTrue(Laws.value(1, off)[0] < rounding, g + " at " + scale + " in " + real);
      }
    }
  }

  /** In unitary groups, whose generators follow from their laws: g stays in them and goes down. */
  @Test
  void descentsInUnitaryGroups() {
    for (MatrixGroup u : List.of(U(2), SU(2))) {
      Space x = points(1, 4);
      Kernel energy = kernel("height", x, scalars(1), trivial(), t -> t.select(2, 0));
      Array at = Array.normal(4, DType.FLOAT64, 40, 1, 4);
      Kernel id = kernel("id", x, x, t -> t);
      double[] before = energies(haar(u), u, x, at);
      double[] after = energies(haar(u).descend(energy, 20, 0.05), u, x, at);
      int lower = 0;
      for (int i = 0; i < 40; i++) {
        lower += after[i] < before[i] ? 1 : 0;
      }
      assertEquals(40, lower, u + ": the energy is lower in every row");
      Gamma down = haar(u).descend(energy, 20, 0.05);
      assertTrue(gap(at, id.to(u, down).apply(2, at)) < 1e-12, u.name());
      Array g = down.at(x, trivial().into(u).coset()).apply(2, at);
      Tensor off = u.residual(Element.of(u, g.tensor()));
      assertTrue(Laws.value(1, off.max(0))[0] < 1e-12, u.name());
    }
  }

  /** The first coordinate of g⁻¹·x. */
  private static double[] energies(Gamma gamma, Group u, Space x, Array at) {
    Array g = gamma.at(x, trivial().into(u).coset()).apply(2, at);
    double[] m = g.doubles();
    double[] p = at.doubles();
    double[] out = new double[at.doubles().length / 4];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < 4; k++) {
        out[i] += m[16 * i + 4 * k] * p[4 * i + k]; // g⁻¹ = gᵀ
      }
    }
    return out;
  }

  /** Where there is no slope, or none that is a number, or no room, g stays. */
  @Test
  void descentsWithoutASlope() {
    for (int n : new int[] {1, 3}) {
      Space x = points(n, 3);
      var functions = new LinkedHashMap<String, UnaryOperator<Tensor>>();
      functions.put("flat", t -> t.mul(0).sum(1, 2).unsqueeze(1));
      functions.put("infinite", t -> t.square().sum(1, 2).exp().exp().exp().unsqueeze(1));
      functions.put("none", t -> t.sum(1, 2).sub(100).log().unsqueeze(1));
      functions.put("steep", t -> t.sum(1, 2).mul(1e30).unsqueeze(1));
      for (var f : functions.entrySet()) {
        Kernel energy = kernel(f.getKey(), x, scalars(1), trivial(), f.getValue());
        for (DType real : BOTH) {
          for (double rate : new double[] {0.1, 1e300}) {
            for (double spread : new double[] {0, 1}) {
              Array in =
                  Array.normal(2, DType.FLOAT64, 8, n, 3).map(t -> t.mul(spread).add(1)).to(real);
              Gamma down = minimal().descend(energy, 3, rate);
              Array out = kernel("id", x, x, t -> t).to(E(3), down).apply(1, in);
              double gap = gap(in, out);
              assertTrue(gap < 100 * Laws.rounding(real), f.getKey() + ", n = " + n + ": " + gap);
            }
          }
        }
      }
    }
  }

  /** An energy that is no number is refused; one that is infinite forbids a candidate. */
  @Test
  void energiesThatAreNoNumbers() {
    Space x = points(4, 3);
    Kernel root =
        kernel("root", x, scalars(1), trivial(), t -> t.sum(1, 2).sub(1e3).log().unsqueeze(1));
    Kernel k = pca().least(root).at(x, trivial().into(O(3)).coset());
    Array in = Array.normal(2, DType.FLOAT64, 8, 4, 3);
    var e = assertThrows(RuntimeException.class, () -> k.apply(0, in));
    assertTrue(e.getMessage().contains("row 0 (counted from 0): energies must be"), e.getMessage());
  }

  /** The steps still go down: to the least value of the energy over the circle. */
  @Test
  void descentsArrive() {
    Space x = points(1, 2);
    Kernel energy = kernel("height", x, scalars(1), trivial(), t -> t.select(2, 1).mul(50));
    Kernel k = kernel("id", x, x, t -> t);
    Gamma down = haar(SO(2)).descend(energy, 30, 0.01);
    Kernel seen = k.to(SO(2), down);
    assertEquals(SO(2), seen.group());
    Kernel choose = down.at(x, trivial().into(SO(2)).coset());
    Array at = Array.of(new double[] {0.6, 0.8}, 1, 1, 2).map(t -> t.expand(20, 1, 2).contiguous());
    double[] g = choose.apply(1, at).doubles();
    for (int i = 0; i < 20; i++) {
      // the second coordinate of g⁻¹·x
      assertEquals(-1, 0.6 * g[4 * i + 1] + 0.8 * g[4 * i + 3], 1e-6);
    }
  }

  // ---- rows that are not finite

  private record Chooser(String name, Kernel kernel) {}

  private static List<Chooser> choosers() {
    Space x = points(4, 3);
    Group os = O(3).times(S(4));
    Kernel nu = vectorFrames(x, 8);
    Kernel scores = kernel("sizes", x, features(4, 1), os, t -> t.square().sumKeep(2));
    Kernel weights =
        kernel(
            "weights",
            x,
            features(4, 1),
            E(3).times(S(4)),
            t -> t.sub(t.meanKeep(1)).square().sumKeep(2));
    Kernel energy = kernel("energy", x, scalars(1), trivial(), t -> t.sin().sum(1).slice(1, 0, 1));
    var out = new ArrayList<Chooser>();
    Hom turn = trivial().into(O(3));
    Hom order = trivial().into(S(4));
    for (Gamma g :
        List.of(
            pca(),
            minimal(),
            robust(),
            gramSchmidt(nu),
            polar(nu),
            pca().least(energy),
            minimal().descend(energy, 1, 0.1),
            haar(O(3))
                .samples(2)
                .weigh(energy.then(kernel("exp", scalars(1), scalars(1), Tensor::exp))))) {
      out.add(new Chooser(g.name(), g.at(x, turn.coset())));
    }
    for (Gamma g : List.of(centroid(), median(), centroid(weights))) {
      out.add(new Chooser(g.name(), g.at(x, trivial().into(T(3)).coset())));
    }
    for (Gamma g : List.of(lexicographic(), hilbert(), directions(2), sorting(scores))) {
      out.add(new Chooser(g.name(), g.at(x, order.coset())));
    }
    out.add(new Chooser("size", size().at(x, trivial().into(Scale()).coset())));
    out.add(new Chooser("covariance", covariance().at(x, O(3).into(GL(3)).coset())));
    out.add(new Chooser("vectors", pca().at(vectors(4, 3), turn.coset())));
    return out;
  }

  /** Every Γ refuses a row that is not finite, by its number in the batch. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void rowsThatAreNotFinite(double wrong) {
    int n = 3000;
    int bad = 2777;
    double[] x = Array.normal(1, DType.FLOAT64, n, 4, 3).doubles();
    x[bad * 12 + 7] = wrong;
    for (DType real : BOTH) {
      Array in = Array.of(x, n, 4, 3).to(real);
      for (Chooser c : choosers()) {
        if (c.name.startsWith("sorting") && Double.isInfinite(wrong)) {
          continue; // a score may be infinite, as that of padding is
        }
        var e = assertThrows(RuntimeException.class, () -> c.kernel.apply(0, in), c.name);
        assertTrue(e.getMessage().contains("row " + bad + " "), c.name + ": " + e.getMessage());
        assertTrue(e.getMessage().contains(" must be "), c.name + ": " + e.getMessage());
      }
    }
    double[] w = Array.normal(1, DType.FLOAT64, n, 4, 4).doubles();
    w[bad * 16 + 7] = wrong;
    Kernel k = spectrum().at(edges(4), trivial().into(S(4)).coset());
    var e = assertThrows(RuntimeException.class, () -> k.apply(0, Array.of(w, n, 4, 4)));
    assertTrue(e.getMessage().contains("row " + bad + " "), e.getMessage());
  }

  /** Also by a mean over samples, over all of a frame, and in steps. */
  @Test
  void rowsOfMeansThatAreNotFinite() {
    int n = 500;
    int bad = 377;
    Space x = points(4, 3);
    double[] at = Array.normal(1, DType.FLOAT64, n, 4, 3).doubles();
    at[bad * 12 + 3] = Double.NaN;
    Kernel k = Maps.equivariant(x, trivial());
    for (Kernel f :
        List.of(
            k.to(O(3), pca()).mean(),
            k.to(E(3), pca()).mean(5),
            k.to(O(3), haar(O(3))).to(E(3), centroid()).mean(3),
            k.to(O(3), robust()).to(E(3), centroid()).mean())) {
      var e = assertThrows(RuntimeException.class, () -> f.apply(0, Array.of(at, n, 4, 3)));
      assertTrue(e.getMessage().contains("row " + bad + " "), f.name() + ": " + e.getMessage());
    }
  }
}
