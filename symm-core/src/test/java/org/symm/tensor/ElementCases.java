package org.symm.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/** Operations on each element against java.lang.Math and commons-math. */
final class ElementCases {

  private final Case.Table table = new Case.Table();

  private ElementCases() {}

  static Case.Table cases() {
    var c = new ElementCases();
    c.functions();
    c.activations();
    c.arithmetic();
    c.logic();
    c.conversions();
    return c.table;
  }

  private void unary(
      String op, UnaryOperator<Tensor> f, DoubleUnaryOperator g, double low, double high) {
    table.smooth(op, (x, d) -> f.apply(x[0]), x -> x[0].map(g), Dense.random(1, low, high, 2, 5));
    table.smooth(
        op + "  of a number",
        (x, d) -> f.apply(x[0]),
        x -> x[0].map(g),
        Dense.random(2, low, high));
  }

  private void functions() {
    unary("exp()", Tensor::exp, Math::exp, -2, 2);
    unary("expm1()", Tensor::expm1, Math::expm1, -2, 2);
    unary("log()", Tensor::log, Math::log, 0.2, 3);
    unary("log1p()", Tensor::log1p, Math::log1p, -0.8, 3);
    unary("sqrt()", Tensor::sqrt, Math::sqrt, 0.2, 3);
    unary("rsqrt()", Tensor::rsqrt, x -> 1 / Math.sqrt(x), 0.2, 3);
    unary("sin()", Tensor::sin, Math::sin, -4, 4);
    unary("cos()", Tensor::cos, Math::cos, -4, 4);
    unary("tan()", Tensor::tan, Math::tan, -1.2, 1.2);
    unary("asin()", Tensor::asin, Math::asin, -0.9, 0.9);
    unary("acos()", Tensor::acos, Math::acos, -0.9, 0.9);
    unary("atan()", Tensor::atan, Math::atan, -4, 4);
    unary("sinh()", Tensor::sinh, Math::sinh, -2, 2);
    unary("cosh()", Tensor::cosh, Math::cosh, -2, 2);
    unary("tanh()", Tensor::tanh, Math::tanh, -2, 2);
    unary("asinh()", Tensor::asinh, FastMath::asinh, -2, 2);
    unary("acosh()", Tensor::acosh, FastMath::acosh, 1.2, 3);
    unary("atanh()", Tensor::atanh, FastMath::atanh, -0.9, 0.9);
    unary("erf()", Tensor::erf, Erf::erf, -2, 2);
    unary("erfinv()", Tensor::erfinv, ElementCases::erfinv, -0.95, 0.95);
    unary("lgamma()", Tensor::lgamma, Gamma::logGamma, 0.3, 5);
    table.rough(
        "expm1()  near 0",
        (x, d) -> x[0].expm1().mul(1e10),
        x -> x[0].map(y -> 1e10 * Math.expm1(y)),
        Dense.of(new double[] {(float) 1e-10, (float) -3e-10}));
    table.rough(
        "log1p()  near 0",
        (x, d) -> x[0].log1p().mul(1e10),
        x -> x[0].map(y -> 1e10 * Math.log1p(y)),
        Dense.of(new double[] {(float) 1e-10, (float) -3e-10}));
  }

  /** Newton's method on commons-math's erf. */
  private static double erfinv(double y) {
    double x = Erf.erfInv(y);
    for (int i = 0; i < 3; i++) {
      x -= (Erf.erf(x) - y) / (2 / Math.sqrt(Math.PI) * Math.exp(-x * x));
    }
    return x;
  }

  private void activations() {
    DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
    unary("sigmoid()", Tensor::sigmoid, sigmoid, -4, 4);
    unary("relu()", Tensor::relu, x -> Math.max(x, 0), -2, 2);
    unary("leakyRelu(double)", x -> x.leakyRelu(0.1), x -> x > 0 ? x : 0.1 * x, -2, 2);
    unary("elu()", Tensor::elu, x -> x > 0 ? x : Math.expm1(x), -2, 2);
    unary("gelu()", Tensor::gelu, x -> x * (1 + Erf.erf(x / Math.sqrt(2))) / 2, -2, 2);
    unary("silu()", Tensor::silu, x -> x * sigmoid.applyAsDouble(x), -4, 4);
    unary("softplus()", Tensor::softplus, x -> Math.log1p(Math.exp(x)), -4, 4);
    table.rough(
        "relu()  of whole numbers",
        (x, d) -> x[0].relu(),
        x -> x[0].map(y -> Math.max(y, 0)),
        Dense.ints(new double[] {-2, 0, 3}));
  }

