package org.symm.learning;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

/**
 * Named arrays with a few texts in one file, in the safetensors format (version of 2023): the
 * length of the header in eight bytes, the header as JSON, the numbers; all little-endian.
 *
 * @param texts the header's metadata
 * @param arrays the arrays by name
 */
record Safetensors(Map<String, String> texts, Map<String, Array> arrays) {

  private static final String TEXTS = "__metadata__";
  private static final Map<String, DType> TYPES =
      Map.of("F32", DType.FLOAT32, "F64", DType.FLOAT64, "I64", DType.INT64);
  private static final long LONGEST_HEADER = 100_000_000;

  /** Writes the file; see {@link AtomicFile}. */
  void write(Path file) {
    var header = new JsonObject();
    var meta = new JsonObject();
    texts.forEach(meta::addProperty);
    header.add(TEXTS, meta);
    long at = 0;
    for (var e : arrays.entrySet()) {
      Array a = e.getValue();
      var shape = new JsonArray();
      a.shape().sizes().forEach(shape::add);
      var offsets = new JsonArray();
      offsets.add(at);
      at += a.shape().count() * a.dtype().bytes();
      offsets.add(at);
      var entry = new JsonObject();
      entry.addProperty("dtype", code(a.dtype()));
      entry.add("shape", shape);
      entry.add("data_offsets", offsets);
      header.add(e.getKey(), entry);
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(padded.length).flip();
    AtomicFile.write(
        file,
        channel -> {
          AtomicFile.all(channel, length);
          AtomicFile.all(channel, ByteBuffer.wrap(padded));
          for (Array a : arrays.values()) {
            AtomicFile.all(channel, a.bytes());
          }
        });
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is not such a file or is cut short
   */
  static Safetensors read(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < 8) {
        throw wrong(file, "it has only " + size + " bytes");
      }
      long length = take(channel, 0, 8).getLong();
      if (length < 2 || length > LONGEST_HEADER) {
        throw wrong(file, "it does not start with the length of a header");
      }
      if (length > size - 8) {
        throw wrong(file, "its header is cut short");
      }
      var bytes = new byte[(int) length];
      take(channel, 8, bytes.length).get(bytes);
      JsonObject header;
      try {
        header =
            JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
      } catch (JsonParseException | IllegalStateException e) {
        throw wrong(file, "its header is not JSON");
      }
      var texts = new LinkedHashMap<String, String>();
      var arrays = new LinkedHashMap<String, Array>();
      for (var e : header.entrySet()) {
        if (!e.getValue().isJsonObject()) {
          throw wrong(file, "the entry of \"" + e.getKey() + "\" is " + e.getValue());
        }
        var o = e.getValue().getAsJsonObject();
        if (e.getKey().equals(TEXTS)) {
          o.entrySet().forEach(t -> texts.put(t.getKey(), t.getValue().getAsString()));
        } else {
          arrays.put(e.getKey(), array(file, channel, 8 + length, size, e.getKey(), o));
        }
      }
      return new Safetensors(texts, arrays);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e, e);
    }
  }

  private static Array array(
      Path file, FileChannel channel, long base, long size, String name, JsonObject o)
      throws IOException {
    long[] shape;
    long from;
    long to;
    DType type;
    try {
      shape = o.getAsJsonArray("shape").asList().stream().mapToLong(s -> s.getAsLong()).toArray();
      from = o.getAsJsonArray("data_offsets").get(0).getAsLong();
      to = o.getAsJsonArray("data_offsets").get(1).getAsLong();
      type = Objects.requireNonNull(TYPES.get(o.get("dtype").getAsString()));
    } catch (RuntimeException e) {
      throw wrong(file, "the entry of \"" + name + "\" is " + o);
    }
    if (from < 0 || to - from != Shape.of(shape).count() * type.bytes()) {
      throw wrong(file, "the entry of \"" + name + "\" does not fit its shape");
    }
    if (base + to > size) {
      throw wrong(file, "it is cut short at \"" + name + "\"");
    }
    return Array.of(take(channel, base + from, Math.toIntExact(to - from)), type, shape);
  }

  private static ByteBuffer take(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (b.hasRemaining() && channel.read(b, at + b.position()) > 0) {}
    return b.flip();
  }

  private static String code(DType type) {
    return TYPES.entrySet().stream()
        .filter(e -> e.getValue() == type)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("arrays of " + type + " are not saved"));
  }

  private static IllegalArgumentException wrong(Path file, String why) {
    return new IllegalArgumentException(
        file + " is not a complete safetensors file: " + why + " (" + length(file) + " bytes).");
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }
}
