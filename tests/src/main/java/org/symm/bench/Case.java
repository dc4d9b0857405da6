package org.symm.bench;

import java.util.Arrays;

/** Something to measure: each call gives one number, in the unit of its benchmark. */
interface Case {

  /** Nanoseconds of one measurement, at least. */
  long MEASURE = 400_000_000L;

  /** Nanoseconds of warming up. */
  long WARM = 2_000_000_000L;

  /** One measurement. */
  double measure();

  /** Makes the next measurements steady. */
  default void warm() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM) {
      measure();
    }
  }

  /** Numbers that a network here learns; 0 where there is none. */
  default long parameters() {
    return 0;
  }

  /** The same with the count of numbers that its network learns. */
  default Case learning(long parameters) {
    Case self = this;
    return new Case() {
      @Override
      public double measure() {
        return self.measure();
      }

      @Override
      public long parameters() {
        return parameters;
      }
    };
  }

  /** The median time of a piece of work in microseconds. */
  static Case time(Runnable work) {
    return () -> median(work);
  }

  /** A number that a process can give only once. */
  static Case once(java.util.function.DoubleSupplier value) {
    return new Case() {
      @Override
      public double measure() {
        return value.getAsDouble();
      }

      @Override
      public void warm() {}
    };
  }

  /**
   * Median microseconds over samples; a sample is as many calls as take a fifth of a millisecond.
   */
  private static double median(Runnable work) {
    long once = elapsed(work, 1);
    int each = (int) Math.max(1, 200_000 / Math.max(1, once));
    var samples = new double[10_000];
    int n = 0;
    long start = System.nanoTime();
    while (n < samples.length && (n < 3 || System.nanoTime() - start < MEASURE)) {
      samples[n++] = elapsed(work, each) / 1e3 / each;
    }
    return median(Arrays.copyOf(samples, n));
  }

  private static long elapsed(Runnable work, int calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      work.run();
    }
    return System.nanoTime() - start;
  }

  /** The median. */
  static double median(double[] values) {
    double[] x = values.clone();
    Arrays.sort(x);
    int n = x.length;
    return n % 2 == 1 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
  }
}
