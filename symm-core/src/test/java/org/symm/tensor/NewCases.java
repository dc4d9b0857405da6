package org.symm.tensor;

import java.util.List;
import org.symm.engine.Array;

/** New tensors. */
final class NewCases {

  private NewCases() {}

  static Case.Table cases() {
    var table = new Case.Table();
    table.rough(
        "Tensors.zeros(Shape, DType)",
        (t, d) -> Tensors.zeros(Shape.of(2, 3), d),
        t -> Dense.build(new int[] {2, 3}, i -> 0));
    table.rough(
        "Tensors.zeros(Shape, DType)  a number",
        (t, d) -> Tensors.zeros(Shape.of(), d),
        t -> Dense.number(0));
    table.rough(
        "Tensors.zeros(Shape, DType)  nothing",
        (t, d) -> Tensors.zeros(Shape.of(0, 2), d),
        t -> Dense.of(new double[0], 0, 2));
    table.rough(
        "Tensors.ones(Shape, DType)",
        (t, d) -> Tensors.ones(Shape.of(3), d),
        t -> Dense.build(new int[] {3}, i -> 1));
    table.rough(
        "Tensors.ones(Shape, DType)  truths",
        (t, d) -> Tensors.ones(Shape.of(3), DType.BOOL),
        t -> Dense.bools(new double[] {1, 1, 1}));
    table.rough(
        "Tensors.full(Shape, double, DType)",
        (t, d) -> Tensors.full(Shape.of(2), 0.1, d),
        t -> Dense.of(new double[] {0.1, 0.1}));
    table.rough(
        "Tensors.full(Shape, double, DType)  keeps double precision",
        (t, d) -> Tensors.full(Shape.of(), Math.PI * 1e-300, DType.FLOAT64).div(1e-300).to(d),
        t -> Dense.number(Math.PI));
    table.rough(
        "Tensors.full(Shape, double, DType)  whole",
        (t, d) -> Tensors.full(Shape.of(2), -3, DType.INT64),
        t -> Dense.ints(new double[] {-3, -3}));
    table.rough(
        "Tensors.full(Shape, double, DType)  infinite and not a number",
        (t, d) ->
            Tensors.stack(
                0,
                Tensors.full(Shape.of(), Double.NEGATIVE_INFINITY, d),
                Tensors.full(Shape.of(), Double.NaN, d)),
        t -> Dense.of(new double[] {Double.NEGATIVE_INFINITY, Double.NaN}));
    table.rough(
        "Tensors.full(Shape, double, DType)  smallest",
        (t, d) ->
            Tensors.full(Shape.of(), Double.MIN_VALUE, DType.FLOAT64).div(Double.MIN_VALUE).to(d),
        t -> Dense.number(1));
    table.rough(
        "Tensors.range(long, DType)",
        (t, d) -> Tensors.range(4, d),
        t -> Dense.of(new double[] {0, 1, 2, 3}));
    table.rough(
        "Tensors.range(long, DType)  whole",
        (t, d) -> Tensors.range(3, DType.INT64),
        t -> Dense.ints(new double[] {0, 1, 2}));
    table.rough(
        "Tensors.linspace(double, double, long, DType)",
        (t, d) -> Tensors.linspace(-1, 0.5, 4, d),
        t -> Dense.of(new double[] {-1, -0.5, 0, 0.5}));
    table.rough(
        "Tensors.linspace(double, double, long, DType)  one",
        (t, d) -> Tensors.linspace(-1, 0.5, 1, d),
        t -> Dense.of(new double[] {-1}));
    table.rough(
        "Tensors.eye(long, DType)",
        (t, d) -> Tensors.eye(3, d),
        t -> Dense.build(new int[] {3, 3}, i -> i[0] == i[1] ? 1 : 0));
    table.rough(
        "Array.tensor(DType)",
        (t, d) -> Array.of(new double[] {0, -1, 2, 0.5}, 2, 2).tensor(d),
        t -> Dense.build(new int[] {2, 2}, i -> i[0] == 0 ? -i[1] : 2 - 1.5 * i[1]));
    Dense given = Dense.random(111, -1, 1, 2, 2);
    table.add(
        Case.Table.several(
                "Array.tensor()",
                (t, d) -> List.of(given.array(d).tensor().mul(1)),
                t -> List.of(given))
            .rough());
    return table;
  }
}
