package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symm.display.Displayed;
import org.symm.display.Screen;

class NbTest {
  private final List<String> shown = new ArrayList<>();
  private Screen before;

  @BeforeEach
  void record() {
    before =
        Screen.use(
            new Screen() {
              @Override
              public void show(Object value) {
                shown.add(String.valueOf(value));
              }

              @Override
              public Live open(Displayed first) {
                return Screen.none().open(first);
              }
            });
  }

  @AfterEach
  void restore() {
    Screen.use(before);
  }

  @Test
  void showsEveryValueInOrderAndArraysWhole() {
    Nb.show("a", new int[] {1}, new int[][] {{1}, {2}}, null);
    Nb.show(new int[][] {{3}});
    assertEquals(
        List.of("a", "int[1] [1]", "int[2, 1]\n[[1],\n [2]]", "null", "int[1, 1]\n[[3]]"), shown);
  }

  @Test
  void textAndFormulasHaveTheirSourceAsText() {
    Nb.md("**bold**");
    Nb.math("x^2");
    assertEquals(List.of("**bold**", "x^2"), shown);
  }

  @Test
  void progressVisitsACollection() {
    List<String> seen = new ArrayList<>();
    for (String word : Nb.progress("reading", List.of("a", "b"))) {
      seen.add(word);
    }
    assertEquals(List.of("a", "b"), seen);
  }

  @Test
  void parametersComeFromTheEnvironmentOrElseTheirDefault() {
    assertEquals(7, Nb.read("NB_N", " 7 ", 1));
    assertEquals(7.0, Nb.read("NB_N", "7", 1.0));
    assertEquals("7", Nb.read("NB_N", "7", "1"));
    assertEquals(1, Nb.read("NB_N", null, 1));
    assertEquals(1, Nb.read("NB_N", "", 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Nb.read("NB_N", "many", 1)).getMessage();
    assertEquals("NB_N=many is not a whole number; unset it to use 1", message);
    long seed = Nb.param("no such parameter", 5);
    double rate = Nb.param("no such parameter", 1e-3);
    assertEquals(5, seed);
    assertEquals(1e-3, rate);
    assertEquals(2, Math.sqrt(Nb.param("no such parameter", 4)));
    assertEquals(true, Nb.read("NB_B", "true", false));
    assertEquals(false, Nb.read("NB_B", "False", true));
    var yes = assertThrows(IllegalArgumentException.class, () -> Nb.read("NB_B", "yes", false));
    assertEquals("NB_B=yes is not true or false; unset it to use false", yes.getMessage());
    var other =
        assertThrows(IllegalArgumentException.class, () -> Nb.param("no such parameter", 'x'));
    assertEquals("a parameter is a number, true or false, or text, not x", other.getMessage());
    int scaled = Nb.param("no such parameter", 30, 2);
    assertEquals(Nb.fast() ? 2 : 30, scaled);
  }
}
