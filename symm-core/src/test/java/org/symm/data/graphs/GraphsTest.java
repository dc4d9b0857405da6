package org.symm.data.graphs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphsTest {

  private static final Random RANDOM = new Random(7);

  /** Published files that lie beside the project where it is developed. */
  private static Path file(String name) {
    for (String up : List.of("..", "../..", "../../..")) {
      Path p = Path.of(up, "shared", "data", "graphs", name);
      if (Files.exists(p)) {
        return p;
      }
    }
    Assumptions.abort(name + " is not there");
    throw new AssertionError();
  }

  private static int[] permutation(int n) {
    var p = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    Collections.shuffle(p, RANDOM);
    return p.stream().mapToInt(i -> i).toArray();
  }

  private static SimpleGraph random(int n, double share) {
    int[] ends =
        IntStream.range(0, n)
            .boxed()
            .flatMap(j -> IntStream.range(0, j).mapToObj(i -> new int[] {i, j}))
            .filter(e -> RANDOM.nextDouble() < share)
            .flatMapToInt(Arrays::stream)
            .toArray();
    return SimpleGraph.of(n, ends);
  }

  @Test
  void edgesAreAsGiven() {
    SimpleGraph path = SimpleGraph.of(4, 0, 1, 2, 1, 2, 3);
    assertTrue(path.has(1, 2) && path.has(2, 1) && !path.has(0, 2) && !path.has(1, 1));
    assertArrayEquals(new int[] {0, 2}, path.neighbours(1));
    assertEquals(3, path.edges());
    assertEquals("4 nodes, 3 edges: 0–1 1–2 2–3", path.toString());
    assertTrue(path.isConnected());
    assertFalse(SimpleGraph.of(4, 0, 1, 2, 3).isConnected());
    assertEquals(SimpleGraph.of(4, 3, 1, 1, 0, 0, 2), path.relabelled(3, 1, 0, 2));
    assertEquals(12, SimpleGraph.grid(3, 3).edges());
    assertEquals(5, SimpleGraph.star(6).degree(0));
    for (int[] wrong : List.of(new int[] {0, 4}, new int[] {1, 1}, new int[] {0})) {
      assertThrows(IllegalArgumentException.class, () -> SimpleGraph.of(4, wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> path.relabelled(0, 1, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> SimpleGraph.circularSkipLink(41, 1));
  }

  @Test
  void graph6IsReadAsWritten() {
    // The example of nauty's formats.txt: 5 nodes, edges 0–2, 0–4, 1–3, 3–4.
    assertEquals(SimpleGraph.of(5, 0, 2, 0, 4, 1, 3, 3, 4), Graph6.parse("DQc"));
    assertEquals("DQc", Graph6.text(Graph6.parse(">>graph6<<DQc\n")));
    for (int n : new int[] {1, 2, 7, 62, 63, 64, 200}) {
      SimpleGraph g = random(n, 0.3);
      assertEquals(g, Graph6.parse(Graph6.text(g)));
    }
    for (String wrong : List.of("", "D", "DQcc", ":DQc", "&DQc", "D Q", "~??", "?")) {
      String said =
          assertThrows(IllegalArgumentException.class, () -> Graph6.parse(wrong)).getMessage();
      assertTrue(said.contains("is not a graph in graph6"), said);
    }
  }

  @Test
  void canonicalFormsAreThoseOfTheClass() {
    for (int i = 0; i < 200; i++) {
      SimpleGraph g = random(3 + i % 8, 0.2 + 0.6 * (i % 5) / 4);
      SimpleGraph form = CanonicalForm.of(g);
      assertEquals(form, CanonicalForm.of(g.relabelled(permutation(g.n()))));
      assertEquals(g.edges(), form.edges());
      assertEquals(form, CanonicalForm.of(form));
    }
    // Two triangles and a hexagon: alike for colour refinement.
    SimpleGraph triangles = SimpleGraph.of(6, 0, 1, 1, 2, 0, 2, 3, 4, 4, 5, 3, 5);
    assertNotEquals(CanonicalForm.of(SimpleGraph.cycle(6)), CanonicalForm.of(triangles));
    assertEquals(
        1, ColourRefinement.equalPairs(List.of(SimpleGraph.cycle(6), triangles), null, 10));
  }

  @Test
  void orbitsAreThoseOfTheAutomorphisms() {
    assertArrayEquals(new int[7], CanonicalForm.orbits(SimpleGraph.cycle(7)));
    assertArrayEquals(new int[] {0, 1, 1, 1, 1, 1, 1}, CanonicalForm.orbits(SimpleGraph.star(7)));
    // A square grid under D(4): corners, their neighbours, middles of sides, …
    assertArrayEquals(
        new int[] {0, 1, 2, 1, 0, 1, 6, 7, 6, 1, 2, 7, 12, 7, 2, 1, 6, 7, 6, 1, 0, 1, 2, 1, 0},
        CanonicalForm.orbits(SimpleGraph.grid(5, 5)));
    // The smallest asymmetric tree: 7 nodes.
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 4, 5, 6},
        CanonicalForm.orbits(SimpleGraph.of(7, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 2, 6)));
  }

  /** OEIS A000088 and A001349. */
  @Test
  void thereAreAsManyGraphsAsKnown() {
    int[] all = {1, 2, 4, 11, 34, 156, 1044};
    int[] connected = {1, 1, 2, 6, 21, 112, 853};
    for (int n = 1; n <= 7; n++) {
      assertEquals(all[n - 1], AllGraphs.of(n).size());
      assertEquals(connected[n - 1], AllGraphs.connected(n).size());
    }
    assertThrows(IllegalArgumentException.class, () -> AllGraphs.of(9));
  }

  /** The 11,117 of GRAPH8c, and the pairs that colour refinement leaves. */
  @Test
  void connectedGraphsOfEightNodesAreThoseOfTheFile() {
    List<SimpleGraph> all = AllGraphs.connected(8);
    assertEquals(11_117, all.size());
    assertEquals(478, ColourRefinement.equalPairs(all, null, 3));
    assertEquals(320, ColourRefinement.equalPairs(all, null, 4));
    assertEquals(312, ColourRefinement.equalPairs(all, null, 8));
    var given = new HashSet<SimpleGraph>();
    Graph6.read(file("graph8c.g6")).forEach(g -> given.add(CanonicalForm.of(g)));
    assertEquals(new HashSet<>(all), given);
  }

  @Test
  void circularSkipLinksAreThoseOfTheFile() {
    List<SimpleGraph> given = Graph6.read(file("csl41.g6"));
    int[] skips = {2, 3, 4, 5, 6, 9, 11, 12, 13, 16};
    for (int i = 0; i < skips.length; i++) {
      assertEquals(given.get(i), SimpleGraph.circularSkipLink(41, skips[i]));
    }
    assertEquals(10, given.stream().map(CanonicalForm::of).distinct().count());
  }

  @Test
  void stronglyRegularGraphsAreAlikeForColoursOnly() {
    List<SimpleGraph> given = Graph6.read(file("sr25.g6"));
    assertEquals(15, given.stream().map(CanonicalForm::of).distinct().count());
    assertEquals(15 * 14 / 2, ColourRefinement.equalPairs(given, null, 25));
  }

  @Test
  void expGraphsArePairsOfEqualColours() {
    List<GraphFiles.Labelled> given = GraphFiles.labelled(file("exp.jsonl"));
    assertEquals(1200, given.size());
    for (int k = 0; k < 600; k++) {
      var a = given.get(2 * k);
      var b = given.get(2 * k + 1);
      assertEquals(1, a.label() + b.label());
      var both = List.of(a.graph(), b.graph());
      assertEquals(
          1, ColourRefinement.equalPairs(both, List.of(a.types(), b.types()), a.graph().n()));
    }
  }

  @Test
  void brecPairsAreAlikeForColours() {
    List<GraphFiles.Pair> given = GraphFiles.pairs(file("brec_pairs.tsv"));
    assertEquals(160, given.size());
    for (GraphFiles.Pair p : given) {
      assertEquals(1, ColourRefinement.equalPairs(List.of(p.a(), p.b()), null, 40));
      if (!p.category().equals("strongly_regular")) {
        assertNotEquals(CanonicalForm.of(p.a()), CanonicalForm.of(p.b()));
      }
    }
  }

  @Test
  void wrongFilesAreNamedWithTheirLine(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("a.jsonl");
    Path tsv = folder.resolve("a.tsv");
    Path g6 = folder.resolve("a.g6");
    Files.writeString(json, "{\"n\":2,\"x\":\"01\",\"y\":1,\"edges\":[0,1]}\n{\"n\":2}\n");
    Files.writeString(tsv, "id\tcategory\tg6_a\tg6_b\n0\tbasic\tDQc\n");
    Files.writeString(g6, "DQc\nDQ\n");
    assertTrue(said(() -> GraphFiles.labelled(json)).contains("line 2"));
    assertTrue(said(() -> GraphFiles.pairs(tsv)).contains("line 2"));
    assertTrue(said(() -> Graph6.read(g6)).contains("line 2"));
    Files.writeString(json, "{\"n\":2,\"x\":\"01\",\"y\":1,\"edges\":[0,2]}\n");
    assertTrue(said(() -> GraphFiles.labelled(json)).contains("0 – 2 is no edge"));
    Files.writeString(json, "not json");
    assertTrue(said(() -> GraphFiles.labelled(json)).contains("line 1"));
  }

  private static String said(org.junit.jupiter.api.function.Executable e) {
    return assertThrows(IllegalArgumentException.class, e).getMessage();
  }
}
