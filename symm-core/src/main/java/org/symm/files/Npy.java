package org.symm.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Numbers;
import org.symm.engine.Torch;

/**
 * NumPy's files, in C and in Fortran order, read and written by DJL: {@code .npy} (one array) and
 * {@code .npz} (named arrays in a zip file, each with its CRC-32).
 *
 * <p>Source: NumPy, {@code numpy.lib.format}, NEP 1.
 */
public final class Npy {
  private static final Pattern FORTRAN =
      Pattern.compile("'descr': '([^']*)', *'fortran_order': True *, *'shape': \\(([\\d, ]*)\\)");

  private static final Pattern TYPE = Pattern.compile("'descr': '([^']*)'");

  /** What each of NumPy's types is read as; DJL knows others that libtorch does not. */
  private static final Map<String, DataType> TYPES =
      Map.of(
          "<f8", DataType.FLOAT64,
          "<f4", DataType.FLOAT32,
          "<f2", DataType.FLOAT32,
          "<i8", DataType.INT64,
          "<i4", DataType.INT64,
          "|i1", DataType.INT64,
          "|u1", DataType.INT64,
          "|b1", DataType.BOOLEAN);

  private Npy() {}

  /**
   * The arrays of a file by name, in its order. The array of an {@code .npy} file has the file's
   * name without the ending. Numbers of float16 are read as float32, those of int32, int8 and uint8
   * as int64: the same numbers.
   *
   * @throws IllegalArgumentException if the file is damaged, or an array is big-endian or of a type
   *     other than these, float64, float32, int64 and bool
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Map<String, Array> read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e, e);
    }
    var arrays = new LinkedHashMap<String, Array>();
    try {
      if (bytes.length > 0 && bytes[0] == 'P') {
        var zip = new ZipInputStream(new ByteArrayInputStream(bytes));
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
          arrays.put(stem(e.getName()), array(zip.readAllBytes())); // which checks the CRC-32
        }
        try (var whole = new ZipFile(file.toFile())) {
          Refused.unless(whole.size() == arrays.size(), "arrays are missing");
        }
      } else {
        arrays.put(stem(file.getFileName().toString()), array(bytes));
      }
      Refused.unless(!arrays.isEmpty(), "it holds no array");
      return arrays;
    } catch (IOException | RuntimeException e) { // DJL's reader fails in several ways
      throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String stem(String name) {
    return name.replaceFirst("\\.npy$", "");
  }

  private static Array array(byte[] npy) {
    String start = new String(npy, 0, Math.min(npy.length, 512), ISO_8859_1);
    Refused.unless(start.startsWith("\u0093NUMPY"), "it does not start as an .npy file");
    Refused.unless(
        !start.contains("'descr': ["),
        "it is a table of named fields; save each as an array, as by numpy.savez(file, x=t['x'])");
    Matcher type = TYPE.matcher(start);
    Refused.unless(type.find(), "its header does not say what its numbers are");
    Refused.unless(
        !type.group(1).startsWith(">"), // DJL takes them for little-endian
        "its numbers are big-endian, '%s'; save them as x.astype('<%s')",
        type.group(1),
        type.group(1).substring(1));
    Refused.unless(
        TYPES.containsKey(type.group(1)),
        "its numbers are of NumPy's type '%s', which has no place here; save them as"
            + " x.astype('float32') or x.astype('int64')",
        type.group(1));
    Matcher fortran = FORTRAN.matcher(start);
    if (!fortran.find()) {
      return read(npy, TYPES.get(type.group(1)));
    }
    // The same numbers in C order are the array with its axes the other way round.
    List<String> sizes = new ArrayList<>(List.of(fortran.group(2).strip().split("\\s*,\\s*")));
    Collections.reverse(sizes);
    byte[] c = inOrder(fortran.group(1), String.join(", ", sizes), npy);
    Array reversed = read(c, TYPES.get(type.group(1)));
    int[] axes = IntStream.range(0, sizes.size()).map(i -> sizes.size() - 1 - i).toArray();
    return sizes.size() < 2 ? reversed : reversed.map(x -> x.permute(axes).contiguous());
  }

  private static Array read(byte[] npy, DataType type) {
    NDArray stored = NDList.decode(Torch.manager(), npy).get(0);
    NDArray read = stored.toType(type, false);
    if (read != stored) {
      stored.close();
    }
    return Array.adopt(read);
  }

  /** A file with a header of its own, in C order, and the numbers of another. */
  private static byte[] inOrder(String type, String sizes, byte[] npy) {
    String header =
        String.format(
            "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }",
            type, sizes, sizes.isEmpty() || sizes.contains(",") ? "" : ",");
    ByteBuffer old = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    int numbers = npy[6] == 1 ? 10 + old.getChar(8) : 12 + old.getInt(8);
    byte[] words = (header + " ".repeat(246 - header.length() - 1) + "\n").getBytes(ISO_8859_1);
    return ByteBuffer.allocate(10 + words.length + npy.length - numbers)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("\u0093NUMPY\1\0".getBytes(ISO_8859_1))
        .putChar((char) words.length)
        .put(words)
        .put(npy, numbers, npy.length - numbers)
        .array();
  }

  /** The bytes of an {@code .npz} file that holds one array. */
  public static byte[] npz(String name, Array array) {
    return Numbers.read(
        array,
        nd -> {
          // Names mean something to DJL when a program is called: the array itself stays without.
          try (NDArray named = nd.duplicate()) {
            named.setName(name);
            return new NDList(named).encode(NDList.Encoding.NPZ);
          }
        });
  }
}
