package org.symm.author;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.tensor.DType.BOOL;
import static org.symm.tensor.DType.COMPLEX64;
import static org.symm.tensor.DType.FLOAT32;
import static org.symm.tensor.DType.FLOAT64;
import static org.symm.tensor.DType.INT64;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.symm.engine.Array;
import org.symm.tensor.Convolution;
import org.symm.tensor.DType;
import org.symm.tensor.Fourier;
import org.symm.tensor.Images;
import org.symm.tensor.Layers;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Scope;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;

/** What does not fit is refused where it is written, as seen by an author outside the package. */
class ErrorsTest {

  private static Tensor in(DType d, long... shape) {
    return Tensors.input(Shape.of(shape), d);
  }

  private static Tensor real(long... shape) {
    return in(FLOAT32, shape);
  }

  @Test
  void namesBoxOperationShapesAndLine() {
    var e =
        assertThrows(
            TensorException.class,
            () -> Scope.named("encoder/layer 2", () -> real(4, 3).matMul(real(5, 2))));
    int line = new Throwable().getStackTrace()[0].getLineNumber() - 1;
    for (String part :
        List.of("matMul", "(4, 3)", "(5, 2)", "encoder/layer 2", "ErrorsTest.java:" + line)) {
      assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
    }
  }

  private record Wrong(String operation, Executable build, String... parts) {}

  private static Wrong wrong(String operation, Executable build, String... parts) {
    return new Wrong(operation, build, parts);
  }

  private static final Tensor X = real(2, 3);
  private static final Tensor NUMBER = real();
  private static final Tensor WHOLE = in(INT64, 2, 3);
  private static final Tensor TRUTH = in(BOOL, 2, 3);
  private static final Tensor COMPLEX = in(COMPLEX64, 2, 3);

