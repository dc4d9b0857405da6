package org.symm.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The zip that libtorch loads: a module class with one method, no weights. */
public final class Archive {

  /** A protocol-2 pickle of the object {@code __torch__.Ops {training: True}}. */
  private static final String OBJECT =
      "\200\2c__torch__\nOps\nq\0)\201}(X\10\0\0\0trainingq\1\210ubq\2.";

  /** The pickle of no constants. */
  private static final String NOTHING = "\200\2).";

  private static final String HEAD =
      "class Ops(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

  /** Lines of the code file before the method. */
  static final int HEAD_LINES = 4;

  /**
   * The file format of libtorch 2; under an older number it replaces division and others by slower
   * functions with their former meaning.
   */
  private static final String VERSION = "10\n";

  private Archive() {}

  /** The bytes of a TorchScript archive whose forward method is this text. */
  public static byte[] of(String method) {
    var bytes = new ByteArrayOutputStream(method.length() + 2048);
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, "data.pkl", bytes(OBJECT));
      put(zip, "code/__torch__.py", (HEAD + method).getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", bytes(NOTHING));
      put(zip, "version", bytes(VERSION));
      put(zip, "byteorder", bytes("little"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    var entry = new ZipEntry("ops/" + name);
    var crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] bytes(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }
}
