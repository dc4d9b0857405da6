package org.symm.plotting;

import java.util.List;
import java.util.stream.IntStream;
import org.symm.certificates.Certificate;
import org.symm.certificates.Finding;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.tensor.DType;

/** Equivariance as pictures: errors by distance, and orbits that should coincide. */
final class Orbits {

  /** Errors below are drawn here: on a logarithmic axis zero has no place. */
  private static final double ROUNDING = 1e-17;

  private Orbits() {}

  static Plot errors(Certificate c) {
    Plot plot =
        Figures.scatter(
            c.kernel(),
            "distance of g from the identity",
            c.inLaw() ? "largest |z| of moments" : "relative error");
    plot = c.inLaw() ? plot : plot.logY();
    for (Certificate.Row r : c.rows()) {
      var tried =
          r.finding().tried().stream()
              .filter(t -> t.distance() > 0 && Double.isFinite(t.error()))
              .toList();
      // A function that draws at some inputs has laws there, of which z is on another scale.
      boolean alike = c.inLaw() == (r.finding() instanceof Finding.Law);
      if (alike && r.precision() == c.rows().get(0).precision() && !tried.isEmpty()) {
        plot =
            plot.with(
                r.factor(),
                tried.stream().mapToDouble(Finding.Tried::distance).toArray(),
                tried.stream()
                    .mapToDouble(t -> c.inLaw() ? t.error() : Math.max(ROUNDING, t.error()))
                    .toArray());
      }
    }
    return plot;
  }

  static Plot orbits(String title, Kernel f, Group g, int count, long seed, Array... x) {
    DType real = f.precisions().stream().findFirst().orElse(DType.FLOAT64);
    List<Array> elements = Kernels.uniform(g).sample(seed, count, real);
    var points =
        List.of(x).stream()
            .map(a -> repeated(a.dtype().isFloating() ? a.to(real) : a, count))
            .toList();
    List<Array> ofMoved = f.run(seed + 1, Kernels.act(g, elements, f.dom(), points));
    List<Array> moved = Kernels.act(g, elements, f.cod(), f.run(seed + 2, points));
    return with(
        with(
            Figures.scatter(title, "first coordinate", "second").square(),
            "f(g·x)",
            ofMoved.get(0)),
        "g·f(x)",
        moved.get(0));
  }

  private static Array repeated(Array row, int count) {
    return row.map(t -> t.slice(0, 0, 1).repeatInterleave(count, 0));
  }

  /** The first two numbers of each row. */
  private static Plot with(Plot plot, String name, Array y) {
    int rows = (int) y.shape().size(0);
    double[] all = y.doubles();
    int width = all.length / rows;
    if (width < 2) {
      throw new IllegalArgumentException(
          "An orbit is drawn in the plane; the output has only one coordinate.");
    }
    return plot.with(
        name,
        IntStream.range(0, rows).mapToDouble(i -> all[i * width]).toArray(),
        IntStream.range(0, rows).mapToDouble(i -> all[i * width + 1]).toArray());
  }
}
