package org.symm.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The stream against numbers of numpy 2.4.6, {@code numpy.random.RandomState}. */
class LegacyRandomTest {

  @Test
  void uniformDrawsEqualNumpyBitForBit() {
    assertUniform(43, 0.11505456638977896, 0.6090665392794814, 0.13339096418598828);
    assertUniform(0, 0.5488135039273248, 0.7151893663724195, 0.6027633760716439);
    assertUniform(2147483647, 0.3933911315501387, 0.6566618430544519, 0.08629079684294616);
  }

  @Test
  void uniformDrawsEqualNumpyAfterManyTwists() {
    LegacyRandom random = new LegacyRandom(43);
    for (int i = 0; i < 100_000; i++) {
      random.nextDouble();
    }
    assertEquals(0.8203186670282788, random.nextDouble());
  }

  @Test
  void intsEqualNumpy() {
    LegacyRandom random = new LegacyRandom(43);
    long[] expected = {494155588L, 2134003008L, 2615920895L, 442015537L};
    for (long value : expected) {
      assertEquals(value, Integer.toUnsignedLong(random.nextInt()));
    }
  }

  @Test
  void normalsEqualNumpyToTheLastPlaces() {
    assertNormals(
        43,
        0.25739992534469336,
        -0.9084814327806611,
        -0.37850310605882326,
        -0.5349155987755707,
        0.8580733460716252);
    assertNormals(
        0,
        1.764052345967664,
        0.4001572083672233,
        0.9787379841057392,
        2.240893199201458,
        1.8675579901499675);
    assertNormals(
        2147483647,
        1.628680950870893,
        -1.1083224214197442,
        1.3931666912751481,
        0.6885372651891304,
        -1.1734482800347712);
  }

  @Test
  void skippingLeavesTheStreamWhereDrawingLeavesIt() {
    LegacyRandom skipped = new LegacyRandom(43);
    skipped.skipGaussians(100_001);
    assertEquals(-0.4900261084139472, skipped.nextGaussian(), 1e-15);
    assertEquals(0.9427380313283843, skipped.nextGaussian(), 1e-15);
    assertEquals(0.06405538032151481, skipped.nextDouble());

    for (int first = 0; first < 4; first++) {
      for (int count = 0; count < 7; count++) {
        LegacyRandom a = new LegacyRandom(7);
        LegacyRandom b = new LegacyRandom(7);
        a.gaussians(first + count);
        b.gaussians(first);
        b.skipGaussians(count);
        assertArrayEquals(a.gaussians(5), b.gaussians(5), 0);
      }
    }
  }

  @Test
  void refusesSeedsBeyondItsRange() {
    assertThrows(IllegalArgumentException.class, () -> new LegacyRandom(-1));
    assertThrows(IllegalArgumentException.class, () -> new LegacyRandom(1L << 31));
  }

  private static void assertUniform(long seed, double... expected) {
    LegacyRandom random = new LegacyRandom(seed);
    for (double value : expected) {
      assertEquals(value, random.nextDouble());
    }
  }

  private static void assertNormals(long seed, double... expected) {
    assertArrayEquals(expected, new LegacyRandom(seed).gaussians(expected.length), 1e-15);
  }
}
