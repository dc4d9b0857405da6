package org.symm.learning;

import org.symm.display.Refused;

/**
 * The learning rate as a function of the step alone, so that a resumed run goes on exactly. A rate
 * is a finite number that is not negative; what gives another is refused when it is set, or before
 * the first step.
 */
public interface Schedule {

  /** The rate of a step, counted from 0. */
  double rate(long step);

  /** Whether a number is a rate. */
  static boolean isRate(double rate) {
    return rate >= 0 && rate < Double.POSITIVE_INFINITY;
  }

  /** The rate, checked. */
  static double checked(String name, double rate) {
    Refused.unless(
        isRate(rate), "%s must be a finite number that is not negative, not %s.", name, rate);
    return rate;
  }

  /** Always the same rate. */
  static Schedule constant(double rate) {
    return new Constant(rate);
  }

  /**
   * Rises linearly to the peak over the warm-up, then falls as half a cosine to the floor at step
   * {@code total}, and stays there (Loshchilov and Hutter 2017, eq. 5).
   */
  static Schedule cosine(double peak, long warmUp, long total, double floor) {
    return new Cosine(peak, warmUp, total, floor);
  }

  /** As above, to zero. */
  static Schedule cosine(double peak, long warmUp, long total) {
    return new Cosine(peak, warmUp, total, 0);
  }

  /** The rate times factorᵏ in the k-th block of {@code every} steps. */
  static Schedule decay(double rate, double factor, long every) {
    return new Decay(rate, factor, every);
  }

  /** From one rate to another over so many steps, then constant. */
  static Schedule linear(double from, double to, long steps) {
    return new Linear(from, to, steps);
  }

  /** See {@link Schedule#constant}. */
  record Constant(double rate) implements Schedule {
    /** The rate is checked. */
    public Constant {
      checked("a learning rate", rate);
    }

    @Override
    public double rate(long step) {
      return rate;
    }
  }

  /** See {@link Schedule#cosine}. */
  record Cosine(double peak, long warmUp, long total, double floor) implements Schedule {
    /** The warm-up must end before the total; rates are checked. */
    public Cosine {
      checked("the peak of a cosine schedule", peak);
      checked("the floor of a cosine schedule", floor);
      Refused.unless(
          warmUp >= 0 && total > warmUp,
          "a cosine schedule needs 0 ≤ warm-up < total, not %s and %s.",
          warmUp,
          total);
    }

    @Override
    public double rate(long step) {
      if (step < warmUp) {
        return peak * (step + 1) / warmUp;
      }
      double t = Math.min(1, (double) (step - warmUp) / (total - warmUp));
      return floor + (peak - floor) * 0.5 * (1 + Math.cos(Math.PI * t));
    }
  }

  /** See {@link Schedule#decay}. */
  record Decay(double rate, double factor, long every) implements Schedule {
    /** The block must have steps; rate and factor are checked. */
    public Decay {
      checked("a learning rate", rate);
      checked("the factor of a decay", factor);
      Refused.unless(every >= 1, "a block needs at least one step, not %s.", every);
    }

    @Override
    public double rate(long step) {
      return rate * Math.pow(factor, Math.floorDiv(step, every));
    }
  }

  /** See {@link Schedule#linear}. */
  record Linear(double from, double to, long steps) implements Schedule {
    /** There must be steps; rates are checked. */
    public Linear {
      checked("the first rate of a linear schedule", from);
      checked("the last rate of a linear schedule", to);
      Refused.unless(steps >= 1, "linear needs at least one step, not %s.", steps);
    }

    @Override
    public double rate(long step) {
      return from + (to - from) * Math.min(1, (double) step / steps);
    }
  }
}
