package org.symm.gammas;

import java.util.ArrayList;
import java.util.Arrays;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** The Hilbert curve through a cube of cells, in any dimension (Skilling 2004). */
final class HilbertCurve {

  /** All whole numbers of so many binary digits are exact in float64. */
  private static final int DIGITS = 48;

  private HilbertCurve() {}

  /** Where the cell of each point lies on the curve: (rows, n, d) to whole numbers (rows, n). */
  static Tensor position(Tensor points) {
    int d = (int) Math.min(DIGITS, points.size(2));
    int bits = Math.min(12, DIGITS / d);
    Tensor p = points.slice(2, 0, d).stopGradient().to(DType.FLOAT64);
    Tensor low = p.minKeep(1);
    Tensor side = p.sub(low).maxKeep(1, 2);
    Tensor unit = p.sub(low).div(side.gt(0).where(side, side.add(1)));
    // The cells begin at −1/π of a cell: points at simple fractions of the side, as of a lattice,
    // are then on no border, where rounding would choose between two cells.
    double cells = Math.pow(2, bits);
    return position(unit.mul(cells - 1).add(1 / Math.PI).floor(), bits);
  }

  /** For cells with whole coordinates 0 … 2ᵇ − 1, held in float64. */
  static Tensor position(Tensor cells, int bits) {
    int d = (int) cells.size(2);
    var x = new Tensor[d];
    for (int i = 0; i < d; i++) {
      x[i] = cells.select(2, i);
    }
    for (int b = bits - 1; b > 0; b--) {
      double q = Math.pow(2, b);
      for (int i = 0; i < d; i++) {
        Tensor set = bit(x[i], q);
        Tensor first = x[0].mod(q);
        Tensor own = x[i].mod(q);
        Tensor turned = first.neg().add(q - 1);
        x[0] = x[0].sub(first).add(set.where(turned, own));
        if (i > 0) {
          x[i] = x[i].sub(own).add(set.where(own, first));
        }
      }
    }
    var digits = new ArrayList<Tensor>();
    for (int b = bits - 1; b >= 0; b--) {
      for (Tensor c : x) {
        digits.add(bit(c, Math.pow(2, b)).to(DType.FLOAT64));
      }
    }
    Tensor gray = Tensors.stack(2, digits.toArray(Tensor[]::new)).cumSum(2).mod(2);
    double[] worth = new double[digits.size()];
    Arrays.setAll(worth, k -> Math.pow(2, worth.length - 1.0 - k));
    return gray.mul(Array.of(worth).tensor()).sum(2).to(DType.INT64);
  }

  private static Tensor bit(Tensor x, double q) {
    return x.div(q).floor().mod(2).gt(0.5);
  }
}
