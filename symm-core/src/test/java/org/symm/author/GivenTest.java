package org.symm.author;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.symm.certificates.Certificates;
import org.symm.certificates.Protocol;
import org.symm.engine.Array;
import org.symm.gammas.Gammas;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Hom;
import org.symm.kernels.Body;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.kernels.Symmetriser;
import org.symm.networks.Networks;
import org.symm.spaces.Axis;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** What is missing, and numbers that make no sense, are refused where they are written. */
class GivenTest {

  private static final Space X = Spaces.points(4, 2);
  private static final Kernel NET = Networks.mlp(X, X, 4);
  private static final Gamma GAMMA = Gammas.haar(Groups.O(2));

  /** Something of each type that a method takes. */
  private static final Map<Class<?>, Object> SOME = new HashMap<>();

  static {
    Body body = (x, u) -> x;
    UnaryOperator<Tensor> f = t -> t;
    BiFunction<Space, Coset, Object> rule = (x, c) -> NET;
    SOME.put(String.class, "some");
    SOME.put(Space.class, X);
    SOME.put(Kernel.class, NET);
    SOME.put(Group.class, Groups.O(2));
    SOME.put(Hom.class, Groups.trivial().into(Groups.O(2)));
    SOME.put(Coset.class, Groups.trivial().into(Groups.O(2)).coset());
    SOME.put(Gamma.class, GAMMA);
    SOME.put(Symmetriser.class, GAMMA);
    SOME.put(Diagram.class, NET.diagram());
    SOME.put(Body.class, body);
    SOME.put(UnaryOperator.class, f);
    SOME.put(BiFunction.class, rule);
    SOME.put(List.class, List.of());
    SOME.put(Protocol.class, Protocol.protocol());
    SOME.put(DType.class, DType.FLOAT32);
    SOME.put(Path.class, Path.of("none.pt"));
    SOME.put(int[].class, new int[] {4});
    SOME.put(double[].class, new double[8]);
    SOME.put(Axis[].class, new Axis[] {new Axis.Plain(2)});
    SOME.put(Array[].class, new Array[] {Array.of(new float[8], 1, 4, 2)});
    SOME.put(ai.djl.nn.Block.class, ai.djl.nn.Blocks.identityBlock());
    SOME.put(int.class, 1);
    SOME.put(long.class, 1L);
    SOME.put(double.class, 0.1);
    SOME.put(boolean.class, true);
  }

  private record Entry(Object on, Method method) {}

  private static Stream<Entry> entries() {
    var out = new ArrayList<Entry>();
    for (Class<?> c :
        List.of(
            Groups.class,
            Spaces.class,
            Kernels.class,
            Networks.class,
            Gammas.class,
            Certificates.class)) {
      Arrays.stream(c.getMethods())
          .filter(m -> Modifier.isStatic(m.getModifiers()))
          .forEach(m -> out.add(new Entry(null, m)));
    }
    for (Object on : List.of(NET, GAMMA, X, Groups.O(2))) {
      Arrays.stream(on.getClass().getMethods())
          .filter(m -> !Modifier.isStatic(m.getModifiers()))
          .filter(m -> m.getDeclaringClass() != Object.class)
          .filter(m -> !m.isBridge() && NAMES.contains(m.getName()))
          .filter(m -> !(on instanceof Group && m.getName().equals("sample")))
          .forEach(m -> out.add(new Entry(on, m)));
    }
    return out.stream();
  }

  /** The methods of values that users call with something that may be missing. */
  private static final List<String> NAMES =
      List.of(
          "then",
          "beside",
          "to",
          "along",
          "restrictedTo",
          "isEquivariantFor",
          "framed",
          "named",
          "run",
          "predict",
          "apply",
          "sample",
          "refine",
          "weigh",
          "least",
          "descend",
          "at",
          "symmetrise",
          "times",
          "admits",
          "demand",
          "into",
          "isIn");

  /** Each argument missing in turn. */
  @TestFactory
  Stream<DynamicTest> whatIsMissingIsNamed() {
    return entries()
        .flatMap(
            e ->
                Stream.iterate(0, i -> i < e.method.getParameterCount(), i -> i + 1)
                    .filter(i -> !e.method.getParameterTypes()[i].isPrimitive())
                    .map(
                        i ->
                            DynamicTest.dynamicTest(
                                e.method.getName() + " " + i, () -> missing(e, i))));
  }

  private static void missing(Entry e, int at) throws IllegalAccessException {
    Object[] given =
        Arrays.stream(e.method.getParameterTypes()).map(t -> SOME.getOrDefault(t, null)).toArray();
    given[at] = null;
    e.method.setAccessible(true);
    try {
      e.method.invoke(e.on, given);
    } catch (InvocationTargetException thrown) {
      Throwable why = thrown.getCause();
      assertTrue(
          why instanceof IllegalArgumentException && why.getMessage().contains("(null)"),
          e.method + ", argument " + at + ": " + why);
      return;
    }
    throw new AssertionError(e.method + " takes null as argument " + at);
  }

  private record Wrong(String name, Executable build) {}

  private static Wrong wrong(String name, Executable build) {
    return new Wrong(name, build);
  }

