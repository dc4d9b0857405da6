package org.symm.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

class NpyTest {
  /** A file of {@code numpy.save}, numpy 2.4.6: a header of 128 bytes, then the numbers. */
  private static byte[] byNumpy(String type, String shape, String numbers) {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    byte[] start =
        ("\u0093NUMPY\1\0v\0" + header + " ".repeat(117 - header.length()) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] rest = HexFormat.of().parseHex(numbers);
    return ByteBuffer.allocate(start.length + rest.length).put(start).put(rest).array();
  }

  /** {@code numpy.savez} of f = [0.5], float32, and i = [[-4]], int64, numpy 2.4.6. */
  private static final String NAMED =
      "UEsDBC0AAAAAAAAAIQAartRI//////////8FABQAZi5ucHkBABAAhAAAAAAAAACEAAAAAAAA"
          + "AJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxmNCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdz"
          + "aGFwZSc6ICgxLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
          + "ICAgICAgICAgICAgICAgICAgICAKAAAAP1BLAwQtAAAAAAAAACEABq1Ho///////////BQAU"
          + "AGkubnB5AQAQAIgAAAAAAAAAiAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8aTgnLCAn"
          + "Zm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwgMSksIH0gICAgICAgICAgICAg"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCvz/////////"
          + "UEsBAi0DLQAAAAAAAAAhABqu1EiEAAAAhAAAAAUAAAAAAAAAAAAAAIABAAAAAGYubnB5UEsB"
          + "Ai0DLQAAAAAAAAAhAAatR6OIAAAAiAAAAAUAAAAAAAAAAAAAAIABuwAAAGkubnB5UEsFBgAA"
          + "AAACAAIAZgAAAHoBAAAAAA==";

  @TempDir Path folder;

  @Test
  void readsAndWritesTheBytesOfNumpy() throws IOException {
    assertSame(
        byNumpy("<f4", "(2, 2)", "0000c03f000000c0000040400000803e"),
        Array.of(new float[] {1.5f, -2, 3, 0.25f}, 2, 2));
    assertSame(
        byNumpy("<f8", "(1, 2)", "000000000000f03f000000000000f8bf"),
        Array.of(new double[] {1, -1.5}, 1, 2));
    assertSame(byNumpy("<i8", "(1,)", "fcffffffffffffff"), Array.of(new long[] {-4}, 1));
    Array seven = Array.of(new double[] {7}).map(t -> t.reshape());
    assertSame(byNumpy("<f8", "()", "0000000000001c40"), seven);
  }

  private void assertSame(byte[] numpy, Array array) throws IOException {
    assertArrayEquals(numpy, Npy.encode(array));
    Array read = Npy.read(Files.write(folder.resolve("a.npy"), numpy));
    assertEquals(array.dtype(), read.dtype());
    assertEquals(array.shape(), read.shape());
    assertArrayEquals(array.doubles(), read.doubles());
  }

  @Test
  void readsNamedArraysOfNumpy() throws IOException {
    Path file = Files.write(folder.resolve("b.npz"), Base64.getDecoder().decode(NAMED));
    Map<String, Array> read = Npy.readAll(file);
    assertEquals(List.of("f", "i"), List.copyOf(read.keySet()));
    assertArrayEquals(new float[] {0.5f}, read.get("f").floats());
    assertArrayEquals(new long[] {-4}, read.get("i").longs());
    assertEquals(Shape.of(1, 1), read.get("i").shape());
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
    var bytes = ByteBuffer.allocate(7);
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
