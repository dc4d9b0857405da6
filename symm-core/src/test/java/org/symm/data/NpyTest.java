package org.symm.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

class NpyTest {
  /** {@code numpy.save} of {@code numpy.array([[1.5, -2], [3, 0.25]], 'f4')}, numpy 2.4.6. */
  private static final String BY_NUMPY =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwAAAQEAAAIA+";

  @TempDir Path folder;

  @Test
  void readsAndWritesWhatNumpyWrites() throws IOException {
    byte[] bytes = Base64.getDecoder().decode(BY_NUMPY);
    Path file = Files.write(folder.resolve("a.npy"), bytes);
    Array array = Npy.read(file);
    assertEquals(DType.FLOAT32, array.dtype());
    assertEquals(Shape.of(2, 2), array.shape());
    assertArrayEquals(new float[] {1.5f, -2, 3, 0.25f}, array.floats());
    assertArrayEquals(new double[] {1.5, -2, 3, 0.25}, array.doubles());
    Array again = Npy.decode(Npy.encode(array), "again");
    assertArrayEquals(array.floats(), again.floats());
    assertEquals(bytes.length, Npy.encode(array).length);
  }

  @Test
  void everyTypeAndShapeSurvives() {
    double[] doubles = {Math.PI, Double.MIN_VALUE, -0.0, Double.NaN, Double.MAX_VALUE, 1e-300};
    for (long[] shape : List.of(new long[] {6}, new long[] {2, 3}, new long[] {1, 2, 3, 1})) {
      Path file = folder.resolve("array.npy");
      Npy.write(file, Array.of(doubles, shape));
      assertArrayEquals(doubles, Npy.read(file).doubles(), 0);
      assertEquals(Shape.of(shape), Npy.read(file).shape());
    }
    long[] longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE};
    assertArrayEquals(longs, Npy.decode(Npy.encode(Array.of(longs, 3)), "").longs());
    assertArrayEquals(
        new double[0], Npy.decode(Npy.encode(Array.of(new double[0], 0, 3)), "").doubles());
    Array seven = Array.of(new double[] {7}).map(t -> t.reshape());
    Array number = Npy.decode(Npy.encode(seven), "");
    assertEquals(Shape.of(), number.shape());
    assertEquals(7, number.number());
  }

  @Test
  void namedArraysSurvive() {
    Map<String, Array> arrays = new LinkedHashMap<>();
    arrays.put("x", Array.of(new double[] {1, 2}, 2));
    arrays.put("n", Array.of(new long[] {3}, 1));
    Path file = folder.resolve("arrays.npz");
    Npy.writeAll(file, arrays);
    Map<String, Array> read = Npy.readAll(file);
    assertEquals(List.of("x", "n"), List.copyOf(read.keySet()));
    assertArrayEquals(new double[] {1, 2}, read.get("x").doubles());
    assertArrayEquals(new long[] {3}, read.get("n").longs());
  }

  @Test
  void numpyReadsWhatIsWritten() throws Exception {
    Npy.write(folder.resolve("a.npy"), Array.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
    Npy.writeAll(
        folder.resolve("b.npz"),
        Map.of("f", Array.of(new float[] {0.5f}, 1), "i", Array.of(new long[] {-4}, 1, 1)));
    String script =
        """
        import numpy
        a, b = numpy.load('a.npy'), numpy.load('b.npz')
        print(a.dtype, a.tolist(), b['f'].dtype, b['f'].tolist(), b['i'].dtype, b['i'].tolist())
        """;
    Process process = python(script);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assumeFalse(output.contains("No module named 'numpy'"), "Python is without numpy here");
    assertEquals(
        "float64 [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]] float32 [0.5] int64 [[-4]]", output.strip());
  }

  /** Starts the Python of the project's own environment, or else that of the system. */
  private Process python(String script) {
    Path own = Path.of("../.symm/venv/bin/python").toAbsolutePath().normalize();
    String python = Files.isExecutable(own) ? own.toString() : "python3";
    try {
      return new ProcessBuilder(python, "-c", script)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      return Assumptions.abort("there is no Python here: " + e.getMessage());
    }
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    byte[] good = Npy.encode(Array.of(new double[] {1, 2, 3}, 3));
    assertRefused(Arrays.copyOf(good, good.length - 1), "bytes of entries");
    assertRefused(Arrays.copyOf(good, 40), "ends inside its header");
    assertRefused("not an array, but text".getBytes(StandardCharsets.UTF_8), "does not start");
    assertRefused(new byte[0], "does not start");
    assertRefused(replaced(good, "<f8", "<c8"), "<c8");
    byte[] matrix = Npy.encode(Array.of(new double[] {1, 2, 3, 4}, 2, 2));
    assertRefused(replaced(matrix, "False", "True "), "Fortran");
    assertThrows(UncheckedIOException.class, () -> Npy.read(folder.resolve("missing.npy")));
  }

  @Test
  void otherTypesAreNotKept() {
    assertThrows(
        IllegalArgumentException.class, () -> Npy.encode(Array.of(new boolean[] {true}, 1)));
    var bytes = java.nio.ByteBuffer.allocate(7);
    assertThrows(IllegalArgumentException.class, () -> Array.of(bytes, DType.FLOAT64, 1));
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void assertRefused(byte[] bytes, String words) throws IOException {
    Path file = Files.write(folder.resolve("bad.npy"), bytes);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Npy.read(file)).getMessage();
    assertTrue(message.contains(words) && message.contains("bad.npy"), message);
  }
}
