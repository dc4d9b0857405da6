package org.symm.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.experiments.command.Json;
import org.symm.experiments.command.UsageException;

class StudyTest {

  private static String refused(String arguments) {
    return assertThrows(
            UsageException.class, () -> Experiments.run("markov", List.of(arguments.split(" "))))
        .getMessage();
  }

  @Test
  void wrongArgumentsAreSaidBeforeAnythingRuns(@TempDir Path folder) throws IOException {
    String results = " --results " + folder.resolve("study");
    assertTrue(refused("--over dim=4,8").contains("needs --results"));
    assertTrue(refused("--over dim" + results).contains("as --over dim=4,8, not dim"));
    assertTrue(refused("--over dim=4,many" + results).contains("not many"));
    assertTrue(refused("--over size=4" + results).contains("unknown option --size"));
    assertTrue(refused("--over task=cov,sum" + results).contains("not sum"));
    assertTrue(refused("--over dim=4 --over dim=8" + results).contains("given once"));
    assertTrue(refused("--over dim=4 --dim 8" + results).contains("given twice"));
    assertTrue(refused("--over seed=0,1" + results).contains("--seeds and --seed"));
    assertTrue(refused("--over dim=4 --seeds 0" + results).contains("at least 1, not 0"));
    assertTrue(refused("--json" + results).contains("leave --json out"));
    assertTrue(
        assertThrows(UsageException.class, () -> Study.of("makrov"))
            .getMessage()
            .contains("nbody"));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void theListOfRunsIsTheGridInOrder() {
    Study s =
        Study.of("markov").over("task", "cov", "inv").over("dim", 4, 8).with("seed", 5).seeds(2);
    assertEquals(8, s.runs().size());
    assertEquals("task=cov,dim=4,seed=5", s.runs().get(0).name());
    assertEquals("task=cov,dim=4,seed=6", s.runs().get(1).name());
    assertEquals("task=inv,dim=8,seed=6", s.runs().get(7).name());
    assertEquals(1, Study.of("nbody").runs().size());
  }

  /** Processes; made again, results are found and nothing runs; more values run what is new. */
  @Test
  void aStudyGoesOnWhereItWas(@TempDir Path folder) throws IOException {
    String all =
        "--over model=none,haar --steps 20 --test-samples 3 --task expm --results " + folder;
    String first = all + " --over dim=2";
    assertEquals(0, Experiments.run("markov", List.of(first.split(" "))));
    Path one = folder.resolve("model=haar,dim=2,seed=0.json");
    var result = JsonParser.parseString(Files.readString(one)).getAsJsonObject();
    assertEquals(2, result.get("dim").getAsInt());
    double loss = result.get("test_loss").getAsDouble();
    assertTrue(loss > 0 && loss < 2, result.toString());
    assertTrue(Files.size(folder.resolve("figure.png")) > 1000);

    result.addProperty("test_loss", 7.25); // to see that it is not run again
    Files.writeString(one, result.toString());
    String more = all + " --over dim=2,3";
    assertEquals(0, Experiments.run("markov", List.of(more.split(" "))));
    String table = Files.readString(folder.resolve("results.md"));
    assertTrue(table.contains("| dim | none | haar |"), table);
    assertTrue(table.contains("| 7.250 |"), table);
    try (var files = Files.list(folder)) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertEquals(4, names.stream().filter(n -> n.matches(".*seed=0\\.json")).count());
      assertFalse(
          names.stream().anyMatch(n -> n.matches(".*\\.(log|out|safetensors)")), "" + names);
    }
    List<String> list = Files.readAllLines(folder.resolve("runs.tsv"));
    assertEquals(4, list.size());
    assertEquals(
        "model=none,dim=2,seed=0\tmarkov --steps 20 --test-samples 3 --task expm --model none"
            + " --dim 2 --seed 0",
        list.get(0));
    try (var csv =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(Files.readString(folder.resolve("results.csv"))))) {
      var rows = csv.getRecords();
      assertEquals(4, rows.size());
      assertEquals("haar", rows.get(2).get("model"));
      assertEquals("7.25", rows.get(2).get("test_loss"));
    }
    var json = JsonParser.parseString(Files.readString(folder.resolve("results.json")));
    assertEquals(
        7.25, json.getAsJsonArray().get(2).getAsJsonObject().get("test_loss").getAsDouble());

