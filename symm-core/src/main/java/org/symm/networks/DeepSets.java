package org.symm.networks;

import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.symm.display.Refused;
import org.symm.engine.Parameter;
import org.symm.networks.layers.Dense;
import org.symm.networks.layers.Heads;
import org.symm.networks.layers.ItemLayout;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;

/** Deep sets: see {@link Networks#deepSets}. */
final class DeepSets {

  private DeepSets() {}

  static Network of(Space x, Space y, int... widths) {
    Refused.unless(
        widths.length != 0,
        "deepSets needs at least one hidden width, as in deepSets(X, Y, 64, 64).");
    ItemLayout in = ItemLayout.items("deepSets", x, y);
    ItemLayout out = new ItemLayout(y, in.items());
    var parameters = new ArrayList<Parameter>();
    var own = new ArrayList<Dense>();
    var mean = new ArrayList<Dense>();
    int w = in.features();
    for (int i = 0; i < widths.length; i++) {
      own.add(Dense.of("own." + i, w, widths[i], parameters));
      mean.add(Dense.of("mean." + i, w, widths[i], parameters));
      w = widths[i];
    }
    Heads heads = Heads.of(out, w, parameters);
    return new Network(
        "deep sets",
        x,
        y,
        in.group(),
        parameters,
        (t, u) -> {
          Tensor h = in.read(t);
          UnaryOperator<Tensor> overItems = in.present(t).meanOfFinite(h.dtype());
          for (int i = 0; i < own.size(); i++) {
            Tensor m = mean.get(i).apply(overItems.apply(h)).unsqueeze(1);
            h = own.get(i).apply(h).add(m).silu();
          }
          return heads.apply(out, h, overItems, in, t);
        },
        z -> of(z, y, widths));
  }
}
