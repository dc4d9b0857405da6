package org.symm.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.S;
import static org.symm.kernels.Kernels.box;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.groups.Trivial;
import org.symm.tensor.DType;
import org.symm.tensor.TensorException;

/** Kernels with equal diagrams share their programs. */
class RunnerTest {

  private final AtomicInteger written = new AtomicInteger();

  /** A kernel that counts how often its body is written into a program. */
  private Kernel counted() {
    return box(
        "counted",
        points(4, 3),
        points(4, 3),
        S(4),
        List.of(),
        false,
        (x, u) -> {
          written.incrementAndGet();
          return List.of(x.get(0).mul(2));
        });
  }

  private static Array x(long rows) {
    return Array.normal(1, DType.FLOAT64, rows, 4, 3);
  }

  @Test
  void oneShapeIsWrittenOnceAndOnceForAnyNumberOfRows() {
    Kernel k = counted();
    k.apply(0, x(5));
    assertEquals(2, written.get());
    k.apply(0, x(5));
    assertEquals(2, written.get());
    k.apply(0, x(6));
    assertEquals(3, written.get());
  }

  @Test
  void namesFramesAndGroupsDoNotCompileAnew() {
    Kernel k = counted();
    double[] y = k.apply(0, x(5)).doubles();
    for (Kernel same :
        List.of(
            k.named("other"),
            k.framed("frame"),
            k.restrictedTo(new Trivial()),
            k.framed("one").framed("two").named("three"))) {
      assertArrayEquals(y, same.apply(0, x(5)).doubles());
    }
    assertEquals(2, written.get());
  }

  @Test
  void equalCompositesDoNotCompileAnew() {
    Kernel k = counted();
    k.framed("in a frame").then(k).mean(3).apply(0, x(5));
    int once = written.get();
    k.then(k.named("second")).mean(3).apply(0, x(5));
    assertEquals(once, written.get());
    k.then(k).mean(4).apply(0, x(5));
    assertTrue(written.get() > once);
  }

  @Test
  void samplersShareTheirProgramsToo() {
    Kernel noise = gaussian(3);
    double[] y = noise.sample(1, 4, DType.FLOAT32).get(0).doubles();
    assertArrayEquals(y, noise.named("z").sample(1, 4, DType.FLOAT32).get(0).doubles());
  }

  @Test
  void errorsNameTheKernelThatRuns() {
    Kernel k =
        Kernels.eager(
            "fails",
            scalars(2),
            scalars(2),
            x -> {
              throw new IllegalStateException("no");
            });
    var x = Array.normal(1, DType.FLOAT32, 3, 2);
    assertTrue(
        assertThrows(TensorException.class, () -> k.named("a").apply(0, x))
            .getMessage()
            .contains("\"a\""));
    String second =
        assertThrows(TensorException.class, () -> k.named("b").apply(0, x)).getMessage();
    assertTrue(second.contains("program \"b\"") && !second.contains("\"a\""), second);
  }

  @Test
  void programsGoWithTheirKernels() throws InterruptedException {
    Kernel k = counted();
    k.apply(0, x(5));
    k.named("other").apply(0, x(5));
    var diagram = new WeakReference<>(k.diagram());
    k = null;
    for (int i = 0; i < 100 && diagram.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(diagram.get());
  }
}
