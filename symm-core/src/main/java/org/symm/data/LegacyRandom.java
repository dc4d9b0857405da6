package org.symm.data;

import org.apache.commons.math3.random.MersenneTwister;

/**
 * NumPy's legacy random stream ({@code numpy.random.RandomState(seed)}), draw for draw: the bits of
 * the Mersenne Twister MT19937 as 53-bit doubles, and Marsaglia's polar method with one normal kept
 * for the next call.
 *
 * <p>It serves to regenerate published data sets. The library's own randomness comes from
 * elsewhere. Uniform draws equal NumPy's bit for bit; normals to the last place, because the
 * logarithm of the C library may round differently. Here it is {@link StrictMath#log}, so that
 * every machine gives the same bits.
 *
 * <p>Not safe for use by several threads at once.
 *
 * <p>Source: M. Matsumoto, T. Nishimura, Mersenne Twister, ACM TOMACS 8(1), 1998; NumPy, legacy
 * generation.
 */
public final class LegacyRandom {
  private final MersenneTwister bits;
  private double first;
  private double second;
  private double spare;
  private boolean hasSpare;

  /**
   * The stream of {@code RandomState(seed)}.
   *
   * @throws IllegalArgumentException if the seed is outside 0 … 2³¹ − 1
   */
  public LegacyRandom(long seed) {
    if (seed < 0 || seed > Integer.MAX_VALUE) { // Commons Math begins otherwise above
      throw new IllegalArgumentException("The seed is " + seed + "; it must lie in 0 … 2^31 - 1.");
    }
    bits = new MersenneTwister((int) seed);
  }

  /** The next 32 bits of the generator, as an int (unsigned in NumPy). */
  public int nextInt() {
    return bits.nextInt();
  }

  /** Uniform in [0, 1): two outputs a, b as ((a ≫ 5)·2²⁶ + (b ≫ 6)) / 2⁵³. */
  public double nextDouble() {
    int a = nextInt() >>> 5;
    int b = nextInt() >>> 6;
    return (a * 67108864.0 + b) / 9007199254740992.0;
  }

  /** Standard normal, as {@code randn()}. */
  public double nextGaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double r2 = pair();
    double f = Math.sqrt(-2 * StrictMath.log(r2) / r2);
    spare = f * first;
    hasSpare = true;
    return f * second;
  }

  /** Draws a point of the unit disc, not its centre; its squared radius. */
  private double pair() {
    double r2;
    do {
      first = 2 * nextDouble() - 1;
      second = 2 * nextDouble() - 1;
      r2 = first * first + second * second;
    } while (r2 >= 1 || r2 == 0);
    return r2;
  }

  /** {@code count} standard normals, in the order of {@code randn(count)}. */
  public double[] gaussians(int count) {
    double[] z = new double[count];
    for (int i = 0; i < count; i++) {
      z[i] = nextGaussian();
    }
    return z;
  }

  /** Leaves the stream where {@code count} normals leave it, without computing them. */
  public void skipGaussians(int count) {
    int left = count;
    if (left > 0 && hasSpare) {
      hasSpare = false;
      left--;
    }
    for (; left >= 2; left -= 2) {
      pair();
    }
    if (left == 1) {
      nextGaussian();
    }
  }
}
