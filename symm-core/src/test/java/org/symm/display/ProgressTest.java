package org.symm.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<String> states = new ArrayList<>();
  private Screen before;

  @BeforeEach
  void record() {
    before =
        Screen.use(
            new Screen() {
              @Override
              public void show(Object value) {
                states.add("show " + value);
              }

              @Override
              public Live open(Displayed first) {
                states.add("open " + first);
                return new Live() {
                  @Override
                  public void update(Displayed value) {
                    states.add("update " + value);
                  }

                  @Override
                  public void finish(Displayed value) {
                    states.add("finish " + value);
                  }
                };
              }
            });
  }

  @AfterEach
  void restore() {
    Screen.use(before);
    Thread.interrupted();
  }

  @Test
  void loopVisitsEveryStepAndFinishesOnce() {
    List<Integer> seen = new ArrayList<>();
    for (int i : Progress.of("work", 3)) {
      seen.add(i);
    }
    assertEquals(List.of(0, 1, 2), seen);
    assertEquals("open work 0/3", states.get(0));
    assertEquals("finish work 3/3", states.get(states.size() - 1));
    assertEquals(1, states.stream().filter(s -> s.startsWith("finish")).count());
  }

  @Test
  void emptyLoopIsFinishedAtOnce() {
    for (int i : Progress.of("nothing", 0)) {
      throw new AssertionError("step " + i);
    }
    assertEquals(List.of("open nothing 0/0", "finish nothing 0/0"), states);
  }

  @Test
  void interruptStopsTheLoopAtTheNextStep() {
    List<Integer> seen = new ArrayList<>();
    CancellationException stop =
        assertThrows(
            CancellationException.class,
            () -> {
              for (int i : Progress.of("work", 100)) {
                seen.add(i);
                if (i == 4) {
                  Thread.currentThread().interrupt();
                }
              }
            });
    assertEquals(List.of(0, 1, 2, 3, 4), seen);
    assertTrue(stop.getMessage().contains("work: stopped by an interrupt at"), stop.getMessage());
    assertTrue(Thread.currentThread().isInterrupted(), "the flag stays set for outer loops");
    assertTrue(states.get(states.size() - 1).contains("stopped"), states.toString());
  }

  @Test
  void stepsBeyondTheTotalAreRefused() {
    Progress progress = Progress.of("work", 1);
    progress.step("loss 0.5");
    assertEquals("finish work 1/1  loss 0.5", states.get(states.size() - 1));
    assertThrows(IllegalStateException.class, progress::step);
    assertThrows(IllegalArgumentException.class, () -> Progress.of("work", -1));
  }

  @Test
  void checkThrowsOnlyWhenInterrupted() {
    Progress.check();
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, Progress::check);
  }

  @Test
  void barEstimatesTheTimeLeftAndEscapesLabels() {
    assertEquals(
        "fit 25/100  30 s left", new ProgressBar("fit", 25, 100, 10, "", false).toString());
    assertEquals("0.4 s", ProgressBar.duration(0.4));
    assertEquals("3 min 05 s", ProgressBar.duration(185));
    assertEquals("2 h 10 min", ProgressBar.duration(7800));
    String html = new ProgressBar("a<b", 1, 2, 1, "", false).display().get("text/html");
    assertTrue(html.contains("value=\"1\" max=\"2\"") && html.contains("a&lt;b 1/2"), html);
  }

  @Test
  void logHasNoControlCharactersAndTheTerminalRewritesItsLine() {
    assertEquals("work 2/2" + System.lineSeparator(), written(false));
    assertTrue(written(true).startsWith("\rwork 0/2"));
    assertTrue(written(true).endsWith("\rwork 2/2" + System.lineSeparator()), written(true));
    assertFalse(written(false).contains("\r"));
  }

  @Test
  void aLineFitsTheTerminal() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new TerminalScreen(System.out, err, true)
        .open(new ProgressBar("step", 1, 2, 3, "a remark".repeat(20), false));
    assertEquals(80, bytes.toString(StandardCharsets.UTF_8).length(), "and a carriage return");
  }

  private static String written(boolean interactive) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Screen before = Screen.use(new TerminalScreen(System.out, err, interactive));
    try {
      for (int i : Progress.of("work", 2)) {
        assertTrue(i < 2);
      }
    } finally {
      Screen.use(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
