package org.symm.data;

import java.util.Arrays;

/**
 * An array of numbers as a NumPy file holds it: a shape and its entries in row-major (C) order, of
 * type float64, float32 or int64.
 */
public final class NumpyArray {
  private final int[] shape;
  private final Object entries;

  private NumpyArray(int[] shape, Object entries, int length) {
    this.shape = shape.clone();
    this.entries = entries;
    int size = size(shape);
    if (size != length) {
      throw new IllegalArgumentException(
          "The shape "
              + Arrays.toString(shape)
              + " has "
              + size
              + " entries, but "
              + length
              + " were given.");
    }
  }

  /** A float64 array over {@code entries} (not copied). */
  public static NumpyArray of(double[] entries, int... shape) {
    return new NumpyArray(shape, entries, entries.length);
  }

  /** A float32 array over {@code entries} (not copied). */
  public static NumpyArray of(float[] entries, int... shape) {
    return new NumpyArray(shape, entries, entries.length);
  }

  /** An int64 array over {@code entries} (not copied). */
  public static NumpyArray of(long[] entries, int... shape) {
    return new NumpyArray(shape, entries, entries.length);
  }

  /** The lengths of the axes; empty for a single number. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of entries: the product of the shape. */
  public int size() {
    return size(shape);
  }

  /** {@code "float64"}, {@code "float32"} or {@code "int64"}. */
  public String type() {
    return entries instanceof double[]
        ? "float64"
        : entries instanceof float[] ? "float32" : "int64";
  }

  /** The entries as float64; the array itself, not a copy, where it is of this type. */
  public double[] float64() {
    if (entries instanceof double[] d) {
      return d;
    }
    double[] out = new double[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = entries instanceof float[] f ? f[i] : ((long[]) entries)[i];
    }
    return out;
  }

  /** The entries rounded to float32; the array itself, not a copy, where it is of this type. */
  public float[] float32() {
    if (entries instanceof float[] f) {
      return f;
    }
    float[] out = new float[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = entries instanceof double[] d ? (float) d[i] : ((long[]) entries)[i];
    }
    return out;
  }

  /**
   * The entries as int64; the array itself, not a copy.
   *
   * @throws IllegalStateException if the array holds floating-point numbers
   */
  public long[] int64() {
    if (entries instanceof long[] l) {
      return l;
    }
    throw new IllegalStateException(
        "The array is of type " + type() + ", not int64; read it with float64().");
  }

  /** Type and shape, for instance {@code float32[2000, 5, 10]}. */
  @Override
  public String toString() {
    return type() + Arrays.toString(shape);
  }

  static int size(int... shape) {
    long size = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "The shape " + Arrays.toString(shape) + " has a negative length.");
      }
      size = Math.multiplyExact(size, (long) length);
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "The shape " + Arrays.toString(shape) + " has " + size + " entries; at most 2^31 - 9.");
    }
    return (int) size;
  }
}
