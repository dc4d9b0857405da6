package org.symm.notebook;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symm.display.Html;
import org.symm.learning.Epoch;
import org.symm.learning.Run;
import org.symm.plotting.Figures;
import org.symm.plotting.Plot;

/** Losses against epochs: of a training on its way, and of a finished run. */
final class Curves {

  private Curves() {}

  /** The figure; needs two epochs. */
  static Plot of(List<Epoch> epochs) {
    double[] x = epochs.stream().mapToDouble(Epoch::number).toArray();
    double[] training = epochs.stream().mapToDouble(Epoch::training).toArray();
    Plot p = Figures.lines("", "epoch", "loss").with("training", x, training);
    var measured = epochs.stream().filter(e -> !Double.isNaN(e.validation())).toList();
    if (measured.size() > 1) {
      p =
          p.with(
              "validation",
              measured.stream().mapToDouble(Epoch::number).toArray(),
              measured.stream().mapToDouble(Epoch::validation).toArray());
    }
    if (epochs.stream().allMatch(e -> e.training() > 0 && !(e.validation() <= 0))) {
      p = p.logY();
    }
    return p.size(480, 260);
  }

  /** A run: what it was, and its curves. */
  static Map<String, String> of(Run run) {
    var p = run.provenance();
    var rows =
        List.of(
            List.of("model", run.configuration().getOrDefault("model", "")),
            List.of("ended", run + ""),
            List.of("seed", run.configuration().getOrDefault("seed", "")),
            List.of("device", p.get("device") + ", " + p.get("threads") + " threads"),
            List.of(
                "versions",
                "symm "
                    + p.get("symm")
                    + ", libtorch "
                    + p.get("libtorch")
                    + ", JDK "
                    + p.get("JDK")));
    String curves = run.history().size() > 1 ? image(of(run.history())) : "";
    return Map.of("text/html", Html.table(List.of(), rows) + curves, "text/plain", run.toString());
  }

  private static String image(Plot figure) {
    return String.format(
        Locale.ROOT,
        "<img width=\"%d\" alt=\"loss against epoch\" src=\"data:image/png;base64,%s\">",
        figure.width(),
        Base64.getEncoder().encodeToString(figure.png()));
  }
}
