package org.symm.learning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.symm.tensor.Torch;

/**
 * Where a run's numbers come from.
 *
 * @param symm version of this library
 * @param djl version of DJL
 * @param libtorch version of libtorch
 * @param jdk version of Java
 * @param system operating system and processor
 * @param device where the numbers were computed
 * @param threads native threads
 * @param data SHA-256 of training, validation and test data
 * @param revision git commit of the working folder
 */
public record Provenance(
    String symm,
    String djl,
    String libtorch,
    String jdk,
    String system,
    String device,
    int threads,
    String data,
    String revision) {

  /** That of a run made now, here, with such data. */
  static Provenance now(String data) {
    return new Provenance(
        version(),
        Torch.djlVersion(),
        Torch.version(),
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Torch.deviceName(),
        Torch.engineThreads(),
        data,
        Revision.of(Path.of(System.getProperty("user.dir"))));
  }

  private static String version() {
    String file = "/META-INF/maven/org.symm/symm-core/pom.properties";
    try (InputStream in = Provenance.class.getResourceAsStream(file)) {
      var p = new Properties();
      if (in != null) {
        p.load(in);
      }
      return p.getProperty("version", "development");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** What differs from another, a sentence each. */
  List<String> differences(Provenance other) {
    var out = new ArrayList<String>();
    compare(out, "symm", symm, other.symm);
    compare(out, "DJL", djl, other.djl);
    compare(out, "libtorch", libtorch, other.libtorch);
    compare(out, "JDK", jdk, other.jdk);
    compare(out, "system", system, other.system);
    compare(out, "device", device, other.device);
    compare(out, "threads", String.valueOf(threads), String.valueOf(other.threads));
    compare(out, "data", data, other.data);
    compare(out, "code revision", revision, other.revision);
    return out;
  }

  static void compare(List<String> into, String what, Object before, Object now) {
    if (!before.equals(now)) {
      into.add(what + " was " + before + " and is " + now);
    }
  }
}
