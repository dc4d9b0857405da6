package org.symm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * The installed kernel by its protocol: it starts fast, as one process, and an interrupt stops a
 * loop.
 */
class KernelIT {
  @Test
  void kernelStartsFastTalksToThisMachineOnlyAndStopsWhenAsked() throws Exception {
    Launcher.Result result =
        Launcher.run("python", Launcher.ROOT.resolve("tests/notebooks/kernel.py").toString());
    assertEquals(0, result.code(), result.text());
    assertTrue(result.lastLine().matches("[1-9]\\d* passed, 0 failed"), result.lastLine());
  }
}
