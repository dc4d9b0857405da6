package org.symm.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One operation on given inputs: how it is built, and what it must give.
 *
 * @param op the operation as reflection names it, as in {@code add(Tensor)} or {@code
 *     Fourier.fft(Tensor, int)}
 * @param smooth whether the gradient is compared with central differences
 * @param tolerance error allowed in float64 and float32, relative to the largest number or 1
 */
record Case(
    String op,
    String note,
    List<Dense> inputs,
    Build build,
    Function<Dense[], List<Dense>> reference,
    boolean smooth,
    double[] tolerance) {

  /** Builds the operation on inputs of a floating-point type. */
  interface Build {
    List<Tensor> of(Tensor[] x, DType d);
  }

  /** Builds an operation of one result. */
  interface Single {
    Tensor of(Tensor[] x, DType d);
  }

  static final double[] TOLERANCE = {1e-11, 2e-5};

  Case rough() {
    return new Case(op, note, inputs, build, reference, false, tolerance);
  }

  Case within(double float64, double float32) {
    return new Case(op, note, inputs, build, reference, smooth, new double[] {float64, float32});
  }

  @Override
  public String toString() {
    return op + (note.isEmpty() ? "" : " " + note);
  }

  /** A list that cases are added to; {@code op} may carry a note after two blanks. */
  static final class Table extends ArrayList<Case> {

    private void put(Case c) {
      add(c);
    }

    /** A smooth operation of one result. */
    void smooth(String op, Single build, Function<Dense[], Dense> reference, Dense... inputs) {
      put(single(op, build, reference, inputs));
    }

    /** An operation of one result whose gradient is not compared. */
    void rough(String op, Single build, Function<Dense[], Dense> reference, Dense... inputs) {
      put(single(op, build, reference, inputs).rough());
    }

    static Case single(
        String op, Single build, Function<Dense[], Dense> reference, Dense... inputs) {
      return several(
          op, (x, d) -> List.of(build.of(x, d)), x -> List.of(reference.apply(x)), inputs);
    }

    static Case several(
        String op, Build build, Function<Dense[], List<Dense>> reference, Dense... inputs) {
      String[] parts = op.split("  ", 2);
      return new Case(
          parts[0],
          parts.length > 1 ? parts[1] : "",
          Arrays.asList(inputs),
          build,
          reference,
          true,
          TOLERANCE);
    }
  }
}
