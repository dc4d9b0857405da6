package org.symm.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.stream.Stream;

/** The element type of a tensor. The numbers are libtorch's own scalar-type codes. */
public enum DType {
  BOOL(11, 1, DataType.BOOLEAN),
  INT64(4, 8, DataType.INT64),
  BFLOAT16(15, 2, null),
  FLOAT32(6, 4, DataType.FLOAT32),
  FLOAT64(7, 8, DataType.FLOAT64),
  COMPLEX64(9, 8, DataType.COMPLEX64),
  COMPLEX128(10, 16, null);

  /** The types of real numbers that kernels run in, the more precise first. */
  public static final List<DType> REAL = List.of(FLOAT64, FLOAT32);

  private final int code;
  private final int bytes;
  private final DataType djl;

  DType(int code, int bytes, DataType djl) {
    this.code = code;
    this.bytes = bytes;
    this.djl = djl;
  }

  /** libtorch's scalar-type code. */
  int code() {
    return code;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements are real floating-point numbers. */
  public boolean isFloating() {
    return this == BFLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /** Whether elements are complex numbers. */
  public boolean isComplex() {
    return this == COMPLEX64 || this == COMPLEX128;
  }

  /** Whether elements are real or complex numbers, so that they can be differentiated. */
  boolean hasGradient() {
    return isFloating() || isComplex();
  }

  /** Whether DJL has such arrays, which all are that leave a program. */
  public boolean leaves() {
    return djl != null;
  }

  /** What DJL calls it. */
  public DataType djl() {
    if (djl == null) {
      throw new IllegalArgumentException(
          this
              + " does not leave a program; convert it inside with to(FLOAT32), or split it with re() and im()");
    }
    return djl;
  }

  /** The element type of a DJL array. */
  public static DType of(NDArray nd) {
    return Stream.of(values())
        .filter(d -> d.djl == nd.getDataType())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an array of "
                        + nd.getDataType()
                        + " has no place here; convert it to float32, float64, int64 or bool"));
  }
}
