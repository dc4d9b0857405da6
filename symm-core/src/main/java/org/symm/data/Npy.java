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
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

/**
 * NumPy's files: {@code .npy} (one array) and {@code .npz} (named arrays in a zip file). Entries
 * are float64, float32 or int64, little-endian, in C order; versions 1 to 3 of the format are read,
 * version 1 is written.
 *
 * <p>Source: NumPy, {@code numpy.lib.format}, NEP 1.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Map<String, DType> TYPES =
      Map.of("<f8", DType.FLOAT64, "<f4", DType.FLOAT32, "<i8", DType.INT64);
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
  public static Array read(Path file) {
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
  public static Map<String, Array> readAll(Path file) {
    Map<String, Array> arrays = new LinkedHashMap<>();
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
  public static void write(Path file, Array array) {
    AtomicFile.write(file, encode(array));
  }

  /** Writes named arrays to an {@code .npz} file: the whole file appears, or none of it. */
  public static void writeAll(Path file, Map<String, Array> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, Array> named : arrays.entrySet()) {
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
  static byte[] encode(Array array) {
    String type =
        TYPES.entrySet().stream()
            .filter(e -> e.getValue() == array.dtype())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("arrays of " + array.dtype() + " are not kept"));
    var sizes = array.shape().sizes();
    String end = sizes.size() == 1 ? ",)" : ")";
    String lengths = sizes.stream().map(n -> "" + n).collect(Collectors.joining(", ", "(", end));
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + lengths + ", }";
    int unpadded = MAGIC.length + 4 + header.length() + 1;
    header += " ".repeat((64 - unpadded % 64) % 64) + "\n";
    ByteBuffer numbers = array.bytes();
    int start = MAGIC.length + 4 + header.length();
    ByteBuffer out =
        ByteBuffer.allocate(Math.addExact(start, numbers.remaining()))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
    out.put(header.getBytes(StandardCharsets.US_ASCII)).put(numbers);
    return out.array();
  }

  /** The array in {@code bytes}; {@code source} names it in error messages. */
  static Array decode(byte[] bytes, String source) {
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
    String name = field(TYPE, header, source);
    DType type = TYPES.get(name);
    if (type == null) {
      throw damaged(source, "its type is " + name + ", not one of " + TYPES.keySet());
    }
    long[] sizes =
        Arrays.stream(field(SHAPE, header, source).split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    if (field(ORDER, header, source).equals("True") && sizes.length > 1) {
      throw damaged(source, "it is in Fortran order; write it with numpy.ascontiguousarray");
    }
    long needed = Shape.of(sizes).count() * type.bytes();
    if (in.remaining() != needed) {
      throw damaged(
          source,
          String.format(
              "it has %d bytes of entries where %s of %s needs %d",
              in.remaining(), Arrays.toString(sizes), name, needed));
    }
    return Array.of(in, type, sizes);
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
