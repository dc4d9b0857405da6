package org.symm.tensor;

/**
 * Seeds of named streams: a well-mixed function of a seed and a name (Steele et al. 2014,
 * SplitMix64's finaliser).
 */
public final class Seeds {

  private Seeds() {}

  /**
   * The seed of a stream under a seed; also splits a seed for independent work, as for the steps of
   * a training.
   */
  public static long of(long seed, String stream) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < stream.length(); i++) {
      h = (h ^ stream.charAt(i)) * 0x100000001b3L;
    }
    return mix(mix(seed + 0x9e3779b97f4a7c15L) ^ h);
  }

  /** The seed of the i-th of many, as of the i-th step. */
  public static long of(long seed, long i) {
    return mix(mix(seed + 0x9e3779b97f4a7c15L) + i * 0x9e3779b97f4a7c15L);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
