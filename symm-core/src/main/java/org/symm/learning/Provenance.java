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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symm.engine.Torch;

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

  /** What may differ between the parts of one training, as it goes on. */
  private static final List<String> FREE = List.of("epochs", "seconds", "patience", "tested");

  private static final Pattern DATA = Pattern.compile("(.*) (\\S+) (\\S+)");
  private static final Pattern BETWEEN = Pattern.compile(", (?=\\D)");

  /** What makes a run one of another experiment: each thing once, and of lists what differs. */
  static List<String> others(Run run, Map<String, String> configuration, String data) {
    var was = facts(run.configuration(), run.provenance().get("data"));
    var is = facts(configuration, data);
    if (!was.get("model").equals(is.get("model"))) {
      was.remove("parameters");
    }
    var before = new ArrayList<>(List.of(BETWEEN.split(was.getOrDefault("parameters", ""))));
    var now = new ArrayList<>(List.of(BETWEEN.split(is.get("parameters"))));
    var both = Set.copyOf(before).stream().filter(now::contains).toList();
    was.computeIfPresent("parameters", (k, all) -> rest(before, both));
    is.put("parameters", rest(now, both));
    return differences(was, is);
  }

  private static String rest(List<String> all, List<String> without) {
    var out = new ArrayList<>(all);
    out.removeAll(without);
    return out.isEmpty() ? "none but those" : String.join(", ", out);
  }

  private static Map<String, String> facts(Map<String, String> configuration, String data) {
    var out = new LinkedHashMap<>(configuration);
    out.keySet().removeAll(FREE);
    Settings.LATER.forEach(out::putIfAbsent);
    if (out.get("evaluation").equals(out.get("model"))) {
      out.put("evaluation", "the model");
    }
    Matcher hashes = DATA.matcher(data);
    if (hashes.matches()) {
      out.put("training data", brief(hashes.group(1)));
      out.put("validation data", brief(hashes.group(2)));
      out.put("test data", brief(hashes.group(3)));
    }
    return out;
  }

  /** The beginning of a hash, which is as good as all of it to a person. */
  private static String brief(String hash) {
    return hash.matches("[0-9a-f]{64}") ? hash.substring(0, 12) + "…" : hash;
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