  @TestFactory
  Stream<DynamicTest> everyRefusalNamesItsOperation() {
    return Stream.of(
            wrong("add", () -> X.add(real(4)), "(2, 3)", "(4)"),
            wrong("add", () -> X.add(in(FLOAT64, 2, 3)), "float32 (2, 3)", "float64 (2, 3)"),
            wrong("add", () -> TRUTH.add(TRUTH), "bool (2, 3)"),
            wrong("add", () -> WHOLE.add(0.5), "0.5", "INT64"),
            wrong("dot", () -> X.dot(real(4)), "(2, 3)", "(4)"),
            wrong("exp", () -> WHOLE.then(Tensor::exp), "int64 (2, 3)"),
            wrong("exp", () -> Array.of(new long[] {1}).map(Tensor::exp), "int64 (1)"),
            wrong("embedding", () -> NUMBER.embedding(in(INT64, 2)), "()"),
            wrong("div", () -> WHOLE.div(2), "int64 (2, 3)"),
            wrong("mod", () -> X.mod(real(4)), "(2, 3)", "(4)"),
            wrong("maximum", () -> COMPLEX.maximum(COMPLEX), "complex64 (2, 3)"),
            wrong("clamp", () -> X.clamp(1, 0), "1.0", "0.0"),
            wrong("pow", () -> WHOLE.pow(-1), "-1.0"),
            wrong("exp", () -> WHOLE.exp(), "int64 (2, 3)"),
            wrong("erf", () -> COMPLEX.erf(), "complex64 (2, 3)"),
            wrong("relu", () -> TRUTH.relu(), "bool (2, 3)"),
            wrong("lt", () -> COMPLEX.lt(0), "complex64 (2, 3)"),
            wrong("and", () -> X.and(TRUTH), "float32 (2, 3)"),
            wrong("not", () -> X.not(), "float32 (2, 3)"),
            wrong("where", () -> X.where(X, X), "float32 (2, 3)"),
            wrong("where", () -> TRUTH.where(real(4), real(4)), "(2, 3)", "(4)"),
            wrong("maskedFill", () -> X.maskedFill(in(BOOL, 4, 2, 3), 0), "(4, 2, 3)", "(2, 3)"),
            wrong("to", () -> COMPLEX.to(FLOAT32), "re()"),
            wrong("re", () -> X.re(), "float32 (2, 3)"),
            wrong("complex", () -> WHOLE.complex(WHOLE), "int64 (2, 3)"),
            wrong("sum", () -> X.sum(2), "axis 2", "(2, 3)"),
            wrong("sum", () -> X.sum(0, -2), "twice"),
            wrong("mean", () -> WHOLE.mean(), "int64 (2, 3)"),
            wrong("max", () -> real(0, 2).max(0), "empty"),
            wrong("argmax", () -> real(0, 2).argmax(0), "empty"),
            wrong("cumSum", () -> NUMBER.cumSum(0), "axis 0", "()"),
            wrong("softmax", () -> X.softmax(-3), "axis -3", "(2, 3)"),
            wrong("size", () -> X.size(2), "axis 2", "(2, 3)"),
            wrong("reshape", () -> X.reshape(4), "(2, 3)", "(4)"),
            wrong("reshape", () -> X.reshape(-1, -1), "[-1, -1]"),
            wrong("reshape", () -> X.reshape(-1, 4), "[-1, 4]"),
            wrong("reshape", () -> X.reshape(-2, -3), "negative"),
            wrong("unsqueeze", () -> X.unsqueeze(3), "axis 3"),
            wrong("squeeze", () -> X.squeeze(0), "size 2"),
            wrong("permute", () -> X.permute(0, 0), "[0, 0]"),
            wrong("expand", () -> X.expand(2, 4), "(2, 3)", "(2, 4)"),
            wrong("expand", () -> X.expand(3), "(2, 3)", "(3)"),
            wrong("tile", () -> X.tile(2), "[2]"),
            wrong("repeatInterleave", () -> X.repeatInterleave(-1, 0), "-1"),
            wrong("rot90", () -> X.rot90(1, 0, -2), "different"),
            wrong("flip", () -> X.flip(0, -2), "twice"),
            wrong("triu", () -> real(3).triu(0), "(3)"),
            wrong("diagonal", () -> real(3).diagonal(), "(3)"),
            wrong("diagonalMatrix", () -> NUMBER.diagonalMatrix(), "()"),
            wrong("slice", () -> X.slice(1, 2, 5), "2 … 5"),
            wrong("every", () -> X.every(1, 0), "not 0"),
            wrong("select", () -> X.select(1, 3), "3", "(2, 3)"),
            wrong("split", () -> X.split(1, 1, 1), "[1, 1]"),
            wrong("pad", () -> X.pad(0, 1), "pairs"),
            wrong("pad", () -> X.pad(0, -2, -2), "more than"),
            wrong("padCircular", () -> X.padCircular(1, 4, 0), "4", "(2, 3)"),
            wrong("gather", () -> X.gather(0, X), "int64"),
            wrong("gather", () -> X.gather(0, in(INT64, 2)), "rank"),
            wrong("gather", () -> X.gather(0, in(INT64, 1, 4)), "exceeds"),
            wrong("takeAlong", () -> X.takeAlong(0, in(INT64, 1, 4)), "(1, 4)"),
            wrong("indexSelect", () -> X.indexSelect(0, WHOLE), "one axis"),
            wrong("embedding", () -> X.embedding(X), "int64"),
            wrong("indexAdd", () -> X.indexAdd(0, in(INT64, 4), X), "(2, 3)", "(4)"),
            wrong("indexAdd", () -> X.indexAdd(0, in(INT64), X), "one axis"),
            wrong("scatter", () -> X.scatter(0, WHOLE, real(1, 3)), "(1, 3)"),
            wrong("scatterAdd", () -> X.scatterAdd(0, in(INT64, 1, 4), real(1, 4)), "exceeds"),
            wrong("oneHot", () -> X.oneHot(3, FLOAT32), "int64"),
            wrong("sort", () -> COMPLEX.sort(0, false), "order"),
            wrong("topK", () -> X.topK(4, 1), "4", "(2, 3)"),
            wrong("searchSorted", () -> X.searchSorted(X, true), "(2, 3)"),
            wrong("matMul", () -> NUMBER.matMul(X), "()"),
            wrong("matMul", () -> real(2, 2, 3).matMul(real(3, 3, 1)), "leading"),
            wrong("linear", () -> X.linear(real(4, 2), real(4)), "(2, 3)", "(4, 2)", "(4)"),
            wrong("linear", () -> NUMBER.linear(real(4, 2), real(4)), "()"),
            wrong("einsum", () -> X.einsum("ij"), "both sides"),
            wrong("einsum", () -> X.einsum("ij->k"), "axis k"),
            wrong("einsum", () -> X.einsum("ijk->i"), "(2, 3)"),
            wrong("einsum", () -> X.einsum("ij,jk->ik", real(4, 2)), "axis j", "3", "4"),
            wrong("einsum", () -> X.einsum("ij->ii"), "twice"),
            wrong("einsum", () -> X.einsum("ij,jk->ik"), "2 operands"),
            wrong("cross", () -> X.cross(real(3), -1), "(3)"),
            wrong("cross", () -> X.cross(X, 0), "size 3"),
            wrong("distances", () -> X.distances(real(4, 2)), "(2, 3)", "(4, 2)"),
            wrong("cat", () -> Tensors.cat(0, X, real(2, 4)), "(2, 3)", "(2, 4)"),
            wrong("cat", () -> Tensors.cat(0), "at least one"),
            wrong("stack", () -> Tensors.stack(0, X, real(3)), "(2, 3)", "(3)"),
            wrong("stack", () -> Tensors.stack(0), "at least one"),
            wrong("stack", () -> Tensors.stack(4, X), "axis 4"),
            wrong("linspace", () -> Tensors.linspace(0, 1, 3, INT64), "INT64"),
            wrong("range", () -> Tensors.range(-1, INT64), "-1"),
            wrong("full", () -> Tensors.full(Shape.of(2), 0.5, INT64), "0.5"),
            wrong("qr", () -> LinearAlgebra.qr(real(3)), "(3)"),
            wrong("qr", () -> LinearAlgebra.qr(X.to(DType.BFLOAT16)), "bfloat16"),
            wrong("eigh", () -> LinearAlgebra.eigh(X), "square", "(2, 3)"),
            wrong("solve", () -> LinearAlgebra.solve(real(2, 2), real(3, 1)), "(2, 2)", "(3, 1)"),
            wrong("det", () -> LinearAlgebra.det(in(INT64, 2, 2)), "int64 (2, 2)"),
            wrong("fft", () -> Fourier.fft(WHOLE, 0), "int64 (2, 3)"),
            wrong("fft", () -> Fourier.fft(real(0), 0), "empty"),
            wrong("rfft", () -> Fourier.rfft(COMPLEX, 0), "complex64"),
            wrong("irfft", () -> Fourier.irfft(COMPLEX, 6, 1), "4 coefficients"),
            wrong("layerNorm", () -> Layers.layerNorm(X, real(2), real(2), 1), "(2)", "(2, 3)"),
            wrong("groupNorm", () -> Layers.groupNorm(X, 2, real(3), real(3), 1), "2 groups"),
            wrong("rmsNorm", () -> Layers.rmsNorm(X, real(2), 1), "(2)"),
            wrong(
                "attention",
                () -> Layers.attention(real(1, 2, 3), real(1, 4, 3), real(1, 5, 3)),
                "(1, 4, 3)",
                "(1, 5, 3)"),
            wrong(
                "attention",
                () -> Layers.attention(real(1, 2, 3), real(1, 4, 3), real(1, 4, 3), real(2, 2, 4)),
                "(2, 2, 4)",
                "(1, 2, 4)"),
            wrong(
                "conv2d",
                () -> Convolution.conv2d(real(1, 2, 4, 4), real(1, 3, 2, 2), 1, 0, 1),
                "(1, 3, 2, 2)"),
            wrong(
                "conv2d",
                () -> Convolution.conv2d(real(1, 2, 4, 4), real(1, 2, 5, 2), 1, 0, 1),
                "window of 5"),
            wrong("conv1d", () -> Convolution.conv1d(X, X, 1, 0, 1), "3 axes"),
            wrong(
                "conv1d",
                () -> Convolution.conv1d(real(1, 1, 3), real(1, 1, 3), 0, 0, 1),
                "stride 0"),
            wrong("maxPool2d", () -> Convolution.maxPool2d(real(1, 1, 4, 4), 2, 1, 2), "padding 2"),
            wrong("averagePool2d", () -> Convolution.averagePool2d(X, 2, 1, 0), "(2, 3)"),
            wrong(
                "convTranspose2d",
                () -> Convolution.convTranspose2d(real(1, 2, 1, 1), real(2, 1, 2, 2), 1, 1, 1),
                "nothing is left"),
            wrong(
                "gridSample",
                () ->
                    Images.gridSample(
                        real(2, 1, 4, 4),
                        real(1, 4, 4, 2),
                        Images.Filter.BILINEAR,
                        Images.Outside.ZEROS,
                        false),
                "(2, h, w, 2)",
                "(1, 4, 4, 2)"),
            wrong("affineGrid", () -> Images.affineGrid(real(1, 3, 3), 2, 2, true), "(1, 3, 3)"),
            wrong("resize", () -> Images.resize(real(1, 1, 2, 2), 0, 2, true), "0 × 2"))
        .map(w -> DynamicTest.dynamicTest(w.operation, () -> refused(w)));
  }

  private static void refused(Wrong w) {
    var e =
        assertThrows(
            TensorException.class,
            () ->
                Scope.named(
                    "box",
                    () -> {
                      try {
                        w.build.execute();
                      } catch (RuntimeException x) {
                        throw x;
                      } catch (Throwable x) {
                        throw new AssertionError(x);
                      }
                      return null;
                    }));
    String m = e.getMessage();
    assertTrue(m.startsWith(w.operation + ": "), m);
    assertTrue(m.contains("in box \"box\"") && m.contains("ErrorsTest.java:"), m);
    for (String part : w.parts) {
      assertTrue(m.contains(part), part + " is not in: " + m);
    }
  }
}