  private interface Binary {
    Tensor of(Tensor x, Tensor y);
  }

  private void binary(String name, Binary f, DoubleBinaryOperator g, double low) {
    String op = name + "(Tensor)";
    int[][][] shapes = {
      {{2, 3}, {2, 3}}, {{2, 1, 3}, {4, 1}}, {{}, {3}}, {{2}, {}}, {{0, 3}, {1, 3}}
    };
    for (int[][] s : shapes) {
      table.smooth(
          op + "  " + java.util.Arrays.deepToString(s),
          (x, d) -> f.of(x[0], x[1]),
          x -> x[0].zip(x[1], g),
          Dense.random(3, low, 2, s[0]),
          Dense.random(4, low, 2, s[1]));
    }
  }

  private static double mod(double x, double y) {
    return x - y * Math.floor(x / y);
  }

  private void arithmetic() {
    binary("add", Tensor::add, Double::sum, -2);
    binary("sub", Tensor::sub, (x, y) -> x - y, -2);
    binary("mul", Tensor::mul, (x, y) -> x * y, -2);
    binary("div", Tensor::div, (x, y) -> x / y, 0.3);
    binary("pow", Tensor::pow, Math::pow, 0.3);
    binary("mod", Tensor::mod, ElementCases::mod, 0.3);
    binary("maximum", Tensor::maximum, Math::max, -2);
    binary("minimum", Tensor::minimum, Math::min, -2);
    binary("atan2", Tensor::atan2, Math::atan2, -2);
    unary("add(double)", x -> x.add(0.1), x -> x + 0.1, -2, 2);
    unary("sub(double)", x -> x.sub(0.1), x -> x - 0.1, -2, 2);
    unary("mul(double)", x -> x.mul(-1e-5), x -> x * -1e-5, -2, 2);
    unary("div(double)", x -> x.div(0.3), x -> x / 0.3, -2, 2);
    unary("pow(double)", x -> x.pow(2.5), x -> Math.pow(x, 2.5), 0.2, 2);
    unary("mod(double)", x -> x.mod(0.7), x -> mod(x, 0.7), -2, 2);
    unary("maximum(double)", x -> x.maximum(0.1), x -> Math.max(x, 0.1), -2, 2);
    unary("minimum(double)", x -> x.minimum(0.1), x -> Math.min(x, 0.1), -2, 2);
    unary(
        "clamp(double, double)",
        x -> x.clamp(-0.5, 0.9),
        x -> Math.max(-0.5, Math.min(0.9, x)),
        -2,
        2);
    unary(
        "clamp(double, double)  one-sided",
        x -> x.clamp(Double.NEGATIVE_INFINITY, 0.9),
        x -> Math.min(0.9, x),
        -2,
        2);
    unary("neg()", Tensor::neg, x -> -x, -2, 2);
    unary("abs()", Tensor::abs, Math::abs, -2, 2);
    unary("sign()", Tensor::sign, Math::signum, -2, 2);
    unary("square()", Tensor::square, x -> x * x, -2, 2);
    unary("reciprocal()", Tensor::reciprocal, x -> 1 / x, 0.2, 2);
    unary("floor()", Tensor::floor, Math::floor, -2, 2);
    unary("ceil()", Tensor::ceil, Math::ceil, -2, 2);
    unary("round()", Tensor::round, Math::rint, -2, 2);
    table.rough(
        "round()  halves to even",
        (x, d) -> x[0].round(),
        x -> Dense.of(new double[] {-2, 0, 2, 2}),
        Dense.of(new double[] {-2.5, 0.5, 1.5, 2.5}));
    table.smooth(
        "lerp(Tensor, double)",
        (x, d) -> x[0].lerp(x[1], 0.3),
        x -> x[0].zip(x[1], (a, b) -> 0.7 * a + 0.3 * b),
        Dense.random(5, -1, 1, 2, 3),
        Dense.random(6, -1, 1, 3));
    table.smooth(
        "subProduct(Tensor, Tensor)",
        (x, d) -> x[0].subProduct(x[1], x[2]),
        x -> x[0].zip(x[1].zip(x[2], (b, c) -> b * c), (a, b) -> a - b),
        Dense.random(5, -1, 1, 2, 3),
        Dense.random(6, -1, 1, 2, 3),
        Dense.random(7, -1, 1, 2, 3));
    table.smooth(
        "subProduct(Tensor, Tensor)  broadcast",
        (x, d) -> x[0].subProduct(x[1], x[2]),
        x -> x[0].zip(x[1].zip(x[2], (b, c) -> b * c), (a, b) -> a - b),
        Dense.random(5, -1, 1, 3),
        Dense.random(6, -1, 1, 2, 3),
        Dense.random(7, -1, 1, 2, 1));
    Dense i = Dense.ints(new double[] {-5, 0, 7, 12}, 2, 2);
    Dense j = Dense.ints(new double[] {3, -4});
    table.rough(
        "add(Tensor)  whole", (x, d) -> x[0].add(x[1]), x -> x[0].zip(x[1], Double::sum), i, j);
    table.rough("sub(double)  whole", (x, d) -> x[0].sub(3), x -> x[0].map(y -> y - 3), i);
    table.rough("mul(double)  whole", (x, d) -> x[0].mul(3), x -> x[0].map(y -> y * 3), i);
    table.rough("pow(double)  whole", (x, d) -> x[0].pow(3), x -> x[0].map(y -> y * y * y), i);
    table.rough("mod(double)  whole", (x, d) -> x[0].mod(5), x -> x[0].map(y -> mod(y, 5)), i);
    table.rough(
        "mod(Tensor)  whole",
        (x, d) -> x[0].mod(x[1]),
        x -> x[0].zip(x[1], ElementCases::mod),
        i,
        j);
    table.rough(
        "clamp(double, double)  whole",
        (x, d) -> x[0].clamp(-1, 8),
        x -> x[0].map(y -> Math.max(-1, Math.min(8, y))),
        i);
    table.rough(
        "maximum(double)  whole", (x, d) -> x[0].maximum(2), x -> x[0].map(y -> Math.max(2, y)), i);
    table.rough("abs()  whole", (x, d) -> x[0].abs(), x -> x[0].map(Math::abs), i);
    table.rough("sign()  whole", (x, d) -> x[0].sign(), x -> x[0].map(Math::signum), i);
    table.rough("neg()  whole", (x, d) -> x[0].neg(), x -> x[0].map(y -> 0 - y), i);
  }

