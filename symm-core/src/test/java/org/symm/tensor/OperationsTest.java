package org.symm.tensor;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.engine.Program;

/**
 * Every operation: its numbers against plain Java in float64 and float32, the shape and type it
 * announced against what libtorch returned, and its gradient against central differences.
 */
class OperationsTest {

  private static final double STEP = 1e-5;
  private static final double GRADIENT = 1e-6;

  /** Operations whose reference is not a table of numbers, and the test that covers each. */
  private static final Map<String, String> ELSEWHERE =
      new TreeMap<>(
          Map.ofEntries(
              entry("Draws.normal(String, Shape, DType)", "DrawsTest.normal"),
              entry("Draws.uniform(String, Shape, DType)", "DrawsTest.uniformIsMersenneTwister"),
              entry("Draws.integers(String, long, Shape)", "DrawsTest.integers"),
              entry("Draws.permutations(String, Shape, long)", "DrawsTest.permutations"),
              entry("Draws.categorical(String, Tensor)", "DrawsTest.categorical"),
              entry("Draws.bernoulli(String, double, Shape)", "DrawsTest.bernoulli"),
              entry("Draws.normalIfAny(String, Tensor, Shape, DType)", "DrawsTest.normalOnlyIfAny"),
              entry(
                  "LinearAlgebra.qrIfAny(Tensor, Tensor, Tensor, Tensor)",
                  "GradientTest.onlyTheBranchTaken"),
              entry("Tensors.isMadeFrom(Tensor, Tensor)", "GradientTest.byWhatIsComputed"),
              entry("Layers.dropout(String, Tensor, double)", "DrawsTest.dropout"),
              entry("Tensors.require(Tensor, Tensor, String)", "RequireTest.stopsWithItsSentence"),
              entry("Tensors.requireRows(Tensor, Tensor, String)", "RequireTest.namesTheRow"),
              entry("Tensors.gradients(Tensor, List)", "GradientTest.unusedLeafGetsZeros"),
              entry("Tensors.input(Shape, DType)", "ProgramTest.unusedAndMissingInputs"),
              entry("Parameter.tensor()", "ProgramTest.aParameterIsReadWhenTheProgramRuns")));

