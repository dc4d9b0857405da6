package org.symm.tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Products of many small matrices by passes over whole arrays that have the batch in their last
 * axis. libtorch multiplies batches of matrices with less than 400 multiplications in a plain loop;
 * for 1,000 pairs of 4 × 4 matrices on one thread that takes 50 µs, this 15, and up to 32 where
 * matrices lie one after the other in memory. A product leaves its result in that order, so that
 * the next one finds it there; others get it matrix by matrix, as MKL multiplies matrices that are
 * laid out otherwise one at a time.
 */
final class SmallProducts {

  /** libtorch's loop serves matrices with fewer multiplications than these. */
  private static final int SMALL = 400;

  /** Multiplications from which calls no longer decide. */
  private static final int ENOUGH = 1 << 14;

  /** Products of numbers that still stay in a processor's cache until they are added up. */
  private static final int CACHED = 1 << 20;

  /** Tensors as they are once the batch is in the last axis, for those that were made there. */
  private final Map<Tensor, Tensor> known = new HashMap<>();

  private SmallProducts() {}

  /** The same outputs, with such products. */
  static List<Tensor> rewrite(List<Tensor> outputs) {
    var pass = new SmallProducts();
    return Graph.rewrite(
        outputs, n -> n.inputs, (n, in) -> fits(n) ? pass.product(in.get(0), in.get(1)) : null);
  }

  private static boolean fits(Node n) {
    if (!n.text.equals("torch.matmul(%0, %1)")) {
      return false;
    }
    Tensor x = n.inputs.get(0);
    Tensor y = n.inputs.get(1);
    int r = x.rank();
    if (r < 3 || y.rank() != r || !Set.of(DType.FLOAT32, DType.FLOAT64).contains(x.dtype())) {
      return false;
    }
    long all = x.shape().count() * y.size(-1);
    return x.shape().slice(0, r - 2).equals(y.shape().slice(0, r - 2))
        && x.size(-2) * x.size(-1) * y.size(-1) < SMALL
        && all >= ENOUGH
        && all <= CACHED;
  }

  private List<Tensor> product(Tensor x, Tensor y) {
    Tensor z = last(x).unsqueeze(2).mul(last(y).unsqueeze(0)).sum(1);
    Tensor back = z.permute(order(x.rank(), 2)).contiguous();
    known.put(back, z);
    return List.of(back);
  }

  /** The matrices' two axes before all others. */
  private Tensor last(Tensor x) {
    Tensor found = known.get(x);
    if (found == null) {
      int r = x.rank();
      String text = x.node.text;
      if (text.equals("torch.contiguous(%0)")) {
        found = last(x.node.inputs.get(0));
      } else if (text.equals(Text.call("transpose", "%0", r - 1, r - 2))) {
        found = last(x.node.inputs.get(0)).transpose(0, 1);
      } else if (text.equals(Text.call("permute", "%0", order(r, 2)))) {
        found = x.node.inputs.get(0).contiguous();
      } else {
        found = x.permute(order(r, r - 2)).contiguous();
      }
      known.put(x, found);
    }
    return found;
  }

  /** The axes from the given one on, then those before it. */
  private static int[] order(int rank, int first) {
    return IntStream.range(0, rank).map(i -> (i + first) % rank).toArray();
  }
}
