package org.symm.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;

/**
 * Named arrays with a few texts in one file, in the safetensors format (version of 2023): the
 * length of the header in eight bytes, the header as JSON, the numbers; all little-endian.
 *
 * @param texts the header's metadata
 * @param arrays the arrays by name
 */
public record Safetensors(Map<String, String> texts, Map<String, Array> arrays) {

  private static final String TEXTS = "__metadata__";
  private static final Map<String, DType> TYPES =
      Map.of("F32", DType.FLOAT32, "F64", DType.FLOAT64, "I64", DType.INT64);
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final long LONGEST_HEADER = 100_000_000;

  /** How the header describes an array. */
  private record Entry(
      String dtype, long[] shape, @SerializedName("data_offsets") long[] offsets) {}

  /** Writes the file; see {@link AtomicFile}. */
  public void write(Path file) {
    var header = new LinkedHashMap<String, Object>();
    header.put(TEXTS, texts);
    long at = 0;
    for (var e : arrays.entrySet()) {
      Array a = e.getValue();
      long from = at;
      at += a.shape().count() * a.dtype().bytes();
      header.put(
          e.getKey(), new Entry(code(a.dtype()), a.shape().toArray(), new long[] {from, at}));
    }
    byte[] json = GSON.toJson(header).getBytes(StandardCharsets.UTF_8);
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
  public static Safetensors read(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < 8) {
        throw wrong(file, size, "it has only " + size + " bytes");
      }
      long length = take(channel, 0, 8).getLong();
      if (length < 2 || length > LONGEST_HEADER) {
        throw wrong(file, size, "it does not start with the length of a header");
      }
      if (length > size - 8) {
        throw wrong(file, size, "its header is cut short");
      }
      var bytes = new byte[(int) length];
      take(channel, 8, bytes.length).get(bytes);
      JsonObject header;
      try {
        header =
            JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
      } catch (JsonParseException | IllegalStateException e) {
        throw wrong(file, size, "its header is not JSON");
      }
      var texts = new LinkedHashMap<String, String>();
      var arrays = new LinkedHashMap<String, Array>();
      for (var e : header.entrySet()) {
        if (!e.getValue().isJsonObject()) {
          throw wrong(file, size, "the entry of \"" + e.getKey() + "\" is " + e.getValue());
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
      Entry entry = GSON.fromJson(o, Entry.class);
      shape = Objects.requireNonNull(entry.shape);
      from = entry.offsets[0];
      to = entry.offsets[1];
      type = Objects.requireNonNull(TYPES.get(entry.dtype));
    } catch (RuntimeException e) {
      throw wrong(file, size, "the entry of \"" + name + "\" is " + o);
    }
    if (from < 0 || to - from != Shape.of(shape).count() * type.bytes()) {
      throw wrong(file, size, "the entry of \"" + name + "\" does not fit its shape");
    }
    if (base + to > size) {
      throw wrong(file, size, "it is cut short at \"" + name + "\"");
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

  private static IllegalArgumentException wrong(Path file, long size, String why) {
    return new IllegalArgumentException(
        file + " is not a complete safetensors file: " + why + " (" + size + " bytes).");
  }
}