    // Results of other settings are not passed off as those of this study.
    assertTrue(refused(more.replace("steps 20", "steps 30")).contains("another study"));
    assertTrue(refused(all + " --over lr=0.1").contains("another study"));
  }

  @Test
  void aRunThatFailsIsNamedAndKeepsItsLog(@TempDir Path folder) throws IOException {
    String cache = System.getProperty("symm.cache.dir");
    Study s = Study.of("nbody").over("train", 100, 5000).with("epochs", 1).with("model", "none");
    assertEquals(1, s.with("backbone", "deepsets").run(folder, 2));
    assertTrue(
        Files.readString(folder.resolve("train=5000,seed=0.log"))
            .contains("--train takes at most"));
    assertTrue(Files.exists(folder.resolve("train=100,seed=0.json")), "cache " + cache);
    assertTrue(Files.readString(folder.resolve("results.md")).startsWith("test_mse"));
  }

  private static StudyResults results(int seeds, List<String> axes, String... rows) {
    var all = new ArrayList<StudyResults.Row>();
    for (String r : rows) {
      String[] cells = r.split(" ");
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < axes.size(); i++) {
        values.put(axes.get(i), cells[i]);
      }
      values.put("seed", cells[axes.size()]);
      String json = "{\"loss\": " + cells[axes.size() + 1] + "}";
      all.add(StudyResults.Row.of(values, Path.of("a file"), json));
    }
    return new StudyResults(axes, List.of("loss", "time"), seeds, all);
  }

  /** 1, 2 and 6: mean 3, variance (4 + 1 + 9)/2 = 7, standard error √(7/3) = 1.528. */
  @Test
  void tablesHaveMeansAndStandardErrors() {
    var axes = List.of("model", "dim");
    String table =
        results(
                3,
                axes,
                "a 4 0 1",
                "a 4 1 2",
                "a 4 2 6",
                "b 4 0 0.5",
                "b 4 1 0.5",
                "a 8 0 \"holds\"")
            .tables();
    assertEquals(
        """
        loss, mean ± standard error of 3 seeds

        | dim | a | b |
        |---|---|---|
        | 4 | 3.000 ± 1.5 | 0.5000 ± 0.0 (2 of 3) |
        | 8 | holds (1 of 3) |  |
        """,
        table);
    assertEquals("loss\n\n| loss |\n|---|\n| 2.500 |\n", results(1, List.of(), "0 2.5").tables());
  }

  /** JSON has no infinite numbers: they are texts, in tables but in no figure. */
  @Test
  void whatIsNotFiniteIsLeftOutOfFigures() {
    String json = Json.GSON.toJson(Map.of("loss", Double.NaN));
    assertEquals("{\"loss\":\"NaN\"}", json);
    var axes = List.of("task", "dim", "model");
    var some = results(1, axes, "cov 4 a 0 \"NaN\"", "cov 8 a 0 0.5", "inv 4 b 0 \"Infinity\"");
    assertTrue(some.tables().contains("| cov | 4 | NaN |"), some.tables());
    assertTrue(some.figure().orElseThrow().png().length > 1000);
    assertEquals(Optional.empty(), results(1, axes, "cov 4 a 0 \"NaN\"").figure());
    assertTrue(results(2, List.of("model"), "a 0 1", "a 1 2", "b 0 4").figure().isPresent());
    assertTrue(results(1, List.of("dim"), "4 0 1").figure().isPresent());
    assertEquals(Optional.empty(), results(1, List.of(), "0 1").figure());
  }

  @Test
  void aFileThatIsNoResultIsNamed() {
    for (String text : List.of("nothing was printed", "[1, 2]", "")) {
      String said =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> StudyResults.Row.of(Map.of(), Path.of("x.json"), text))
              .getMessage();
      assertTrue(said.contains("x.json") && said.contains("delete it"), said);
    }
  }
}
