package org.symm.experiments.graphs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symm.data.graphs.AllGraphs;
import org.symm.data.graphs.ColourRefinement;
import org.symm.data.graphs.Graph6;
import org.symm.data.graphs.PaddedGraphs;
import org.symm.data.graphs.SimpleGraph;
import org.symm.experiments.Experiments;
import org.symm.experiments.command.UsageException;
import org.symm.experiments.graphs.Graphs.Backbone;
import org.symm.experiments.graphs.Graphs.Model;
import org.symm.kernels.Kernel;

class GraphsTest {

  private static Graphs setting(GraphTask task, Model model, Backbone backbone) {
    return new Graphs(task, model, backbone, model == Model.AVERAGE ? 10 : 1, 1, 0.01);
  }

  /** Of each class of colours after four rounds the graphs, where there are several. */
  private static List<SimpleGraph> alike() {
    List<SimpleGraph> all = AllGraphs.connected(7);
    Map<List<Integer>, List<SimpleGraph>> classes = new HashMap<>();
    List<int[]> colours = ColourRefinement.of(all, null, 4);
    for (int i = 0; i < all.size(); i++) {
      var key = Arrays.stream(colours.get(i)).sorted().boxed().toList();
      classes.computeIfAbsent(key, k -> new ArrayList<>()).add(all.get(i));
    }
    return classes.values().stream().filter(c -> c.size() > 1).flatMap(List::stream).toList();
  }

  /** Published counts: Puny et al. 2022, Kim et al. 2023, by the shapes of their code. */
  @Test
  void parametersAreAsManyAsPublished() {
    assertEquals(
        17_226, setting(GraphTask.GRAPH8C, Model.NONE, Backbone.MLP).network().parameterCount());
    assertEquals(
        9_677, setting(GraphTask.GRAPH8C, Model.NONE, Backbone.GIN_ID).network().parameterCount());
    assertEquals(
        25_456_650, setting(GraphTask.EXP, Model.NONE, Backbone.MLP).network().parameterCount());
    assertEquals(
        25_456_661,
        setting(GraphTask.EXP_CLASSIFY, Model.NONE, Backbone.MLP).network().parameterCount());
    assertEquals(
        13_272,
        setting(GraphTask.EXP_CLASSIFY, Model.NONE, Backbone.GIN_ID).network().parameterCount());
    // 22,022 with a layer of 192 numbers that is declared there and not used.
    assertEquals(
        22_022 - 192,
        setting(GraphTask.EXP, Model.PROBABILISTIC, Backbone.MLP).scores().parameterCount());
  }

  /** A graph network tells apart no graphs of equal colours; symmetrised networks do. */
  @ParameterizedTest
  @EnumSource(Model.class)
  void whatColoursLeaveIsSeparated(Model model) {
    List<SimpleGraph> graphs = alike();
    long pairs = ColourRefinement.equalPairs(graphs, null, 4);
    assertTrue(pairs > 3, "pairs " + pairs);
    PaddedGraphs rows = PaddedGraphs.of(graphs, null, 8);
    Backbone backbone = model == Model.NONE ? Backbone.GIN : Backbone.MLP;
    Graphs s = setting(GraphTask.GRAPH8C, model, backbone);
    Kernel f = s.mean(s.symmetrised());
    Unseparated left = Unseparated.all(1e-3);
    for (int seed = 0; seed < 3; seed++) {
      f.init(seed);
      left = left.after(f.run(seed, rows.arrays()).get(0));
    }
    assertEquals(model == Model.NONE ? pairs : 0, left.count());
  }

  @Test
  void theSymmetrisedModelIsInvariantAndThePlainOneIsNot() {
    for (Backbone b : List.of(Backbone.MLP, Backbone.GIN_ID)) {
      Graphs s = setting(GraphTask.GRAPH8C, Model.PROBABILISTIC, b);
      assertTrue(certify(s.symmetrised(), s.group(), 1).holds());
      assertTrue(!certify(s.network(), s.group(), 1).holds());
    }
    Graphs gin = setting(GraphTask.GRAPH8C, Model.NONE, Backbone.GIN);
    assertTrue(certify(gin.symmetrised(), gin.group(), 1).holds());
  }

  /** Two graphs and their relabellings, with labels: what a step of learning needs is there. */
  @Test
  void labelsAreLearned() {
    List<SimpleGraph> graphs = new ArrayList<>();
    int[] labels = new int[1200];
    SimpleGraph one = SimpleGraph.cycle(6);
    SimpleGraph other = SimpleGraph.of(6, 0, 1, 1, 2, 0, 2, 3, 4, 4, 5, 3, 5);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 2;
      int k = i % 6;
      graphs.add(
          (i % 2 == 0 ? one : other)
              .relabelled(k, (k + 1) % 6, (k + 2) % 6, (k + 3) % 6, (k + 4) % 6, (k + 5) % 6));
    }
    Graphs s = new Graphs(GraphTask.EXP_CLASSIFY, Model.CANONICAL, Backbone.GIN_ID, 1, 1, 0.01);
    var set = new GraphTask.GraphSet(graphs, null, labels, new int[0][]);
    var run = s.experiment(s.mean(s.symmetrised()), set, s.rows(set), 1, 0).train();
    assertEquals(8, run.steps());
    var epoch = run.history().get(0);
    assertTrue(epoch.training() > 0 && epoch.training() < 2, "" + epoch);
    assertTrue(epoch.terms().get("entropy") > 0, "" + epoch);
  }

  @Test
  void filesAreAskedForAndNamed(@TempDir Path folder) throws IOException {
    assertTrue(refused("--task exp").contains("GRAPHSAT.pkl"));
    assertTrue(refused("--task sr25").contains("sr251256.g6"));
    assertTrue(refused("--task csl --file x").contains("leave --file out"));
    assertTrue(refused("--task csl --checkpoint x").contains("leave --checkpoint out"));
    Path file = folder.resolve("pairs.tsv");
    String a = Graph6.text(SimpleGraph.cycle(6));
    String b = Graph6.text(SimpleGraph.of(6, 0, 1, 1, 2, 0, 2, 3, 4, 4, 5, 3, 5));
    Files.writeString(file, "id\tcategory\ta\tb\n0\tbasic\t" + a + "\t" + b + "\n");
    var set = GraphTask.BREC.load(file);
    assertEquals(1, set.pairs().length);
    assertEquals(2, set.graphs().size());
  }

  private static String refused(String arguments) {
    return assertThrows(
            UsageException.class, () -> Experiments.run("graphs", List.of(arguments.split(" "))))
        .getMessage();
  }
}
