package org.symm.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.symm.learning.AtomicFile;

/**
 * NumPy's files: {@code .npy} (one array) and {@code .npz} (named arrays in a zip file). Entries
 * are float64, float32 or int64, little-endian, in C order; versions 1 to 3 of the format are read,
 * version 1 is written.
 *
 * <p>Source: NumPy, {@code numpy.lib.format}, NEP 1.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  private Npy() {}

  /**
   * The array of an {@code .npy} file.
   *
   * @throws IllegalArgumentException if the file is damaged or holds another type or order
   * @throws UncheckedIOException if it cannot be read
   */
  public static NumpyArray read(Path file) {
    try {
      return decode(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e, e);
    }
  }

  /**
   * The arrays of an {@code .npz} file by name, in the order of the file.
   *
   * @throws IllegalArgumentException if an array is damaged or of another type or order
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Map<String, NumpyArray> readAll(Path file) {
    Map<String, NumpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        arrays.put(name, decode(bytes, file + ", array " + name));
      }
      return arrays;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e, e);
    }
  }

  /** Writes {@code array} to an {@code .npy} file: the whole file appears, or none of it. */
  public static void write(Path file, NumpyArray array) {
    AtomicFile.write(file, encode(array));
  }

  /** Writes named arrays to an {@code .npz} file: the whole file appears, or none of it. */
  public static void writeAll(Path file, Map<String, NumpyArray> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, NumpyArray> named : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(named.getKey() + ".npy");
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(encode(named.getValue()));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFile.write(file, bytes.toByteArray());
  }

  /** The bytes of {@code array} in the {@code .npy} format. */
  static byte[] encode(NumpyArray array) {
    int[] shape = array.shape();
    String type =
        switch (array.type()) {
          case "float64" -> "<f8";
          case "float32" -> "<f4";
          default -> "<i8";
        };
    String lengths =
        Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + lengths + ", }";
    int unpadded = MAGIC.length + 4 + header.length() + 1;
    header += " ".repeat((64 - unpadded % 64) % 64) + "\n";
    int width = type.equals("<f4") ? 4 : 8;
    int start = MAGIC.length + 4 + header.length();
    ByteBuffer out =
        ByteBuffer.allocate(Math.addExact(start, Math.multiplyExact(array.size(), width)))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
    out.put(header.getBytes(StandardCharsets.US_ASCII));
    switch (type) {
      case "<f8" -> out.asDoubleBuffer().put(array.float64());
      case "<f4" -> out.asFloatBuffer().put(array.float32());
      default -> out.asLongBuffer().put(array.int64());
    }
    return out.array();
  }

  /** The array in {@code bytes}; {@code source} names it in error messages. */
  static NumpyArray decode(byte[] bytes, String source) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw damaged(source, "it does not start as an .npy file");
    }
    int version = bytes[6];
    in.position(8);
    int length = version == 1 ? Short.toUnsignedInt(in.getShort()) : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw damaged(source, "it ends inside its header");
    }
    String header = new String(bytes, in.position(), length, StandardCharsets.ISO_8859_1);
    in.position(in.position() + length);
    String type = field(TYPE, header, source);
    int[] shape =
        Arrays.stream(field(SHAPE, header, source).split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    int size = NumpyArray.size(shape);
    if (field(ORDER, header, source).equals("True") && shape.length > 1) {
      throw damaged(source, "it is in Fortran order; write it with numpy.ascontiguousarray");
    }
    int width =
        switch (type) {
          case "<f8", "<i8" -> 8;
          case "<f4" -> 4;
          default -> throw damaged(source, "its type is " + type + ", not <f8, <f4 or <i8");
        };
    if (in.remaining() != (long) size * width) {
      throw damaged(
          source,
          "it has "
              + in.remaining()
              + " bytes of entries where "
              + Arrays.toString(shape)
              + " of "
              + type
              + " needs "
              + (long) size * width);
    }
    switch (type) {
      case "<f8" -> {
        double[] out = new double[size];
        in.asDoubleBuffer().get(out);
        return NumpyArray.of(out, shape);
      }
      case "<f4" -> {
        float[] out = new float[size];
        in.asFloatBuffer().get(out);
        return NumpyArray.of(out, shape);
      }
      default -> {
        long[] out = new long[size];
        in.asLongBuffer().get(out);
        return NumpyArray.of(out, shape);
      }
    }
  }

  private static String field(Pattern pattern, String header, String source) {
    Matcher found = pattern.matcher(header);
    if (!found.find()) {
      throw damaged(source, "its header is " + header.strip());
    }
    return found.group(1);
  }

  private static IllegalArgumentException damaged(String source, String why) {
    return new IllegalArgumentException("Cannot read " + source + ": " + why + ".");
  }
}