  private void compare(
      String name,
      Binary f,
      java.util.function.BiFunction<Tensor, Double, Tensor> one,
      DoubleBinaryOperator g) {
    Dense x = Dense.of(new double[] {-1, 0, 0.5, 2, 0.5, 3}, 2, 3);
    Dense y = Dense.of(new double[] {0.5, 0, 0.5});
    table.rough(
        name + "(Tensor)", (t, d) -> f.of(t[0], t[1]), t -> t[0].zip(t[1], g).as('b'), x, y);
    table.rough(
        name + "(double)",
        (t, d) -> one.apply(t[0], 0.5),
        t -> t[0].map(a -> g.applyAsDouble(a, 0.5)).as('b'),
        x);
    table.rough(
        name + "(double)  whole",
        (t, d) -> one.apply(t[0], 2.0),
        t -> t[0].map(a -> g.applyAsDouble(a, 2)).as('b'),
        Dense.ints(new double[] {1, 2, 3}));
  }

  private static double truth(boolean b) {
    return b ? 1 : 0;
  }

  private void logic() {
    compare("eq", Tensor::eq, Tensor::eq, (x, y) -> truth(x == y));
    compare("ne", Tensor::ne, Tensor::ne, (x, y) -> truth(x != y));
    compare("lt", Tensor::lt, Tensor::lt, (x, y) -> truth(x < y));
    compare("le", Tensor::le, Tensor::le, (x, y) -> truth(x <= y));
    compare("gt", Tensor::gt, Tensor::gt, (x, y) -> truth(x > y));
    compare("ge", Tensor::ge, Tensor::ge, (x, y) -> truth(x >= y));
    Dense p = Dense.bools(new double[] {0, 0, 1, 1}, 2, 2);
    Dense q = Dense.bools(new double[] {0, 1});
    table.rough(
        "and(Tensor)", (x, d) -> x[0].and(x[1]), x -> x[0].zip(x[1], (a, b) -> a * b), p, q);
    table.rough("or(Tensor)", (x, d) -> x[0].or(x[1]), x -> x[0].zip(x[1], Math::max), p, q);
    table.rough("not()", (x, d) -> x[0].not(), x -> x[0].map(a -> 1 - a), p);
    table.rough(
        "eq(Tensor)  of truths",
        (x, d) -> x[0].eq(x[1]),
        x -> x[0].zip(x[1], (a, b) -> truth(a == b)),
        p,
        q);
    table.rough(
        "isFinite()",
        (x, d) -> x[0].div(x[1]).isFinite(),
        x -> x[0].zip(x[1], (a, b) -> truth(Double.isFinite(a / b))).as('b'),
        Dense.of(new double[] {0, 1, 1, -1}),
        Dense.of(new double[] {0, 0, 2, 0}));
    Dense mask = Dense.bools(new double[] {0, 1, 1, 0, 1, 0}, 2, 3);
    table.smooth(
        "where(Tensor, Tensor)",
        (x, d) -> x[0].where(x[1], x[2]),
        x -> Dense.build(new int[] {2, 3}, i -> x[0].at(i) != 0 ? x[1].at(i) : x[2].at(i)),
        mask,
        Dense.random(1, -1, 1, 2, 1),
        Dense.random(2, -1, 1, 3));
    table.smooth(
        "where(Tensor, Tensor)  with a gradient that is finite on the side not taken",
        (x, d) -> x[0].gt(0).where(x[0].maximum(0.1).log(), x[0]),
        x -> x[0].map(a -> a > 0 ? Math.log(Math.max(a, 0.1)) : a),
        Dense.of(new double[] {-1, 0.5, 2}));
    table.smooth(
        "maskedFill(Tensor, double)",
        (x, d) -> x[0].maskedFill(x[1], -0.5),
        x -> x[0].zip(x[1], (a, b) -> b != 0 ? -0.5 : a),
        Dense.random(1, -1, 1, 4, 2, 3),
        mask);
    table.smooth(
        "maskedFillIf(Tensor, Tensor, double)",
        (x, d) -> x[0].maskedFillIf(x[1].any(), x[1], -0.5),
        x -> x[0].zip(x[1], (a, b) -> b != 0 ? -0.5 : a),
        Dense.random(1, -1, 1, 4, 2, 3),
        mask);
    table.smooth(
        "maskedFillIf(Tensor, Tensor, double)  where nothing is masked",
        (x, d) -> x[0].maskedFillIf(x[1].any().and(x[1].any().not()), x[1], -0.5).mul(2),
        x -> x[0].map(a -> 2 * a),
        Dense.random(1, -1, 1, 4, 2, 3),
        mask);
    table.smooth(
        "maskedFill(Tensor, double)  with minus infinity before a softmax",
        (x, d) -> x[0].maskedFill(x[1], Double.NEGATIVE_INFINITY).softmax(-1),
        x ->
            x[0].zip(x[1], (a, b) -> b != 0 ? 0 : Math.exp(a))
                .along(-1, ReductionCases::normalised),
        Dense.random(1, -1, 1, 2, 3),
        mask);
  }

