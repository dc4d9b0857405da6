package org.symm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Type;

/** How rows are cut into chunks. */
class RowsTest {

  /** 100,000 rows of 4 KiB: chunks of a cache for each thread, or of the memory of a GPU. */
  @Test
  void plans() {
    var type = new Type(Shape.of(1024), DType.FLOAT32);
    var f = new Rows("twice", List.of(type), Rows.Outputs.JOIN, x -> List.of(x.get(0).mul(2)));
    assertEquals(new Rows.Plan(392, 4), f.plan(100_000, 4, 1 << 20));
    assertEquals(new Rows.Plan(2, 1), f.plan(100_000, 1, 256 << 20));
    assertEquals(new Rows.Plan(1, 1), f.plan(10_000, 1, 256 << 20));
  }
}
