package org.symm.engine;

import java.util.List;
import java.util.Objects;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A place for learned numbers: a name, a shape, how it starts, and its present value. Identity
 * matters: the same parameter in two boxes is shared between them. Values are float32 unless set
 * otherwise.
 */
public final class Parameter {

  /** How a parameter starts. */
  public enum Start {
    /** Zeros. */
    ZEROS,
    /** Ones. */
    ONES,
    /** Uniform in ±√(6 / (fan in + fan out)) (Glorot and Bengio 2010, eq. 16). */
    GLOROT,
    /** Uniform in ±1/√(fan in), PyTorch's rule for linear layers and their biases; 0 for none. */
    UNIFORM_FAN_IN,
    /** Normal with standard deviation 0.02. */
    NORMAL,
    /** Standard normal. */
    STANDARD_NORMAL,
    /** Uniform in [0, 1). */
    UNIT_INTERVAL,
    /** A copy of given numbers, as of a network trained elsewhere. */
    GIVEN
  }

  private final String name;
  private final Shape shape;
  private final Start start;
  private final long fanIn;
  private final Array given;
  private Array value;
  private Tensor leaf;

  /**
   * A parameter whose fan in (inputs that each output sums over) is the product of all axes but the
   * first.
   */
  public Parameter(String name, Start start, Shape shape) {
    this(name, start, shape, shape.rank() < 2 ? shape.count() : shape.without(0).count());
  }

  /** A parameter with a stated fan in. */
  public Parameter(String name, Start start, Shape shape, long fanIn) {
    this(name, start, shape, fanIn, null);
    Refused.unless(
        start != Start.GIVEN, "parameter %s needs the numbers that it starts from.", name);
  }

  /** A parameter that starts as a copy of an array, whatever the seed. */
  public Parameter(String name, Array start) {
    this(name, Start.GIVEN, start.shape(), 1, start);
  }

  private Parameter(String name, Start start, Shape shape, long fanIn, Array given) {
    this.name = Objects.requireNonNull(name, "name");
    this.start = Objects.requireNonNull(start, "start");
    this.shape = shape;
    this.fanIn = fanIn;
    this.given = given;
  }

  /** The name within its box. */
  public String name() {
    return name;
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The element type of the present value; float32 before there is one. */
  public DType dtype() {
    return value == null ? DType.FLOAT32 : value.dtype();
  }

  /** The present value. Not yet initialised: starts as {@link #init} with seed 0. */
  public synchronized Array value() {
    if (value == null) {
      init(0);
    }
    return value;
  }

  /** Replaces the value; the shape must agree. */
  public synchronized void set(Array value) {
    Refused.unless(
        value.shape().equals(shape),
        "parameter %s has shape %s, the new value %s",
        name,
        shape,
        value.shape());
    this.value = value;
  }

  /**
   * The value that this parameter has when a program runs, in the element type it is stored in:
   * always the same tensor.
   */
  public synchronized Tensor tensor() {
    if (leaf == null || leaf.dtype() != dtype()) {
      leaf = Tensors.leaf(this, shape, dtype());
    }
    return leaf;
  }

  /** Whether a value has been set or initialised. */
  public synchronized boolean initialised() {
    return value != null;
  }

  /** Starts afresh from a seed, which fixes the value together with the shape and rule. */
  public synchronized void init(long seed) {
    value =
        given != null
            ? given.copy()
            : Program.of("init", List.of(), List.of(fresh())).run(seed).get(0);
  }

  private Tensor fresh() {
    DType f = DType.FLOAT32;
    long fanOut = shape.rank() < 1 ? 1 : shape.size(0);
    return switch (start) {
      case ZEROS -> Tensors.zeros(shape, f);
      case ONES -> Tensors.ones(shape, f);
      case GLOROT -> uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
      case UNIFORM_FAN_IN -> uniform(fanIn == 0 ? 0 : 1 / Math.sqrt(fanIn));
      case GIVEN -> throw new IllegalStateException(name);
      case STANDARD_NORMAL -> Draws.normal("start", shape, f);
      case UNIT_INTERVAL -> Draws.uniform("start", shape, f);
      case NORMAL -> Draws.normal("start", shape, f).mul(0.02);
    };
  }

  private Tensor uniform(double bound) {
    return Draws.uniform("start", shape, DType.FLOAT32).mul(2 * bound).sub(bound);
  }

  /** As in {@code weight (64, 3)}. */
  @Override
  public String toString() {
    return name + " " + shape;
  }
}
