package org.symm.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symm.data.ChargedParticles.Split;
import org.symm.display.Displayed;
import org.symm.display.Screen;
import org.symm.files.DataCache;
import org.symm.tensor.Shape;

/** What the protocol must satisfy by itself; needs no data file. */
class ChargedParticlesTest {
  private static ChargedParticles data;
  @TempDir static Path folder;

  @BeforeAll
  static void simulate() {
    data = ChargedParticles.cached(new DataCache(folder), ChargedParticles.SEED);
  }

  @Test
  void sizesAndShapesAreThoseOfTheProtocol() {
    assertEquals(3000, data.train().size());
    assertEquals(2000, data.valid().size());
    assertEquals(2000, data.test().size());
    assertEquals(Shape.of(2000, 5, 3), data.test().targets().shape());
    assertEquals(Shape.of(2000, 5, 1), data.test().charges().shape());
    for (double charge : data.train().charges().doubles()) {
      assertEquals(1, Math.abs(charge));
    }
  }

  /** Mean squared error of the target predicted as the input position. */
  @Test
  void copyingTheInputGivesThePublishedError() {
    assertEquals(0.2702, linearError(data.train(), 0), 5e-4);
    assertEquals(0.2582, linearError(data.valid(), 0), 5e-4);
    assertEquals(0.2715, linearError(data.test(), 0), 5e-4);
  }

  /** The best prediction x + t·v, by least squares over t. Chaotic simulations move it by 1 %. */
  @Test
  void theBestStraightLineGivesThePublishedError() {
    assertBestLine(data.train(), 0.722, 0.0871);
    assertBestLine(data.valid(), 0.726, 0.0832);
    assertBestLine(data.test(), 0.733, 0.0841);
  }

  /**
   * The same bits on every machine: square roots and the four operations are exact by the Java
   * language, the logarithm is StrictMath's.
   */
  @Test
  void theDataSetIsTheSameToTheBitEverywhere() {
    assertEquals(
        "99810e0266ba7585a7d11a32fd297428ea893167796bae1f84fe9e977559670e", sha256(data.train()));
    assertEquals(
        "3b7a360e4411fc35b41e155fa0471f578b58a83e13e7cc46baf7159953d9a361", sha256(data.valid()));
    assertEquals(
        "eaefcf42ebdcbaf0a978a925fae649e5c3ebc21104d13f0279ec1797b6e06fc3", sha256(data.test()));
  }

  @Test
  void theCacheGivesTheSameNumbers() {
    ChargedParticles again = ChargedParticles.cached(new DataCache(folder), ChargedParticles.SEED);
    assertEquals(sha256(data.test()), sha256(again.test()));
  }

  @Test
  void aSubsetIsTheBeginningOfTheSplit() {
    Particles few = ChargedParticles.simulate(43, Split.VALID, 70);
    assertEquals(sha256(data.valid().first(70)), sha256(few));
  }

  @Test
  void aTrajectoryPassesThroughItsSample() {
    Trajectory path = ChargedParticles.trajectory(43, Split.TEST, 5);
    assertEquals(Shape.of(49, 5, 3), path.positions().shape());
    int row = 5 * 5 + 2;
    double[] positions = data.test().positions().doubles();
    double[] targets = data.test().targets().doubles();
    double[][] third = path.path(2, 30, 40);
    assertEquals(11, third.length);
    for (int c = 0; c < 3; c++) {
      assertEquals(positions[3 * row + c], third[0][c]);
      assertEquals(targets[3 * row + c], third[10][c]);
    }
    assertThrows(IllegalArgumentException.class, () -> path.path(5, 0, 48));
    assertThrows(IllegalArgumentException.class, () -> path.path(0, 0, 49));
  }

  /**
   * Forces come in opposite pairs, so the centre moves evenly, except in the simulations (about a
   * third) with an encounter so close that a force is clamped.
   */
  @Test
  void momentumIsConserved() {
    int conserved = 0;
    for (int index = 0; index < 20; index++) {
      double[] x = ChargedParticles.trajectory(43, Split.TRAIN, index).positions().doubles();
      double drift = 0;
      for (int c = 0; c < 3; c++) {
        double first = sum(x, 1, c) - sum(x, 0, c);
        double last = sum(x, 48, c) - sum(x, 47, c);
        drift = Math.max(drift, Math.abs(last - first));
      }
      conserved += drift < 1e-11 ? 1 : 0;
    }
    assertTrue(conserved >= 10, conserved + " of 20 conserve momentum");
  }

  @Test
  void anotherSeedGivesOtherData() {
    Particles other = ChargedParticles.simulate(42, Split.TRAIN, 3);
    assertTrue(!sha256(data.train().first(3)).equals(sha256(other)));
  }

  @Test
  void progressIsShown() {
    List<String> told = new ArrayList<>();
    watched(told::add, () -> ChargedParticles.simulate(43, Split.TRAIN, 300));
    assertEquals("simulating charged particles 0/5", told.get(0));
    assertEquals("simulating charged particles 5/5", told.get(told.size() - 1));
  }

  @Test
  void anInterruptCancels() {
    watched(
        start -> Thread.currentThread().interrupt(),
        () ->
            assertThrows(
                CancellationException.class,
                () -> ChargedParticles.simulate(43, Split.TRAIN, 3000)));
    assertTrue(Thread.interrupted());
  }

  /** Runs something while the text of progress bars goes to a watcher. */
  private static void watched(Consumer<String> watcher, Runnable work) {
    Screen before = Screen.use(new Watched(watcher));
    try {
      work.run();
    } finally {
      Screen.use(before);
    }
  }

  private record Watched(Consumer<String> watcher) implements Screen, Screen.Live {
    @Override
    public void show(Object value) {}

    @Override
    public Live open(Displayed first) {
      update(first);
      return this;
    }

    @Override
    public void update(Displayed value) {
      watcher.accept(value.toString().replaceFirst("  .*", ""));
    }

    @Override
    public void finish(Displayed value) {
      update(value);
    }
  }

  @Test
  void impossibleRequestsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> ChargedParticles.simulate(43, Split.TEST, 2001));
    assertThrows(
        IllegalArgumentException.class, () -> ChargedParticles.trajectory(43, Split.TEST, 2000));
    assertThrows(
        IllegalArgumentException.class, () -> ChargedParticles.simulate(-1, Split.TRAIN, 1));
    assertThrows(IllegalArgumentException.class, () -> data.test().first(2001));
  }

  private static void assertBestLine(Particles p, double time, double error) {
    double[] x = p.positions().doubles();
    double[] v = p.velocities().doubles();
    double[] y = p.targets().doubles();
    double vy = 0;
    double vv = 0;
    for (int i = 0; i < x.length; i++) {
      vy += v[i] * (y[i] - x[i]);
      vv += v[i] * v[i];
    }
    assertEquals(time, vy / vv, 5e-3);
    assertEquals(error, linearError(p, vy / vv), 1e-3);
  }

  private static double linearError(Particles p, double time) {
    double[] x = p.positions().doubles();
    double[] v = p.velocities().doubles();
    double[] y = p.targets().doubles();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double error = y[i] - x[i] - time * v[i];
      sum += error * error;
    }
    return sum / x.length;
  }

  /** Of one coordinate of all bodies. */
  private static double sum(double[] x, int frame, int coordinate) {
    double sum = 0;
    for (int b = 0; b < 5; b++) {
      sum += x[(frame * 5 + b) * 3 + coordinate];
    }
    return sum;
  }

  private static String sha256(Particles p) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(p.states().bytes());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