  private void conversions() {
    Dense x = Dense.random(7, -2, 2, 2, 3);
    table.smooth(
        "to(DType)  there and back",
        (t, d) -> t[0].to(DType.FLOAT64).mul(2).to(d),
        t -> t[0].map(a -> 2 * a),
        x);
    table.rough(
        "toReal(DType)  there and back",
        (t, d) -> t[0].toReal(DType.FLOAT64).mul(2).toReal(d),
        t -> t[0].map(a -> 2 * a),
        x);
    table.rough(
        "toReal(DType)  whole numbers stay",
        (t, d) -> t[0].toReal(d),
        t -> t[0].as('i'),
        Dense.ints(new double[] {-1, 5}));
    table.rough(
        "to(DType)  to whole",
        (t, d) -> t[0].to(DType.INT64),
        t -> t[0].map(a -> (long) a).as('i'),
        x);
    table.rough(
        "to(DType)  to truth",
        (t, d) -> t[0].to(DType.BOOL),
        t -> t[0].map(a -> truth(a != 0)).as('b'),
        Dense.of(new double[] {0, 2, -0.5}));
    table.rough(
        "to(DType)  from whole",
        (t, d) -> t[0].to(d),
        t -> t[0].as('f'),
        Dense.ints(new double[] {-1, 5}));
    table.rough(
        "to(DType)  from truth",
        (t, d) -> t[0].to(DType.INT64),
        t -> t[0].as('i'),
        Dense.bools(new double[] {0, 1}));
    table.rough(
        "to(DType)  bfloat16 keeps 8 bits",
        (t, d) -> t[0].to(DType.BFLOAT16).to(d),
        t -> t[0].map(ElementCases::bfloat16),
        x);
    table.rough("stopGradient()", (t, d) -> t[0].stopGradient(), t -> t[0], x);
    Dense y = Dense.random(8, -2, 2, 2, 3);
    table.smooth(
        "complex(Tensor)",
        (t, d) -> parts(t[0].complex(t[1]).mul(t[1].complex(t[0]))),
        t ->
            Dense.build(
                new int[] {2, 2, 3}, i -> i[0] == 0 ? 0 : square(t[0], i) + square(t[1], i)),
        x,
        y);
    table.smooth(
        "re()",
        (t, d) -> t[0].complex(t[1]).square().re(),
        t -> t[0].zip(t[1], (a, b) -> a * a - b * b),
        x,
        y);
    table.smooth(
        "im()",
        (t, d) -> t[0].complex(t[1]).square().im(),
        t -> t[0].zip(t[1], (a, b) -> 2 * a * b),
        x,
        y);
    table.smooth(
        "angle()",
        (t, d) -> t[0].complex(t[1]).angle(),
        t -> t[0].zip(t[1], (a, b) -> Math.atan2(b, a)),
        x,
        y);
    table.smooth(
        "abs()  complex",
        (t, d) -> t[0].complex(t[1]).abs(),
        t -> t[0].zip(t[1], Math::hypot),
        x,
        y);
    table.smooth(
        "exp()  complex",
        (t, d) -> t[0].complex(t[1]).exp().im(),
        t -> t[0].zip(t[1], (a, b) -> Math.exp(a) * Math.sin(b)),
        x,
        y);
    table.smooth(
        "conj()",
        (t, d) -> parts(t[0].complex(t[1]).conj()),
        t -> Dense.build(new int[] {2, 2, 3}, i -> i[0] == 0 ? t[0].at(i) : -t[1].at(i)),
        x,
        y);
    table.smooth("conj()  of real numbers", (t, d) -> t[0].conj(), t -> t[0], x);
    table.smooth(
        "mul(double)  complex",
        (t, d) -> t[0].complex(t[1]).mul(0.1).im(),
        t -> t[1].map(b -> 0.1 * b),
        x,
        y);
  }

  /** Rounded to the nearest number of 8 significant bits, halves to even. */
  private static double bfloat16(double x) {
    int bits = Float.floatToIntBits((float) x);
    int half = 0x7fff + ((bits >>> 16) & 1);
    return Float.intBitsToFloat((bits + half) & 0xffff0000);
  }

  private static double square(Dense x, int[] i) {
    return x.at(i) * x.at(i);
  }

  /** Real and imaginary parts, stacked in front. */
  static Tensor parts(Tensor z) {
    return Tensors.stack(0, z.re(), z.im());
  }
}
