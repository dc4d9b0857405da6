package org.symm.tensor;

/** The element type of a tensor. The numbers are libtorch's own scalar-type codes. */
public enum DType {
  BOOL(11, 1),
  INT64(4, 8),
  BFLOAT16(15, 2),
  FLOAT32(6, 4),
  FLOAT64(7, 8),
  COMPLEX64(9, 8),
  COMPLEX128(10, 16);

  private final int code;
  private final int bytes;

  DType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
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
}
