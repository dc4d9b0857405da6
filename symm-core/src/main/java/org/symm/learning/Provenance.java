package org.symm.learning;

import ai.djl.engine.Engine;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.symm.tensor.Torch;

/** Where a run's numbers come from, as texts by name. */
final class Provenance {

  private Provenance() {}

  /**
   * What holds now and here: versions of this library, DJL, libtorch and Java, the system, the
   * device, native threads, the git revision, and the hash of the data.
   */
  static Map<String, String> now(String data) {
    var out = new LinkedHashMap<String, String>();
    out.put("symm", version());
    out.put("DJL", Engine.getDjlVersion());
    out.put("libtorch", Torch.engine().getVersion());
    out.put("JDK", Runtime.version().toString());
    out.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    out.put("device", Torch.device().toString());
    out.put("threads", String.valueOf(Torch.engineThreads()));
    out.put("data", data);
    out.put("code revision", revision(System.getProperty("user.dir")));
    return out;
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

  /**
   * The commit that git has checked out in a folder, with {@code -dirty} where files differ from
   * it; {@code none} where git does not say.
   */
  static String revision(String folder) {
    try {
      String command = "git describe --always --dirty --abbrev=40 --exclude=*";
      Process git =
          new ProcessBuilder(command.split(" "))
              .directory(new File(folder))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "none";
    } catch (IOException e) {
      return "none";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "none";
    }
  }

  /** What differs between named texts, a sentence for each name of the first. */
  static List<String> differences(Map<String, String> before, Map<String, String> now) {
    var out = new ArrayList<String>();
    before.forEach(
        (name, was) -> {
          String is = String.valueOf(now.get(name));
          if (!was.equals(is)) {
            out.add(name + " was " + was + " and is " + is);
          }
        });
    return out;
  }
}