  /** Numbers out of their range, each refused by the method that it is given to. */
  @TestFactory
  Stream<DynamicTest> numbersOutOfRange() {
    var out = new ArrayList<Wrong>();
    for (int n : new int[] {0, -1}) {
      Group o = Groups.O(2);
      Space s = Spaces.scalars(1);
      Kernel energy = Networks.mlp(X, s, 4);
      out.addAll(
          List.of(
              wrong("C", () -> Groups.C(n)),
              wrong("D", () -> Groups.D(n)),
              wrong("Z", () -> Groups.Z(n, 2)),
              wrong("S", () -> Groups.S(n)),
              wrong("A", () -> Groups.A(n)),
              wrong("O", () -> Groups.O(n)),
              wrong("SO", () -> Groups.SO(n)),
              wrong("U", () -> Groups.U(n)),
              wrong("SU", () -> Groups.SU(n)),
              wrong("Sp", () -> Groups.Sp(2 * n)),
              wrong("GL", () -> Groups.GL(n)),
              wrong("SL", () -> Groups.SL(n)),
              wrong("T", () -> Groups.T(n)),
              wrong("E", () -> Groups.E(n)),
              wrong("SE", () -> Groups.SE(n)),
              wrong("Aff", () -> Groups.Aff(n)),
              wrong("Sim", () -> Groups.Sim(n)),
              wrong("affine", () -> Groups.affine(n, o)),
              wrong("wreath", () -> Groups.wreath(n, o)),
              wrong("power", () -> Groups.power(o, n - 1)),
              wrong("torus", () -> Groups.torus(n - 1)),
              wrong("points", () -> Spaces.points(n, 2)),
              wrong("points", () -> Spaces.points(2, n)),
              wrong("vectors", () -> Spaces.vectors(n, 2)),
              wrong("point", () -> Spaces.point(n)),
              wrong("vector", () -> Spaces.vector(n)),
              wrong("scalars", () -> Spaces.scalars(n)),
              wrong("features", () -> Spaces.features(2, n)),
              wrong("labels", () -> Spaces.labels(n)),
              wrong("frames", () -> Spaces.frames(n)),
              wrong("columns", () -> Spaces.columns(n, 2)),
              wrong("forms", () -> Spaces.forms(n)),
              wrong("edges", () -> Spaces.edges(n)),
              wrong("set", () -> Spaces.set(n)),
              wrong("gaussian", () -> Kernels.gaussian(n)),
              wrong("mean", () -> NET.mean(n)),
              wrong("sample", () -> Kernels.gaussian(1).sample(0, n, DType.FLOAT32)),
              wrong("mlp", () -> Networks.mlp(X, s, n)),
              wrong("deepSets", () -> Networks.deepSets(X, s, n)),
              wrong("attention", () -> Networks.attention(X, s, n, 4, 1)),
              wrong("attention", () -> Networks.attention(X, s, 1, n, 1)),
              wrong("attention", () -> Networks.attention(X, s, 1, 4, n)),
              wrong("vectorFrames", () -> Networks.vectorFrames(X, n)),
              wrong(
                  "scalarsTimesTensors",
                  () -> Networks.scalarsTimesTensors(t -> t, X, Spaces.vector(2), n)),
              wrong("janossy", () -> Gammas.janossy(n, 1)),
              wrong("janossy", () -> Gammas.janossy(4, n)),
              wrong("directions", () -> Gammas.directions(n)),
              wrong("samples", () -> GAMMA.samples(n)),
              wrong("descend", () -> GAMMA.descend(energy, n - 1, 0.1)),
              wrong("descend", () -> GAMMA.descend(energy, 1, n)),
              wrong("points", () -> Protocol.protocol().points(n)),
              wrong("samples", () -> Protocol.protocol().samples(n)),
              wrong("alpha", () -> Protocol.protocol().alpha(n)),
              wrong("classes", () -> Protocol.protocol().classes(n)),
              wrong("permutations", () -> Noise.of(2, DType.FLOAT32).permutations("p", n - 1)),
              wrong("normal", () -> Noise.of(2, DType.FLOAT32).normal("p", n - 1))));
    }
    for (double rate : new double[] {Double.NaN, 1 / 0.0, -0.1}) {
      out.add(wrong("descend", () -> GAMMA.descend(Networks.mlp(X, Spaces.scalars(1)), 1, rate)));
    }
    out.add(wrong("janossy", () -> Gammas.janossy(4, 5)));
    out.add(wrong("janossy", () -> Gammas.janossy(12, 12)));
    out.add(wrong("janossy", () -> Gammas.janossy(100_000, 3)));
    out.add(wrong("points", () -> Spaces.points(100_000, 100_000)));
    out.add(wrong("edges", () -> Spaces.edges(50_000)));
    out.add(wrong("times", () -> wide(20).times(wide(20))));
    return out.stream()
        .map(
            n ->
                DynamicTest.dynamicTest(
                    n.name, () -> assertThrows(IllegalArgumentException.class, n.build)));
  }

  private static Space wide(int times) {
    Space x = Spaces.scalars(1 << 26);
    return times == 1 ? x : x.times(wide(times - 1));
  }
}