  static List<Case> cases() {
    return Stream.of(
            ElementCases.cases(),
            ReductionCases.cases(),
            ShapeCases.cases(),
            IndexCases.cases(),
            ProductCases.cases(),
            MatrixCases.cases(),
            LayerCases.cases(),
            ImageCases.cases(),
            NewCases.cases())
        .flatMap(List::stream)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> float64() {
    return cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.toString(), () -> values(c, DType.FLOAT64)));
  }

  @TestFactory
  Stream<DynamicTest> float32() {
    return cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.toString(), () -> values(c, DType.FLOAT32)));
  }

  @TestFactory
  Stream<DynamicTest> gradient() {
    return cases().stream()
        .filter(Case::smooth)
        .map(c -> DynamicTest.dynamicTest(c.toString(), () -> differences(c)));
  }

  private static Tensor[] inputs(Case c, DType d) {
    return c.inputs().stream()
        .map(x -> Tensors.input(x.symbolic(), x.type(d)))
        .toArray(Tensor[]::new);
  }

  private static void values(Case c, DType d) {
    Tensor[] in = inputs(c, d);
    List<Tensor> out = Scope.named(c.toString(), () -> c.build().of(in, d));
    List<Dense> want = c.reference().apply(c.inputs().toArray(new Dense[0]));
    assertEquals(want.size(), out.size(), "number of results");
    var program = Program.of("case", List.of(in), out);
    var got = program.run(5, c.inputs().stream().map(x -> x.array(d)).toList());
    for (int k = 0; k < out.size(); k++) {
      same(c, d, want.get(k), out.get(k), got.get(k));
    }
  }

  private static void same(Case c, DType d, Dense want, Tensor announced, Array got) {
    // What libtorch really returned, not what was announced.
    assertEquals(
        announced.shape(), Shape.of(got.ndarray().getShape().getShape()), "announced shape");
    assertEquals(announced.dtype().djl(), got.ndarray().getDataType(), "announced type");
    assertEquals(want.symbolic(), announced.shape(), "shape");
    assertEquals(want.type(d), announced.dtype(), "type");
    double[] a = got.doubles();
    double[] b = want.data();
    double scale = Math.max(1, Arrays.stream(b).map(Math::abs).max().orElse(0));
    double tolerance = c.tolerance()[d == DType.FLOAT64 ? 0 : 1] * scale;
    for (int i = 0; i < b.length; i++) {
      double error = Math.abs(a[i] - b[i]);
      boolean both = Double.compare(a[i], b[i]) == 0; // also two infinities, two NaN
      assertTrue(both || error <= tolerance, "number " + i + " is " + a[i] + ", not " + b[i]);
    }
  }

  private static void differences(Case c) {
    DType d = DType.FLOAT64;
    Tensor[] in = inputs(c, d);
    List<Tensor> out = c.build().of(in, d);
    Tensor loss = Tensors.zeros(Shape.of(), d);
    for (int k = 0; k < out.size(); k++) {
      Tensor y = out.get(k);
      if (y.dtype() == d) {
        Dense weight = Dense.random(100 + k, 0.5, 1.5, ints(y.shape()));
        loss = loss.add(y.mul(weight.array(d).tensor()).sum());
      }
    }
    List<Tensor> leaves = Stream.of(in).filter(x -> x.dtype() == d).toList();
    var outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(List.of(Tensors.gradients(loss, leaves)));
    var program = Program.of("gradient", List.of(in), outputs);
    List<Array> at = c.inputs().stream().map(x -> x.array(d)).toList();
    List<Array> got = program.run(5, at);
    int k = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i].dtype() == d) {
        k++;
        double[] numeric = numeric(program, c.inputs(), at, i);
        double[] exact = got.get(k).doubles();
        double scale = Math.max(1, Arrays.stream(numeric).map(Math::abs).max().orElse(0));
        for (int j = 0; j < numeric.length; j++) {
          assertTrue(
              Math.abs(exact[j] - numeric[j]) <= GRADIENT * scale,
              "the gradient by number "
                  + j
                  + " of input "
                  + i
                  + " is "
                  + exact[j]
                  + ", the difference quotient "
                  + numeric[j]);
        }
      }
    }
  }

  private static double[] numeric(Program program, List<Dense> inputs, List<Array> at, int i) {
    double[] x = inputs.get(i).data();
    double[] out = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      double up = loss(program, inputs, at, i, j, STEP);
      double down = loss(program, inputs, at, i, j, -STEP);
      out[j] = (up - down) / (2 * STEP);
    }
    return out;
  }

  private static double loss(
      Program program, List<Dense> inputs, List<Array> at, int i, int j, double step) {
    var moved = new ArrayList<>(at);
    double[] x = inputs.get(i).data().clone();
    x[j] += step;
    moved.set(i, new Dense('f', x, inputs.get(i).shape()).array(DType.FLOAT64));
    List<Array> got = program.run(5, moved);
    double y = got.get(0).number();
    got.forEach(Array::close);
    moved.get(i).close();
    return y;
  }

  private static int[] ints(Shape s) {
    return Arrays.stream(s.toArray()).mapToInt(n -> (int) n).toArray();
  }

  /** Nobody adds an operation without a case. */
  @Test
  void everyOperationHasACase() throws Exception {
    var there = new TreeSet<String>();
    for (Class<?> c : Tensor.class.getInterfaces()) {
      for (Method m : c.getDeclaredMethods()) {
        if (Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers())) {
          there.add(name("", m));
        }
      }
    }
    for (Class<?> c :
        List.of(
            LinearAlgebra.class,
            Layers.class,
            Convolution.class,
            Images.class,
            Fourier.class,
            Draws.class,
            Tensors.class)) {
      for (Method m : c.getDeclaredMethods()) {
        if (Modifier.isPublic(m.getModifiers()) && !m.isSynthetic()) {
          there.add(name(c.getSimpleName() + ".", m));
        }
      }
    }
    for (Class<?> c : List.of(Array.class, Parameter.class)) {
      for (Method m : c.getDeclaredMethods()) {
        if (m.getName().equals("tensor") && !m.isSynthetic()) {
          there.add(name(c.getSimpleName() + ".", m));
        }
      }
    }
    there.remove("Tensors.leaf(Object, Shape, DType)"); // what these are made by
    var covered = cases().stream().map(Case::op).collect(Collectors.toCollection(TreeSet::new));
    covered.addAll(ELSEWHERE.keySet());
    assertEquals(there, covered);
    for (String test : ELSEWHERE.values()) {
      String[] parts = test.split("\\.");
      Class.forName(
              (parts[0].equals("ProgramTest") ? "org.symm.engine." : "org.symm.tensor.") + parts[0])
          .getDeclaredMethod(parts[1])
          .getAnnotation(Test.class)
          .annotationType();
    }
  }

  private static String name(String prefix, Method m) {
    return prefix
        + m.getName()
        + Stream.of(m.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
