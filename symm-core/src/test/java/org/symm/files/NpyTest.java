package org.symm.files;

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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.engine.Array;

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
  void readsArraysOfNumpy() throws IOException {
    assertRead(
        Array.of(new float[] {1.5f, -2, 3, 0.25f}, 2, 2),
        byNumpy("<f4", "(2, 2)", "0000c03f000000c0000040400000803e"));
    assertRead(
        Array.of(new double[] {1, -1.5}, 1, 2),
        byNumpy("<f8", "(1, 2)", "000000000000f03f000000000000f8bf"));
    assertRead(Array.of(new long[] {-4}, 1), byNumpy("<i8", "(1,)", "fcffffffffffffff"));
    assertRead(number(7), byNumpy("<f8", "()", "0000000000001c40"));
    assertRead(Array.of(new double[0], 0, 3), byNumpy("<f8", "(0, 3)", ""));
  }

  /** Types that arrays do not have here become wider ones. */
  @Test
  void readsNarrowNumbers() throws IOException {
    Array whole = Array.of(new long[] {1, -2}, 2);
    assertRead(whole, byNumpy("<i4", "(2,)", "01000000feffffff"));
    assertRead(whole, byNumpy("|i1", "(2,)", "01fe"));
    assertRead(Array.of(new long[] {1, 254}, 2), byNumpy("|u1", "(2,)", "01fe"));
    assertRead(Array.of(new float[] {1.5f, -2}, 2), byNumpy("<f2", "(2,)", "003e00c0"));
    assertRead(Array.of(new boolean[] {true, false}, 2), byNumpy("|b1", "(2,)", "0100"));
    assertRead(
        Array.of(new long[] {1, 2, 3, 4, 5, 6}, 2, 3),
        fortran("<i4", "(2, 3)", "010000000400000002000000050000000300000006000000"));
  }

  /** Columns one after the other, as numpy.save writes a transposed array. */
  @Test
  void readsFortranOrder() throws IOException {
    assertRead(
        Array.of(new float[] {1.5f, 3, -2, 0.25f}, 2, 2),
        fortran("<f4", "(2, 2)", "0000c03f000000c0000040400000803e"));
    double[] cube = IntStream.range(0, 24).asDoubleStream().toArray();
    var columns = new StringBuilder();
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 2; i++) {
          long bits = Long.reverseBytes(Double.doubleToLongBits(12 * i + 4 * j + k));
          columns.append(String.format("%016x", bits));
        }
      }
    }
    assertRead(Array.of(cube, 2, 3, 4), fortran("<f8", "(2, 3, 4)", columns.toString()));
    assertRead(Array.of(new long[] {-4}, 1), fortran("<i8", "(1,)", "fcffffffffffffff"));
    assertRead(number(7), fortran("<f8", "()", "0000000000001c40"));
    assertRead(Array.of(new double[0], 0, 3), fortran("<f8", "(0, 3)", ""));
  }

  private static byte[] fortran(String type, String shape, String numbers) {
    return replaced(byNumpy(type, shape, numbers), "False, 'shape'", "True , 'shape'");
  }

  private void assertRead(Array expected, byte[] numpy) throws IOException {
    Path file = Files.write(folder.resolve("a.npy"), numpy);
    assertSame(expected, Npy.read(file).get("a"));
  }

  private static Array number(double value) {
    return Array.of(new double[] {value}).map(t -> t.reshape());
  }

  private static void assertSame(Array expected, Array read) {
    assertEquals(expected.type(), read.type());
    assertArrayEquals(expected.doubles(), read.doubles());
  }

  @Test
  void readsNamedArraysOfNumpy() throws IOException {
    Path file = Files.write(folder.resolve("b.npz"), Base64.getDecoder().decode(NAMED));
    Map<String, Array> read = Npy.read(file);
    assertEquals(List.of("f", "i"), List.copyOf(read.keySet()));
    assertSame(Array.of(new float[] {0.5f}, 1), read.get("f"));
    assertSame(Array.of(new long[] {-4}, 1, 1), read.get("i"));
  }

  /** A file cut between two arrays, at the second's local header. */
  @Test
  void missingArraysAreNoticed() throws IOException {
    byte[] all = Base64.getDecoder().decode(NAMED);
    int second = 4;
    while (all[second] != 'P' || all[second + 1] != 'K' || all[second + 2] != 3) {
      second++;
    }
    assertRefused(Arrays.copyOf(all, second), "Cannot read");
    all[second + 2] = 7;
    assertRefused(all, "arrays are missing");
  }

  /** DJL reads names when a program is called, one with a dot as an entry of a dictionary. */
  @Test
  void writingLeavesTheArrayAsItIs() {
    Array a = Array.of(new double[] {1, 2});
    assertTrue(Npy.npz("set.v1", a).length > 0);
    assertArrayEquals(new double[] {2, 3}, a.map(t -> t.add(1)).doubles());
  }

  @Test
  void everyTypeAndShapeSurvives() throws IOException {
    double[] doubles = {Math.PI, Double.MIN_VALUE, -0.0, Double.NaN, Double.MAX_VALUE, 1e-300};
    for (Array a :
        List.of(
            Array.of(doubles, 6),
            Array.of(doubles, 1, 2, 3, 1),
            Array.of(doubles, 3, 2).map(t -> t.t()),
            Array.of(doubles, 3, 2).rows(1, 2),
            Array.of(new double[0], 0, 3),
            number(7),
            Array.of(new float[] {0.1f, -1}, 2),
            Array.of(new boolean[] {true, false}, 2))) {
      assertSame(a, Npy.read(Files.write(folder.resolve("a.npz"), Npy.npz("x", a))).get("x"));
    }
    long[] longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE};
    Path file = Files.write(folder.resolve("a.npz"), Npy.npz("x", Array.of(longs)));
    assertArrayEquals(longs, Npy.read(file).get("x").longs());
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    byte[] good = byNumpy("<f8", "(2,)", "000000000000f03f000000000000f8bf");
    assertRefused(Arrays.copyOf(good, good.length - 1), "");
    assertRefused(Arrays.copyOf(good, 40), "");
    assertRefused("not an array, but text".getBytes(StandardCharsets.UTF_8), "does not start");
    assertRefused("Perhaps a zip file".getBytes(StandardCharsets.UTF_8), "END header");
    assertRefused(new byte[0], "does not start");
    for (String other : List.of("<c8", "<u2", "<u4", "<u8", "<i2", "<U3", "|O", "|V8")) {
      assertRefused(replaced(good, "'<f8'", "'" + other + "'"), "NumPy's type '" + other + "'");
    }
    assertRefused(replaced(good, "'<f8'", "[('x', '<f8')]"), "a table of named fields");
    assertRefused(replaced(good, "'descr'", "'dascr'"), "does not say what its numbers are");
    assertRefused(replaced(good, "<f8", ">f8"), "big-endian, '>f8'; save them as x.astype('<f8')");
    assertThrows(UncheckedIOException.class, () -> Npy.read(folder.resolve("missing.npy")));
  }

  /** Whatever byte of an .npz file is changed, and wherever it is cut. */
  @Test
  void noDamageGivesOtherNumbers() throws IOException {
    Array array = Array.of(new double[] {1, 2}, 2);
    byte[] good = Npy.npz("x", array);
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      assertSameOrRefused(array, flipped);
      assertSameOrRefused(array, Arrays.copyOf(good, i));
    }
  }

  private void assertSameOrRefused(Array array, byte[] damaged) throws IOException {
    Path file = Files.write(folder.resolve("damaged.npz"), damaged);
    Map<String, Array> read;
    try {
      read = Npy.read(file);
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().contains("damaged.npz"), e.getMessage());
      return;
    }
    if (read.containsKey("x")) {
      assertSame(array, read.get("x"));
    }
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
